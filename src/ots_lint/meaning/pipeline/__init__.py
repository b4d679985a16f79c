"""The spaCy pipeline of a language: a text of a page becomes a `Doc` that the components have read."""
