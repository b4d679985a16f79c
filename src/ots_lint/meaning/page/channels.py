"""Official addresses in the texts of a page: links, e-mail addresses (also written out), handles and bare addresses."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.text.patterns import lazy
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.brand.facts import Brand
    from ots_lint.meaning.reading import Reading

#: The use of an e-mail address; those of other channels are the brand's words for them.
MAIL = "mail"
#: Uses of addresses where people sign up.
GROUPS = frozenset({"event", "sign-up"})

_OPENS, _CLOSES = r"\s*[\[({<|]\s*", r"\s*[\])}>|]\s*"
_AT, _DOT = rf"(?:@|{_OPENS}(?:<at>|@){_CLOSES})", rf"(?:\.|{_OPENS}(?:<dot>|\.){_CLOSES}|\s+<dot>\s+)"
#: What stands before the sign, whole: beginning anew at each of its letters would take the square of its length.
_LOCAL = r"(?<![\w.+-])[\w.+-]++"
_ADDRESS = rf"{_LOCAL}{_AT}[\w-]+(?:{_DOT}[\w-]+)+"
#: "info at acme dot org" without brackets: only with both words, since "at" stands in every text.
_SPELLED = rf"{_LOCAL}\s+<at>\s+[\w-]+(?:\s+<dot>\s+[\w-]+)+"
#: Of these signs one stands in each address that is not spelled, and this in each that is.
_SIGNS, _SPELLED_DOT = ("@", *"[({<|"), r"\s<dot>\s"
_HANDLE = lazy(r"(?<![\w@/.])@([\w-]+)(?!\.\w|\w*@)")
_BARE = lazy(r"(?i)(?<![\w@-])(?<!\w\.)(?:https?://)?[\w-]++(?:\.[\w-]++)+(?:/[^\s<>()\"']*)?")
_TIMEOUT = 2.0


class Channel(NamedTuple):
    """An official address in a text: where it stands there, what it is used for, and its source span."""

    run: int
    start: int
    end: int
    address: str
    use: str
    span: Span


def shown_in(reading: Reading) -> frozenset[int]:
    """The runs that may show an official address; the others surely do not."""
    brand, runs = reading.brand, reading.page.runs
    signs = ("@", *brand.stems, *_mail_cues(brand))
    shown = {link.run for link in reading.own_links}
    texts = [run.text.lower() for run in runs]
    every = "\n".join(texts)
    for sign in signs:
        if sign in every:  # of most pages none is, and the texts need not be gone through
            shown.update([i for i, text in enumerate(texts) if sign in text])
    return frozenset(shown)


def _mail_cues(brand: Brand) -> frozenset[str]:
    """What stands in every e-mail address of the organisation."""
    return frozenset(max(domain.split("."), key=len) for domain in brand.mail_domains)


def channels(reading: Reading, group: Sequence[int]) -> Iterator[Channel]:
    """The official addresses in some runs."""
    brand = reading.brand
    domains = _mail_cues(brand) if group else ()
    for index in group:
        run = reading.page.runs[index]
        for link in reading.page.links_of(index):
            use = use_of(reading, link.href) if brand.may_own(link.href) else ""
            if use:
                yield Channel(index, link.start, link.end, link.href, use, link.span)
        text = run.text
        low = text.lower()
        if any(domain in low for domain in domains):
            yield from _mails(reading, index)
        if "@" in text:
            for match in _HANDLE.finditer(text):
                if any(a.handle and fnmatch.fnmatchcase(match[1].lower(), a.handle.lower()) for a in brand.accounts):
                    yield Channel(index, match.start(), match.end(), match.group(), "news", run.span(*match.span()))
        if brand.may_own(text):
            for match in _BARE.finditer(text, timeout=_TIMEOUT):
                seen = match.group().rstrip(".,;:!?")
                use = use_of(reading, seen)
                if use:
                    yield Channel(index, match.start(), match.end(), seen, use, run.span(*match.span()))


def use_of(reading: Reading, href: str) -> str:
    """What an official address is used for; empty for a homepage and for somebody else's address."""
    brand = reading.brand
    if href.lower().startswith("mailto:"):
        return MAIL if brand.owns_mail(_plain(reading, href[7:])) else ""
    account = brand.account(href)
    if account is not None:
        return account.use
    return "material" if brand.has_material(href) else ""


def _mails(reading: Reading, index: int) -> Iterator[Channel]:
    """The e-mail addresses of the organisation in a run, also those that are written out: "info [at] acme dot org"."""
    run, words = reading.page.runs[index], reading.ruleset.name_words
    # nearly every text that names the organisation comes here, and has none of what an address is recognised by
    signed = any(sign in run.text for sign in _SIGNS)
    spelled = words.pattern(_SPELLED_DOT).search(run.text, timeout=_TIMEOUT) is not None
    for template in [t for t, may_match in ((_ADDRESS, signed), (_SPELLED, spelled)) if may_match]:
        for match in words.pattern(template).finditer(run.text, timeout=_TIMEOUT):
            if reading.brand.owns_mail(_plain(reading, match.group())):
                yield Channel(index, match.start(), match.end(), match.group(), MAIL, run.span(*match.span()))


def _plain(reading: Reading, address: str) -> str:
    """An e-mail address as it is typed."""
    words = reading.ruleset.name_words
    plain = words.pattern(rf"{_OPENS}(?:<at>|@){_CLOSES}|\s+<at>\s+").sub("@", address)
    return words.pattern(rf"{_OPENS}(?:<dot>|\.){_CLOSES}|\s+<dot>\s+").sub(".", plain)
