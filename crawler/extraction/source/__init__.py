"""A page as bytes becomes a tree, and the tree a list of blocks. No verdict on what they are."""
