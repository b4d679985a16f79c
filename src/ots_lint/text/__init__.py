"""Decoded text and its mapping to what a reader sees."""
