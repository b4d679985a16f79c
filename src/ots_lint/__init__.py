"""Lint event pages for how they name and credit a community."""
