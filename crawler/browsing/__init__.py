"""Plugins of Datasette for `make browse`; Datasette loads every file of this folder."""
