"""Processes that read pages, watched so that none hangs. Nothing here knows what a page says."""
