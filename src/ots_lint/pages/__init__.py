"""Page formats: one reader each."""
