"""What an article has beside its text: title, date, author, section, pictures, files."""
