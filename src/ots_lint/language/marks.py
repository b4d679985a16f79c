"""Characters that mark the words of a class in the lines that frames match, and the names that frames have for what is no word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: How the organisation and its people stand in a sentence line.
ORG, CREW = "$org", "$crew"


#: Either of them, in a frame.
WHO = "$who"


#: Slots of frames for what is given: a phrase that is read word by word, and one word of a kind of contribution.
THING, KIND = "{thing}", "{kind}"


SLOTS = frozenset({THING, KIND})


#: Marks of word classes are private-use characters behind the word in a sentence's line.
_FIRST_MARK = 0xE001


FIRST_OPEN_SIGN = 0xF0000


NAME_MARK = chr(0xE000)


ANY_MARKS = "[\ue000-\uf8ff]*"


#: Marks of classes that only one pack has begin here: they mean nothing outside of it.
_FIRST_OWN = 0xF000


class _Marks(dict[str, str]):
    """Names of word classes with their marks, given out as they are first asked for."""

    def __missing__(self, name: str) -> str:
        mark = self[name] = chr(_FIRST_MARK + len(self))
        return mark


MARKS = _Marks()


def class_mark(name: str) -> str:
    """The character that marks words of a class; the same for a name in every language."""
    return MARKS[name]


class PackMarks(dict[str, str]):
    """The marks of all classes as one pack has them: its own, and for others those that all packs share."""

    def __init__(self, own: Iterable[str]) -> None:
        super().__init__({name: chr(_FIRST_OWN + number) for number, name in enumerate(own)})

    def __missing__(self, name: str) -> str:
        mark = self[name] = class_mark(name)
        return mark


def renamed(marks: Mapping[str, str]) -> dict[int, int]:
    """How marks of tables must be changed to those of this process: most often, they need not."""
    return {ord(mark): ord(ours) for name, mark in marks.items() if (ours := class_mark(name)) != mark}
