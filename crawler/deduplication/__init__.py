"""Identity of articles, and likeness of those that tell the same story. Pure functions."""
