"""Which language a page and each of its blocks is in, and the packs that read them."""
