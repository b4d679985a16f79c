"""What a release needs to know of the changelog: `release.py check v0.1.0`, `release.py notes`.

`check` fails where the tag is not the version of the package, or where the changelog has no dated entry for it;
`notes` prints that entry.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_HEADING = re.compile(r"(?m)^## (\S+) – (.+)$")


def version() -> str:
    """The version of the package, from the one place that says it."""
    text = ROOT.joinpath("src", "ots_lint", "__init__.py").read_text("utf-8")
    found = re.search(r'(?m)^__version__ = "(.+)"$', text)
    assert found is not None
    return found[1]


def entry(changelog: str, wanted: str) -> tuple[str, str]:
    """When a version was released, or `unreleased`, and what changed. Raises `ValueError` where nothing says."""
    headings = list(_HEADING.finditer(changelog))
    for number, heading in enumerate(headings):
        if heading[1] == wanted:
            end = headings[number + 1].start() if number + 1 < len(headings) else len(changelog)
            return heading[2], changelog[heading.end() : end].strip() + "\n"
    raise ValueError(f"CHANGELOG.md has no entry for {wanted}: add “## {wanted} – {{the day}}”")


def released() -> bool:
    """Whether this version has been released, or is just about to be."""
    return entry(ROOT.joinpath("CHANGELOG.md").read_text("utf-8"), version())[0] != "unreleased"


def problems(tag: str, changelog: str) -> list[str]:
    """Why this tag must not be released."""
    found = []
    if tag != f"v{version()}":
        found.append(f"the tag is {tag}, and src/ots_lint/__init__.py says {version()}: make them the same")
    try:
        day, notes = entry(changelog, version())
    except ValueError as error:
        return [*found, str(error)]
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        found.append(f"CHANGELOG.md says “{day}” for {version()}: write the day, such as 2026-12-01")
    if not notes.strip():
        found.append(f"CHANGELOG.md says nothing about {version()}")
    return found


def main(arguments: list[str]) -> int:
    """Check a tag or print the notes; the exit status."""
    changelog = ROOT.joinpath("CHANGELOG.md").read_text("utf-8")
    match arguments:
        case ["check", tag]:
            found = problems(tag, changelog)
            for problem in found:
                print(f"error: {problem}", file=sys.stderr)  # noqa: T201
            return 1 if found else 0
        case ["notes"]:
            print(entry(changelog, version())[1], end="")  # noqa: T201
            return 0
    print(__doc__, file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
