"""Addresses: the gate for those from outside, one canonical form, one identity for all variants."""
