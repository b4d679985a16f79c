"""What stands around a sentence on its page, and what it says of it: headings, lists, labels, titles, days."""
