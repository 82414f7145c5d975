"""Simulated provincial portals: real systems' markup and traps around invented articles."""
