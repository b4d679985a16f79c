"""Other linters, each with the best that its documented options allow for one name.

Where one takes patterns it gets patterns, where it takes lists it gets every form at one edit's
distance and the spaced forms, and all get what keeps them quiet about addresses and code.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

NAME = "OpenTechSchool"
LOW = NAME.lower()
PYPI = ["typos", "codespell", "proselint"]
NPM = ["markdownlint-cli2", "textlint", "textlint-rule-prh", "textlint-plugin-html", "case-police", "cspell"]
PAGES = "**/*.{md,html}"


class Peer(NamedTuple):
    """One of them: how it is called on the page or pattern `{}`, and what its output says."""

    name: str
    program: str
    words: Sequence[str]
    #: What it takes for all pages below the folder it runs in.
    all: str
    #: Its exit statuses without and with findings.
    statuses: frozenset[int]
    #: A pattern of the lines that are about the name; empty where it cannot be told one.
    naming: str
    slow: bool = False


# typos cannot be run without its own dictionary, nor case-police (2.2.1 ignores --no-default): only what they
# say about the name counts. codespell writes its corrections in small letters. proselint cannot be told a name.
PEERS = [
    Peer("typos", "venv/bin/typos", ["--isolated", "--config", "{configs}/typos.toml", "--format", "brief", "{}"], ".",
         frozenset({0, 2}), f"`{NAME}`$"),
    Peer("typos, its own words only", "venv/bin/typos", ["--isolated", "--format", "brief", "{}"], ".",
         frozenset({0, 2}), ""),
    Peer("codespell", "venv/bin/codespell", ["--config", "{configs}/codespell.cfg", "-D", "{configs}/codespell.txt", "{}"], ".",
         frozenset({0, 65}), "==>"),
    Peer("case-police", "node/node_modules/.bin/case-police", ["{}", "--no-default", "-d", "{configs}/case-police.json"],
         PAGES, frozenset({0, 1}), f"→ {NAME}"),
    Peer("proselint", "venv/bin/proselint", ["check", "{}"], ".", frozenset({0, 1}), "", slow=True),
    Peer("cspell", "node/node_modules/.bin/cspell",
         ["lint", "--no-progress", "--no-summary", "--no-cache", "--config", "{configs}/cspell.json", "{}"], PAGES,
         frozenset({0, 1}), "Forbidden word", slow=True),
    Peer("markdownlint-cli2 MD044", "node/node_modules/.bin/markdownlint-cli2",
         ["--config", "{configs}/ots.markdownlint-cli2.jsonc", "{}"], PAGES, frozenset({0, 1}), "MD044", slow=True),
    Peer("textlint prh", "node/node_modules/.bin/textlint",
         ["--config", "{configs}/textlintrc.json", "--format", "unix", "{pages}/{}"], PAGES, frozenset({0, 1}), r"/prh\]",
         slow=True),
]  # fmt: skip


def install(folder: Path) -> None:
    """Install below a folder what pip and npm find. What cannot be installed is said and left out."""
    venv, node = folder / "venv", folder / "node"
    pip = venv / "bin" / "pip"
    if not pip.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    for package in PYPI:
        if not list(venv.glob(f"lib/python*/site-packages/{package}-*.dist-info")):
            _try([str(pip), "install", "--quiet", package])
    npm = shutil.which("npm")
    node.mkdir(parents=True, exist_ok=True)
    if not npm:
        print("npm is missing; linters that need Node are left out", file=sys.stderr)
    elif not all((node / "node_modules" / package).exists() for package in NPM):
        _try([npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(node), *NPM])


def _try(words: list[str]) -> None:
    if subprocess.run(words, check=False).returncode:
        print(f"cannot be installed: {' '.join(words)}", file=sys.stderr)


def versions(folder: Path) -> dict[str, str]:
    """Package → version of what is installed."""
    found = {}
    for path in folder.glob("venv/lib/python*/site-packages/*.dist-info"):
        name, _, version = path.name.removesuffix(".dist-info").rpartition("-")
        if name in PYPI:
            found[name] = version
    for name in NPM:
        package = folder / "node" / "node_modules" / name / "package.json"
        if package.exists():
            found[name] = json.loads(package.read_text("utf-8"))["version"]
    return found


def installed(folder: Path, pages: Path, page: str | None = None) -> Iterator[tuple[Peer, list[str], Path]]:
    """Each installed linter, with its command for all pages below a folder or one of them, and where it runs."""
    for peer in PEERS:
        program = folder / peer.program
        if program.exists():
            words = [
                word.replace("{configs}", str(folder / "configs"))
                .replace("{pages}", str(pages))
                .replace("{}", page or peer.all)
                for word in peer.words
            ]
            # textlint finds its rules from where it runs only
            yield peer, [str(program), *words], folder / "node" if peer.name.startswith("textlint") else pages


# ------------------------------------------------------------------ configurations

_BEFORE = r"(?<![\w@#./:\u2013-])"
_AFTER = r"(?![\w]|\.(?:org|github|png|svg|jpg|html|css)|[/@])"
_GAP = r"(?:[\s_\u00a0\u202f\u2010\u2011\u2013-]+|&nbsp;|&#(?:160|xA0|45);|<br ?/?>)"
#: The right letters in any shape, but no phrase like "an open tech school".
_SHAPE = rf"(?<!\b(?:an?|most|many|other|some|every|new) )open{_GAP}?tech{_GAP}?school"
_ADDRESSES = [
    r"(?:https?:)?//[^\s\"<>)]+", r"[\w.+-]+@[\w.-]+", r"[@#]\w+",
    r"[\w.-]+\.(?:org|com|io|png|svg|css|html|github)\b[\w./-]*", r"\b[\w.-]+/[\w./-]+",
]  # fmt: skip
_CODE = [
    r"`[^`\n]+`", r"(?s)```.*?```", r"(?s)~~~.*?~~~", r"(?s)<!--.*?-->",
    r"(?s)<(?:script|style|pre|code|kbd|samp|template)\b.*?</",
    r"\b(?:class|id|name|value|data-\w+)=\S+", r"(?m)^(?:slug|permalink|image):.*$",
]  # fmt: skip


def configure(folder: Path) -> None:
    """Write a configuration for each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _configurations(folder).items():
        text = content if isinstance(content, str) else json.dumps(content, indent=1, ensure_ascii=False)
        folder.joinpath(name).write_text(text, encoding="utf-8")


