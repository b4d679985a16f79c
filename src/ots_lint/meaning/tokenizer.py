"""spaCy's way of splitting what stands between two blanks into words, without importing spaCy.

Importing spaCy takes longer than everything else that is done for a page, and all that is needed of
it are its tables: exceptions ("don't"), and the patterns of prefixes, suffixes and infixes. For the
languages that have a pack they are kept in `tables/`, as spaCy has them (and under its licence);
other languages ask spaCy itself. The steps are those of `spacy/tokenizer.pyx`, which the names here
follow (https://spacy.io/usage/linguistic-features#how-tokenizer-works); a test compares both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "tables"

#: A word with a bracket or quotation mark before it, one behind it, and a mark.
_MARKED = re.compile(r"([(\[\"„“]?)([^\W_]+(?::[0-9]+)*)([)\]\"“”]?)([.,;:!?]?)")
#: Letters after which a full stop is a suffix in every language that has tables.
_LOWER = frozenset("abcdefghijklmnopqrstuvwxyzäöüß")
#: In characters: how far a prefix or suffix is looked for. Dots are the only ones that may be many.
_LONGEST_AFFIX = 50
_MOST_SUFFIXES = 2_000
_TIME = re.compile("[0-9]+(?::[0-9]+)*")


def _is_plain(text: str) -> bool:
    """Whether no affix or infix is in a text: letters alone, a number, a time of day."""
    return text.isalpha() or _TIME.fullmatch(text) is not None


class Tokenizer:
    """Splits as one of spaCy's tokenizers does, by its tables (see `tables_of`)."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._rules: Mapping[str, Sequence[str]] = tables["rules"]
        self._sources: Mapping[str, str] = tables["patterns"]
        self._known_suffixes: dict[str, int] = {}
        self._sequences: Mapping[str, Sequence[Sequence[str]]] = tables["sequences"]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._rules), default=0)

    # Some of these patterns take long to compile, and most words need none of them.

    @cached_property
    def _prefix(self) -> re.Pattern[str]:
        return re.compile(self._sources["prefix"])

    @cached_property
    def _suffix(self) -> re.Pattern[str]:
        return re.compile(self._sources["suffix"])

    @cached_property
    def _infix(self) -> re.Pattern[str]:
        return re.compile(self._sources["infix"])

    @cached_property
    def _url(self) -> re.Pattern[str]:
        return re.compile(self._sources["url"])

    def words(self, piece: str) -> Sequence[str]:
        """The words of a piece of text without blanks; joined they are the piece."""
        known = self._rules.get(piece)
        if known is not None:
            return known
        if len(piece) == 1 or _is_plain(piece):
            return (piece,)
        # what most pieces with a mark look like needs none of the patterns
        match = _MARKED.fullmatch(piece)
        if match and _is_plain(match[2]) and not (match[4] == "." and (match[3] or match[2][-1] not in _LOWER)):
            words = [*match[1], *self._rules.get(match[2], (match[2],)), *match[3], *match[4]]
        else:
            words = self._split(piece, self._rules)
        return self._specials(words)

    def _split(self, piece: str, rules: Mapping[str, Sequence[str]]) -> list[str]:
        prefixes, core, suffixes = self._affixes(piece, rules)
        words = prefixes
        if core:
            if core in rules:
                words += rules[core]
            elif _is_plain(core) or ("." in core and self._url.match(core)):
                words.append(core)
            else:
                words += self._at_infixes(core)
        return words + suffixes[::-1]

    def _affixes(self, text: str, rules: Mapping[str, Sequence[str]]) -> tuple[list[str], str, list[str]]:
        """Prefixes, the rest, and suffixes from the last one inwards."""
        prefixes: list[str] = []
        suffixes: list[str] = []
        start, end, length = 0, len(text), -1  # what is left of it: a run of brackets may be as long as the page

        def is_rule(first: int, last: int) -> bool:
            return last - first <= self._longest and text[first:last] in rules

        while start < end and end - start != length and not is_rule(start, end):
            length = end - start
            match = self._prefix.match(text[start : min(end, start + _LONGEST_AFFIX)])
            before = match.end() - match.start() if match else 0
            if before and is_rule(start + before, end):
                prefixes.append(text[start : start + before])
                start += before
                break
            after = self._suffixed(text[max(start + before, end - _LONGEST_AFFIX) : end])
            if after and is_rule(start, end - after):
                suffixes.append(text[end - after : end])
                end -= after
                break
            if before + after > length:
                after = 0
            if before:
                prefixes.append(text[start : start + before])
            if after:
                suffixes.append(text[end - after : end])
            start, end = start + before, end - after
        return prefixes, text[start:end], suffixes

    def _suffixed(self, text: str) -> int:
        """How long the suffix of a text is. Where marks stand in a row, the same is asked again and again."""
        known = self._known_suffixes.get(text)
        if known is None:
            match = self._suffix.search(text)
            known = match.end() - match.start() if match else 0
            if len(self._known_suffixes) >= _MOST_SUFFIXES:
                self._known_suffixes.clear()
            self._known_suffixes[text] = known
        return known

    def _at_infixes(self, text: str) -> list[str]:
        words: list[str] = []
        start = 0
        for match in self._infix.finditer(text):
            if match.start() == 0:
                continue
            words += [text[start : match.start()], match.group()]
            start = match.end()
        return [word for word in (*words, text[start:]) if word]

    def _specials(self, words: list[str]) -> list[str]:
        """Put together again what makes an exception when it stands side by side: `:` and `)`."""
        if not any(word in self._sequences for word in words):
            return words
        found = [
            (len(sequence), at, sequence)
            for at, word in enumerate(words)
            for sequence in self._sequences.get(word, ())
            if words[at : at + len(sequence)] == list(sequence)
        ]
        taken: set[int] = set()
        chosen: dict[int, Sequence[str]] = {}
        for length, at, sequence in sorted(found, key=lambda f: (-f[0], f[1])):  # the longest, then the first
            if at not in taken and at + length - 1 not in taken:
                chosen[at] = sequence
            taken.update(range(at, at + length))
        out: list[str] = []
        at = 0
        while at < len(words):
            if at in chosen:
                out += self._rules["".join(chosen[at])]
                at += len(chosen[at])
            else:
                out.append(words[at])
                at += 1
        return out


