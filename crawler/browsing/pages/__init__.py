"""The pages of the reading room: from a connection and a visit to what a template shows."""
