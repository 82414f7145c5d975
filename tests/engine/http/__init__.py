"""How requests are made, against servers that misbehave."""
