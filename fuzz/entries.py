"""Which entries of the word classes give no word of their own?

    python fuzz/entries.py [--languages fr,sv]

An entry is a form or a pattern, one lemma of `{…}`, or another class. Where all its words belong to other entries of its
class, it can go and the class stays what it was; where it gives no word at all, a form lacks in `lemmas`, or the slot
takes none, and the word that somebody meant is not read. Ends with 1 where there are some. Takes seconds.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import regex

from ots_lint.language.pack import CLASSES, Pack, merged
from ots_lint.language.word_classes import listed
from ots_lint.schema.keys import Node, read_yaml

LANGUAGES = Path(__file__).resolve().parent.parent / "rules" / "languages"
ENTRY = re.compile(r"\{([^{}]*)\}(:[\w-]+)?|(\S+)")
PLAIN = re.compile(r"[\w'’-]+")


class Entry(NamedTuple):
    """One entry as it is written, and its words; an `endless` pattern is the only word of its own entry."""

    text: str
    words: frozenset[str]
    endless: bool

    def has(self, word: str) -> bool:
        """Whether it gives a word, or the same endless pattern."""
        if word in self.words:
            return True
        return self.endless and regex.fullmatch(self.text, word, regex.IGNORECASE) is not None


def pack_of(tag: str) -> Pack:
    """A shipped pack."""
    return merged(
        tag, [read_yaml(path.read_text("utf-8"), str(path)) for path in sorted((LANGUAGES / tag).glob("*.yaml"))]
    )


def entries_of(pack: Pack, name: str) -> list[Entry]:
    """The entries of one class, each expanded by itself."""
    whole = next(pack.sections[section][name] for section in CLASSES if name in pack.sections[section])
    text: str = whole.value
    without = {word[1:] for word in text.split() if len(word) > 1 and word[0] == "!"}
    found = []
    for lemmas, slot, other in (match.groups() for match in ENTRY.finditer(text)):
        if other is not None and len(other) > 1 and other[0] == "!":
            continue
        for entry in [other] if lemmas is None else [f"{{{lemma}}}{slot or ''}" for lemma in lemmas.split()]:
            words = pack._lexicon._expanded(Node(entry, whole.filename, whole.row, whole.key))
            plain = {form.lower() for word in words for form in listed(word) or [word]}
            found.append(Entry(entry, frozenset(plain - without), not listed(entry) and words == [entry]))
    return found


def spare(entries: list[Entry]) -> Iterator[Entry]:
    """Those that can go, one after the other: plain words before patterns, and these before lemmas."""
    left = list(entries)
    order = sorted(entries, key=lambda entry: (not PLAIN.fullmatch(entry.text), entry.text[0] in "{<"))
    for entry in order:
        if entry.text[0] == "<":
            continue
        left.remove(entry)
        if all(any(other.has(word) for other in left) for word in entry.words):
            yield entry
        else:
            left.append(entry)


def main() -> int:
    """Print the entries of every class that can go, or that give nothing."""
    parser = argparse.ArgumentParser(description="Which entries of word classes give no word of their own?")
    parser.add_argument("--languages", default="de,en,es,fr,it,nl,sv", help="the packs whose classes are read")
    options = parser.parse_args()
    number = 0
    for tag in options.languages.split(","):
        pack = pack_of(tag)
        count, of_all = 0, 0
        for name in [name for section in CLASSES for name in pack.sections[section]]:
            entries = entries_of(pack, name)
            gone = [*spare(entries)]
            count, of_all = count + len(gone), of_all + len(entries)
            if gone:
                shown = [entry.text if entry.words else f"{entry.text} (no word)" for entry in gone]
                print(f"   {name}: {' '.join(shown)}")
        print(f"{tag}: {count} of {of_all} entries give no word of their own", flush=True)
        number += count
    return int(number > 0)


if __name__ == "__main__":
    sys.exit(main())
