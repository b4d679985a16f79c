"""Front matter and other data in YAML, TOML and JSON, with the place of each value."""
