"""The reading room: the pages of `make browse`, beside Datasette's own. Reads, never writes.

`plugins` is what Datasette loads, `pages` has a function for each kind of page, `templates` their
HTML. Every word that readers see is in `words.toml`, every style in `room.css`. There is no script.
"""
