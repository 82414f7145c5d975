"""Following the pages that show articles: edits, removals, returns and moves."""
