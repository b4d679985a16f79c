"""What reading a language pack's patterns finds out, so that it is kept with the compiled pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ots_lint.language import marks
from ots_lint.language.frames import Frame
from ots_lint.language.indexed import PARTS
from ots_lint.language.language import Language


def tables_of(tag: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What reading a language pack's patterns finds out, as JSON holds it: kept, a run need not read them again."""
    language = Language(tag, {key: value for key, value in data.items() if key != "tables"})
    return {
        "forms": language._forms.tables(),
        "small": language._small_forms.tables(),
        "needs": {family: _needs(language.frames(family)) for family in language._frames.families},
        "cues": [
            {part: _needs(getattr(modifier, name)) for part, name in PARTS.items()} for modifier in language._modifiers
        ],
        "asked": sorted(language._asked),
        "open": language._compiler.open_words.tables(),
        "marks": dict(marks.MARKS),
    }


def _needs(frames: Iterable[Frame]) -> list[list[list[str]]]:
    return [[sorted(need) for need in frame.needs] for frame in frames]
