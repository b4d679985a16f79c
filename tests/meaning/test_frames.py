"""Frames and cues of modifiers that are needed: each with a sentence that is read in another way without it.

An entry of `frames/LANG.yaml` names a frame by its family (of a modifier: `context` and its name) and the beginning of
its pattern. `expect` lists the codes that are found in `text` on a page with that `relationship`; where the text has
⟦…⟧, the first of them points at that.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex
from yaml_data import data_of

from ots_lint.language.frames import Frame
from ots_lint.lint.check import check_page
from ots_lint.meaning.tongues.blocks import packs_of
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()

HERE = Path(__file__).parent / "frames"
ENTRIES = {path.stem: data_of(path) for path in sorted(HERE.glob("*.yaml"))}
NOTHING = regex.compile("(?!)")

Read = tuple[list[str], list[tuple[str, int, int]]]


def frames_of(language: str, entry: dict[str, Any]) -> list[Frame]:
    """The frames that an entry is about; the same cue may stand in several modifiers of one name."""
    pack = packs_of(RULESET)[language]
    frames = [(frame.family, frame) for frames in map(pack.frames, pack._frames.families) for frame in frames]
    frames += [(f"context {modifier.name}", cue) for modifier in pack._modifiers for cue in modifier.cues]
    spelt = [(family, f, f.source.replace("(?:ß|ss)", "ß")) for family, f in frames]
    return [f for family, f, source in spelt if family == entry["family"] and source.startswith(entry["frame"])]


def read(entry: dict[str, Any], language: str) -> Read:
    """The codes that are found in an entry's text, and the places of its findings."""
    before = f"---\nlang: {language}\n---\n\n"
    page = before + entry["text"].replace("⟦", "").replace("⟧", "") + "\n"
    settings = Settings(relationship=entry.get("relationship", ""))
    findings = check_page(read_page(Source(page, "page.md")), RULESET, settings)
    places = [(f.code, f.span.start - len(before), f.span.end - len(before)) for f in findings]
    return sorted({code for code, start, _ in places if start >= 0}), places


def groups() -> Iterator[tuple[str, str]]:
    for language, entries in ENTRIES.items():
        for family in dict.fromkeys(entry["family"] for entry in entries):
            yield language, family


@pytest.mark.parametrize(("language", "family"), [*groups()])
def test_every_frame_is_needed_by_its_sentence(language: str, family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = []
    for entry in [entry for entry in ENTRIES[language] if entry["family"] == family]:
        frames = frames_of(language, entry)
        if len({frame.source for frame in frames}) != 1:
            wrong.append(f"{len(frames)} frames begin with {entry['frame']}")
            continue
        codes, places = read(entry, language)
        if codes != sorted(entry["expect"]):
            wrong.append(f"{codes} instead of {entry['expect']}: {entry['text']}")
        marked = "⟦" in entry["text"]
        start = entry["text"].find("⟦")
        place = (entry["expect"] or [""])[0], start, entry["text"].find("⟧") - 1
        if marked and place not in places:
            wrong.append(f"{place} is not among {places}: {entry['text']}")
        with monkeypatch.context() as without:
            without.setattr(packs_of(RULESET)[language], "lines", {})
            for frame in frames:
                without.setattr(frame, "_pattern", NOTHING)
            codes_without, places_without = read(entry, language)
        if codes_without == codes and not (marked and place not in places_without):
            wrong.append(f"is read the same without {entry['frame']}: {entry['text']}")
    assert not wrong, "\n".join(wrong)
