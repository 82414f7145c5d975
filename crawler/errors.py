"""Mistakes of users, told in one line."""


class UserError(Exception):
    """A mistake in what the user gave; its text is one line that names the thing and what to do."""
