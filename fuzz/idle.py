"""Which frames of the language packs could go without any example or sentence noticing?

    python fuzz/idle.py [--languages en,de] [--show 40]

All examples of the rules and all sentences of `tests/meaning` are read once, and it is written down which frame
matches in which; then each frame is switched off, and those are read again. A frame that matches nowhere, or whose
sentences are read the same without it, is idle: it wants a sentence in `tests/meaning/frames`, or it goes. So it is
with the cues of modifiers. Prints the counts by language, and the idle ones with their families.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import mutants

from ots_lint.language.frames import Frame
from ots_lint.meaning import lines
from ots_lint.meaning.tongues import packs_of
from ots_lint.ruleset.load import load_ruleset

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


def frames_of(language: str) -> list[tuple[str, Frame]]:
    """All frames of a pack, and the cues of its modifiers, each with its family or what its modifier is."""
    pack = packs_of(load_ruleset())[language]
    found = [(frame.family, frame) for frames in pack._compiled.values() for frame in frames]
    found += [(f"context {modifier.name}", cue) for modifier in pack._modifiers for cue in modifier.cues]
    return found


def main() -> int:
    """Read everything, then everything without each frame."""
    parser = argparse.ArgumentParser(description="Which frames could go unnoticed?")
    parser.add_argument("--languages", default="en,de", help="the packs whose frames are tried")
    parser.add_argument("--show", type=int, default=40, help="how many idle frames are shown for each")
    options = parser.parse_args()
    read = mutants.checks()
    expected = [check() for _, check in read]  # what is slow the first time is known now
    switch = Switch()
    switch.put_in()
    where: dict[int, list[int]] = defaultdict(list)
    for number, (_, check) in enumerate(read):
        switch.matched.clear()
        if check() == expected[number]:
            for frame in switch.matched:
                where[frame].append(number)
    for language in options.languages.split(","):
        tried: Counter[str] = Counter()
        idle: list[str] = []
        for family, frame in frames_of(language):
            places = where.get(id(frame), [])
            switch.off = frame
            needed = any(read[number][1]() != expected[number] for number in places)
            switch.off = None
            tried["frames"] += 1
            tried["match nowhere"] += not places
            if not needed:
                tried["idle"] += 1
                idle.append(f"{family:<24} {len(places):>4}  {frame.source}")
        print(f"{language}: {tried['idle']} of {tried['frames']} idle, {tried['match nowhere']} match nowhere")
        for line in idle[: options.show]:
            print("  ", line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
