"""Which frames of the language packs could go without any example or sentence noticing?

    nice python fuzz/idle.py [--languages fr,sv] [--show 40] [--exceptions]

All examples of the rules in a language and all its sentences of `tests/meaning` are read once, and it is written down
which frame matches in which; then each frame is switched off, and those are read again. A frame that matches nowhere, or
whose sentences are read the same without it, is idle: it wants a sentence in `tests/meaning/frames`, or it goes. So it
is with the cues of modifiers, and with `--exceptions` with what narrows them (`unless`, `stop`, `cancel`). Prints the
counts by language, and the idle ones with their families; ends with 1 where there are some. A language takes one to
three minutes. What no frame needs of word classes, `entries.py` says.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ots_lint.language.frames import Frame
from ots_lint.meaning.sentence import lines
from ots_lint.meaning.tongues.blocks import packs_of
from ots_lint.ruleset.load import load_ruleset

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "meaning")]

Line = str
_search, _matches = Frame.search, Frame.matches


class Switch:
    """Notes which frames match, and switches one off."""

    def __init__(self) -> None:
        self.matched: set[int] = set()
        self.off: Frame | None = None

    def put_in(self) -> None:
        """Have all frames ask here."""
        switch = self

        def search(frame: Frame, line: Line) -> Any:
            if frame is switch.off:
                return None
            found = _search(frame, line)
            if found is not None:
                switch.matched.add(id(frame))
            return found

        def matches(frame: Frame, line: Line) -> Iterator[Any]:
            if frame is switch.off:
                return
            for found in _matches(frame, line):
                switch.matched.add(id(frame))
                yield found

        Frame.search, Frame.matches = search, matches  # type: ignore[method-assign, assignment]
        lines.line_of = lines.Line  # type: ignore[assignment]  # nothing is remembered of equal sentences


def frames_of(language: str, exceptions: bool) -> list[tuple[str, Frame]]:
    """All frames of a pack, and the cues of its modifiers, each with its family or what its modifier is.

    `exceptions`: instead of these, the frames that narrow its modifiers.
    """
    pack = packs_of(load_ruleset())[language]
    if exceptions:
        return [
            (f"{key} {modifier.name}", frame)
            for modifier in pack._modifiers
            for key in ("unless", "stop", "cancel")
            for frame in getattr(modifier, key)
        ]
    found = [(frame.family, frame) for frames in map(pack.frames, pack._frames.families) for frame in frames]
    found += [(f"context {modifier.name}", cue) for modifier in pack._modifiers for cue in modifier.cues]
    return found


def readings(tongue: str) -> list[tuple[str, Callable[[], Any]]]:
    """What is read in a language, each with a name: its answer must stay the same."""
    import test_contribution_kinds
    import test_exact
    import test_frames
    import test_kinds
    import test_rules
    import test_sentences
    import yaml

    from ots_lint.lint.check import check_page
    from ots_lint.pages.base import read_page
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.settings import Settings
    from ots_lint.text.source import Source

    def example(case: Any) -> Any:
        return [tuple(f.span) for f in case.findings(case.plain)], case.fix(case.plain) if case.spans else ""

    def kind(language: str, group: str, text: str) -> Any:
        page = text if text.startswith("---") else f"---\nlang: {language}\n---\n\n{text}\n"
        relationship = test_contribution_kinds.GROUPS[group][1]
        found = check_page(read_page(Source(page, "page.md")), load_ruleset(), Settings(relationship=relationship))
        return "OTS201" in {finding.code for finding in found}

    read: list[tuple[str, Callable[[], Any]]] = [
        (f"{case.values[0].rule.code} {case.id}", functools.partial(example, case.values[0]))
        for case in test_rules._cases()
        if case.id.endswith(("-markdown", "-html")) and _is_in(tongue, case.values[0])
    ]
    read += [
        (entry["kind"], functools.partial(test_kinds._read_wrongly, entry))
        for entry in test_kinds.KINDS
        if entry["language"] == tongue
    ]
    read += [
        (str(case.id), functools.partial(kind, *case.values))
        for case in test_contribution_kinds.cases()
        if case.values[0] == tongue
    ]
    read += [
        (entry["text"], functools.partial(test_frames.read, entry, tongue))
        for entry in test_frames.ENTRIES.get(tongue, ())
    ]
    read += [
        (case.values[0]["text"], functools.partial(test_exact.found, case.values[0]))
        for case in test_exact.ENTRIES
        if case.values[0].get("language", "en") == tongue
    ]
    for path in sorted((ROOT / "tests" / "meaning").glob(f"{tongue}-*.yaml")):
        language, family = path.stem.split("-")
        read += [
            (item["text"], functools.partial(test_sentences.found, item, language, family))
            for item in yaml.safe_load(path.read_text("utf-8"))
        ]
    return read


def _is_in(tongue: str, case: Any) -> bool:
    return bool(case.example.language == tongue or f"lang: {tongue}" in case.text)


def tried(switch: Switch, tongue: str, show: int, exceptions: bool) -> int:
    """How many frames of a language are idle; they are printed."""
    read = readings(tongue)
    expected = [check() for _, check in read]  # what is slow the first time is known now
    where: dict[int, list[int]] = defaultdict(list)
    for number, (_, check) in enumerate(read):
        switch.matched.clear()
        if check() == expected[number]:
            for matched in switch.matched:
                where[matched].append(number)
    frames = frames_of(tongue, exceptions)
    idle: list[str] = []
    for family, frame in frames:
        places = where.get(id(frame), [])
        switch.off = frame
        needed = any(read[number][1]() != expected[number] for number in reversed(places))  # its own sentence is late
        switch.off = None
        if not needed:
            idle.append(f"{family:<24} {len(places):>4}  {frame.source}")
    nowhere = sum(not where.get(id(frame)) for _, frame in frames)
    print(f"{tongue}: {len(idle)} of {len(frames)} idle, {nowhere} match nowhere", flush=True)
    for line in idle[:show]:
        print("  ", line)
    return len(idle)


def main() -> int:
    """Read everything, then everything without each frame."""
    parser = argparse.ArgumentParser(description="Which frames could go unnoticed?")
    parser.add_argument("--languages", default="de,en,es,fr,it,sv", help="the packs whose frames are tried")
    parser.add_argument("--show", type=int, default=40, help="how many idle frames are shown for each")
    parser.add_argument("--exceptions", action="store_true", help="try what narrows modifiers instead")
    options = parser.parse_args()
    switch = Switch()
    switch.put_in()
    return int(
        sum(tried(switch, tongue, options.show, options.exceptions) for tongue in options.languages.split(",")) > 0
    )


if __name__ == "__main__":
    sys.exit(main())
