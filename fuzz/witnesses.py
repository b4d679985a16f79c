"""Pages on which a change of the program shows that no test notices: what `mutants.py --witnesses N` looks through.

The pages are put together, by chance, from the sentences of the tests and the examples of the rules: one alone or two, in
a paragraph, a list, a table, under a heading, declared in one way or another. A page that shows a survivor says what a test
lacks: whoever reads it writes a sentence of that kind, as people would write it, and what is right there. Nothing here
says that what is read without the change is right.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import coverage
import yaml

ROOT = Path(__file__).resolve().parent.parent
MEANING = ROOT / "tests" / "meaning"
sys.path.insert(0, str(MEANING))

RELATIONSHIPS = ("", "unofficial", "partner", "official", "supported")
#: How often a sentence stands on a page that is declared in another way than in its test.
_ELSEWHERE = 0.3
#: Seconds of the clock that are spent on variants of pages for one change; three times as many on asking all.
_PATIENCE = 6.0
#: So many of the pages that reach a change are asked, the shortest first.
_SHORTEST = 400
#: Of so many, variants are made.
_NEAR = 60
_FRAMES = (
    "{a}",
    "{a} {b}",
    "{a}\n\n{b}",
    "{b}\n\n{a}",
    "# {b}\n\n{a}",
    "# {t}\n\n{a}",
    "# {t}\n\n- {a}\n- {b}",
    "# {t}\n\n- {a}",
    "{t}:\n\n- {a}\n- {b}",
    "| {t} | {u} |\n|---|---|\n| {a} | {b} |",
    "| {t} | {u} |\n|---|---|\n| {u} | {a} |\n| {t} | {b} |",
    "**{t}:** {a}",
    "### {t}\n\n{a}\n\n### {u}\n\n{b}",
    "---\ntitle: {q}\ndate: 2027-05-01\n---\n\n{a}\n\n{b}",
)


class Shown(NamedTuple):
    """A page, and what is read of it with a change and without."""

    text: str
    relationship: str
    before: list[str]
    after: list[str]


class Known(NamedTuple):
    """What is read of each page, and which pages reach a row."""

    pages: list[dict[str, Any]]
    read: list[list[str]]
    rows: dict[str, dict[int, list[str]]]


def pages(count: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Pages by chance: entries as in `tests/meaning/exact`."""
    chance = random.Random(seed)  # noqa: S311 - no secrets here
    sentences = _sentences()
    languages = [*sentences]
    weights = [len(sentences[language]) for language in languages]
    titles = {language: [_short(item["text"]) for item in items] for language, items in sentences.items()}
    for _ in range(count):
        language = chance.choices(languages, weights)[0]
        first, second = chance.choices(sentences[language], k=2)
        t, u = chance.choices(titles[language], k=2)
        plain = "\n" not in first["text"] and "\n" not in second["text"]
        frame = chance.choice(_FRAMES if plain else _FRAMES[:4])
        text = frame.format(a=first["text"], b=second["text"], t=t, u=u, q=repr(t))
        if not text.startswith("---"):
            text = f"---\nlang: {language}\n---\n\n{text}"
        else:
            text = text.replace("---\n", f"---\nlang: {language}\n", 1)
        declared = first["relationship"] if chance.random() > _ELSEWHERE else chance.choice(RELATIONSHIPS)
        yield {"text": text, "relationship": declared, "contributions": first["contributions"]}


def _short(text: str) -> str:
    """The beginning of a sentence, as a heading or a label has it."""
    return " ".join(text.replace("|", " ").replace("#", " ").split()[:4]).rstrip(".:,;!?")


