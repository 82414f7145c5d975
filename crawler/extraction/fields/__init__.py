"""Fields of an article besides its text: title, date, author, section, pictures, files."""
