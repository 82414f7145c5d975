"""Site templates: what the pages of a site share, learned from some and applied to others."""
