"""Many pages: which they are, the settings for each, and one run over all of them."""
