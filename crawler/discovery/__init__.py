"""Discovery: links, pagers, feeds and sitemaps of a page. Pure functions, no Scrapy."""
