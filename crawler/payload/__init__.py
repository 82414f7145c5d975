"""What an HTTP body is: its codings undone, its type told from its bytes. Pure functions."""
