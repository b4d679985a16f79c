"""Decide from a page's bytes whether any rule could report something.

The scan may let a page through for nothing, but must never hold one back. All that it looks
for is derived from the loaded rules. It works on streams of letters: the page in small
letters without anything that is no letter or digit, so that `Open *Tech* School` is one
stretch of letters. A second stream also leaves out tags, comments and addresses, which can
stand inside a name; where it is not certain what they are, the page is let through.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.ruleset.brand import Brand
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings

#: How many edits the names are looked for with; at least what the name rules go to.
EDITS = 2
#: Kinds of checks that find nothing on a page that neither names nor links to the organisation.
NEED_MENTION = frozenset(
    {
        "name", "abbreviation-alone", "abbreviation-shape", "contribution-missing", "contribution-incomplete",
        "endorsement", "disclaimer-missing", "branding", "conflict", "unverified", "promotion", "attribution",
    }
)  # fmt: skip
#: Of these, the kinds for which the abbreviation alone is no mention, whatever is declared.
NEED_NAME = frozenset({"name", "abbreviation-shape"})
#: Kinds that the engine checks itself: by the decoding, and by the comments of a page.
_ENGINE = frozenset({"unreadable", "unused-suppression"})

_ASCII = bytes(range(128))
_NO_LETTERS = bytes(c for c in range(128) if not chr(c).isalnum())
_ENTITY = r"&(?!(?:amp|lt|gt|quot|apos);)(?=#|[a-z])"
_TAGS = r"(?s)<!--.*?--\s*!?>|<(script|style)\b[^<>]*>.*?</\1\s*>|<[/!?]?[a-z][^<>]*>"
_TEMPLATES = (
    r"(?s)\{%-?\s*comment\b.*?\bendcomment\s*-?%\}|\{::comment\}.*?\{:/(?:comment)?\}"
    r"|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|\{:[^{}]*\}|<%.*?%>|<\?.*?\?>"
)
_ADDRESSES = r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)|\]\s?\[[^\[\]]*\]|\[\^[^\[\]]*\]|\{[^{}]*\}"
#: What the patterns above could take for less or for more than it is.
_DOUBTFUL_TAG = r"=\s*(?:\"[^\"<>]*[<>][^\"]*\"|'[^'<>]*[<>][^']*')"
_DOUBTFUL_ADDRESS = r"\]\((?:\s*<|[^()]*(?:\([^()]*\)[^()]*)*(?:\\|[\"'][^\"'()]*[()]))"
_LEFT_TAG = r"<[a-z!/?]"
_ESCAPE = r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U0000([0-9a-fA-F]{4}))"
_ESCAPED_GAP = r"\\[tnrNLP_]"


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first needed: most short runs need none."""
    return re.compile(pattern)


class Plan(NamedTuple):
    """What the selected rules ask of a page under some settings."""

    always: bool  # every page matters
    mention: bool  # a page that names or links to the organisation matters
    declaration: bool  # a page that declares a relationship matters
    suppression: bool  # a page with a suppression matters


class Traces:
    """The traces of a brand's name and addresses."""

    def __init__(self, brand: Brand) -> None:
        self._letters = _letters("".join(brand.words))
        self._seeds = seeds(self._letters)
        self._counts = {c: self._letters.count(c) for c in set(self._letters)}
        translations = sorted({_letters(name) for name in brand.translations})
        self._gates = tuple({_shared(self._letters, name): None for name in translations})
        self._translations = tuple(translations)
        self._addresses = tuple(_addresses(brand))
        self._characters: dict[str, str | None] = {}

    def may_name(self, text: str) -> bool:
        """Whether the name, right or wrong, may stand in a visible text (False is certain)."""
        if not text.isascii():
            folded = self._fold(text)
            if folded is None:
                return True
            text = folded
        return self._in_stream(text.lower().encode("utf-8", "replace").translate(None, _NO_LETTERS))

    def _in_stream(self, stream: bytes) -> bool:
        """Whether the name, right or wrong, or an address stands in a stream of letters."""
        for address in self._addresses:
            if address in stream:
                return True
        for gate in self._gates:
            if gate in stream and any(name in stream for name in self._translations):
                return True
        length = len(self._letters)
        for seed, offset in self._seeds:
            at = stream.find(seed)
            while at >= 0:
                start = max(at - offset - EDITS, 0)
                window = stream[start : at - offset + length + EDITS]
                missing = 0
                for char, count in self._counts.items():
                    missing += max(count - window.count(char), 0)
                if missing <= EDITS and is_near(self._letters, window):
                    return True
                at = stream.find(seed, at + 1)
        return False

    def _fold(self, text: str) -> str | None:
        """The text with all characters that look like others, or like nothing, replaced; None where they are many."""
        foreign = text.encode("utf-8", "replace").translate(None, _ASCII).decode("utf-8", "replace")
        known = self._characters
        special = 0
        for char in set(foreign):
            if char not in known:
                if len(known) > 20_000:
                    known.clear()
                known[char] = _look(char)
            look = known[char]
            if look is not None:
                special += 1
                if special > 300:
                    return None
                text = text.replace(char, look)
        return text


