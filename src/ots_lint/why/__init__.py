"""How a page was read: what each sentence was taken for, whether that counts and why, and what came of it."""
