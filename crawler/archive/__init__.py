"""The raw archive: what servers answered, in WARC files (ISO 28500), before anything reads it."""
