"""What a run puts aside: results of earlier runs, and those of this one until a report asks for them."""
