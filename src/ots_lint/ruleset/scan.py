"""Decide from a page's bytes whether any rule could report something.

The scan may let a page through for nothing, but must never hold one back. All that it looks
for is derived from the loaded rules. It works on streams of letters: a form of the page (see
`forms`) without anything that is no ASCII letter or digit, so that `Open *Tech* School` is one
stretch of letters. Where it is not certain what a reader sees, the page is let through.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.errors import PageError
from ots_lint.ruleset.forms import GAP, forms, seen
from ots_lint.text.encodings import WINDOW, declared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ots_lint.ruleset.brand import Brand
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.ruleset.spare import Spare
    from ots_lint.settings import Settings

#: How many edits the names are looked for with; at least what the name rules go to.
EDITS = 2
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

#: What is no ASCII letter or digit. A letter outside ASCII is one edit at most, and left out none.
NO_LETTERS = bytes(c for c in range(256) if not (c < 128 and chr(c).isalnum()))
LOWER = bytes(range(256)).lower()
#: It may be markup that a reader does not see.
MARKUP = b"*_~`^=$[]{}\\" + GAP
#: In letters: how long a stretch is that cues share; shorter ones stand in too many words.
_STRETCH = 5


class Plan(NamedTuple):
    """What the selected rules ask of a page under some settings."""

    always: bool  # every page matters
    mention: bool  # a page that names or links to the organisation matters
    declaration: bool  # a page that declares a relationship matters
    suppression: bool  # a page with a suppression matters
    names_only: bool  # a page whose names are right and which has no abbreviation does not matter


class Cues:
    """Stretches of letters of which one must stand in a stream, looked for beside seeds that they hold.

    Those that hold none of the seeds given are looked for beside shorter stretches that they share.
    """

    def __init__(self, cues: Iterable[bytes], seeds: Iterable[bytes] = ()) -> None:
        given, left = list(seeds), sorted(set(cues))
        self._beside: dict[bytes, _Beside] = {}
        #: the seeds of those that hold none of the seeds given
        self.apart: list[bytes] = []
        for seed in given:
            left = self._group(seed, left)
        while left:
            self.apart.append(_shared(left))
            left = self._group(self.apart[-1], left)

    def _group(self, seed: bytes, cues: list[bytes]) -> list[bytes]:
        """Note the cues that hold a seed; the others are left."""
        held = [cue for cue in cues if seed in cue]
        if held:
            self._beside[seed] = _Beside(seed, held)
        return [cue for cue in cues if seed not in cue]

    def beside(self, seed: bytes) -> _Beside | None:
        """Those that hold one of the seeds given."""
        return self._beside.get(seed)

    def stand_apart(self, stream: bytes) -> bool:
        """Whether one that holds none of the seeds given stands in a stream."""
        return next(self.places(stream), None) is not None

    def places(self, stream: bytes) -> Iterator[int]:
        """Places in the midst of those that hold none of the seeds given, wherever one stands in a stream."""
        for seed in self.apart:
            beside = self._beside[seed]
            at = stream.find(seed)
            while at >= 0:
                if beside.stand_at(stream, at):
                    yield at
                at = stream.find(seed, at + 1)


class _Beside:
    """Cues that hold a seed."""

    def __init__(self, seed: bytes, cues: list[bytes]) -> None:
        places = [cue.index(seed) for cue in cues]
        start = _common([cue[:at][::-1] for cue, at in zip(cues, places, strict=True)])
        end = _common([cue[at:] for cue, at in zip(cues, places, strict=True)])
        #: what all of them have around the seed, and how much of that is before it
        self._core, self._before = start[::-1] + end, len(start)
        groups: dict[int, list[bytes]] = {}
        for cue, at in zip(cues, places, strict=True):
            groups.setdefault(at, []).append(cue)
        self._groups = [(at, tuple(group)) for at, group in sorted(groups.items())]

    def stand_at(self, stream: bytes, at: int) -> bool:
        """Whether one of them stands where its seed is at a place of a stream."""
        if at < self._before or not stream.startswith(self._core, at - self._before):
            return False
        for before, group in self._groups:
            if at >= before and stream.startswith(group, at - before):
                return True
        return False


def _common(texts: list[bytes]) -> bytes:
    """What all of the texts begin with."""
    least, most = min(texts), max(texts)
    length = next((i for i, (one, other) in enumerate(zip(least, most, strict=False)) if one != other), len(least))
    return least[:length]


def _shared(cues: list[bytes]) -> bytes:
    """A stretch of the first cue that stands in most of the others."""
    first = cues[0]
    stretches = [first[at : at + _STRETCH] for at in range(max(len(first) - _STRETCH, 0) + 1)]
    return max(stretches, key=lambda stretch: sum(stretch in cue for cue in cues))


#: Between texts that are looked at together, and a byte to split them at again.
_BORDER = "\n\0\n"
_NO_UTF8 = b"\xff"
_NO_LETTERS_NOR_BORDER = NO_LETTERS.replace(_NO_UTF8, b"")


class Traces:
    """The traces of a brand's name in streams of blurred letters."""

    def __init__(self, brand: Brand) -> None:
        self._blur, self._seeds = seeds(letters_of("".join(brand.words)))
        self._name = self.blurred("".join(brand.words))
        self._length = len(self._name) + EDITS
        #: For each seed the letters of the name, those first that the seed does not bring along.
        self._counts = {
            seed: sorted(((c, self._name.count(c)) for c in set(self._name)), key=lambda item: (item[0] in seed, item))
            for seed, _ in self._seeds
        }
        self.translations = self.cues(brand.translations)
        #: the name with a word replaced, or with its words in another order
        self.replaced = Cues(self.blurred("".join(words)) for words in brand.confused())

    def cues(self, texts: Iterable[str]) -> Cues:
        """What to look for in streams, along with the name."""
        return Cues(map(self.blurred, texts), [seed for seed, _ in self._seeds])

    def blurred(self, text: str) -> bytes:
        """The blurred letters of a text."""
        return self.stream(letters_of(text))

    def stream(self, text: bytes) -> bytes:
        """The blurred letters of a text in UTF-8."""
        return text.translate(self._blur, NO_LETTERS)

    def may_name(self, text: str) -> bool:
        """Whether the name, right or wrong, may stand in a visible text (False is certain)."""
        data = seen(text.encode("utf-8", "replace"))
        return data is None or self.name_in(self.stream(data), self.translations)

    def streams(self, texts: Sequence[str]) -> tuple[bytes, list[int]]:
        """The blurred letters of some visible texts in one, and where each begins; a last place is the end.

        Between two texts stands a byte that is no letter.
        """
        data = seen(_BORDER.join(texts).encode("utf-8", "replace"))
        stream, parts = b"", []
        if data is not None:
            stream = data.replace(_BORDER.encode(), _NO_UTF8).translate(self._blur, _NO_LETTERS_NOR_BORDER)
            parts = stream.split(_NO_UTF8)
        if len(parts) != len(texts):  # a text holds the border itself, or too many letters to look at
            parts = [self.stream(seen(text.encode("utf-8", "replace")) or self._name) for text in texts]
            stream = _NO_UTF8.join(parts)
        return stream, list(accumulate((len(part) + 1 for part in parts), initial=0))

    def seeded(self, letters: str) -> list[int] | None:
        """Where seeds stand in a text of letters and digits, one of them in everything near the name; None if unknown."""
        if not self._seeds:
            return None
        blurred = letters.encode("ascii", "replace").translate(self._blur)
        found = []
        for seed, _ in self._seeds:
            at = blurred.find(seed)
            while at >= 0:
                found.append(at)
                at = blurred.find(seed, at + 1)
        return found

    def name_in(self, stream: bytes, cues: Cues) -> bool:
        """Whether the name, right or wrong, or one of the cues may stand in a stream."""
        if not self._seeds:
            return True  # a name without ASCII letters
        for seed, offset in self._seeds:
            at = stream.find(seed)
            if at < 0:
                continue
            beside = cues.beside(seed)
            while at >= 0:
                if beside is not None and beside.stand_at(stream, at):
                    return True
                start = at - offset
                if self._is_near(seed, stream[start - EDITS if start > EDITS else 0 : start + self._length]):
                    return True
                at = stream.find(seed, at + 1)
        return cues.stand_apart(stream)

    def named_parts(self, stream: bytes, starts: Sequence[int]) -> Sequence[int]:
        """The parts of a stream, by where they start, in which the name, right or wrong, or a translation may stand."""
        if not self._seeds:
            return range(len(starts) - 1)
        found = set()
        for seed, offset in self._seeds:
            beside = self.translations.beside(seed)
            at = stream.find(seed)
            while at >= 0:
                part = bisect_right(starts, at) - 1
                window = stream[
                    max(at - offset - EDITS, starts[part]) : min(at - offset + self._length, starts[part + 1])
                ]
                if self._is_near(seed, window) or (beside is not None and beside.stand_at(stream, at)):
                    found.add(part)
                    at = starts[part + 1] - 1
                at = stream.find(seed, at + 1)
        found.update(bisect_right(starts, at) - 1 for at in self.translations.places(stream))
        return sorted(found)

    def _is_near(self, seed: bytes, window: bytes) -> bool:
        """Whether the name, right or wrong, may stand in the letters around one of its seeds."""
        left = EDITS
        for char, count in self._counts[seed]:
            missing = count - window.count(char)
            if missing > 0:
                left -= missing
                if left < 0:
                    return False
        return self._name in window or is_near(self._name, window)


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
        from ots_lint.ruleset.spare import Spare

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


