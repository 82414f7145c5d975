"""The history of a page as people read it. Reads the database, never writes it."""
