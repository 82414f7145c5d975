"""Queries of the reading room: what readers see, from a connection that only reads.

Every query is bounded in what it looks at, so that no page gets slower than the database is large.
"""
