"""What is the organisation's on a page by the place where it stands, and not by a sentence alone."""
