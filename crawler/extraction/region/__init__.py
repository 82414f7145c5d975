"""Text region of a page: the blocks that hold the article's text. Reads no other field."""
