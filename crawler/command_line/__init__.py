"""What the commands share: their base class, progress, results. No rule of the crawl."""
