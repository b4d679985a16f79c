"""One page read for meaning: mentions, units, sentences, statements; each computed once, on demand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property, partial
from typing import TYPE_CHECKING

import regex

from ots_lint.meaning.contributions import Contribution, answered, contributions, takes_up
from ots_lint.meaning.declared import declared
from ots_lint.meaning.glance import glance
from ots_lint.meaning.namesakes import is_namesake
from ots_lint.meaning.secrets import secret_cells
from ots_lint.meaning.sentences import CELL, Sentence, Unit
from ots_lint.meaning.statements import Statement, flags, statements
from ots_lint.ruleset.language import CREW, ORG, Language, class_mark
from ots_lint.ruleset.names import Mention
from ots_lint.text.patterns import compiled, lazy
from ots_lint.text.run import TextRun

if TYPE_CHECKING:
    from ots_lint.finding import Relationship
    from ots_lint.pages.base import Link, Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings

_LANGUAGES: dict[str, dict[str, Language]] = {}
_WORDS = re.compile(r"[^\W\d_]+")
#: A longer word is no language's tag, but the name of a language that no file knows.
_TAG_LENGTH = 3


def languages(ruleset: Ruleset) -> Mapping[str, Language]:
    """The compiled language packs of a rule set; kept for the process."""
    known = _LANGUAGES.get(ruleset.fingerprint)
    if known is None:
        if len(_LANGUAGES) > 8:
            _LANGUAGES.clear()
        known = _LANGUAGES[ruleset.fingerprint] = {tag: Language(tag, data) for tag, data in ruleset.languages.items()}
    return known


class Reading:
    """What the rules ask about one page."""

    def __init__(self, page: Page, ruleset: Ruleset, settings: Settings) -> None:
        self.page = page
        self.ruleset = ruleset
        self.settings = settings
        self.brand = ruleset.brand
        self._units: dict[int, Unit | None] = {}
        self._units_with: dict[str, Set[int]] = {}
        self._signs: dict[int, frozenset[str]] = {}  # of units, at a glance
        self._packs: dict[str, Language | None] = {}
        self._page_words: dict[tuple[str, int], dict[str, set[str]]] = {}
        self._statements: dict[tuple[int, int], tuple[Statement, ...]] = {}
        self._lead_ins: dict[tuple[int | None, int | None], tuple[int, int]] = {}  # of lists and tables: from, to

    def release(self) -> None:
        """Let go of what holds itself in a circle, so that no search for garbage is needed to free it."""
        for unit in self._units.values():
            if unit is not None:
                unit.release()
        self.__dict__.clear()

    @cached_property
    def declared(self) -> Relationship:
        """What is declared about the page."""
        return declared(self.page, self.ruleset, self.settings)

    # ------------------------------------------------------------------ names

    @cached_property
    def skipped(self) -> frozenset[int]:
        """Runs that are declarations to the linter, not text: front matter under the brand's key."""
        prefix = self.brand.key + "."
        return frozenset(
            i
            for i, run in enumerate(self.page.runs)
            if (run.kind == "front-matter" and (run.key == self.brand.key or run.key.startswith(prefix)))
            or (run.kind == "meta" and run.key.startswith(self.brand.key + ":"))
        )

    @cached_property
    def texts(self) -> list[tuple[int, str]]:
        """Number and text of each run that is text."""
        left = self.skipped | secret_cells(self.page, self.ruleset.names)
        return [(i, run.text) for i, run in enumerate(self.page.runs) if i not in left]

    @cached_property
    def _naming(self) -> tuple[Sequence[int], list[int]]:
        """The places in `texts` that may hold the name, and those that may hold it with a word replaced."""
        return self.ruleset.names.naming([text for _, text in self.texts])

    @cached_property
    def _plain_names(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for place in self._naming[0]:
            i, text = self.texts[place]
            names = self.ruleset.names.names(text, partial(self.language_of, self.page.runs[i]))
            if names:
                found[i] = names
        return found

    @cached_property
    def linked(self) -> bool:
        """Whether the page links to the organisation."""
        return any(self.brand.owns_address(link.href) for link in self.own_links)

    @cached_property
    def own_links(self) -> list[Link]:
        """The links that may lead to the organisation, in order; none of the others does."""
        return [link for link in self.page.links if self.brand.may_own(link.href)]

    @cached_property
    def named(self) -> bool:
        """Whether the page names the organisation in full, rightly or not, or links to it."""
        return bool(self._plain_names) or self.linked

    @cached_property
    def names(self) -> dict[int, list[Mention]]:
        """Run → mentions of the full name in it, right or wrong."""
        found = dict(self._plain_names)
        matcher = self.ruleset.names
        # only on a page that names it does a replaced word ("Free Code Club") count
        if self.named:
            for place in self._naming[1]:
                i, text = self.texts[place]
                if matcher.is_replaced(text):
                    plain = self._plain_names.get(i, ())
                    names = matcher.names(text, partial(self.language_of, self.page.runs[i]), named=True)
                    names = [
                        name
                        for name in names
                        if name in plain or not is_namesake(self.page, self.brand, i, name, self._plain_names)
                    ]
                    if names:
                        found[i] = names
        return found

    @cached_property
    def abbreviations(self) -> dict[int, list[Mention]]:
        """Run → uses of the abbreviation, right or wrong, where it can mean the organisation."""
        found: dict[int, list[Mention]] = {}
        matcher = self.ruleset.names
        relationship = self.declared.value
        texts = [self.texts[place] for place in matcher.abbreviating([text for _, text in self.texts])]
        if not texts:
            return found  # neither right nor wrong
        if not self.named:
            joined = "\n".join(text for _, text in self.texts)
            if self.brand.abbreviation not in joined or _means_something_else(joined, self.brand.abbreviation):
                return found
            if relationship in {"", "none"} and not self._called_official(texts):
                return found
        capital = self.brand.abbreviation.capitalize()
        german = self.language == "de"
        for i, text in texts:
            mentions = matcher.abbreviations(text)
            if self.named:
                for mention in matcher.sloppy_abbreviations(text):
                    if text[mention.start : mention.end] == capital and _is_person(
                        text, mention.start, mention.end, german=german
                    ):
                        continue
                    mentions.append(mention)
            if mentions:
                found[i] = sorted(mentions)
        return found

    def _called_official(self, texts: Sequence[tuple[int, str]]) -> bool:
        """Whether the abbreviation stands beside "official" or has people ("Acme coaches"): an organisation."""
        people = regex.compile(rf"\b{regex.escape(self.brand.abbreviation)}\b[- ](\p{{L}}+)")
        if any(
            pack.is_a(match[1], "people")
            for _, text in texts
            if self.brand.abbreviation in text
            for match in people.finditer(text)
            for pack in languages(self.ruleset).values()
        ):
            return True
        pattern = regex.compile(rf"([\p{{L}}]+)[^.!?\n]{{0,20}}\b{regex.escape(self.brand.abbreviation)}\b")
        return any(
            pack.is_a(match[1], "official")
            for _, text in texts
            if self.brand.abbreviation in text
            for match in pattern.finditer(text, overlapped=True, timeout=2.0)
            for pack in languages(self.ruleset).values()
        )

    @cached_property
    def mentions(self) -> dict[int, list[Mention]]:
        """Run → every mention of the organisation, in order."""
        merged: dict[int, list[Mention]] = {}
        for i in sorted({*self.names, *self.abbreviations}):
            taken: list[Mention] = []
            for mention in sorted([*self.names.get(i, ()), *self.abbreviations.get(i, ())]):
                if not taken or mention.start >= taken[-1].end:
                    taken.append(mention)
            merged[i] = taken
        return merged

    @property
    def first_mention(self) -> tuple[int, Mention] | None:
        """The first mention in visible text, else in metadata."""
        hidden = {"front-matter", "meta", "structured-data", "title"}
        for visible in (True, False):
            for i, mentions in self.mentions.items():
                if (self.page.runs[i].kind not in hidden) == visible:
                    return i, mentions[0]
        return None

    # ------------------------------------------------------------------ language

    @cached_property
    def language(self) -> str:
        """The page's language: declared, else guessed from its small words, else `en`."""
        declared = self.page.language.partition("-")[0].lower()
        declared = self.ruleset.name_words.languages.get(declared, declared)
        if declared and (len(declared) <= _TAG_LENGTH or declared in languages(self.ruleset)):
            return declared
        counts: dict[str, int] = {}
        words: list[str] = []
        for run in self.page.runs:
            words += _WORDS.findall(run.text[:2000].lower())
            if len(words) > 400:
                break
        for tag, language in languages(self.ruleset).items():
            counts[tag] = language.small_words(words)
        best = max(counts, key=lambda tag: counts[tag], default="en")
        return best if counts.get(best) else "en"

    def language_of(self, run: TextRun) -> str:
        """The language of a run: its own `lang`, else the page's."""
        return run.language.partition("-")[0].lower() or self.language

    def pack(self, run: TextRun) -> Language | None:
        """The language pack for a run, or None where there is none for its language."""
        tag = run.language
        try:
            return self._packs[tag]
        except KeyError:
            pack = self._packs[tag] = languages(self.ruleset).get(self.language_of(run))
            return pack

    # ------------------------------------------------------------------ sentences

    @cached_property
    def units(self) -> list[list[int]]:
        """The runs that are read as one text: table rows and definition groups together, others alone."""
        groups: list[list[int]] = []
        rows: dict[tuple[str, int], list[int]] = {}
        for i, run in enumerate(self.page.runs):
            if i in self.skipped:
                continue
            where, kind = run.where, run.kind
            key: tuple[str, int] | None = None
            if where.row is not None and kind in ("prose", "heading", "alt"):
                key = ("row", where.row)
            elif where.item is not None and kind == "prose":
                key = ("item", where.item)
            if key is not None and key in rows and _joins(self.page.runs[rows[key][-1]].text, key[0]):
                rows[key].append(i)
                continue
            group = [i]
            if key is not None:
                rows[key] = group
            groups.append(group)
        return groups

    @cached_property
    def unit_of(self) -> dict[int, int]:
        """Run → number of its unit."""
        return {run: number for number, group in enumerate(self.units) for run in group}

    def sentences(self, unit: int) -> Sequence[Sentence]:
        """The sentences of a unit; empty where its language has no pack."""
        words = self.unit(unit)
        return words.sentences if words is not None else ()

    def unit(self, number: int) -> Unit | None:
        """A unit split into words; None where its language has no pack."""
        if number not in self._units:
            group = self.units[number]
            language = self.pack(self.page.runs[group[0]])
            parts = [
                (
                    i,
                    self.page.runs[i],
                    [(m.start, m.end, self._placeholder(i, m, language)) for m in self.mentions.get(i, ())],
                )
                for i in group
                if language is not None
            ]
            self._units[number] = Unit(parts, language, self.years, self.settings.model) if language else None
        return self._units[number]

    @cached_property
    def years(self) -> frozenset[str]:
        """The years of the page's own dates, in front matter and structured data."""
        return frozenset(
            year
            for datum in self.page.data
            if datum.path and "date" in str(datum.path[-1]).lower()
            for year in compiled(r"\b(?:19|20)\d\d\b").findall(str(datum.value))
        )

    def _placeholder(self, index: int, mention: Mention, language: Language) -> str:
        """`$crew` for people from the organisation ("Acme coaches", "members of Acme"), else `$org`."""
        text = self.page.runs[index].text
        after = compiled(r"(?:-|['’]s?)?\s*[\p{L}-]+(?:\s+[\p{L}-]+)?").match(text[mention.end : mention.end + 60])
        if after:
            words = [w.strip("-'’ ") for w in compiled(r"[-'’]?[\p{L}-]+").findall(after.group())]
            words = [w for w in words if w not in {"s", ""}]
            if words and language.is_a(words[0], "people"):
                return CREW
            if (
                len(words) > 1
                and language.is_a(words[0], "adj")
                and language.is_a(words[1], "people")
                and not language.is_a(words[0], "people")
            ):
                return CREW
        before = compiled(r"[\p{L}-]+|[.,;:!?()]").findall(text[max(0, mention.start - 60) : mention.start])[-4:]
        if (
            before
            and not language.is_a(before[-1], "source")
            and not language.is_a(before[-1], "at")
            and not language.is_a(before[-1], "det")
        ):
            return ORG
        meaningful = [w for w in before if not language.is_a(w, "det")]
        if (
            len(meaningful) >= 2
            and (language.is_a(meaningful[-1], "crew-link"))
            and language.is_a(meaningful[-2], "crew-of")
        ):
            return CREW
        return ORG

    def may_state(self, number: int, family: str) -> bool:
        """Whether a frame of a family may match in a unit; False is certain, and needs no sentences."""
        language = self._glanced(number)
        if language is None:
            return self.pack(self.page.runs[self.units[number][0]]) is not None
        signs = self._signs.get(number)
        if signs is None:
            look = glance(language, self.settings.model)
            signs = self._signs[number] = look.signs(self._joined(number))
        return bool(language.fitting_in(family, signs))

    def may_have(self, number: int, *names: str) -> bool:
        """Whether a word of one of some classes may stand in a unit; False is certain, and needs no sentences."""
        language = self._glanced(number)
        if language is None:
            return self.pack(self.page.runs[self.units[number][0]]) is not None
        marks = glance(language, self.settings.model).marks(self._joined(number))
        return not marks.isdisjoint(map(class_mark, names))

    def _glanced(self, number: int) -> Language | None:
        """The language of a unit that can be looked at without its mentions, which stand for other words."""
        group = self.units[number]
        if any(run in self.mentions for run in group):
            return None
        return self.pack(self.page.runs[group[0]])

    def _joined(self, number: int) -> str:
        return f" {CELL} ".join([self.page.runs[run].text for run in self.units[number]])

    def units_with(self, name: str) -> Set[int]:
        """The units that have a word of a class, without splitting them into sentences."""
        known = self._units_with.get(name)
        if known is None:
            known = self._units_with[name] = set(self._find_class(class_mark(name)))
        return known

    def _find_class(self, mark: str) -> Iterator[int]:
        text, starts, numbers = self._line_of_runs
        for pack in self._page_packs:
            for word in sorted(self._classed(pack, mark)):
                at = text.find(word)
                while at >= 0:
                    end = at + len(word)
                    if not (word[0].isalnum() and (text[at - 1].isalnum() or text[end].isalnum())):
                        unit = self.unit_of[numbers[bisect_right(starts, at) - 1]]
                        if self.pack(self.page.runs[self.units[unit][0]]) is pack:
                            yield unit
                    at = text.find(word, end)

    @cached_property
    def _line_of_runs(self) -> tuple[str, list[int], list[int]]:
        """All texts one below the other, where each begins there, and the numbers of their runs."""
        starts, position = [], 1
        for _, text in self.texts:
            starts.append(position)
            position += len(text) + 1
        return "\n".join(["", *(text for _, text in self.texts), ""]), starts, [number for number, _ in self.texts]

    @cached_property
    def _page_packs(self) -> list[Language]:
        """The language packs of the page's runs."""
        runs = {run.language: run for run in self.page.runs}  # one for each language
        return list({pack.tag: pack for run in runs.values() if (pack := self.pack(run)) is not None}.values())

    def _classed(self, language: Language, mark: str) -> Set[str]:
        """The words of the page that belong to a class, in a language."""
        key = language.tag, language.watch(mark)
        known = self._page_words.get(key)
        if known is None:
            known = self._page_words[key] = {}
            watched = language.watched
            for piece in self._pieces:
                for found, word in watched[piece]:
                    known.setdefault(found, set()).add(word)
        return known.get(mark, frozenset())

    @cached_property
    def _pieces(self) -> set[str]:
        """What stands between blanks on the page."""
        return set(self._line_of_runs[0].replace("_", " ").split())

    def heading_has_word(self, run: TextRun, name: str) -> bool:
        """Whether the heading that a run stands under has a word of a class."""
        index = run.where.heading
        return index is not None and self.unit_of.get(index, -1) in self.units_with(name)

    @cached_property
    def mentioning(self) -> Sequence[Sentence]:
        """Every sentence that names the organisation, in document order."""
        units = dict.fromkeys(self.unit_of[run] for run in self.mentions if run in self.unit_of)
        return [s for unit in units for s in self.sentences(unit) if ORG in s.words or CREW in s.words]

    def statements(self, sentence: Sentence) -> tuple[Statement, ...]:
        """Everything that a sentence says about the organisation."""
        key = (id(sentence.unit), sentence.index)
        known = self._statements.get(key)
        if known is None:
            known = self._statements[key] = statements(sentence)
        return known

    @cached_property
    def all_statements(self) -> tuple[Statement, ...]:
        """Everything that the page says about the organisation, in document order."""
        return tuple(s for sentence in self.mentioning for s in self.statements(sentence))

    # ------------------------------------------------------------------ context

    def heading(self, run: TextRun) -> str:
        """The text of the heading that a run stands under."""
        index = run.where.heading
        return self.page.runs[index].text if index is not None and index < len(self.page.runs) else ""

    def lead_in(self, index: int) -> str:
        """The sentence that introduces a list or table ("We thank these groups:"), or an empty string."""
        where = self.page.runs[index].where
        place = where.list, where.table
        # Every row of a list or table has the same one: where it was found before is not gone through again.
        first, lead = self._lead_ins.get(place, (-1, -1)) if place != (None, None) else (-1, -1)
        at = index
        while at > 0:
            at -= 1
            if at == first:
                at = lead
                break
            run = self.page.runs[at]
            if (where.list is not None and run.where.list == where.list) or (
                where.table is not None and run.where.table == where.table
            ):
                continue
            break
        else:
            at = -1
        self._lead_ins[place] = index, at
        if at < 0:
            return ""
        run = self.page.runs[at]
        return run.text if run.kind == "prose" and run.text.rstrip().endswith(":") else ""

    def following(self, sentence: Sentence) -> Sentence | None:
        """The sentence after one, in the same unit or in the next one of the same list or paragraph flow."""
        unit = sentence.unit
        if sentence.index + 1 < len(unit.sentences):
            return unit.sentences[sentence.index + 1]
        number = self.unit_of.get(unit.runs[0])
        if number is None or number + 1 >= len(self.units):
            return None
        here, there = self.page.runs[unit.runs[-1]], self.page.runs[self.units[number + 1][0]]
        if there.kind != here.kind and not (here.kind == "heading" and there.kind == "prose"):
            return None
        if here.where.heading != there.where.heading and here.kind != "heading":
            return None
        sentences = self.sentences(number + 1)
        return sentences[0] if sentences else None

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Every contribution of the organisation that the page states."""
        out: list[Contribution] = list(self._linked_material())
        followed: set[tuple[int, int]] = set()
        for sentence in self.mentioning:
            run = self.page.runs[sentence.run_of(0)]
            if run.kind in {"title"}:
                continue
            out += contributions(sentence)
            after = self.following(sentence)
            if sentence.is_question and after is not None:
                answers = after.unit.sentences
                out += answered(sentence, (answers[k] for k in range(after.index, len(answers))))
            steps = skipped = 0
            while after is not None and steps < 2:
                key = (id(after.unit), after.index)
                if key in followed or ORG in after.words or CREW in after.words:
                    break
                followed.add(key)
                found = contributions(after, previous=sentence)
                following = self.following(after)
                if not found and (skipped or following is None or not takes_up(following)):
                    break
                skipped += not found  # one sentence may stand between: "Ours is the room. Theirs is the rest."
                out += found
                steps += bool(found)
                after = following
        return tuple(out)

    def _linked_material(self) -> Iterator[Contribution]:
        """Links to the organisation's material in sentences that say it is used."""
        for link in self.own_links:
            if link.run < 0 or not self.brand.has_material(link.href) or link.run not in self.unit_of:
                continue
            for sentence in self.sentences(self.unit_of[link.run]):
                places = [
                    i
                    for i, t in enumerate(sentence.tokens)
                    if t.run == link.run and t.start < link.end and link.start < t.end
                ]
                if not places or not any(sentence.language.is_a(w, "use") for w in sentence.words):
                    continue
                if not flags(sentence, places[0], places[-1]) & {"negated", "wished", "question"}:
                    yield Contribution("materials", sentence, places[0], places[-1])

    def runs_of(self, kinds: Sequence[str]) -> Iterator[tuple[int, TextRun]]:
        """The runs of some kinds, without declarations."""
        for i, run in enumerate(self.page.runs):
            if run.kind in kinds and i not in self.skipped:
                yield i, run


def _joins(text: str, kind: str) -> bool:
    return kind == "row" or (len(text) < 80 and not text.rstrip().endswith((".", "!", "?")))


_TITLES = lazy(r"(?i)\b(?:herrn?|frau|mrs?|ms|dr|prof|familie)\.?\s+$")


def _is_person(text: str, start: int, end: int, *, german: bool) -> bool:
    """Whether the capitalised abbreviation is somebody's surname here ("Herr Ots", "Tanel Ots")."""
    before = text[max(0, start - 40) : start]
    if _TITLES.search(before):
        return True
    name = compiled(r"(\p{Lu}\p{Ll}+)[ \xa0]$").search(before)
    if name is None or name[1].lower() in _NO_FIRST_NAMES:
        return False
    inner = not german and compiled(r"\p{Ll}\s+\p{Lu}\p{Ll}+[ \xa0]$").search(before)
    return bool(inner) or not compiled(r"[\s-]*\p{Ll}").match(text[end : end + 3])


def _means_something_else(text: str, short: str) -> bool:
    """Whether the page says what else the abbreviation stands for ("over-the-shoulder (its initials)")."""
    words = r"[-\s]+".join(rf"{regex.escape(c)}\p{{L}}{{1,40}}+" for c in short)  # a run of letters is no word
    near = rf"(?i:{words})(?:[-\s]+\p{{L}}+)?\s*\(\s*{short}|\b{short}\b\s*(?:\(|=|,|:|–|-)\s*\W?(?i:{words})|\b{short}\b[^.!?\n]{{0,60}}?\W(?i:{words})"
    return bool(regex.search(near, text, timeout=2.0))


_NO_FIRST_NAMES = frozenset(
    [
        "the",
        "an",
        "a",
        "at",
        "by",
        "from",
        "with",
        "of",
        "in",
        "for",
        "our",
        "we",
        "bei",
        "von",
        "mit",
        "der",
        "die",
        "das",
        "dem",
        "den",
        "und",
        "and",
        "to",
        "im",
        "am",
        "beim",
        "vom",
        "zum",
        "zur",
        "durch",
        "über",
        "für",
    ]
)
