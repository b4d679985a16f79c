"""One sentence: its words and their classes, who is named in it, what it says, and what takes away from that."""
