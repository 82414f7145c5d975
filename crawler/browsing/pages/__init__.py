"""The pages of the reading room: from a connection and a request to what a template shows."""
