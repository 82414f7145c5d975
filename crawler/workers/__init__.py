"""Processes that read pages, watched so that none hangs. What a page says is for `extraction`."""
