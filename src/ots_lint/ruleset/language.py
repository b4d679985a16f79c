"""Language packs: word classes and frames, from YAML to patterns.

A frame is a pattern over the words of a sentence (see the head of `rules/languages/en.yaml`).
It is compiled to one `regex` over the sentence's words joined by blanks, so that its
matching time is bounded by `regex`'s timeout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

import regex

from ots_lint.ruleset.wordforms import MAX_WORD, Forms, listed
from ots_lint.text.patterns import lazy

#: How the organisation and its people stand in a sentence line.
ORG, CREW = "$org", "$crew"
#: Either of them, in a frame.
WHO = "$who"
#: Slots of frames for what is given: a phrase that is read word by word, and one word of a kind of contribution.
THING, KIND = "{thing}", "{kind}"
SLOTS = frozenset({THING, KIND})
#: Seconds that one pattern may take on one sentence before the page is given up as OTS900.
TIMEOUT = 2.0


class Frame:
    """One frame of a family; its pattern is compiled when a sentence first has the words that it needs.

    `needs`: sets of signs (see `Sentence.signs`), of each of which a sentence must have one.
    """

    __slots__ = ("_compiler", "_pattern", "family", "needs", "source")

    def __init__(
        self, family: str, source: str, compiler: Compiler, needs: Sequence[frozenset[str]] | None = None
    ) -> None:
        self.family = family
        self.source = source
        self.needs = compiler.needs(source) if needs is None else needs
        self._compiler = compiler
        self._pattern: regex.Pattern[str] | None = None

    @property
    def pattern(self) -> regex.Pattern[str]:
        """The pattern over a sentence's line. Raises `ValueError` where the frame cannot be understood."""
        if self._pattern is None:
            self._pattern = regex.compile(self._compiler.pattern(self.source))
        return self._pattern

    @property
    def slot(self) -> str:
        """Where the slot for what is given stands: `before` or `after` all else, `inside`, or empty without one."""
        elements = self.source.split()
        if THING not in elements and KIND not in elements:
            return ""
        return "before" if elements[0] in SLOTS else "after" if elements[-1] in SLOTS else "inside"

    @property
    def has_verb(self) -> bool:
        """Whether a finite verb is one of its elements, so that what stands before it is the subject."""
        return "-fin>" in self.source

    @property
    def opens_with_verb(self) -> bool:
        """Whether it begins with a finite verb, and the organisation behind it may be the object as well."""
        return self.source.split(" ", 1)[0].endswith("-fin>")

    def fits(self, signs: Set[str]) -> bool:
        """Whether it may match a sentence with these signs."""
        for need in self.needs:
            if need.isdisjoint(signs):
                return False
        return True

    def search(self, line: str) -> regex.Match[str] | None:
        """The first match in a line, or in a part of one."""
        return self.pattern.search(line, timeout=TIMEOUT)

    def matches(self, line: str) -> Iterator[regex.Match[str]]:
        """All matches in a line."""
        return self.pattern.finditer(line, timeout=TIMEOUT)


class Modifier(NamedTuple):
    """What takes away from a statement (an entry of `context.yaml`).

    `cues`: frames, one of which must match. `reach`: whether a cue reaches forward to what stands behind it, backward,
    or both ways; `scope`: in its clause or its sentence; `words`: at most so many between the two; `stop`: frames that
    end the reach; `unless`: wordings in which a cue is none; `cancel`: frames that make it none where they match in the
    same scope; `families`: of statements, empty for all.
    """

    name: str
    cues: tuple[Frame, ...]
    reach: str
    scope: str
    words: int
    stop: tuple[Frame, ...]
    unless: tuple[Frame, ...]
    cancel: tuple[Frame, ...]
    families: frozenset[str]


