"""One page: bytes, findings, suppressions, fixes."""
