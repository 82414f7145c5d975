"""Portal spiders: one for all portals, with a class for each content system."""