def _configurations(folder: Path) -> dict[str, object]:
    wrong = _misspellings(LOW, "abcdefghijklmnopqrstuvwxyz")
    words = [*_spaced(), LOW, *wrong]
    return {
        "typos.toml": _typos(wrong),
        "codespell.txt": "".join(f"{word}->{NAME}\n" for word in words),
        "codespell.cfg": _codespell(),
        "case-police.json": dict.fromkeys(words, NAME),
        "cspell.json": _cspell(words),
        "ots.markdownlint-cli2.jsonc": _markdownlint(),
        "prh.yml": _prh(),
        "textlintrc.json": {
            "plugins": {"@textlint/markdown": True, "html": True},
            "rules": {
                "prh": {
                    "rulePaths": [str(folder / "prh.yml")],
                    **dict.fromkeys(["checkLink", "checkBlockQuote", "checkEmphasis", "checkHeader"], True),
                }
            },
        },
    }


def _misspellings(name: str, letters: str) -> list[str]:
    """A name with one letter left out, doubled, replaced, or swapped with the next."""
    places = range(len(name))
    found = {name[:i] + name[i + 1 :] for i in places}
    found |= {name[:i] + name[i] + name[i:] for i in places}
    found |= {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in places[:-1]}
    found |= {name[:i] + letter + name[i + 1 :] for i in places for letter in letters}
    return sorted(found - {name, NAME})


def _spaced() -> list[str]:
    """The right letters in several words."""
    gaps = [(a, b) for a in ["", " ", "-", "_"] for b in ["", " ", "-", "_"] if a or b]
    return [f"open{a}tech{b}school" for a, b in gaps]


def _typos(wrong: list[str]) -> str:
    cased = {form for word in [*wrong, LOW] for form in (word, word.capitalize(), word.upper())}
    cased |= {*_misspellings(NAME, "abcdefghijklmnopqrstuvwxyz")}
    cased |= {
        "OpenTechschool",
        "OpentechSchool",
        "openTechSchool",
        "opentechSchool",
        "Open_Tech_School",
        "open_tech_school",
    }
    ignored = ",\n".join(f"  '{pattern}'" for pattern in [*_ADDRESSES, *_CODE])
    entries = "".join(f'{word} = "{NAME}"\n' for word in sorted(cased))
    return (
        f"[default]\ncheck-filename = false\nextend-ignore-re = [\n{ignored}\n]\n\n"
        f"[default.extend-identifiers]\n{entries}"
    )


def _codespell() -> str:
    """Words with a space in them are words only if the pattern of words says so."""
    word = r"[Oo]pen[ _-]?[Tt]ech[ _-][Ss]chool|[Oo]pen[ _-][Tt]ech[Ss]chool|\w+"
    ignored = "|".join(
        pattern.replace("(?s)", "").replace("(?m)", "") for pattern in [*_ADDRESSES, _CODE[0], *_CODE[3:4], *_CODE[5:]]
    )
    return (
        f"[codespell]\nregex = {word}\nignore-words-list = {NAME}\nuri-ignore-words-list = *\nuri-regex = {ignored}\n"
    )


def _cspell(words: list[str]) -> dict[str, object]:
    ignored = [
        "Urls", "Email", r"/[@#]\w+/g", r"/[\w.-]*opentechschool\.(?:org|github|png|svg|css)\S*/g",
        r"/\b[\w.-]+\/[\w.\/-]+/g", r"/`[^`\n]+`/g", r"/^(```|~~~)[\s\S]*?^\1/gm", r"/<!--[\s\S]*?-->/g",
        r"/<(script|style|pre|code|kbd|samp|template)\b[\s\S]*?<\/\1>/gi",
        r'/\b(?:class|id|name|value|href|src|data-\w+)=(?:"[^"]*"|\S+)/g', f"/\\b{NAME}\\b/g",
    ]  # fmt: skip
    return {
        "version": "0.2",
        "language": "en",
        "unknownWords": "report-flagged",
        "words": [NAME],
        "flagWords": [f"{word}->{NAME}" for word in words],
        "ignoreRegExpList": ignored,
    }


def _markdownlint() -> dict[str, object]:
    """The domain and the handle are names, too, as the rule's documentation advises."""
    names = [NAME, f"{LOW}.org", f"{LOW}.github.io", f"@{LOW}", f"#{LOW}"]
    rule = {"names": names, "code_blocks": False, "html_elements": True}
    return {"config": {"default": False, "MD044": rule}, "noBanner": True, "noProgress": True}


def _prh() -> str:
    """Two rules: any shape of the right letters, and any letters at one place of the name."""
    places = [rf"{NAME[:i]}\w{{0,3}}{NAME[i + 2 :]}" for i in range(1, len(NAME) - 1)]
    letters = "|".join([rf"\w{{0,2}}{NAME[1:]}", *places])
    rules = [f"/{_BEFORE}{_SHAPE}{_AFTER}/i", f"/{_BEFORE}(?:{letters}){_AFTER}/"]
    return "version: 1\nrules:\n" + "".join(f"  - expected: {NAME}\n    patterns:\n      - {rule}\n" for rule in rules)
