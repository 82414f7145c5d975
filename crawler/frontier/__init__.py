"""What is known of a site's addresses and what is asked next. No Scrapy, no parsing of pages."""