class Scan(Traces):
    """The traces of a rule set in bytes."""

    def __init__(self, ruleset: Ruleset) -> None:
        super().__init__(ruleset.brand)
        self._ruleset = ruleset
        self._key = _letters(ruleset.brand.key)
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
            )
        return known

    def may_matter(self, data: bytes, settings: Settings) -> bool:
        """False where no rule can report anything on a page with these bytes."""
        plan = self.plan(settings)
        if plan.always:
            return True
        if b"\0" in data:
            return True  # UTF-16, or no page
        low = data.lower()
        if b"charset" in low[:1100] or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
            from ots_lint.text.source import Source

            try:
                text = Source.decode(data).text
            except PageError:
                return True
            plain = text.isascii()
        elif data.isascii():
            text, plain = "", True
        else:
            try:
                text, plain = data.decode(), False
            except UnicodeDecodeError:
                return True
        if not plain:
            replaced = self._fold(text)
            if replaced is None:
                return True
            text = replaced
            low = text.lower().encode("utf-8", "replace")
        return self._traces(low, text or data, plan)

    def _traces(self, low: bytes, original: str | bytes, plan: Plan) -> bool:
        """Whether a decoded page, here as UTF-8 in small letters, holds a trace of what the plan asks for."""
        if plan.suppression and self._suppresses(low):
            return True
        if not plan.mention:
            return False
        stream = low.translate(None, _NO_LETTERS)
        if self._in_stream(stream):
            return True
        if plan.declaration and b"relationship" in stream and self._key in stream:
            return True
        escaped = b"\\u" in low or b"\\x" in low
        if not (escaped or b"&" in low or b"<" in low or b"](" in low or b"][" in low or b"{" in low or b"[^" in low):
            return False
        text = low.decode()
        if escaped:
            whole = original if isinstance(original, str) else original.decode()
            unescaped = self._unescaped(whole)
            if unescaped is None:
                return True
            if unescaped != whole and self._traces(unescaped.lower().encode(), unescaped, plan):
                return True
        if "&" in text and _pattern(_ENTITY).search(text):
            whole = original if isinstance(original, str) else original.decode()
            if self._resolved(whole, plan):
                return True
        return self._between(text)

    def _between(self, text: str) -> bool:
        """Whether a name stands in the text when tags, comments, template tags and addresses are left out."""
        before = text
        if "{%" in text or "{{" in text or "{#" in text or "{:" in text or "<%" in text or "<?" in text:
            text = _pattern(_TEMPLATES).sub("", text)
        if "<" in text:
            if _pattern(_DOUBTFUL_TAG).search(text):
                return True
            text = _pattern(_TAGS).sub("", text)
            if _pattern(_LEFT_TAG).search(text):
                return True
        if "](" in text or "][" in text or "] [" in text or "[^" in text or "{" in text:
            if _pattern(_DOUBTFUL_ADDRESS).search(text):
                return True
            text = _pattern(_ADDRESSES).sub("", text)
        return text is not before and self._in_stream(text.encode().translate(None, _NO_LETTERS))

    def _resolved(self, text: str, plan: Plan) -> bool:
        """Whether a page matters because of its entities (`&#79;`)."""
        from html import unescape

        bare = _pattern(_TAGS).sub("", text)
        for form in (text, bare) if bare != text else (text,):
            resolved = self._fold(unescape(form).replace("&", " "))
            if resolved is None:
                return True
            low = resolved.lower().encode("utf-8", "replace")
            stream = low.translate(None, _NO_LETTERS)
            if self._in_stream(stream) or (plan.declaration and b"relationship" in stream and self._key in stream):
                return True
            if self._between(resolved.lower()):
                return True
        return False

    def _unescaped(self, text: str) -> str | None:
        """The text with the escapes of JSON, YAML and TOML undone; None where that is not so simple."""

        def character(match: re.Match[str]) -> str:
            return chr(int(match[1] or match[2] or match[3], 16))

        text = _pattern(_ESCAPED_GAP).sub(" ", _pattern(_ESCAPE).sub(character, text))
        if re.search("[\ud800-\udfff\0]", text):
            return None
        return self._fold(text)

    def _suppresses(self, low: bytes) -> bool:
        """Whether there may be a suppression: a comment, or codes in front matter."""
        if b"ots-lint-" in low:
            return True
        return b"ignore" in low and (low.startswith((b"---", b"+++")) or low[:1] == b"{")


