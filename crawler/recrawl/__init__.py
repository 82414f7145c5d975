"""When known pages are visited again, and what became of them: edits, removals, moves."""
