"""Language packs: from YAML to words, classes and frames."""
