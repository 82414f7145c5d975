"""How portals are walked: one spider for all, one class for what is peculiar to each system."""
