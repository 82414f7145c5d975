"""What happens to each page, one stage a file, in order: extract, screen, deduplicate, store."""
