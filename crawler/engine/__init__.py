"""All that Scrapy loads: run, middlewares, extensions, handlers. Rules are in the core packages."""
