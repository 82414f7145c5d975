"""Page source: bytes become a tree, and the tree a list of blocks, without interpretation."""
