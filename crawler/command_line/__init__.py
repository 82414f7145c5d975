"""Shared parts of the commands: base class, progress, results. No rule of the crawl."""
