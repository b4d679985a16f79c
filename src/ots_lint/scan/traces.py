"""Decide from a page's bytes whether any rule could report something.

The scan may let a page through for nothing, but must never hold one back. All that it looks
for is derived from the loaded rules. It works on streams of letters: a form of the page (see
`forms`) without anything that is no ASCII letter or digit, so that `Open *Tech* School` is one
stretch of letters. Where it is not certain what a reader sees, the page is let through.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ots_lint.scan.byte_views import LOWER, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ots_lint.brand.facts import Brand

#: How many edits the names are looked for with; at least what the name rules go to.
EDITS = 2

#: What is no ASCII letter or digit. A letter outside ASCII is one edit at most, and left out none.
NO_LETTERS = bytes(c for c in range(256) if not (c < 128 and chr(c).isalnum()))
#: In letters: how long a stretch is that cues share; shorter ones stand in too many words.
_STRETCH = 5


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
