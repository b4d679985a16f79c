"""One page read for meaning: mentions, units, sentences, statements; each worked out once, when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.credit.stated import contributions_of
from ots_lint.meaning.declared.kinds import said_kinds
from ots_lint.meaning.declared.sources import declared, read_declarations
from ots_lint.meaning.index import Index
from ots_lint.meaning.page.answers import answer
from ots_lint.meaning.page.days import Day, event_days, told_days
from ots_lint.meaning.page.discourse import following, goes_on
from ots_lint.meaning.page.layout import Layout
from ots_lint.meaning.page.naming import Naming
from ots_lint.meaning.page.programme import is_under_doers, may_be_programme
from ots_lint.meaning.page.surroundings import deny
from ots_lint.meaning.page.titles import is_title, title_words
from ots_lint.meaning.sentence.contributions import Contribution, families
from ots_lint.meaning.sentence.notes import Facts
from ots_lint.meaning.tongues.blocks import Tongues
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.brand.names import Mention
    from ots_lint.finding import Relationship
    from ots_lint.language.language import Language
    from ots_lint.language.together import Ways
    from ots_lint.meaning.declared.declarations import Declarations
    from ots_lint.meaning.pipeline.unit import Unit
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement
    from ots_lint.pages.base import Link, Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings
    from ots_lint.text.run import TextRun

#: What is read of sentences that claim and give nothing.
_USES = ("material-used", "promotion", "promotion-named")
_NO_PROSE = frozenset({"meta", "front-matter", "structured-data", "title", "alt", "heading"})


class Reading:
    """What the rules ask about one page."""

    def __init__(self, page: Page, ruleset: Ruleset, settings: Settings) -> None:
        self.page = page
        self.ruleset = ruleset
        self.settings = settings
        self.brand = ruleset.brand
        self.tongues = Tongues(page, ruleset, settings)
        self._units: dict[int, Unit | None] = {}
        # What `contributions_of` has found so far, and the rest of it.
        self._first_stated: list[Contribution] = []
        self._stated: Iterator[Contribution] = iter(())

    def release(self) -> None:
        """Let go of what holds itself in a circle, so that no search for garbage is needed to free it."""
        for unit in self._units.values():
            if unit is not None:
                unit.release()
        self.__dict__.clear()

    @cached_property
    def declared(self) -> Relationship:
        """What is declared about the page."""
        return declared(self.declarations, self.settings)

    @cached_property
    def declarations(self) -> Declarations:
        """What the page itself declares, with what of it is not understood."""
        return read_declarations(self.page, self.ruleset)

    @cached_property
    def of_no_event(self) -> bool:
        """Whether the page is a handbook, a code of conduct or the like, which is about no event."""
        from ots_lint.meaning.page.event_page import is_of_no_event

        return is_of_no_event(self)

    @cached_property
    def announces(self) -> bool:
        """Whether the page announces something, as the page of an event does."""
        from ots_lint.meaning.page.event_page import announces

        return announces(self)

    @cached_property
    def said_by_people(self) -> frozenset[int]:
        """Runs of a conversation that the page writes down: what is said there, the page does not say."""
        from ots_lint.meaning.page.transcript import said_by_people

        return said_by_people(self)

    @cached_property
    def naming(self) -> Naming:
        """Where the page names the organisation."""
        return Naming(self.page, self.ruleset, self.tongues, self.declared.value)

    @cached_property
    def layout(self) -> Layout:
        """How the page's texts stand to each other."""
        return Layout(self.page, self.naming.skipped)

    @cached_property
    def _index(self) -> Index:
        return Index(self.layout, self.tongues, self.naming, self.settings.model)

    # ------------------------------------------------------------------ names

    @property
    def skipped(self) -> frozenset[int]:
        """Runs that are declarations to the linter, not text."""
        return self.naming.skipped

    @property
    def own_links(self) -> list[Link]:
        """The links that may lead to the organisation."""
        return self.naming.own_links

    @property
    def names(self) -> dict[int, list[Mention]]:
        """Run → mentions of the full name in it, right or wrong."""
        return self.naming.names

    @property
    def abbreviations(self) -> dict[int, list[Mention]]:
        """Run → uses of the abbreviation, right or wrong, where it can mean the organisation."""
        return self.naming.abbreviations

    @property
    def mentions(self) -> Mapping[int, list[Mention]]:
        """Run → every mention of the organisation, in order."""
        return self.naming.mentions

    @property
    def first_mention(self) -> tuple[int, Mention] | None:
        """The first mention in visible text, else in metadata."""
        return self.naming.first_mention

    # ------------------------------------------------------------------ language

    @property
    def language(self) -> str:
        """The page's language."""
        return self.tongues.page

    def pack(self, run: TextRun) -> Language | None:
        """The language pack for a run, or None where there is none for its language."""
        return self.tongues.pack(run)

    @cached_property
    def unread_language(self) -> str:
        """The language in which the page names the organisation where that cannot be read; empty where it can."""
        return next((self.tongues.of(run) for run in self._named_in if self.pack(run) is None), "")

    @property
    def partly_read_language(self) -> str:
        """A language in which the page names the organisation and that only some rules can read; else empty."""
        packs = ((run, self.pack(run)) for run in self._named_in)
        return next((self.tongues.of(run) for run, pack in packs if pack is not None and pack.is_partial), "")

    def reads(self, part: str) -> bool:
        """Whether the page's language, and every one in which it names the organisation, has a part of the contract."""
        packs = [self.tongues.packs.get(self.language), *map(self.pack, self._named_in)]
        return all(pack is not None and part in pack.parts for pack in packs)

    @property
    def _named_in(self) -> Iterator[TextRun]:
        """The texts of the page's own that name the organisation."""
        runs = self.page.runs
        return (runs[i] for i in self.mentions if runs[i].kind not in _NO_PROSE)

    # ------------------------------------------------------------------ sentences

    @property
    def units(self) -> list[list[int]]:
        """The runs that are read as one text."""
        return self.layout.units

    @property
    def unit_of(self) -> dict[int, int]:
        """Run → number of its unit."""
        return self.layout.unit_of

    def sentences(self, number: int) -> Sequence[Sentence]:
        """The sentences of a unit; empty where its language has no pack."""
        unit = self.unit(number)
        return unit.sentences if unit is not None else ()

    def unit(self, number: int) -> Unit | None:
        """A unit, read by the pipeline of its language; None where there is no pack for that."""
        if number not in self._units:
            self._units[number] = self._read(number)
        return self._units[number]

    def _read(self, number: int) -> Unit | None:
        group = self.units[number]
        pack = self.pack(self.page.runs[group[0]])
        if pack is None:
            return None
        from ots_lint.meaning.pipeline.build import pipeline
        from ots_lint.meaning.pipeline.unit import Unit

        parts = [(i, self.page.runs[i], [(m.start, m.end) for m in self.mentions.get(i, ())]) for i in group]
        unit = Unit(parts, pack, pipeline(pack, self.settings.model), self.facts)
        deny(self, unit)
        answer(self, unit)
        return unit

    @cached_property
    def facts(self) -> Facts:
        """The years of the page's own dates, in front matter and structured data, and the words of its titles."""
        years = frozenset(
            year
            for datum in self.page.data
            if datum.path and "date" in str(datum.path[-1]).lower()
            for year in compiled(r"\b(?:19|20)\d\d\b").findall(str(datum.value))
        )
        return Facts(years, title_words(self.titled))

    @cached_property
    def own_days(self) -> frozenset[Day]:
        """The days that the page's event is on, as far as it names them."""
        return event_days(self)

    @cached_property
    def told_days(self) -> tuple[Day, ...]:
        """All days that its texts name: asked for each statement about an event of another day."""
        return told_days(self)

    @cached_property
    def ledgers(self) -> frozenset[int | None]:
        """The tables that are accounts or budgets."""
        from ots_lint.meaning.money.ledgers import ledgers

        return frozenset(ledgers(self))

    @cached_property
    def titled(self) -> Sequence[TextRun]:
        """The texts that are titles of the page or of its event."""
        return [run for run in self.page.runs if run.kind != "prose" and is_title(run)]

    @cached_property
    def titles(self) -> str:
        """The page's titles in small letters, one a line."""
        return "\n".join(" ".join(run.text.split()).lower() for run in self.titled)

    @cached_property
    def length(self) -> int:
        """How many words the page has."""
        return sum(len(run.text.split()) for run in self.page.runs)

    def may_state(self, number: int, family: str) -> bool:
        """Whether a frame of a family may match in a unit; False is certain, and needs no sentences."""
        return self._index.may_state(number, family)

    def may_have(self, number: int, *names: str) -> bool:
        """Whether a word of one of some classes may stand in a unit; False is certain, and needs no sentences."""
        return self._index.may_have(number, names)

    def may_say(self, number: int, name: str, family: str, ways: Ways) -> bool:
        """Whether a sentence of a unit may have a word of a class, and match a frame of a family or have words together.

        False is certain, and needs no sentences.
        """
        return self._index.may_say(number, name, family, ways)

    def those_with(self, numbers: Iterable[int], name: str) -> set[int]:
        """Those of some units that `may_have` a word of a class: most often none has, which all together tell quickly."""
        return self._index.those_with(numbers, name)

    def units_with(self, name: str) -> Set[int]:
        """The units that have a word of a class, without reading them."""
        return self._index.units_with(name)

    @cached_property
    def _naming_units(self) -> list[int]:
        """The units that name the organisation and may say something of it."""
        told = (run for run in self.mentions if run in self.unit_of and run not in self.said_by_people)
        units = dict.fromkeys(self.unit_of[run] for run in told)
        return [number for number in units if not self._is_quiet(number)]

    @property
    def may_say_something(self) -> bool:
        """Whether the page may say something of the organisation; False is certain, and needs no sentences."""
        return bool(self._naming_units)

    def _is_quiet(self, number: int) -> bool:
        """Whether a unit that names the organisation surely says nothing of it, so that it need not be read."""
        run = self.page.runs[self.units[number][0]]
        pack = self.pack(run)
        if pack is None:
            return True
        text = self._index.said(number)
        if pack.may_tell(text) or pack.may_tell(self.layout.lead_in(self.units[number][0])):
            return False
        ends = goes_on(self, number) is None
        # Of a heading, verbs and things say something only to what goes on behind the text.
        headings = " ".join(self.page.runs[index].text for index in self.layout.headings(run))
        telling = pack.may_announce(headings) if ends else pack.may_tell(headings)
        if telling or may_be_programme(self, run, text):
            return False
        if any(i in self.mentions and is_under_doers(self, self.page.runs[i]) for i in self.units[number]):
            return False
        if self.heading(run).rstrip().endswith("?"):
            return False  # a name may answer it
        signs = self._index.signs(number, pack)
        if any(pack.may_match(family, signs) for family in (*families(pack), *_USES)):
            return False
        return not pack.fits_any(signs, behind=not ends or not self._ends_with_name(number))

    def _ends_with_name(self, number: int) -> bool:
        """Whether a unit names the organisation once, behind everything else, and asks nothing: "Welcome to Acme."."""
        group = self.units[number]
        mentions = [(run, mention) for run in group for mention in self.mentions.get(run, ())]
        if len(mentions) != 1 or mentions[0][0] != group[-1]:
            return False
        texts = [self.page.runs[run].text for run in group]
        return not any(c.isalnum() or c in "?¿" for c in texts[-1][mentions[0][1].end :]) and "?" not in " ".join(texts)

    @cached_property
    def mentioning(self) -> Sequence[Sentence]:
        """Every sentence that names the organisation and may say something of it, in document order."""
        return [s for n in self._naming_units for s in self.sentences(n) if ORG in s.words or CREW in s.words]

    def about_it(self, family: str) -> Iterator[tuple[Sentence, Sentence | None]]:
        """The sentences that name the organisation, and those behind them that may take it up, with the one before.

        Of the latter those in which a frame of a family may match; texts in which none does are not read for them.
        """
        for sentence in self.mentioning:
            yield sentence, None
            if sentence.index + 1 == len(sentence.unit.sentences):
                number = goes_on(self, self.unit_of.get(sentence.unit.runs[0]))
                if number is None or not self.may_state(number, family):
                    continue
            after = self.following(sentence)
            if after is not None and not {ORG, CREW} & set(after.words):
                yield after, sentence

    @cached_property
    def all_statements(self) -> tuple[Statement, ...]:
        """Everything that the page says about the organisation, in document order."""
        read = [self.unit(number) for number in self._naming_units]
        return tuple(statement for unit in read if unit is not None for statement in unit.statements)

    def statements(self, sentence: Sentence) -> Sequence[Statement]:
        """Everything that a sentence says about the organisation."""
        return sentence.notes.statements_of(sentence)

    # ------------------------------------------------------------------ context

    def heading(self, run: TextRun) -> str:
        """The text of the heading that a run stands under."""
        return self.layout.heading(run)

    def heading_has_word(self, run: TextRun, name: str) -> bool:
        """Whether the heading that a run stands under has a word of a class."""
        index = next(self.layout.headings(run), None)
        return index is not None and self.unit_of.get(index, -1) in self.units_with(name)

    def following(self, sentence: Sentence) -> Sentence | None:
        """The sentence after one, in the same unit or in the next one of the same flow."""
        return following(self, sentence)

    @cached_property
    def contributes(self) -> bool:
        """Whether the page states a contribution of the organisation; texts behind the first are not read for it."""
        self._stated = contributions_of(self)
        self._first_stated = [*islice(self._stated, 1)]
        return bool(self._first_stated)

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Every contribution of the organisation that the page states."""
        return (*self._first_stated, *self._stated) if self.contributes else ()

    @cached_property
    def said_kinds(self) -> frozenset[str]:
        """The kinds of contribution that stand where the page speaks of the organisation, and are nobody else's."""
        return said_kinds(self)

    def runs_of(self, kinds: Sequence[str]) -> Iterator[tuple[int, TextRun]]:
        """The runs of some kinds, without declarations."""
        for i, run in enumerate(self.page.runs):
            if run.kind in kinds and i not in self.skipped:
                yield i, run
