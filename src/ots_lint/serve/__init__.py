"""A page on this computer alone, where somebody pastes an announcement and gets it back with findings and fixes.

What the page sends is a stranger's, whoever started the server: `guard` says what is answered at all, `asked` what a
question may hold, and nothing of it names a file. `server` answers in threads and lints in the main one.
"""
