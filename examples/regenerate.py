"""Write everything that is generated again: `python examples/regenerate.py`; `--check` only looks whether it is current.

Generated are the reports on `examples/site` (one of each format, in `examples/reports`), four of its pages as the fixes
leave them (`examples/fixed`), the pages about rules (`docs/rules`), the JSON Schemas (`docs/schemas`), the marked blocks of
`README.md` and `docs` with the outputs of the commands in them, the picture of a report, the forms of the words that
language packs name, and the version wherever a file tells people which one to use.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:  # the tests load this file from elsewhere
    sys.path.append(str(HERE))
ROOT = HERE.parent
SITE = HERE / "site"
#: The four pages that the README speaks of, by what they are about.
SHOWN = {
    "official": "events/python-for-beginners.md",
    "partner": "events/django-day.md",
    "supported": "events/library-code-night.html",
    "unofficial": "events/rust-game-night.md",
}
_SUFFIXES = {
    "checkstyle": "xml",
    "github-review": "json",
    "gitlab": "json",
    "html": "html",
    "json": "json",
    "jsonl": "jsonl",
    "junit": "xml",
    "markdown": "md",
    "rdjsonl": "jsonl",
    "sarif": "sarif",
}
#: Files that name the version to use.
VERSIONED = ("README.md", "CITATION.cff", "Dockerfile", "docs/**/*.md", "examples/workflows/*.yml")
#: How they name it; what stands before the version, and what is to be replaced.
_VERSION = re.compile(
    r"(ots-lint@v|rev: v|/tags/v|\.git#v|ots-lint==|ots-lint:v|(?m:^version: ))(\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?)"
)
_BLOCK = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def ots_lint(*arguments: str | Path, folder: Path = HERE, columns: int = 80) -> str:
    """What the command line prints, called in a folder. Raises `RuntimeError` where the linter refuses to run."""
    from ots_lint.cli.main import run

    before = Path.cwd(), dict(os.environ), sys.stdout
    output = io.BytesIO()
    sys.stdout = wrapper = io.TextIOWrapper(output, "utf-8", write_through=True)
    os.environ["COLUMNS"] = str(columns)
    os.environ["LC_ALL"] = "C.UTF-8"
    os.chdir(folder)
    try:
        status = run([*map(str, arguments)])
    finally:
        wrapper.detach()
        os.chdir(before[0])
        os.environ.clear()
        os.environ.update(before[1])
        sys.stdout = before[2]
    if status not in (0, 1):
        raise RuntimeError(f"ots-lint {' '.join(map(str, arguments))} ends with status {status}")
    return output.getvalue().decode("utf-8")


def reports() -> Iterator[tuple[str, str]]:
    """Name and text of one report of each format."""
    from ots_lint.report import formats

    with tempfile.TemporaryDirectory() as name:
        outputs = {format_: Path(name, f"{format_}.{_SUFFIXES.get(format_, 'txt')}") for format_ in formats()}
        files = [f"--output-file={format_}={path}" for format_, path in outputs.items()]
        ots_lint("check", "site", "--no-cache", "--jobs=1", "--color=never", *files, columns=100)
        for path in outputs.values():
            # the one thing that differs from run to run
            yield path.name, re.sub(r' time="[\d.]+"', ' time="0.000"', path.read_text("utf-8"))


def fixed_pages() -> Iterator[tuple[str, str]]:
    """Name and text of the four pages after all their fixes."""
    from ots_lint import fix_text

    for name in SHOWN.values():
        page = SITE / name
        text = page.read_text("utf-8")
        yield page.name, fix_text(text, page, unsafe=True, config=SITE / "ots-lint.toml").text


def rule_pages() -> Iterator[tuple[str, str]]:
    """Name and text of the pages about rules."""
    from ots_lint.cli.rule_pages import pages
    from ots_lint.ruleset.load import load_ruleset

    yield from pages(load_ruleset()).items()


def json_schemas() -> Iterator[tuple[str, str]]:
    """Name and text of the JSON Schemas."""
    import schemas

    return schemas.schemas()


def blocks() -> dict[str, str]:
    """The generated blocks of the README, by name."""
    page = SHOWN["partner"]
    report = ots_lint(page, "--no-cache", "--color=never", folder=SITE)
    diff = ots_lint(page, "--no-cache", "--color=never", "--unsafe-fixes", "--diff", "--quiet", folder=SITE)
    return {
        "page": _fenced(SITE.joinpath(page).read_text("utf-8"), "markdown"),
        "report": _fenced(f"$ ots-lint {page}\n{report}", "text"),
        "diff": _fenced(diff, "diff"),
        "four": _four(),
        "formats": _formats(),
        "page-formats": _page_formats(),
        "install": _install("en"),
        "install-de": _install("de"),
        "inputs": _inputs("inputs"),
        "outputs": _inputs("outputs"),
        "languages": _languages(),
    }


def _fenced(text: str, language: str) -> str:
    return f"```{language}\n{text.strip()}\n```\n"


def _four() -> str:
    lines = ["| Page | Relationship | What is found |", "|---|---|---|"]
    for relationship, name in SHOWN.items():
        found: list[dict[str, Any]] = json.loads(ots_lint(name, "--no-cache", "--format=json", folder=SITE))
        rules: dict[str, str] = {item["code"]: item["name"] for item in found}
        told = ", ".join(f"[{code}](rules/{code}.md) {rule}" for code, rule in sorted(rules.items()))
        fixed = Path(name).name
        lines.append(
            f"| [{fixed}](../examples/site/{name}) → [fixed](../examples/fixed/{fixed}) | {relationship} | {told} |"
        )
    return "\n".join(lines) + "\n"


def _formats() -> str:
    from ots_lint.report import formats

    links = [f"[`{name}`](../examples/reports/{name}.{_SUFFIXES.get(name, 'txt')})" for name in formats()]
    return ", ".join(links) + "\n"


def _page_formats() -> str:
    """The table of the page formats."""
    import page_formats

    return page_formats.table()


#: What to say about installing, before there is a release and then.
_INSTALL = {
    ("en", False): "Version {version} is not released yet. Until it is, install it from its repository:\n\n"
    "```sh\npip install git+https://github.com/OpenTechSchool/ots-lint\n```\n\n"
    "The workflow and the hook below name version {version}; they work as soon as it is released.\n",
    ("en", True): "```sh\npip install ots-lint\n```\n",
    ("de", False): "Version {version} ist noch nicht erschienen. Bis dahin kommt sie aus ihrem Repository:\n\n"
    "```sh\npip install git+https://github.com/OpenTechSchool/ots-lint\n```\n\n"
    "Workflow und Hook unten nennen Version {version}; sie funktionieren, sobald sie erschienen ist.\n",
    ("de", True): "```sh\npip install ots-lint\n```\n",
}


def _install(language: str) -> str:
    """How to install it, as it is: by its name once the changelog has a day for this version."""
    import importlib.util

    from ots_lint import __version__

    spec = importlib.util.spec_from_file_location("release", ROOT / ".ci" / "release.py")
    assert spec is not None
    assert spec.loader is not None
    release = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(release)
    return _INSTALL[language, release.released()].format(version=__version__)


def _inputs(what: str) -> str:
    """The inputs or outputs of the action as a table."""
    import yaml

    action = yaml.safe_load(ROOT.joinpath("action.yml").read_text("utf-8"))
    lines = ["| Input | Default | Meaning |", "|---|---|---|"]
    if what == "outputs":
        lines = ["| Output | Meaning |", "|---|---|"]
    for name, spec in action[what].items():
        meaning = " ".join(spec["description"].split()).replace("|", "\\|")
        default = f"`{spec['default']}`" if spec.get("default") else ""
        lines.append(f"| `{name}` | {default} | {meaning} |" if what == "inputs" else f"| `{name}` | {meaning} |")
    return "\n".join(lines) + "\n"


def _languages() -> str:
    """What each language pack has, as a table."""
    from word_forms import data_of

    from ots_lint.language.contract import read_contract
    from ots_lint.messages import languages
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.ruleset.rule_files import CONTRACT

    folder = ROOT / "rules" / "languages"
    ruleset, contract = load_ruleset(), read_contract(folder / CONTRACT)
    rules = ruleset.rules.values()
    head = ("Language", "Prose is read for", "Lines", "Rules whose fix has words", "Examples", "Sentences", "Messages")
    lines = [f"| {' | '.join(head)} |", "|---|---|---:|---:|---:|---:|---|"]
    for tag, pack in sorted(ruleset.languages.items()):
        topics = [topic.name for topic in contract.topics.values() if {*topic.parts} <= {*pack["parts"]}]
        read = "all rules" if len(topics) == len(contract.topics) else ", ".join(topics)
        files = [path for path in sorted((folder / tag).rglob("*.yaml")) if path.name != "forms.yaml"]
        size = sum(len(path.read_text("utf-8").splitlines()) for path in files)
        worded = sum(any(key.partition(":")[0] == tag for key in rule.fix.get("insert", {})) for rule in rules)
        default = tag if tag != "en" else ""
        examples = sum(example.language == default for rule in rules for example in rule.examples)
        tried = [item for path in sorted((ROOT / "tests" / "meaning").glob(f"{tag}-*.yaml")) for item in data_of(path)]
        said = "yes" if tag in languages() else ""
        row = (pack["name"], read, str(size), str(worded), str(examples), str(len(tried)), said)
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def picture() -> str:
    """The report on the page of the README as it looks in a terminal."""
    from terminal import drawn

    page = SHOWN["partner"]
    report = ots_lint(page, "--no-cache", "--color=always", folder=SITE)
    return drawn(f"$ ots-lint {page}\n{report}", f"ots-lint {page}")


def documents() -> dict[str, str]:
    """The README and the documents, with their generated blocks written anew, and the outputs of their commands.

    Raises `KeyError` for a block that nobody generates, `RuntimeError` for one that stands nowhere.
    """
    from walk import Walk

    written = blocks()
    unused = set(written)

    def walked(text: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            return Walk(Path(folder)).go(text)

    texts: dict[str, str] = {}
    for path in [ROOT / "README.md", *sorted(ROOT.joinpath("docs").glob("*.md"))]:
        text = path.read_text("utf-8")
        unused -= {match[2] for match in _BLOCK.finditer(text)}
        filled = _BLOCK.sub(lambda match: f"{match[1]}\n{written[match[2]]}\n{match[3]}", text)
        texts[path.relative_to(ROOT).as_posix()] = filled
    if unused:
        raise RuntimeError(f"no document has the block {', '.join(sorted(unused))}")
    if os.name == "nt":  # the commands are for a shell that is not there
        return texts
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each waits for the commands of its document
        return dict(zip(texts, pool.map(walked, texts.values()), strict=True))


def forms() -> Iterator[tuple[str, str]]:
    """Path and text of the forms of each language pack that names lemmas."""
    sys.path.insert(0, str(HERE))
    import word_forms

    folders = sorted(path for path in ROOT.joinpath("rules", "languages").iterdir() if path.is_dir())
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:  # a dictionary takes seconds to read
        for folder, text in zip(folders, pool.map(word_forms.written, folders), strict=True):
            if text:
                yield f"{folder.relative_to(ROOT).as_posix()}/{word_forms.FILE}", text


def versioned(text: str) -> str:
    """A text that names this version wherever it names one to use."""
    from ots_lint import __version__

    return _VERSION.sub(lambda match: match[1] + __version__, text)


def _starters() -> Iterator[tuple[str, str]]:
    """The example that `ots-lint init` writes, too."""
    from ots_lint.starter.plan import workflow

    yield "annotate.yml", workflow()


def pack_schema() -> Iterator[tuple[str, str]]:
    """Name and text of the schema of language packs."""
    from schemas import ADDRESS, DRAFT

    from ots_lint.language.contract import read_contract
    from ots_lint.language.pack_schema import schema_of

    contract = read_contract(ROOT / "rules" / "languages" / "contract.yaml")
    schema = {"$schema": DRAFT, "$id": f"{ADDRESS}languages.json", **schema_of(contract)}
    yield "languages.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _named() -> dict[str, Path]:
    """Files that name the version to use: path from the root → path."""
    return {path.relative_to(ROOT).as_posix(): path for pattern in VERSIONED for path in sorted(ROOT.glob(pattern))}


def _versions() -> Iterator[tuple[str, str]]:
    for name, path in _named().items():
        yield name, path.read_text("utf-8")


def _inside(folder: str, *makers: Callable[[], Iterable[tuple[str, str]]]) -> Callable[[], Iterator[tuple[str, str]]]:
    """The files of these, below a folder."""
    return lambda: ((f"{folder}/{name}", text) for make in makers for name, text in make())


def _page_format_files() -> Iterator[tuple[str, str]]:
    import page_formats

    yield from dict(page_formats.files(ROOT)).items()


#: What is generated, part by part: each gives paths from the root with their texts. A later one changes what an earlier
#: one has.
PARTS: Mapping[str, Callable[[], Iterable[tuple[str, str]]]] = {
    "versions": _versions,
    "starters": _inside("examples/workflows", _starters),
    "reports": _inside("examples/reports", reports),
    "fixed": _inside("examples/fixed", fixed_pages),
    "rules": _inside("docs/rules", rule_pages),
    "schemas": _inside("docs/schemas", json_schemas, pack_schema),
    "page-formats": _page_format_files,
    "forms": forms,
    "documents": lambda: documents().items(),
    "picture": lambda: [("docs/images/report.svg", picture())],
}
#: The folder that is all of a part's.
FOLDERS = {
    "reports": "examples/reports",
    "fixed": "examples/fixed",
    "rules": "docs/rules",
    "schemas": "docs/schemas",
}


def generated(parts: Iterable[str] = PARTS) -> dict[str, bytes]:
    """Every generated file, or those of some parts: path from the root → content."""
    named = _named()
    files = {name: text for part in parts for name, text in PARTS[part]()}
    return {name: (versioned(text) if name in named else text).encode("utf-8") for name, text in files.items()}


def stale(fresh: dict[str, bytes] | None = None, parts: Iterable[str] = PARTS) -> list[str]:
    """Paths of the generated files (of these parts) that are missing, out of date, or generated no more."""
    parts = [*parts]
    fresh = generated(parts) if fresh is None else fresh
    folders = [FOLDERS[part] for part in parts if part in FOLDERS]
    there = [path for folder in folders for path in ROOT.joinpath(folder).glob("*") if path.is_file()]
    names = fresh.keys() | {path.relative_to(ROOT).as_posix() for path in there}
    return sorted(name for name in names if _content(name) != fresh.get(name))


def _content(name: str) -> bytes | None:
    path = ROOT / name
    return path.read_bytes() if path.is_file() else None


def main() -> int:
    """Regenerate or check; the exit status is 1 where something is stale."""
    import page_formats

    own = page_formats.module().encode("utf-8")
    if "--check" not in sys.argv[1:] and _content(page_formats.PATH) != own:
        ROOT.joinpath(page_formats.PATH).write_bytes(own)
        print(page_formats.PATH)
        os.execv(sys.executable, [sys.executable, *sys.argv])  # all else follows from it, and it is read already
    fresh = generated()
    names = stale(fresh)
    if "--check" in sys.argv[1:]:
        if names:
            print(f"out of date: {', '.join(names)}; run python examples/regenerate.py")
        return 1 if names else 0
    for name in names:
        path = ROOT / name
        if name in fresh:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(fresh[name])
        else:
            path.unlink()
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
