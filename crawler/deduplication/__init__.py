"""When two texts are the same article, or tell the same story. Pure functions."""
