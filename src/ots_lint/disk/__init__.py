"""Files and folders of strangers: where a project begins and ends, and opening files without waiting."""
