"""What a page itself declares to the linter, and what is meant as a declaration but says nothing that is known."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.settings import RELATIONSHIPS
from ots_lint.text.run import OBJECT, Span

if TYPE_CHECKING:
    from ots_lint.ruleset.load import Ruleset

#: What the linter is called in comments; and the keys of a declaration, those that take it from the page first.
TOOL = "ots-lint"
KEYS = ("relationship", "contributions", "team", "ignore")
#: Words at least so alike are taken for one and the same.
_ALIKE = 0.6
#: So many characters of what is not understood are looked at, and shown.
_LONGEST = 60


class Problem(NamedTuple):
    """A place that is not understood: which message says so, what stands there, and what may be meant.

    `instead` may be written for the span; it is empty where that is not certain.
    """

    span: Span
    message: str
    seen: str
    wanted: str = ""
    instead: str = ""


class Declarations:
    """What one page declares, the strongest place first: front matter, `<meta>`, comments."""

    def __init__(self, key: str, words: Words) -> None:
        self.key = key
        self.words = words
        self.relationship = ""
        self.source = ""  # where the relationship is declared
        self.place: Span | None = None  # the same as a place in the page
        self.contributions: tuple[str, ...] = ()
        self.team = ""
        self.span: Span | None = None  # of what is declared about contributions, else of the relationship
        self.problems: list[Problem] = []

    def take_relationship(self, value: str, span: Span, source: str) -> None:
        """Take a relationship that is declared here, or note what is wrong with it."""
        known = value.strip().lower()
        if known not in RELATIONSHIPS:
            self.note_value(value, span)
        elif not self.relationship:
            self.relationship, self.source, self.place = known, source, span

    def note_value(self, value: str, span: Span) -> None:
        """Note a relationship that there is not."""
        if OBJECT in value:
            self.problems.append(Problem(span, "template", value.replace(OBJECT, "{{ … }}").strip()))
        elif not value.strip():
            self.problems.append(Problem(span, "empty", "relationship"))
        else:
            near = self.words.relationship(value)
            self.problems.append(Problem(span, "value", value.strip()[:_LONGEST], near, near))

    def note(self, span: Span, message: str, seen: str, wanted: str = "", instead: str = "") -> None:
        """Note a place that is not understood."""
        self.problems.append(Problem(span, message, seen.strip()[:_LONGEST], wanted, instead))


class Words:
    """The words of declarations, and those that are near them."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.key = ruleset.brand.key
        # what people take for the key: the linter's name, the brand's
        self.aliases = frozenset(map(plain, (self.key, TOOL, ruleset.brand.name)))
        self._meanings: dict[str, str] = {
            plain(word): value for value in RELATIONSHIPS for word in ruleset.name_words.words(f"relationship-{value}")
        }
        self._meanings.update({value: value for value in RELATIONSHIPS})

    @property
    def relationships(self) -> Container[str]:
        """The relationships, and their names in other languages."""
        return self._meanings

    def relationship(self, word: str) -> str:
        """The relationship that a word is near, also one of another language; or an empty string."""
        return self._meanings.get(nearest(plain(word), tuple(self._meanings)), "")

    def known_key(self, word: str) -> str:
        """The key that a word is near, or an empty string."""
        return nearest(word.strip().lower(), KEYS)


@lru_cache(maxsize=8)
def words_of(ruleset: Ruleset) -> Words:
    """The words of declarations under a rule set."""
    return Words(ruleset)


def plain(word: str) -> str:
    """A word without case, hyphens and the like."""
    return "".join(char for char in word.casefold() if char.isalnum())


@lru_cache(maxsize=1024)
def nearest(word: str, known: tuple[str, ...]) -> str:
    """The nearest of some words, or an empty string where none is near."""
    from difflib import get_close_matches

    found = get_close_matches(word[:_LONGEST], known, 1, _ALIKE)
    return found[0] if found else ""


def cleaned(contributions: list[str]) -> tuple[str, ...]:
    """Contributions without blanks and repetitions."""
    return tuple(dict.fromkeys(c.strip() for c in contributions if c.strip()))


#: For messages: what there is to choose from.
CHOICES: Mapping[str, str] = {"relationships": ", ".join(RELATIONSHIPS), "keys": ", ".join(KEYS)}
