"""What a page offers to go on from: links, pagers, feeds, sitemaps. Pure functions, no Scrapy."""