def tokenizer(tag: str) -> Tokenizer | None:
    """The tokenizer of a language, or None where only spaCy itself has it."""
    import json

    path = TABLES / f"{tag}.json"
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return Tokenizer(json.loads(content))


def tables_of(tag: str) -> dict[str, Any]:
    """What spaCy knows of a language, as it is kept in `tables/`."""
    import spacy
    from spacy.attrs import ORTH  # type: ignore[import-not-found]

    source: Any = spacy.blank(tag).tokenizer
    rules = {text: [token.get(ORTH, token.get("ORTH")) for token in tokens] for text, tokens in source.rules.items()}
    patterns = {
        name: getattr(source, method).__self__.pattern
        for name, method in (
            ("prefix", "prefix_search"),
            ("suffix", "suffix_search"),
            ("infix", "infix_finditer"),
            ("url", "url_match"),
        )
    }
    assert source.token_match is None, "the steps of Tokenizer know no token_match"
    plain = Tokenizer({"rules": {}, "patterns": patterns, "sequences": {}})
    sequences: dict[str, list[list[str]]] = {}
    for text in sorted(rules):
        words = [] if not text or any(c.isspace() for c in text) else plain._split(text, {})
        if len(words) > 1 or (words and (plain._prefix.search(text) or plain._suffix.search(text))):
            sequences.setdefault(words[0], []).append(words)
    return {"patterns": patterns, "rules": rules, "sequences": sequences}
