"""The formats of rule files, and errors that name file, line and key."""
