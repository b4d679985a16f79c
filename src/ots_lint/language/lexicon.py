"""Word classes of a pack written with lemmas, slots and other classes, made into plain words.

In the text of a class stand, separated by blanks:

- `word`: a form, as a pattern for a whole word;
- `{organise host}`: all forms of these lemmas, as `lemmas` (by hand) or `forms` (generated) list them;
- `<running>`: the words of another class;
- `{organise}:pp`, `<running>:pp`: only those that match a pattern under `slots` in full;
- `<runs-pp>:attributive`: those, each with the endings of that name under `inflected` ("organisiert", "organisierter");
- `!hosting`: not this form, although a lemma or a class has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import regex

from ots_lint.language.word_classes import TIMEOUT, listed
from ots_lint.schema.keys import Node, suggest, texts_of

_TOKEN = re.compile(r"\{([^{}]*)\}(?::([\w-]+))?|<([\w-]+)>(?::([\w-]+))?|(\S+)")


def lemmas_of(text: str) -> Iterator[str]:
    """The lemmas that the text of a class names."""
    for match in _tokens(text):
        if match[1] is not None:
            yield from match[1].split()


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(text) if "{" in text or "<" in text or "!" in text else iter(())


class Lexicon:
    """Expands the classes of one pack."""

    def __init__(
        self,
        classes: Mapping[str, Node],
        forms: Mapping[str, Node],
        slots: Mapping[str, Node],
        inflected: Mapping[str, Node],
    ) -> None:
        self._classes = classes
        self._forms = forms
        self._slots = slots
        self._inflected = inflected
        self._patterns: dict[str, regex.Pattern[str]] = {}
        self._known: dict[str, list[str]] = {}
        self._open: list[str] = []

    def words(self, name: str) -> list[str]:
        """The words of a class, each once, in their order. Raises `RuleError` where they cannot be said."""
        if name not in self._known:
            node = self._classes[name]
            if name in self._open:
                raise node.error(f"the class contains itself: {' → '.join([*self._open, name])}")
            self._open.append(name)
            try:
                self._known[name] = self._expanded(node)
            finally:  # another page asks again, and is told the same
                self._open.pop()
        return self._known[name]

    def _expanded(self, node: Node) -> list[str]:
        text: str = node.value
        if not any(sign in text for sign in "{<!"):
            return text.split()
        found: dict[str, None] = {}
        without: list[str] = []
        for lemmas, of_lemmas, included, of_class, word in (match.groups() for match in _TOKEN.finditer(text)):
            if lemmas is not None:
                for lemma in lemmas.split():
                    if lemma not in self._forms:
                        raise node.error(
                            f"no forms of {lemma!r} are listed",
                            "list them under lemmas, or run examples/word_forms.py on the pack",
                        )
                    found.update(dict.fromkeys(self._fitting(self._forms[lemma].value.split(), of_lemmas, node)))
            elif included is not None:
                if included not in self._classes:
                    raise node.error(f"there is no class {included!r}", suggest(included, tuple(self._classes)))
                found.update(dict.fromkeys(self._fitting(self.words(included), of_class, node)))
            elif len(word) > 1 and word[0] == "!":
                without.append(word[1:])
            else:
                found[word] = None
        for word in without:
            if word not in found:
                raise node.error(f"{word!r} is taken away, but no lemma or class gives it")
            del found[word]
        return [*found]

    def _fitting(self, words: list[str], slot: str | None, node: Node) -> list[str]:
        """The words that match a slot, or have its endings; patterns are taken apart for it."""
        if slot is None:
            return words
        if slot in self._inflected:
            endings = self._inflected[slot].value.split()
            return [part + ending for word in words for part in listed(word) or () for ending in endings]
        pattern = self._patterns.get(slot)
        if pattern is None:
            if slot not in self._slots:
                raise node.error(f"there is no slot {slot!r}", suggest(slot, (*self._slots, *self._inflected)))
            patterns = "|".join(text.value for text in texts_of(self._slots[slot]))
            pattern = self._patterns[slot] = regex.compile(patterns)
        fitting = []
        for word in words:
            parts = listed(word)
            if not parts:
                raise node.error(f"{word!r} stands for too many words to ask which of them fit the slot {slot!r}")
            try:
                fitting += [part for part in parts if pattern.fullmatch(part, timeout=TIMEOUT)]
            except TimeoutError:
                raise self._slots[slot].error(f"the pattern takes too long on {word[:60]!r}") from None
        return fitting
