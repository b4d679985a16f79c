"""The words by which a language tells a name from a phrase, an address or a password: `rules/name-words/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import regex

from ots_lint.schema.keys import Field
from ots_lint.settings import RELATIONSHIPS

_NEEDED = (
    "called", "quantifiers", "many", "articles", "subjects", "joiners", "compounds", "suffixes", "like", "at", "dot",
    "identifiers", "takes", "secrets", "is", "press",
)  # fmt: skip
_RELATIONSHIPS = tuple(f"relationship-{value}" for value in RELATIONSHIPS)
_MORE = ("definite", "genitive-before", "clause-verbs", "not", "unofficial", "people", "logo", "hour")
#: The format of a file; the head of `en.yaml` says what each key is for.
NAME_WORDS = Field(
    "mapping",
    fields={
        **{key: Field("texts", required=True) for key in _NEEDED},
        **{key: Field("texts") for key in (*_MORE, *_RELATIONSHIPS)},
    },
)
#: Its texts behave like those of every language together with those of this one.
_ALWAYS = "en"

Words = Mapping[str, Mapping[str, list[str]]]


class NameWords:
    """The words of all languages; with a language's tag, those of that language and of English."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._patterns: dict[tuple[str, str], regex.Pattern[str]] = {}
        self._parts: dict[str, frozenset[str]] = {}
        #: What stands behind the number of an hour, in any language.
        self.hours = frozenset(self.words("hour"))
        self.languages = {name.lower(): tag for tag, data in words.items() for name in data["called"]}

    def words(self, key: str, language: str = "") -> list[str]:
        """The words of a key, for a language or for all of them."""
        tags = [tag for tag in self._words if not language or language not in self._words or tag in (language, _ALWAYS)]
        return list(dict.fromkeys(word for tag in tags for word in self._words[tag].get(key, ())))

    def may_have(self, key: str, text: str) -> bool:
        """Whether a word of a key may stand in a text; False is certain, and needs no pattern, which takes long to compile."""
        parts = self._parts.get(key)
        if parts is None:
            longest = (max(regex.split(r"[*\s'’]+", word), key=len) for word in self.words(key))
            parts = self._parts[key] = frozenset(part.casefold() for part in longest)
        low = text.casefold()
        return any(map(low.__contains__, parts))

    def pattern(self, template: str, language: str = "") -> regex.Pattern[str]:
        """A pattern, ignoring case, whose `<key>` stands for any of the words of that key."""
        known = self._patterns.get((template, language))
        if known is None:

            def any_of(match: regex.Match[str]) -> str:
                return one_of(tuple(self.words(match[1], language)))

            source = "(?i)" + regex.sub(r"<([a-z-]+)>", any_of, template)
            known = self._patterns[template, language] = regex.compile(source)
        return known


@lru_cache(maxsize=256)
def one_of(words: Iterable[str]) -> str:
    """A pattern for any of these words as a whole; a `*` stands for any letters."""
    parts = []
    for word in sorted(words, key=len, reverse=True):
        part = r"\s+".join(regex.escape(piece).replace(r"\*", r"\p{L}*") for piece in word.split())
        part = part.replace("'", "['’]")
        parts.append(part if word.endswith(("'", "’")) else part + r"(?![\p{L}\p{N}])")
    return rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(parts)})" if parts else "(?!)"
