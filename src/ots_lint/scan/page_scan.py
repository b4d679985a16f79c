"""The traces of a rule set in the bytes of a page."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.errors import PageError
from ots_lint.scan.byte_views import MARKUP, forms, seen
from ots_lint.text.encodings import WINDOW, declared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ots_lint.brand.facts import Brand
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.scan.spare import Spare
    from ots_lint.settings import Settings
from ots_lint.scan.traces import Traces, letters_of

#: Kinds of checks that find nothing on a page that neither names nor links to the organisation, nor declares anything.
NEED_MENTION = frozenset(
    {
        "name", "abbreviation-alone", "abbreviation-shape", "contribution-missing", "contribution-incomplete",
        "statement", "disclaimer-missing", "branding", "conflict", "attribution",
        "front-matter", "declaration",
    }
)  # fmt: skip


#: Of these, the kinds for which the abbreviation alone is no mention, whatever is declared.
NEED_NAME = frozenset({"name", "abbreviation-shape"})


#: Kinds that find nothing where every name is right and no abbreviation stands.
_NAMES_ONLY = frozenset({"name", "abbreviation-alone", "abbreviation-shape"})


#: Kinds that the engine checks itself: by the decoding, and by the comments of a page.
_ENGINE = frozenset({"unreadable", "unused-suppression"})


class Plan(NamedTuple):
    """What the selected rules ask of a page under some settings."""

    always: bool  # every page matters
    mention: bool  # a page that names or links to the organisation matters
    declaration: bool  # a page that declares a relationship matters
    suppression: bool  # a page with a suppression matters
    names_only: bool  # a page whose names are right and which has no abbreviation does not matter


class _Kept:
    """Forms of a page that may be gone through again, each made once, when it is first asked for."""

    def __init__(self, made: Iterator[bytes | None]) -> None:
        self._made = made
        self._known: list[bytes | None] = []

    def __iter__(self) -> Iterator[bytes | None]:
        yield from self._known
        for form in self._made:
            self._known.append(form)
            yield form


class Scan(Traces):
    """The traces of a rule set in bytes."""

    def __init__(self, ruleset: Ruleset) -> None:
        super().__init__(ruleset.brand)
        self._ruleset = ruleset
        self._right = ruleset.brand.name.encode()
        self._key = self.blurred(ruleset.brand.key)
        self._mentions = self.cues([*ruleset.brand.translations, *_addresses(ruleset.brand)])
        self._relationship = self.blurred("relationship")
        self._directive = self.blurred("ots-lint")
        #: the brand's key where it may be one of front matter, of a `<meta>` or of a comment
        key = re.escape(ruleset.brand.key.encode())
        self._keyed = re.compile(rb"(?i)(?<![A-Za-z0-9])%b(?:[\"']?[ \t]*[:=\]._-]|(?<=name=.%b)[\"'])" % (key, key))
        short = ruleset.brand.abbreviation.encode()
        #: beside people or "official", the abbreviation alone can mean the organisation
        self._alone = short and re.compile(_alone(short))
        self._plans: dict[Settings, Plan] = {}

    def plan(self, settings: Settings) -> Plan:
        """What the rules that the settings select can find, and on which pages."""
        known = self._plans.get(settings)
        if known is None:
            rules = [rule for rule in self._ruleset.rules.values() if settings.selects(rule.code)]
            kinds = {rule.kind for rule in rules}
            checks = [rule for rule in rules if rule.kind not in _ENGINE]
            given = settings.relationship or settings.event_relationship
            without = NEED_MENTION if given in {"", "none"} else NEED_NAME
            known = self._plans[settings] = Plan(
                always=any(rule.kind not in without and rule.applies(given) for rule in checks),
                mention=bool(checks),
                declaration=any(rule.kind not in NEED_NAME for rule in checks),
                suppression="unused-suppression" in kinds,
                names_only=kinds <= _NAMES_ONLY,
            )
        return known

    def may_matter(self, data: bytes, settings: Settings) -> bool:
        """False where no rule can report anything on a page with these bytes."""
        plan = self.plan(settings)
        if plan.always and not plan.names_only:
            return True
        if plan.mention and not plan.names_only and self._right in data:
            return True  # named rightly, whatever else the bytes are: most pages that matter are known by that
        text = _decoded(data)
        if text is None:
            return True
        declared = False
        if plan.names_only:
            shown = self._spared.without_declarations(text)
            declared, text = shown is not text, shown
        shown_as = _Kept(forms(text))
        if not (plan.always or declared) and not any(form is None or self._matters(form, plan) for form in shown_as):
            return False
        return not plan.names_only or self._is_wrong(shown_as)

    def _matters(self, form: bytes, plan: Plan) -> bool:
        """Whether a form of a page holds a trace of what the plan asks for."""
        if plan.mention:
            stream = self.stream(form)
            if self.name_in(stream, self._mentions):
                return True
            if self._alone and self._alone.search(form):
                return True
            if plan.declaration and (
                self._relationship in stream or (self._key in stream and self._keyed.search(form))
            ):
                return True
            return plan.suppression and _suppresses(form, self._directive in stream)
        return plan.suppression and _suppresses(form, True)

    @cached_property
    def _spared(self) -> Spare:
        from ots_lint.scan.spare import Spare

        return Spare(self._ruleset.brand, self)

    def _is_wrong(self, shown_as: Iterable[bytes | None]) -> bool:
        """Whether one of a page's forms may have a wrong name, or an abbreviation whose shape or standing alone matters."""
        spare = self._spared
        for form in shown_as:
            if form is None or spare.doubts(form):
                return True
            left = spare.without_right_names(form)
            stream = self.stream(left)
            if self.name_in(stream, self.translations) or spare.replaced(stream) or spare.abbreviates(left):
                return True
        return False


