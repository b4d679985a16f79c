"""Where a page names the organisation: in full, by its abbreviation, by a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from ots_lint.brand.names import Mention
from ots_lint.language.language import has_any
from ots_lint.meaning.page.namesakes import is_namesake
from ots_lint.meaning.page.secrets import secret_cells
from ots_lint.meaning.page.short_name import short_name
from ots_lint.text.patterns import compiled, lazy

if TYPE_CHECKING:
    from ots_lint.meaning.tongues.blocks import Tongues
    from ots_lint.pages.base import Link, Page
    from ots_lint.ruleset.load import Ruleset

#: So many characters before an abbreviation tell whether it is a surname.
_NEAR = 40
_HIDDEN = frozenset({"front-matter", "meta", "structured-data", "title"})
_ADDRESS = lazy(r"(?<![@\w.])[\w-]++(?:\.[\w-]++)+(?:/[\w./-]*+)?")


class Naming:
    """The mentions of one page. `relationship`: the declared one, or empty."""

    def __init__(self, page: Page, ruleset: Ruleset, tongues: Tongues, relationship: str) -> None:
        self.page = page
        self.brand = ruleset.brand
        self._matcher = ruleset.names
        self._short = short_name(self.brand)
        self._tongues = tongues
        self._relationship = relationship

    @cached_property
    def skipped(self) -> frozenset[int]:
        """Runs that are declarations to the linter, not text: front matter under the brand's key."""
        key = self.brand.key
        return frozenset(
            i
            for i, run in enumerate(self.page.runs)
            if (run.kind == "front-matter" and (run.key == key or run.key.startswith(key + ".")))
            or (run.kind == "meta" and run.key.startswith(key + ":"))
        )

    @cached_property
    def texts(self) -> list[tuple[int, str]]:
        """Number and text of each run that is text."""
        left = self.skipped | secret_cells(self.page, self._matcher)
        return [(i, run.text) for i, run in enumerate(self.page.runs) if i not in left]

    @cached_property
    def own_links(self) -> list[Link]:
        """The links that may lead to the organisation, in order; none of the others does."""
        return [link for link in self.page.links if self.brand.may_own(link.href)]

    @cached_property
    def linked(self) -> bool:
        """Whether the page links to the organisation, or shows its address."""
        return any(self.brand.owns_address(link.href) for link in self.own_links) or any(
            self.brand.owns_address(address)
            for _, text in self.texts
            if self.brand.may_own(text)
            for address in _ADDRESS.findall(text)
        )

    @cached_property
    def named(self) -> bool:
        """Whether the page names the organisation in full, rightly or not, or links to it."""
        return bool(self._plain_names) or self.linked

    @cached_property
    def _naming(self) -> tuple[Sequence[int], list[int]]:
        """The places in `texts` that may hold the name, and those that may hold it with a word replaced."""
        return self._matcher.naming([text for _, text in self.texts])

    @cached_property
    def _plain_names(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for place in self._naming[0]:
            i, text = self.texts[place]
            names = self._matcher.names(text, partial(self._tongues.of, self.page.runs[i]))
            if names:
                found[i] = names
        return found

    @cached_property
    def names(self) -> dict[int, list[Mention]]:
        """Run → mentions of the full name in it, right or wrong."""
        found = dict(self._plain_names)
        # only on a page that names it does a replaced word ("Free Code Club") count
        for place in self._naming[1] if self.named else ():
            i, text = self.texts[place]
            if self._matcher.is_replaced(text):
                plain = frozenset(self._plain_names.get(i, ()))
                names = [
                    name
                    for name in self._matcher.names(text, partial(self._tongues.of, self.page.runs[i]), named=True)
                    if name in plain or not is_namesake(self.page, self.brand, i, name, self._plain_names)
                ]
                if names:
                    found[i] = names
        return found

    @cached_property
    def abbreviations(self) -> dict[int, list[Mention]]:
        """Run → uses of the abbreviation, right or wrong, where it can mean the organisation."""
        found: dict[int, list[Mention]] = {}
        texts = [self.texts[place] for place in self._matcher.abbreviating([text for _, text in self.texts])]
        if not texts:
            return found  # neither right nor wrong
        short = self.brand.abbreviation
        if any(self._short.is_of_another_name(text) for _, text in self.texts if short in text):
            return found
        if not self.named:
            joined = "\n".join(text for _, text in self.texts)
            if short not in joined or self._short.means_something_else(
                joined, self._tongues.packs.get(self._tongues.page)
            ):
                return found
            if self._relationship in {"", "none"} and not self._is_spoken_of(texts):
                return found
        for i, text in texts:
            mentions = self._matcher.abbreviations(text)
            if self.named:
                mentions += [
                    mention
                    for mention in self._matcher.sloppy_abbreviations(text)
                    if text[mention.start : mention.end] != short.capitalize() or not self._is_person(i, text, mention)
                ]
            if mentions:
                found[i] = sorted(mentions)
        return found

    def _is_spoken_of(self, texts: Sequence[tuple[int, str]]) -> bool:
        """Whether the abbreviation is an organisation's here, by what is said of it, or the page has its mail address.

        It is called official, it has people ("Acme coaches", "coaches from Acme"), or something is organised or
        supported by it.
        """
        if any(self._leads_elsewhere(i, text) for i, text in texts):
            return False
        for i, text in texts:
            pack = self._tongues.pack(self.page.runs[i]) if self.brand.abbreviation in text else None
            if pack is not None and any(has_any(pack, (word,), *names) for word, names in self._short.said_of_it(text)):
                return True
        return any(self.brand.owns_mail(word) for _, text in self.texts if "@" in text for word in text.split())

    def _leads_elsewhere(self, index: int, text: str) -> bool:
        """Whether the abbreviation in a text is a link to somebody else, or has somebody else's address in brackets."""
        behind = self._short.address_behind(text)
        if behind and not self.brand.owns_address(behind):
            return True
        short = self.brand.abbreviation
        return any(
            short in text[link.start : link.end] and "//" in link.href and not self.brand.owns_address(link.href)
            for link in self.page.links_of(index)
        )

    def _is_person(self, index: int, text: str, mention: Mention) -> bool:
        """Whether the capitalised abbreviation is somebody's surname here ("Mrs Ots", "Tanel Ots")."""
        before = text[max(0, mention.start - _NEAR) : mention.start]
        pack = self._tongues.pack(self.page.runs[index])
        words = compiled(r"[\p{L}.]+").findall(before)
        if pack is None or not words or not before.endswith((" ", "\xa0", "\n")):
            return False
        if pack.is_a(words[-1].rstrip("."), "form-of-address"):
            return True
        if not compiled(r"\p{Lu}\p{Ll}+").fullmatch(words[-1]) or not pack.is_unknown(words[-1]):
            return False
        inner = "capitalised-nouns" not in pack.traits and compiled(r"\p{Ll}\s+\p{Lu}\p{Ll}+\s$").search(before)
        return bool(inner) or not compiled(r"[\s-]*\p{Ll}").match(text[mention.end : mention.end + 3])

    @cached_property
    def mentions(self) -> Mapping[int, list[Mention]]:
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
        for visible in (True, False):
            for i, mentions in self.mentions.items():
                if (self.page.runs[i].kind not in _HIDDEN) == visible:
                    return i, mentions[0]
        return None