def _sentences() -> dict[str, list[dict[str, Any]]]:
    """By language: the sentences of the tests, each with what is declared there."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(
        [*MEANING.glob("??-*.yaml"), *(MEANING / "frames").glob("*.yaml"), *(MEANING / "exact").glob("*.yaml")]
    ):
        for item in yaml.safe_load(path.read_text("utf-8")):
            if item["text"].startswith("---"):
                continue
            language = item.get("language", "en") if path.parent.name == "exact" else path.stem[:2]
            entry = {
                "text": item["text"].replace("⟦", "").replace("⟧", "").strip(),
                "relationship": item.get("relationship") or "",
                "contributions": tuple(item.get("contributions") or ()),
            }
            found.setdefault(language, []).append(entry)
    return found


def everything(entry: dict[str, Any]) -> list[str]:
    """What a test can say of a page: what is found, given, said and weighed."""
    import test_exact as exact

    from ots_lint.checks import weigher
    from ots_lint.lint.check import ELSEWHERE

    lines = [f"found: {line}" for line in exact.found(entry)]
    lines += [f"given: {line}" for line in exact.given(entry)]
    lines += [f"said: {line}" for line in exact.said(entry)]
    rules = (rule for rule in exact.RULESET.rules.values() if rule.kind not in ELSEWHERE)
    codes = [rule.code for rule in rules if weigher(rule.kind) is not None]
    return lines + [f"weighed: {line}" for line in exact.weighed(entry, codes)]


def known(count: int, folders: list[str]) -> Known:
    """Read pages, and learn which rows each reaches."""
    chosen = list(pages(count))
    for entry in chosen[:200]:
        everything(entry)
    measured = coverage.Coverage(data_file=None, include=folders, config_file=False)
    measured.start()
    read = []
    for number, entry in enumerate(chosen):
        measured.switch_context(str(number))
        read.append(everything(entry))
    measured.stop()
    data = measured.get_data()
    return Known(chosen, read, {path: data.contexts_by_lineno(path) for path in data.measured_files()})


def shown(known: Known, path: str, rows: range, change: Callable[[], bool]) -> list[Shown]:
    """Pages on which a change shows: first one on which other findings are reported, then one that is read otherwise.

    `change` makes the change in this process, and says whether it could. Where none of the pages shows it, those that
    reach its rows are asked once more, with a word less or another in its place.
    """
    chance = random.Random(0)  # noqa: S311 - no secrets here
    reached = {int(number) for row in rows for number in known.rows.get(path, {}).get(row, ()) if number}
    order = sorted(reached, key=lambda number: len(known.pages[number]["text"]))
    near = [entry for number in order[:_NEAR] for entry in _variants(known.pages[number], known.pages, chance)]
    chance.shuffle(near)
    asked = [(known.pages[number], known.read[number]) for number in order[:_SHORTEST]]
    asked += _timed(near, _PATIENCE)
    if not change():
        return []
    until = time.monotonic() + 3 * _PATIENCE
    other: list[Shown] = []
    for entry, before in asked:
        after = _read(entry)
        if after != before:
            less, more = [x for x in before if x not in after], [x for x in after if x not in before]
            page = Shown(entry["text"], entry["relationship"], less, more)
            if any(line.startswith("found") for line in [*less, *more]):
                return [page, *other[:1]]
            other.append(page)
        if time.monotonic() > until:
            break
    return other[:2]


def _timed(entries: list[dict[str, Any]], seconds: float) -> list[tuple[dict[str, Any], list[str]]]:
    """Some pages with what is read of them: as many as the time allows."""
    until = time.monotonic() + seconds
    read = []
    for entry in entries:
        read.append((entry, _read(entry)))
        if time.monotonic() > until:
            break
    return read


def _variants(entry: dict[str, Any], pages: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """A page with a word less, or with one from another page in its place."""
    head, _, body = entry["text"].rpartition("---\n\n")
    pieces = re.split(r"(?<=\w)(?=\W)|(?<=\W)(?=\w)", body)
    words = [number for number, piece in enumerate(pieces) if piece[:1].isalnum()]
    others = [
        word for page in chance.sample(pages, 12) if page["text"][:12] == head[:12] for word in page["text"].split()
    ]
    for number in words:
        for new in ("", *chance.sample(others, min(2, len(others)))):
            text = "".join([*pieces[:number], new, *pieces[number + 1 :]]).replace("  ", " ")
            yield {**entry, "text": f"{head}---\n\n{text}"}


def _read(entry: dict[str, Any]) -> list[str]:
    try:
        return everything(entry)
    except Exception as error:
        return [f"found: {type(error).__name__}"]