_CLASSED = re.compile(r"[^\W_][\w-]*|[€$£©]")
#: What a tokenizer may make of what stands between two blanks: words, and what begins at an apostrophe.
_PARTS = re.compile(r"[^\W_](?:[\w'-]|[.](?=\w))*|[^\w\s]|-[\w-]+")
_APOSTROPHES = re.compile(r"[’‘`´]")
_SOFT = re.compile(r"[\u00ad\ue000-\uf8ff]")
#: Classes of which any word may be one by its ending alone.
_BY_ENDING = ("adj", "adv", "past-verb")
#: Classes of which a sentence or its heading has a word where a contribution or a credit is stated without a frame.
_TELLING = ("heading-credit", "heading-claim", "thank", "role", "gives-fin", "does-fin", "provides-fin", "provides-pp")
#: Words of so many letters may be two by an exception of a tokenizer.
_SHORT = 6
#: More words than a sentence has.
_ANY_NUMBER = 1_000
T = TypeVar("T")


#: What is longer than this is not remembered, and so many are at most.
_LONGEST, _MOST_KNOWN = 100, 10_000


class Known(dict[str, T]):
    """What has been found out about words, each once."""

    def __init__(self, find: Callable[[str], T]) -> None:
        self._find = find

    def __missing__(self, word: str) -> T:
        found = self._find(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST_KNOWN:
                self.clear()
            self[word] = found
        return found


class Language:
    """A compiled language pack.

    `data` is the pack as its file has it; with `tables`, what `tables_of` found out about it is there, too.
    """

    def __init__(self, tag: str, data: Mapping[str, Any], key: str = "") -> None:
        self.tag = tag
        self.key = key or tag
        #: What is true of the language as a whole: `capitalised-nouns`.
        self.traits: frozenset[str] = frozenset(data.get("traits", ()))
        self._context: Sequence[Mapping[str, Any]] = data.get("context", ())
        self._tables: Mapping[str, Any] | None = data.get("tables")
        self._renamed = _renamed(self._tables["marks"]) if self._tables else {}
        self._frames: dict[str, list[str]] = {
            k: _list(v) for group in ("frames", "terms") for k, v in data.get(group, {}).items()
        }
        self._families = tuple(data["frames"])
        #: Names of the families that are asked for by those who need them.
        self.terms = tuple(data.get("terms", ()))
        self._titles = {k: _list(v) for k, v in data.get("titles", {}).items()}
        self._compiler = Compiler(data["words"], tuple(data["kinds"]))
        if self._tables is not None:
            self._compiler.open_words = _OpenWords.from_tables(self._tables["open"])
        self._kinds = tuple(data["kinds"])
        self._classes: dict[str, list[str]] = {}
        for group in ("words", "kinds"):
            for name, forms in data[group].items():
                self._classes.setdefault(name, []).extend(forms.split())
        self._marks = Known(self._find_marks)
        self._marked = Known(self._mark)
        self._signs = Known(self._find_signs)
        self._indexes: dict[str, Mapping[str, list[Frame]]] = {}
        self._watched_marks: set[str] = set()
        #: What stands between two blanks → the words of watched classes in it, and parts of words, each with its mark.
        self.watched = Known(self._find_watched)
        self._piece_signs = Known(lambda piece: self.signs(_candidates(piece)))
        self._piece_marks = Known(lambda piece: "".join(set().union(*map(self.marks, _candidates(piece)))))
        self._listed = Known(lambda word: self._forms.lists(word))
        self._small = Known(lambda word: bool(self._small_forms.marks(word)))
        self._kinds_of = Known(lambda word: tuple(kind for kind in self._kinds if self.is_a(word, kind)))

    def _forms_of(self, names: Iterable[str]) -> Forms:
        forms = Forms()
        for name in names:
            for form in self._classes.get(name, ()):
                forms.add(form, class_mark(name))
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
        if word[:1].isupper() or word[:1].isdigit():
            found.add(NAME_MARK)
        return "".join(sorted(found))

    def is_unknown(self, word: str) -> bool:
        """Whether a word is none of the language's own: a name then, if it has a capital."""
        by_ending = {NAME_MARK, *(class_mark(name) for name in _BY_ENDING)}
        return by_ending.issuperset(self.marks(word))

    def text_signs(self, text: str) -> frozenset[str]:
        """At least the signs (see `signs`) of a text that has not been split into words."""
        return frozenset().union(*map(self._piece_signs.__getitem__, _plain(text).split()))

    def text_marks(self, text: str) -> set[str]:
        """At least the marks (see `marks`) of the words of such a text."""
        return set().union(*map(self._piece_marks.__getitem__, _plain(text).split()))

    def watch(self, mark: str) -> int:
        """Have `watched` tell words of a class, too; of how many classes it does so."""
        if mark not in self._watched_marks:
            self._watched_marks.add(mark)
            self.watched.clear()
        return len(self._watched_marks)

    def _find_watched(self, piece: str) -> tuple[tuple[str, str], ...]:
        words = set(_CLASSED.findall(piece))
        words.update(part for word in [*words] for part in word.split("-") if part)
        return tuple(
            (mark, word) for word in sorted(words) for mark in self._marks[word] if mark in self._watched_marks
        )

    def line(self, words: Iterable[str]) -> str:
        """Words with their marks, each with a blank behind it, as frames match them."""
        return "".join(map(self._marked.__getitem__, words))

    def _mark(self, word: str) -> str:
        return (word if word in (ORG, CREW) else word + self._marks[word]) + " "

    def signs(self, words: Iterable[str]) -> frozenset[str]:
        """What frames ask for (`Frame.needs`), of the words of a line."""
        known = self._signs
        return frozenset().union(*map(known.__getitem__, words))

    def _find_signs(self, word: str) -> frozenset[str]:
        if word in (ORG, CREW):
            return frozenset((word,))
        asked = self._asked
        return asked.intersection((word.lower(), *self._marks[word], *self._compiler.open_words.signs(word)))

    @cached_property
    def _asked(self) -> frozenset[str]:
        """The signs that a frame asks for: others need not be known of a word."""
        frames = [frame for family in self._compiled.values() for frame in family]
        for modifier in self._modifiers:
            frames += [*modifier.cues, *modifier.stop, *modifier.unless, *modifier.cancel]
        return frozenset(sign for frame in frames for need in frame.needs for sign in need)

    @cached_property
    def _modifiers(self) -> tuple[Modifier, ...]:
        return tuple(self._modifier(entry) for entry in self._context)

    def _modifier(self, entry: Mapping[str, Any]) -> Modifier:
        def frames(key: str) -> tuple[Frame, ...]:
            return tuple(Frame("context", source, self._compiler) for source in _list(entry.get(key, [])))

        return Modifier(
            entry["is"],
            frames("when"),
            entry.get("reach", "both"),
            entry.get("in", "clause"),
            int(entry.get("words", _ANY_NUMBER)),
            frames("stop"),
            frames("unless"),
            frames("cancel"),
            frozenset(_list(entry.get("of", []))),
        )

    def modifiers(self, signs: Set[str]) -> list[Modifier]:
        """The modifiers whose cue may stand in a sentence with these signs, in the order of the pack."""
        return [m for m in self._modifiers if any(cue.fits(signs) for cue in m.cues)]

    @cached_property
    def _compiled(self) -> Mapping[str, tuple[Frame, ...]]:
        """Family (of `frames` or `terms`) → its frames."""
        known = self._tables["needs"] if self._tables is not None else {}
        found = {}
        for family, sources in self._frames.items():
            needs = [self._needs(signs) for signs in known[family]] if known else [None] * len(sources)
            found[family] = tuple(
                Frame(family, source, self._compiler, signs) for source, signs in zip(sources, needs, strict=True)
            )
        return found

    def _needs(self, choices: Iterable[Iterable[str]]) -> tuple[frozenset[str], ...]:
        if self._renamed:
            choices = [[sign.translate(self._renamed) if len(sign) == 1 else sign for sign in c] for c in choices]
        return tuple(map(frozenset, choices))

    def frames(self, family: str) -> tuple[Frame, ...]:
        """The frames of a family (of `frames` or `terms`)."""
        return self._compiled.get(family, ())

    def fitting_in(self, family: str, signs: Set[str]) -> list[Frame]:
        """The frames of a family that may match a text with these signs, in their order."""
        index = self._indexes.get(family)
        if index is None:
            index = self._indexes[family] = _index(self.frames(family))
        found = {frame for sign in index.keys() & signs for frame in index[sign]}
        found.update(index.get("", ()))
        return [frame for frame in self.frames(family) if frame in found and frame.fits(signs)] if found else []

    def fitting(self, signs: Set[str]) -> Iterator[Frame]:
        """The frames of all statement families that may match a sentence with these signs, in their order."""
        by_sign = self._by_sign
        numbers = {number for sign in by_sign.keys() & signs for number in by_sign[sign]}
        numbers.update(by_sign.get("", ()))
        for number in sorted(numbers):
            frame = self._all_frames[number]
            if frame.fits(signs):
                yield frame

    @cached_property
    def _all_frames(self) -> tuple[Frame, ...]:
        return tuple(frame for family in self._families for frame in self.frames(family))

    @cached_property
    def _by_sign(self) -> Mapping[str, list[int]]:
        """Sign → numbers of the frames of statements that may match where it stands, as in `_index`."""
        numbers = {frame: number for number, frame in enumerate(self._all_frames)}
        return {sign: [numbers[frame] for frame in frames] for sign, frames in _index(self._all_frames).items()}

    @cached_property
    def telling(self) -> frozenset[str]:
        """The marks of words that may say something of an organisation beside them, without any frame."""
        return frozenset(map(class_mark, (*_TELLING, *self._kinds)))

    @property
    def families(self) -> tuple[str, ...]:
        """Names of the statement families."""
        return self._families

    def kinds(self) -> tuple[str, ...]:
        """The kinds of contribution that the language has words for."""
        return self._kinds

    def is_a(self, word: str, name: str) -> bool:
        """Whether a word belongs to a word class or a kind of contribution."""
        return _MARKS[name] in self._marks[word]

    def has_class(self, name: str) -> bool:
        """Whether the pack has words of a class."""
        return bool(self._classes.get(name))

    def dotted(self, name: str) -> list[str]:
        """The words of a class that are written with a full stop at their end."""
        return [form.replace("\\", "") for form in self._classes.get(name, ()) if form.endswith("\\.")]

    def kinds_of(self, word: str) -> tuple[str, ...]:
        """The kinds of contribution that a word belongs to."""
        return self._kinds_of[word]

    def small_words(self, words: Iterable[str]) -> int:
        """How many of these words, in small letters, are of the little ones by which a language is known."""
        return sum(map(self._small.__getitem__, words))

    def known_words(self, words: Iterable[str]) -> int:
        """How many of these words, in small letters, the pack lists: those of its own language, most often."""
        return sum(map(self._listed.__getitem__, words))

    def phrases(self, name: str) -> regex.Pattern[str]:
        """The patterns under `titles`, as one."""
        return _phrases(tuple(self._titles.get(name, ())))


def _plain(text: str) -> str:
    return _SOFT.sub("", _APOSTROPHES.sub("'", text))


def _candidates(piece: str) -> set[str]:
    """What the words of a text between two blanks may be: more than there are, never fewer."""
    found = {piece, piece.rstrip(".,;:!?)”“\"'»"), *_PARTS.findall(piece)}
    for word in [*found]:
        found.update(re.split(r"[/]", word))
        found.update((word.lstrip("-"), word.rstrip("-"), word.strip("'"), word.rstrip(".")))
        head, sign, tail = word.partition("'")
        if sign:
            found.update((head, head + sign, head[:-1], sign + tail, tail, head[-1:] + sign + tail))
        if len(word) <= _SHORT:  # "cannot" is two words, and so is "im" in English
            found.update(part for k in range(1, len(word)) for part in (word[:k], word[k:]))
    found.discard("")
    return found


def tables_of(tag: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What reading a language pack's patterns finds out, as JSON holds it: kept, a run need not read them again."""
    language = Language(tag, {key: value for key, value in data.items() if key != "tables"})
    return {
        "forms": language._forms.tables(),
        "small": language._small_forms.tables(),
        "needs": {
            family: [[sorted(need) for need in frame.needs] for frame in frames]
            for family, frames in language._compiled.items()
        },
        "open": language._compiler.open_words.tables(),
        "marks": dict(_MARKS),
    }


def _renamed(marks: Mapping[str, str]) -> dict[int, int]:
    """How marks of tables must be changed to those of this process: most often, they need not."""
    return {ord(mark): ord(ours) for name, mark in marks.items() if (ours := class_mark(name)) != mark}


def _index(frames: Sequence[Frame]) -> Mapping[str, list[Frame]]:
    """Sign → the frames that may match where it stands; under "" those that need nothing.

    Each frame is under the signs of one of its needs.
    """
    found: dict[str, list[Frame]] = {}
    for frame in frames:
        for sign in max(frame.needs, key=lambda need: min(map(_weight, need)), default=("",)):
            found.setdefault(sign, []).append(frame)
    return found


#: Marks of word classes are private-use characters behind the word in a sentence's line.
_FIRST_MARK = 0xE001
_FIRST_OPEN_SIGN = 0xF0000
NAME_MARK = chr(0xE000)
_ANY_MARKS = "[\ue000-\uf8ff]*"


class _Marks(dict[str, str]):
    """Names of word classes with their marks, given out as they are first asked for."""

    def __missing__(self, name: str) -> str:
        mark = self[name] = chr(_FIRST_MARK + len(self))
        return mark


_MARKS = _Marks()


def class_mark(name: str) -> str:
    """The character that marks words of a class; the same for a name in every language."""
    return _MARKS[name]


@lru_cache(maxsize=64)
def _phrases(forms: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(r"(?i)\b(?:" + "|".join(forms) + r")\b" if forms else "(?!)")


def _list(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


#: Classes that half of all sentences have a word of say nothing.
_WEAK = frozenset({"det", "adj", "adv", "aux", "filler", "we", "be"})


def _choices(source: str) -> list[list[str]]:
    """What a frame cannot do without: lists of elements, of each of which one must be there."""
    choices: list[list[str]] = []
    stack: list[list[list[str]]] = []
    for element in source.split():
        if element == "(":
            stack.append([[]])
        elif element == "|" and stack:
            stack[-1].append([])
        elif element[0] == ")" and stack:
            alternatives = stack.pop()
            if element in {")", ")+"} and not stack:
                best = [max(a, key=_rarity, default="") for a in alternatives]
                if all(best):
                    choices.append(best)
            # what is optional, or nested in a group, is not asked for
        elif (
            element in {"~", "…", "^", THING}
            or element.startswith("...")
            or (element[0] in "<$" and element[-1] in "?*+")
        ):
            continue
        elif stack:
            if len(stack) == 1:
                stack[-1][-1].append(element)
        else:
            choices.append([element])
    return choices


def _rarity(element: str) -> int:
    """How much an element says: about its letters, for a class as much as for a word of five."""
    if not element or element[0] == "$":
        return -1
    if element[0] == "<":
        return 0 if element[1:-1] in _WEAK else 5
    letters = len(_NO_LETTERS.sub("", element))
    return max(letters, 4) if element[0] == "-" or "(?:" in element else letters


#: Elements that every word is one of.
_ANYTHING = frozenset({r"\S+", r"\S*"})
_NO_LETTERS = lazy(r"\(\?[^)]*\)|\\p\{..?\}|[^\p{L}]")


def _weight(sign: str) -> int:
    """How few sentences have a sign: as `_rarity` says it of the element behind it."""
    if sign in (ORG, CREW):
        return -1  # all have
    if len(sign) == 1 and sign >= NAME_MARK:
        return 0 if sign in {_MARKS[name] for name in _WEAK} else 5
    return len(sign)


class _OpenWords:
    """Patterns in frames that stand for more than a few words (`\\p{L}*partner`), each with a sign of its own."""

    def __init__(self) -> None:
        self._forms = Forms()
        self._signs: dict[str, str] = {}

    def tables(self) -> dict[str, Any]:
        """The patterns with their signs, as JSON holds them."""
        return {"forms": self._forms.tables(), "signs": self._signs}

    @classmethod
    def from_tables(cls, tables: Mapping[str, Any]) -> _OpenWords:
        """What `tables` gave."""
        words = cls()
        words._forms, words._signs = Forms.from_tables(tables["forms"], {}), dict(tables["signs"])
        return words

    def sign(self, element: str) -> str:
        """The sign of words that a pattern matches."""
        sign = self._signs.get(element)
        if sign is None:
            sign = self._signs[element] = chr(_FIRST_OPEN_SIGN + len(self._signs))
            self._forms.add(element, sign)
        return sign

    def signs(self, word: str) -> Set[str]:
        """The signs of a word; of a very long one all, since no table knows it."""
        return self._forms.marks(word) if len(word) <= MAX_WORD else set(self._signs.values())


class Compiler:
    """Frames → what they need, and patterns."""

    def __init__(self, words: Mapping[str, Any], kinds: Sequence[str] = ()) -> None:
        self._words = words
        self._kinds = kinds
        self.open_words = _OpenWords()

    def needs(self, source: str) -> tuple[frozenset[str], ...]:
        """The signs that a sentence needs for a frame to match."""
        return tuple(self._signs(choice) for choice in _choices(source) if _ANYTHING.isdisjoint(choice))

    def pattern(self, source: str) -> str:
        """The pattern of a frame. Raises `ValueError` where the frame cannot be understood."""
        depth = 0
        out: list[str] = []
        starts: list[int] = []
        elements = source.split()
        for number, element in enumerate(elements):
            if element == "(":
                depth += 1
                starts.append(len(out))
                out.append("(?:")
            elif element == "|":
                if not depth:
                    raise ValueError(f"{source!r}: | stands outside of ( )")
                out.append("|")
            elif element in {")", ")?", ")*", ")+"}:
                if not depth:
                    raise ValueError(f"{source!r}: ) without (")
                depth -= 1
                out.append({")": ")", ")?": ")?", ")*": "){0,4}", ")+": "){1,4}"}[element])
            elif element == "^":
                out.append("^")
            elif element == THING:
                # at an end of the frame it is read from there on, by whoever asks
                inside = 0 < number < len(elements) - 1
                out.append(r"(?P<slot>(?:(?!\$(?:org|crew) )[^ ]+ ){1,14}?)" if inside else "")
            elif element == KIND:
                out.append(f"(?P<slot>{self._element(KIND, source)})")
            elif element == "~":
                out.append(f"(?:[^ ]*[{NAME_MARK}{class_mark('filler')}][^ ]* ){{0,12}}?")
            elif element == "…":
                out.append(r"(?:(?!\$org )[^ ]+ ){0,14}?")
            elif element.startswith("..."):
                count = int(element[3:] or 4)
                out.append(rf"(?:(?!\$org )(?![.;:!?|,]{_ANY_MARKS} )[^ ]+ ){{0,{count}}}?")
            else:
                out.append(self._element(element, source))
        if depth:
            raise ValueError(f"{source!r}: ( without )")
        body = "".join(out)
        anchor = "(?<=^| )" if not body.startswith("^") else ""
        return anchor + body

    def _signs(self, choice: Iterable[str]) -> frozenset[str]:
        """The signs of words that stand for one of some elements."""
        signs: set[str] = set()
        for element in choice:
            if element[0] == "<":
                signs.add(class_mark(element[1:-1]))
            elif element == WHO:
                signs.update((ORG, CREW))
            elif element == KIND:
                signs.update(map(class_mark, self._kinds))
            elif element[0] == "$":
                signs.add(element)
            else:
                signs.update(listed(element) or self.open_words.sign(element))
        return frozenset(signs)

    def _element(self, element: str, source: str) -> str:
        suffix = ""
        if element[0] in "<$" and element[-1] in "?*+":
            # on a word, ? * + belong to its pattern: `partners?` is one word
            suffix, element = element[-1], element[:-1]
        if element in {ORG, CREW}:
            word = regex.escape(element) + _ANY_MARKS
        elif element == WHO:
            word = rf"(?:[^ ]*{class_mark('det')}[^ ]* )?\$(?:org|crew){_ANY_MARKS}"
        elif element == KIND:
            word = f"[^ ]*[{''.join(map(class_mark, self._kinds))}][^ ]*"
        elif element.startswith("<"):
            if not element.endswith(">") or element[1:-1] not in self._words:
                raise ValueError(f"{source!r}: there is no word class {element}")
            word = f"[^ ]*{class_mark(element[1:-1])}[^ ]*"
        else:
            # an upper-case class says that case matters
            word = (
                f"(?:{element}){_ANY_MARKS}"
                if "\\p{L" in element.replace("\\p{L}", "")
                else f"(?i:{element}){_ANY_MARKS}"
            )
        if suffix:
            # possessive-like: a word that fits is taken, so that the search stays linear
            return f"(?:{word} )" + {"?": "?", "*": "{0,4}", "+": "{1,4}"}[suffix]
        return f"{word} "
