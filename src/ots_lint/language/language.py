"""A compiled language pack, as sentences are read with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import regex

from ots_lint.language.compiler import Compiler, OpenWords
from ots_lint.language.frames import Frame, Modifier, _list
from ots_lint.language.indexed import Frames, Modifiers
from ots_lint.language.known import Known
from ots_lint.language.marks import CREW, NAME_MARK, ORG, PackMarks, class_mark, renamed
from ots_lint.language.pieces import may_be, plain
from ots_lint.language.together import AllTogether, Ways
from ots_lint.language.word_classes import MAX_WORD, Forms, PlainForms
from ots_lint.text.initials import is_capitalised

_CLASSED = re.compile(r"[^\W_][\w-]*|[€$£©]")
#: Classes of which any word may be one by its ending alone.
_BY_ENDING = ("adj", "adv", "past-verb", "plural-form")
#: Classes of which a sentence or its heading has a word where a contribution or a credit is stated without a frame.
_ANNOUNCING = ("heading-credit", "heading-claim", "thank", "role")
_TELLING = (*_ANNOUNCING, "gives-fin", "does-fin", "provides-fin", "provides-pp")
#: The last word of a compound has at least so many letters, and what stands before it ("Kontakt|pflicht" is no light).
_SHORTEST_HEAD, _SHORTEST_BEFORE = 6, 3
#: Of so many sentences it is remembered what may match, and of so many texts their signs, which take some kilobytes.
_MOST_SENTENCES, _MOST_TEXTS = 500, 1_000


class Language:
    """A compiled language pack.

    `data` is the pack as its file has it; with `tables`, what `tables_of` found out about it is there, too.
    """

    def __init__(self, tag: str, data: Mapping[str, Any], key: str = "") -> None:
        self.tag = tag
        self.key = key or tag
        #: What is true of the language as a whole: `capitalised-nouns`.
        self.traits: frozenset[str] = frozenset(data.get("traits", ()))
        #: The parts of the contract that the pack has: what a rule looks for in another is not read.
        self.parts: frozenset[str] = frozenset(data.get("parts", ()))
        #: Whether it has not all of them, so that some rules cannot read the language.
        self.is_partial = bool(data.get("lacks"))
        self._data = data
        self._tables: Mapping[str, Any] | None = data.get("tables")
        self._renamed = renamed(self._tables["marks"]) if self._tables else {}
        self._families = tuple(data["frames"])
        #: Names of the families that are asked for by those who need them.
        self.terms = tuple(data.get("terms", ()))
        self._topics: dict[str, tuple[str, ...]] = {}
        #: The marks of classes, among them those that only this pack has.
        self._mark_of = PackMarks(data.get("own", ()))
        self._kinds = tuple(data["kinds"])
        self._endings: Mapping[str, Any] = data.get("inclusive", {})
        self._marks = Known(self._find_marks)
        self._marked = Known(self._mark)
        self._signs = Known(self._find_signs)
        self._known_fitting: dict[frozenset[str], Mapping[str, list[Frame]]] = {}
        self._known_modifiers: dict[frozenset[str], list[Modifier]] = {}
        #: The words of sentences → what those who read with the pack remember of them.
        self.lines: dict[tuple[str, ...], Any] = {}
        self._watched_marks: set[str] = set()
        self._watched_in = Known(self._find_watched)
        #: A text → the marks that its words, and parts of them, have of the watched classes.
        self.watched = Known(
            lambda text: frozenset().union(
                *filter(None, map(self._watched_in.__getitem__, text.replace("_", " ").split()))
            )
        )
        self._piece_signs = Known(lambda piece: self.signs(may_be(piece)))
        self._text_signs = Known(  # pages repeat their rows and footers
            lambda text: frozenset().union(*filter(None, map(self._piece_signs.__getitem__, plain(text).split()))),
            _MOST_TEXTS,
        )
        self._piece_marks = Known(lambda piece: "".join(set().union(*map(self.marks, may_be(piece)))))
        self._piece_tells = Known(lambda piece: not self.telling.isdisjoint(self._piece_marks[piece]))
        self._piece_announces = Known(lambda piece: not self.announcing.isdisjoint(self._piece_marks[piece]))
        self._together = AllTogether(self._piece_marks.__getitem__)
        self._listed = Known(lambda word: self._forms.lists(word))
        self._small = Known(lambda word: bool(self._small_forms.marks(word)))
        # pages have the same headings
        self._has_phrase = Known(lambda name: _told_by(self._phrases(name).search))
        self._is_phrase = Known(lambda name: _told_by(self._phrases(name).fullmatch))
        self._kinds_of = Known(lambda word: tuple(kind for kind in self._kinds if self.is_a(word, kind)))

    @cached_property
    def _compiler(self) -> Compiler:
        compiler = Compiler(self._data["words"], self._kinds, self._mark_of.__getitem__)
        if self._tables is not None:
            compiler.open_words = OpenWords.from_tables(self._tables["open"])
        return compiler

    @cached_property
    def _classes(self) -> Mapping[str, list[str]]:
        """Class or kind → its words, as patterns."""
        found: dict[str, list[str]] = {}
        for group in ("words", "kinds"):
            for name, forms in self._data[group].items():
                found.setdefault(name, []).extend(forms.split())
        return found

    def _forms_of(self, names: Iterable[str]) -> Forms:
        forms = Forms()
        for name in names:
            for form in self._classes.get(name, ()):
                forms.add(form, self._mark_of[name])
        return forms

    @cached_property
    def _forms(self) -> Forms:
        if self._tables is not None:
            return Forms.from_tables(self._tables["forms"], self._renamed)
        return self._forms_of(self._classes)

    @cached_property
    def _small_forms(self) -> Forms:
        if self._tables is not None:
            return Forms.from_tables(self._tables["small"], self._renamed)
        return self._forms_of(("det", "be", "pronoun"))

    def marks(self, word: str) -> str:
        """The marks of all classes and kinds that a word belongs to."""
        return self._marks[word]

    def _find_marks(self, word: str) -> str:
        found = self._forms.marks(word)
        for plain_form in self._plain_forms.of(word):
            found |= self._forms.marks(plain_form)
        if "compounds" in self.traits and len(word) <= MAX_WORD:
            found.update(self._of_head(word, found))
            first, hyphen, rest = word.partition("-")
            if hyphen and first.isalpha() and rest[:1].isupper():
                found |= self._forms.marks(first + rest.lower())  # "Mittag-Essen", as plain language has it
        if word[:1].isupper() or word[:1].isdigit():
            found.add(NAME_MARK)
        return "".join(sorted(found))

    def _of_head(self, word: str, found: set[str]) -> Iterable[str]:
        """The kinds of contribution that a compound without one is of by its last word: "Robotik-Arbeitsblätter"."""
        kinds = self._kind_marks
        if not kinds.isdisjoint(found) or ("capitalised-nouns" in self.traits and not word[:1].isupper()):
            return ()
        low = word.lower()
        before, _, head = low.rpartition("-")
        if before and head and (marks := kinds.intersection(self._forms.head_marks(head))):
            return marks
        for start in range(_SHORTEST_BEFORE, len(head) - _SHORTEST_HEAD + 1):
            if marks := kinds.intersection(self._forms.head_marks(head[start:])):
                return marks
        return ()

    @cached_property
    def _kind_marks(self) -> frozenset[str]:
        return frozenset(self._mark_of[kind] for kind in self._kinds)

    @property
    def knows_inclusive_forms(self) -> bool:
        """Whether the pack says what "coach·e·s" is without its endings, so that it is read as written."""
        return bool(self._endings)

    @cached_property
    def _plain_forms(self) -> PlainForms:
        return PlainForms({ending: _list(patterns) for ending, patterns in self._endings.items()})

    def is_unknown(self, word: str) -> bool:
        """Whether a word is none of the language's own: a name then, if it has a capital."""
        by_ending = {NAME_MARK, *(class_mark(name) for name in _BY_ENDING)}
        return by_ending.issuperset(self.marks(word))

    def may_name(self, word: str) -> bool:
        """Whether a word may be a name, or one of a name: it has a capital, and is none of the language's own."""
        return is_capitalised(word) and self.is_unknown(word)

    def text_signs(self, text: str) -> frozenset[str]:
        """At least the signs (see `signs`) of a text that has not been split into words."""
        return self._text_signs[text]

    def may_tell(self, text: str) -> bool:
        """Whether a word of `telling` may stand in such a text."""
        return any(map(self._piece_tells.__getitem__, plain(text).split()))

    def may_announce(self, text: str) -> bool:
        """Whether a word of `announcing` may stand in such a text."""
        return any(map(self._piece_announces.__getitem__, plain(text).split()))

    def may_have(self, text: str, ways: Ways) -> bool:
        """Whether words of some classes may stand in such a text together."""
        return self._together[ways].may_stand_in(plain(text).split())

    def watch(self, mark: str) -> int:
        """Have `watched` tell words of a class, too; of how many classes it does so."""
        if mark not in self._watched_marks:
            self._watched_marks.add(mark)
            self._watched_in.clear()
            self.watched.clear()
        return len(self._watched_marks)

    def _find_watched(self, piece: str) -> frozenset[str]:
        words = set(_CLASSED.findall(piece))
        words.update(part for word in [*words] for part in word.split("-") if part)
        return frozenset(mark for word in words for mark in self._marks[word] if mark in self._watched_marks)

    def line(self, words: Iterable[str]) -> str:
        """Words with their marks, each with a blank behind it, as frames match them."""
        return "".join(map(self._marked.__getitem__, words))

    def _mark(self, word: str) -> str:
        if word in (ORG, CREW):
            return word + " "
        # a frame's own words have no forms for several genders: they find the plain one in the word's place
        return self._plain_forms.read(word) + self._marks[word] + " "

    def signs(self, words: Iterable[str]) -> frozenset[str]:
        """What frames ask for (`Frame.needs`), of the words of a line."""
        known = self._signs
        return frozenset().union(*filter(None, map(known.__getitem__, words)))

    def _find_signs(self, word: str) -> frozenset[str]:
        if word in (ORG, CREW):
            return frozenset((word,))
        asked = self._asked
        read = self._plain_forms.read(word)
        return asked.intersection((read.lower(), *self._marks[word], *self._compiler.open_words.signs(read)))

    @cached_property
    def _asked(self) -> frozenset[str]:
        """The signs that a frame asks for: others need not be known of a word."""
        if self._tables is not None:
            return self._here(self._tables["asked"])
        frames = [frame for family in self._frames.families for frame in self.frames(family)]
        for modifier in self._modifiers:
            frames += [*modifier.cues, *modifier.stop, *modifier.unless, *modifier.cancel]
        return frozenset(sign for frame in frames for need in frame.needs for sign in need)

    @cached_property
    def _modifiers(self) -> Modifiers:
        kept = self._tables["cues"] if self._tables is not None else ()
        return Modifiers(self._data.get("context", ()), kept, self._here, self._compiler)

    def modifiers(self, signs: frozenset[str]) -> list[Modifier]:
        """The modifiers whose cue may stand in a sentence with these signs, in the order of the pack."""
        found = self._known_modifiers.get(signs)
        if found is None:
            if len(self._known_modifiers) >= _MOST_SENTENCES:
                self._known_modifiers.clear()
            found = self._known_modifiers[signs] = self._modifiers.fitting(signs)
        return found

    @cached_property
    def _frames(self) -> Frames:
        kept = self._tables["needs"] if self._tables is not None else {}
        return Frames(self._sources(), kept, self._here, self._compiler)

    def _sources(self) -> Iterator[tuple[str, list[str]]]:
        """Family (of `frames` or `terms`) → its frames as the pack has them."""
        for group in ("frames", "terms"):
            for family, sources in self._data.get(group, {}).items():
                yield family, _list(sources)

    def _here(self, signs: Iterable[str]) -> frozenset[str]:
        """Signs of the tables, with the marks that classes have in this process."""
        if self._renamed:
            signs = [sign.translate(self._renamed) if len(sign) == 1 else sign for sign in signs]
        return frozenset(signs)

    def frames(self, family: str) -> tuple[Frame, ...]:
        """The frames of a family (of `frames` or `terms`)."""
        return self._frames.of(family)

    def fitting_in(self, family: str, signs: frozenset[str]) -> Sequence[Frame]:
        """The frames of a family that may match a text with these signs, in their order: quicker than `fitting`, for one."""
        found = self._known_fitting.get(signs)
        return self._frames.fitting(signs, family) if found is None else found.get(family, ())

    def may_match(self, family: str, signs: frozenset[str]) -> bool:
        """Whether a frame of a family may match a text with these signs."""
        found = self._known_fitting.get(signs)
        return self._frames.may_fit(signs, family) if found is None else family in found

    def terms_of(self, topic: str) -> tuple[str, ...]:
        """The families of terms with this name, alone or before a hyphen."""
        found = self._topics.get(topic)
        if found is None:
            found = self._topics[topic] = tuple(name for name in self.terms if name.partition("-")[0] == topic)
        return found

    def fits_any(self, signs: frozenset[str], *, behind: bool = True) -> bool:
        """Whether a frame of a statement family may match a text with these signs; without `behind`, one that ends with the name."""
        found = self.fitting(signs)
        frames = (frame for family in self._families for frame in found.get(family, ()))
        return any(behind or not frame.opens_with_name for frame in frames)

    def fitting(self, signs: frozenset[str]) -> Mapping[str, list[Frame]]:
        """Family → its frames that may match: found for all at once, since a sentence is asked for most of them."""
        found = self._known_fitting.get(signs)
        if found is None:
            found = {}
            for frame in self._frames.fitting(signs):
                found.setdefault(frame.family, []).append(frame)
            if len(self._known_fitting) >= _MOST_SENTENCES:
                self._known_fitting.clear()
            self._known_fitting[signs] = found
        return found

    @cached_property
    def telling(self) -> frozenset[str]:
        """The marks of words that may say something of an organisation beside them, without any frame."""
        return frozenset(map(class_mark, (*_TELLING, *self._kinds)))

    @cached_property
    def announcing(self) -> frozenset[str]:
        """The marks of those of them that a heading says of a bare name under it."""
        return frozenset(map(class_mark, _ANNOUNCING))

    @property
    def families(self) -> tuple[str, ...]:
        """Names of the statement families."""
        return self._families

    def kinds(self) -> tuple[str, ...]:
        """The kinds of contribution that the language has words for."""
        return self._kinds

    def is_a(self, word: str, name: str) -> bool:
        """Whether a word belongs to a word class or a kind of contribution."""
        return self._mark_of[name] in self._marks[word]

    def dotted(self, name: str) -> list[str]:
        """The words of a class that are written with a full stop at their end."""
        return [form.replace("\\", "") for form in self._classes.get(name, ()) if form.endswith("\\.")]

    def forms(self, name: str) -> tuple[str, ...]:
        """The words of a class, as patterns; empty where the pack has none."""
        return tuple(self._classes.get(name, ()))

    def kinds_of(self, word: str) -> tuple[str, ...]:
        """The kinds of contribution that a word belongs to."""
        return self._kinds_of[word]

    def small_words(self, words: Iterable[str]) -> int:
        """How many of these words, in small letters, are of the little ones by which a language is known."""
        return sum(map(self._small.__getitem__, words))

    def known_words(self, words: Iterable[str]) -> int:
        """How many of these words, in small letters, the pack lists: those of its own language, most often."""
        return sum(map(self._listed.__getitem__, words))

    def unlisted(self, words: Iterable[str]) -> list[str]:
        """Those of these words, in small letters, that the pack does not list."""
        listed = self._listed
        return [word for word in words if not listed[word]]

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters that the language has, as far as the pack lists words with them."""
        return self._forms.letters()

    def has_phrase(self, name: str, text: str) -> bool:
        """Whether a pattern under `titles` with this name stands in a text; none does where the language has none."""
        return self._has_phrase[name][text]

    def is_phrase(self, name: str, text: str) -> bool:
        """Whether a text is nothing but what such a pattern stands for."""
        return self._is_phrase[name][text]

    def _phrases(self, name: str) -> regex.Pattern[str]:
        forms = self._titles.get(name, ())
        return regex.compile(r"(?i)\b(?:" + "|".join(forms) + r")\b" if forms else "(?!)")

    @cached_property
    def _titles(self) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(_list(patterns)) for name, patterns in self._data.get("titles", {}).items()}


def _told_by(match: Callable[[str], regex.Match[str] | None]) -> Known[bool]:
    return Known(lambda text: match(text) is not None)


def has_any(pack: Language | None, words: Iterable[str], *names: str) -> bool:
    """Whether one of some words is of one of some classes: of a language without a pack, none is."""
    return pack is not None and any(pack.is_a(word, name) for word in words for name in names)
