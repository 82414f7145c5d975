"""The known addresses of a site and the choice of the next ones. No Scrapy, no parsing of pages."""