def _decoded(data: bytes) -> bytes | None:
    """A page in UTF-8 with look-alikes replaced; None where it is not certain what its bytes stand for."""
    if b"\0" in data:
        return None  # UTF-16, or no page
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        from ots_lint.text.source import Source

        try:
            data = Source.decode(data).text.encode("utf-8", "replace")
        except PageError:
            return None
    elif _declares(data) and (said := declared(data)) not in (None, "utf-8"):
        return _declared(data, said)
    elif data.isascii():
        return data
    else:
        try:
            data.decode()
        except UnicodeDecodeError:
            return None
    return seen(data)


def _declared(data: bytes, encoding: str) -> bytes | None:
    """A page that declares another encoding than UTF-8, as in `_decoded`."""
    if data.isascii() and encoding != "iso2022_jp":
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        try:
            return seen(data.decode(encoding).encode("utf-8", "replace"))
        except UnicodeDecodeError:
            return None
    return None  # it depends on the reader which it is


def _declares(data: bytes) -> bool:
    """Whether a page may declare another encoding than UTF-8."""
    start = data[:WINDOW].lower()
    at = start.find(b"charset")
    return at >= 0 and (start[at : at + 15] != b'charset="utf-8"' or start.find(b"charset", at + 1) >= 0)


def _suppresses(form: bytes, commented: bool) -> bool:
    """Whether there may be a suppression: a comment, unless that is ruled out, or codes in front matter."""
    if commented and b"ots-lint-" in form.lower():
        return True
    return form.startswith((b"---", b"+++", b"{")) and b"ignore" in form.lower()


def _alone(short: bytes) -> bytes:
    """A pattern for the abbreviation by itself, also with markup in it. It begins with a letter, so is found fast."""
    first, *others = (re.escape(short[i : i + 1]) for i in range(len(short)))
    between = b"[" + re.escape(MARKUP) + b"]*"
    return b"%b(?<![A-Za-z0-9]%b)%b(?![A-Za-z0-9])" % (first, first, b"".join(between + other for other in others))


def _addresses(brand: Brand) -> Iterator[str]:
    """The stretches of letters of which one stands in each official address."""
    patterns = [*brand.domains, *(account.url for account in brand.accounts)]
    found = {letters_of(max(re.split(r"[*?\[\]]+", pattern), key=len)) for pattern in patterns}
    for address in sorted(found):
        if address and not any(other in address for other in found if other != address):
            yield address.decode()
