"""How well saved pages are read whose articles are known."""
