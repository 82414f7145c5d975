"""What a page offers to go on from: links, pagers, feeds and sitemaps. Pure functions."""
