"""Sites and provinces: records in TOML files, checked when they are loaded."""
