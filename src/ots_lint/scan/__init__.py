"""Whether a page can have a finding at all, told from its bytes."""
