"""Vietnamese text: Unicode form, old encodings, dates, names, phrases of portals."""
