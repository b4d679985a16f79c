"""A brand: its facts, and its names in visible text."""
