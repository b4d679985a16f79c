"""What words a tokenizer may make of what stands between two blanks, told without it: at least those that it makes."""

from __future__ import annotations

import re

from ots_lint.text.patterns import lazy_re

#: Words, and what begins at an apostrophe.
_PARTS = re.compile(r"[^\W_](?:[\w'-]|[.](?=\w))*|[^\w\s]|-[\w-]+")
#: Numbers with a hyphen between them are parted there.
_NUMBERS, _NUMBER_PARTS = re.compile(r"\d-\d"), re.compile(r"-|[^-]+")
_HYPHENS = re.compile(r"(?<=\w)-(?=\w)")
#: Signs inside words that mean several genders.
_INSIDE = lazy_re(r"(?<=\w)[:*·](?=\w)")
#: What is not looked up as it is written.
_ODD = lazy_re(r"[’‘`´\u00ad\ue000-\uf8ff]")
_APOSTROPHES = lazy_re(r"[’‘`´]")
_SOFT = lazy_re(r"[\u00ad\ue000-\uf8ff]")
#: Where nothing else is, a sentence has one sign for them.
_NOTHING_ELSE = lazy_re(r"(?<!\S)[\u00ad\ue000-\uf8ff]+(?!\S)")
#: Words of so many letters may be two by an exception of a tokenizer.
_SHORT = 6


def plain(text: str) -> str:
    """A text as its words are looked up: one kind of apostrophe, nothing invisible."""
    if text.isascii():  # most are, and have none of the others
        return text.replace("`", "'")
    if not _ODD.search(text):
        return text
    return _SOFT.sub("", _NOTHING_ELSE.sub("\u2060", _APOSTROPHES.sub("'", text)))


def may_be(piece: str) -> set[str]:
    """What the words of a text between two blanks may be: more than there are, never fewer."""
    found = {piece, piece.rstrip(".,;:!?)”“\"'»"), *_PARTS.findall(piece)}
    if _INSIDE.search(piece):
        joined = _INSIDE.sub("", piece)  # "étudiant·es"
        found.update((joined, joined.rstrip(".,;:!?)”“\"'»"), *_PARTS.findall(joined)))
    for word in [*found]:
        found.update(re.split(r"[/]", word))
        if _NUMBERS.search(word):
            found.update(_NUMBER_PARTS.findall(word))  # "08-123"
        if "." in word.strip("."):
            found.update((*word.split("."), "."))  # "end.Next"
        found.update((word.lstrip("-"), word.rstrip("-"), word.strip("'"), word.rstrip(".")))
        if "-" in word.strip("-"):  # "inscrivez-vous", "donnez-le-moi"
            heads = [match.start() for match in _HYPHENS.finditer(word)]
            found.update(part for k in heads for part in (word[:k], word[k:]))
            found.update(f"-{part}" for part in word.split("-"))
        head, sign, tail = word.partition("'")
        if sign:
            found.update((head, head + sign, head[:-1], sign + tail, tail, head[-1:] + sign + tail))
        if len(word) <= _SHORT:  # "cannot" is two words, and so is "im" in English
            found.update(part for k in range(1, len(word)) for part in (word[:k], word[k:]))
    found.discard("")
    return found
