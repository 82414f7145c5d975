"""Pipeline stages, one a file, in order: extract, screen, learn, deduplicate, compare, store."""
