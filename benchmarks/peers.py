"""Other linters, each with the best that its documented options allow for one name.

`install` puts them below a folder with pip and npm; `commands` are for those that are there.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAME = "OpenTechSchool"
LOW = NAME.lower()
PYPI = ["typos", "codespell", "proselint"]
NPM = [
    "markdownlint-cli2", "textlint", "textlint-rule-prh", "textlint-plugin-html", "case-police", "cspell",
]  # fmt: skip
_GAP = r"[\s_-]?"
_PATTERN = rf"(?<![\w@#./:-])open{_GAP}tech{_GAP}school(?![\w]|\.(?:org|github)|[/@])"
PAGES = "**/*.{md,html}"


def install(folder: Path) -> None:
    """Install what pip and npm find; a linter that cannot be installed is left out. Network access."""
    venv, node = folder / "venv", folder / "node"
    if not venv.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        for package in PYPI:
            subprocess.run([str(venv / "bin" / "pip"), "install", "--quiet", package], check=False)
    npm = shutil.which("npm")
    if npm and not node.exists():
        node.mkdir(parents=True)
        subprocess.run([npm, "install", "--silent", "--prefix", str(node), *NPM], check=False)
    configure(folder / "configs")


def misspellings() -> list[str]:
    """The name in small letters with one letter left out, doubled, swapped or replaced."""
    found = {LOW[:i] + LOW[i + 1 :] for i in range(len(LOW))}
    found |= {LOW[:i] + LOW[i] + LOW[i:] for i in range(len(LOW))}
    found |= {LOW[:i] + LOW[i + 1] + LOW[i] + LOW[i + 2 :] for i in range(len(LOW) - 1)}
    found |= {LOW[:i] + c + LOW[i + 1 :] for i in range(len(LOW)) for c in "abcdefghijklmnopqrstuvwxyz"}
    return sorted(found - {LOW})


def configure(folder: Path) -> None:
    """Write the configuration of each."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = misspellings()
    spaced = ["open tech school", "opentech school", "open techschool", "open-tech-school", "open_tech_school"]

    def write(name: str, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        (folder / name).write_text(text, encoding="utf-8")

    cased = sorted({form for word in [*wrong, LOW] for form in (word, word.capitalize(), word.upper())})
    ignored = (
        "extend-ignore-re = ['(?:https?:)?//[^\\s\"<>)]+', '[\\w.+-]+@[\\w.-]+', '`[^`\\n]+`', '\\b[\\w.-]+/[\\w./-]+']"
    )
    entries = "".join(f'{word} = "{NAME}"\n' for word in cased)
    write("typos.toml", f"[default]\ncheck-filename = false\n{ignored}\n[default.extend-identifiers]\n{entries}")
    write("codespell.txt", "".join(f"{word}->{NAME}\n" for word in wrong))
    write("prh.yml", f"version: 1\nrules:\n  - expected: {NAME}\n    patterns:\n      - /{_PATTERN}/i\n")
    rules = {"prh": {"rulePaths": [str(folder / "prh.yml")]}}
    write("textlintrc.json", {"plugins": {"@textlint/markdown": True, "html": True}, "rules": rules})
    names = {"names": [NAME, "opentechschool.org", "opentechschool/"], "code_blocks": False, "html_elements": True}
    write(
        "ots.markdownlint-cli2.jsonc",
        {"config": {"default": False, "MD044": names}, "noBanner": True, "noProgress": True},
    )
    write("case-police.json", dict.fromkeys([*spaced, *wrong, LOW], NAME))
    flagged = [f"{word}->{NAME}" for word in [*spaced, *wrong]]
    write("cspell.json", {"version": "0.2", "unknownWords": "report-flagged", "words": [NAME], "flagWords": flagged})


def commands(folder: Path, pages: Path) -> Iterator[tuple[str, list[str], Path]]:
    """Name, command and working folder of each linter that is installed."""
    python, node, configs = folder / "venv" / "bin", folder / "node" / "node_modules" / ".bin", folder / "configs"
    known = [
        ("typos", python / "typos", ["--config", configs / "typos.toml", "--format", "brief", "."], pages),
        ("codespell", python / "codespell", ["-D", configs / "codespell.txt", "."], pages),
        ("proselint", python / "proselint", ["check", "."], pages),
        ("markdownlint-cli2 MD044", node / "markdownlint-cli2",
         ["--config", configs / "ots.markdownlint-cli2.jsonc", PAGES], pages),
        ("textlint prh", node / "textlint",
         ["-c", configs / "textlintrc.json", "-f", "unix", f"{pages}/{PAGES}"], folder / "node"),
        ("case-police", node / "case-police", [PAGES, "--no-default", "-d", configs / "case-police.json"], pages),
        ("cspell", node / "cspell",
         ["lint", "--no-progress", "--no-summary", "--config", configs / "cspell.json", PAGES], pages),
    ]  # fmt: skip
    for name, program, words, place in known:
        if program.exists():
            yield name, [str(program), *map(str, words)], place