def seeds(letters: bytes) -> tuple[bytes, list[tuple[bytes, int]]]:
    """A blur, and parts of a name under it, with their offsets, of which one is in everything within two edits.

    The name in three blocks: two edits leave one of them whole, except for a swap of the last
    letter of one with the first of the next, which is one edit and breaks both. The blur makes
    those two letters one, so that the swap is not seen.
    """
    third = -(-len(letters) // (EDITS + 1))
    cuts = sorted({min(i * third, len(letters)) for i in range(EDITS + 2)})
    blur = bytearray(LOWER)
    for border in cuts[1:-1]:
        one, other = blur[letters[border - 1]], blur[letters[border]]
        blur = bytearray(one if code == other else code for code in blur)
    blocks = {(letters[a:b].translate(bytes(blur)), a) for a, b in pairwise(cuts)}
    return bytes(blur), sorted(blocks, key=lambda block: (-len(block[0]), block))


@lru_cache(maxsize=1024)  # the same words stand on many pages
def is_near(letters: bytes, stream: bytes) -> bool:
    """Whether some part of a stream is within `EDITS` of the letters, a swap of neighbours being one edit.

    Hyyrö's bit-parallel distance: a column of the table of distances is held as the bits of its
    differences, so that each letter of the stream takes a few operations.
    """
    every, last = (1 << len(letters)) - 1, 1 << (len(letters) - 1)
    places = _places(letters)
    up, down, same, before = every, 0, 0, 0
    distance = len(letters)
    for letter in stream:
        here = places.get(letter, 0)
        swapped = ((~same & here) << 1) & before
        same = ((((here & up) + up) ^ up) | here | down | swapped) & every
        right_up = (down | ~(same | up)) & every
        right_down = same & up
        if right_up & last:
            distance += 1
        elif right_down & last:
            distance -= 1
            if distance <= EDITS:
                return True
        right_up = (right_up << 1) & every
        up = ((right_down << 1) | ~(same | right_up)) & every
        down = right_up & same
        before = here
    return distance <= EDITS


@lru_cache(maxsize=16)
def _places(letters: bytes) -> dict[int, int]:
    """Where each letter stands, as bits."""
    return {letter: sum(1 << i for i, other in enumerate(letters) if other == letter) for letter in letters}


def letters_of(text: str) -> bytes:
    """A text as a stream of letters."""
    return (seen(text.encode()) or b"").translate(LOWER, NO_LETTERS)


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
