"""All that is Vietnamese: the form of its text, old encodings, dates, names, phrases of portals."""
