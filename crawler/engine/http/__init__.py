"""HTTP: requests made politely, and so that no server can hurt a crawl."""
