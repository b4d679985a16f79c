"""One published page, fetched as carefully as a stranger's: this room knows addresses and bytes, and no page formats."""
