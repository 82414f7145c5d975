"""Revisits of known pages, and their fate: edits, removals, moves."""
