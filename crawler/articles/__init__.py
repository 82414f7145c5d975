"""An article on its way from response to row: its stages and its records."""
