"""What a user can do wrong, said in one line."""


class UserError(Exception):
    """A mistake in what the user gave; its text is one line that names the thing and what to do."""
