"""Learning material and recordings: their use, their licence, and what restricts them."""
