"""Pages that come from archives in place of portals: our own again, or those of others."""
