"""Which blocks of a page are the article's text. No field but the text is read here."""
