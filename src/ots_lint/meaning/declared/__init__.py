"""What a page, the configuration and the command line declare, and whether a page says it."""