def seeds(letters: bytes) -> list[tuple[bytes, int]]:
    """Parts of a name, with their offsets, of which one is intact in everything within two edits of it.

    The name in three blocks: two edits leave one of them whole, except for a swap of the last
    letter of one with the first of the next, which is one edit and breaks both. Then a block
    with that swap is whole: of the other edits at most one is left.
    """
    third = -(-len(letters) // (EDITS + 1))
    cuts = sorted({min(i * third, len(letters)) for i in range(EDITS + 2)})
    blocks = {(letters[a:b], a) for a, b in pairwise(cuts)}
    for border in cuts[1:-1]:
        swapped = bytearray(letters)
        swapped[border - 1 : border + 1] = letters[border : border + 1] + letters[border - 1 : border]
        for a, b in pairwise(cuts):
            if border in (a, b):
                blocks.add((bytes(swapped[a:b]), a))
    return sorted(blocks, key=lambda block: (-len(block[0]), block))


def is_near(letters: bytes, stream: bytes) -> bool:
    """Whether some part of a stream is within `EDITS` of the letters, a swap of neighbours being one edit."""
    before: list[int] = []
    previous = [0] * (len(stream) + 1)  # a part may begin anywhere
    for i, letter in enumerate(letters, 1):
        current = [i]
        for j, other in enumerate(stream, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == stream[j - 2] and letters[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return min(previous) <= EDITS


def _letters(text: str) -> bytes:
    """A text as a stream of letters."""
    return text.lower().encode().translate(None, _NO_LETTERS)


def _shared(letters: bytes, name: bytes) -> bytes:
    """The beginning of the letters, at least six, that also stands in a name; else the name."""
    for length in range(len(letters), 5, -1):
        if letters[:length] in name:
            return letters[:6]
    return name


def _addresses(brand: Brand) -> Iterator[bytes]:
    """The stretches of letters of which one stands in each official address."""
    patterns = [*brand.domains, *(account.url for account in brand.accounts)]
    found = {_letters(max(re.split(r"[*?\[\]]+", pattern), key=len)) for pattern in patterns}
    for address in sorted(found):
        if address and not any(other in address for other in found if other != address):
            yield address


#: Letters below U+0250 that a search ignoring case takes for ASCII ones; a blank; an invisible hyphen.
_LOW = {"\xa0": " ", "\xad": "", "\u017f": "s", "\u0130": "i", "\u0131": "i", "\x85": " "}


def _look(char: str) -> str | None:
    """What a character counts as in a name, or None where it stands for itself alone."""
    if char in _LOW:
        return _LOW[char]
    if char < "\u0250":
        return None
    import unicodedata

    category = unicodedata.category(char)
    if category in {"Pd", "Zs", "Zl", "Zp", "Cf", "Cc"}:
        return ""
    plain = unicodedata.normalize("NFKC", char)
    if plain == char and category[0] in "SP":
        return None
    from ots_lint.ruleset.names import INVISIBLE, fold

    if char in INVISIBLE:
        return ""
    look: str = fold(char).text
    return look if look != char else None
