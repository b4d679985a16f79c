"""`ots-lint server`: what an editor is told about the pages that are open in it, over the Language Server Protocol."""
