"""What a page says about the organisation: sentences, and statements in them."""
