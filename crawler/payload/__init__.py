"""HTTP bodies: codings undone, types told from bytes. Pure functions."""
