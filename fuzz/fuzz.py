"""Runs one target under atheris: `python fuzz/fuzz.py TARGET [LIBFUZZER OPTIONS]`."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ots_lint", "yaml", "tomllib"]):
    sys.path.insert(0, str(Path(__file__).parent))
    import targets

    from ots_lint.pages.front_matter import json_text, toml_text, yaml_text  # noqa: F401

if __name__ == "__main__":
    name = sys.argv.pop(1)
    if name == "fix":  # what is imported late is instrumented as well
        with atheris.instrument_imports(include=["ots_lint"]):
            targets.fix(b"bThis evening is supported by Open Tech School.\n\nTickets: 25 EUR.\n")
    atheris.Setup(sys.argv, targets.TARGETS[name])
    atheris.Fuzz()
