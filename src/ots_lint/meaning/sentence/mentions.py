"""The component that says what of a text is the organisation, and what are only people of it.

"Acme Berlin", "Acme (AC)", "Acme e.V.", "the Acme team" and "the Berlin chapter of Acme" are the organisation;
"Acme coaches" and "people from Acme" are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.sentence.notes import Component, Notes
from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from spacy.tokens import Doc


#: Signs of the genitive behind the name.
_GENITIVES = frozenset({"'s", "'", "s"})
_VERBS = ("be", "runs-fin", "supports-fin", "provides-fin")
#: So many tokens are made of others at once.
_AT_ONCE = 500
#: So many words name a place ("San Francisco Bay").
_MOST_PLACE_WORDS = 3


class Mentions(Component):
    """Widens mentions to the whole name, tells people from the organisation, and sets both as entities."""

    def read(self, notes: Notes) -> None:
        if not notes.named:
            return
        spans: list[tuple[int, int]] = []
        end = 0
        for i in sorted(notes.named):
            if i < end:
                continue
            start, end = self._before(notes, i, end), self._behind(notes, i)
            spans.append((start, end))
        notes.merge(spans)
        for i in sorted(notes.named):
            if self._are_people(notes, i):
                notes.crew.add(i)

    def write(self, notes: Notes, doc: Doc) -> None:
        from spacy.tokens import Span

        if len(doc) > len(notes.words):  # made before they were merged
            # spaCy looks through the spans that it has been given for each further one; the last ones go first, so that
            # the places of those before them stay
            for last in range(len(notes.merged), 0, -_AT_ONCE):
                with doc.retokenize() as retokenizer:
                    for start, end in notes.merged[max(last - _AT_ONCE, 0) : last]:
                        retokenizer.merge(doc[start:end])
        entities = [Span(doc, i, i + 1, label="PEOPLE" if i in notes.crew else "ORG") for i in sorted(notes.named)]
        others = [e for e in doc.ents if not any(t.i in notes.named for t in e)]
        doc.set_ents([*entities, *others])

    # ------------------------------------------------------------------ the whole name

    def _behind(self, notes: Notes, i: int) -> int:
        """Behind the last token of the name that begins with a mention."""
        at = i + 1
        for _ in range(4):
            following = self._step(notes, at)
            if following == at:
                return at
            at = following
        return at

    def _step(self, notes: Notes, at: int) -> int:
        """Behind one more part of the name: a legal form, a bracketed abbreviation, a team, a place."""
        if at >= len(notes.words) or notes.starts[at]:
            return at
        texts = notes.words[at : at + 5]
        if texts[0] == "(" and ")" in texts[1:] and at + 1 in notes.named:
            close = at + texts.index(")")
            inside = [k for k in range(at + 1, close) if k not in notes.named]
            if all(self._is_place(notes.words[k]) or self._is_form(notes.words[k]) for k in inside):
                return close + 1
        for length in (2, 1):
            if len(texts) >= length and self._is_genitive(notes, at, "".join(texts[:length])):
                return at + length
            if len(texts) >= length and self._is_form("".join(texts[:length])):
                return at + length
        word = 1 if texts[0] in _GENITIVES and len(texts) > 1 else 0
        if self._is_team(texts[word].lstrip("-")) and (word or texts[0].startswith("-") or at not in notes.named):
            return at + word + 1
        end = self._place(notes, at)
        return end if end > at else self._in_place(notes, at)

    def _in_place(self, notes: Notes, at: int) -> int:
        """Behind "in" and a place, where the verb of the name follows: "Acme in Berlin will offer …"."""
        words = notes.words
        if not self._pack.is_a(words[at], "in") or at + 1 >= len(words):
            return at
        end = self._place(notes, at + 1)
        verb = end < len(words) and end > at + 1 and any(self._pack.is_a(words[end], name) for name in _VERBS)
        return end if verb else at

    def _place(self, notes: Notes, at: int) -> int:
        """Behind a place ("Acme San Francisco"); any capitalised word that is none of the language's own may be one."""
        words, end = notes.words, at
        while (
            end < len(words)
            and end not in notes.named
            and is_capitalised(words[end])
            and not (notes.starts[end] and end > at)
            and end - at <= _MOST_PLACE_WORDS
        ):
            if not self._is_place(words[end]):
                return at  # "Acme Game Night"
            end += 1
        if end - at > _MOST_PLACE_WORDS:
            return at
        if end < len(words) and end > at and words[end].startswith("-"):
            return at
        return end

    def _is_place(self, word: str) -> bool:
        return is_capitalised(word) and word.replace("-", "").isalpha() and self._pack.is_unknown(word)

    def _is_genitive(self, notes: Notes, at: int, sign: str) -> bool:
        """Whether a sign of the genitive is glued to the name before it: "AC:s"."""
        return not notes.spaces[at - 1] and self._pack.is_a(sign, "genitive")

    def _is_form(self, word: str) -> bool:
        return self._pack.is_a(word, "legal-form")

    def _is_team(self, word: str) -> bool:
        return self._pack.is_a(word, "team")

    def _before(self, notes: Notes, i: int, least: int) -> int:
        """The first token of the name that a mention ends: "the [Berlin chapter of Acme]", "[Team Dortmund der Acme]"."""
        words, starts = notes.words, notes.starts
        at = self._linked(notes, i, least)
        if at is None:
            near = i > least and not starts[i] and self._is_team(words[i - 1])
            return i - 1 if near else i  # "il gruppo Acme"
        team = at
        while team > least and at - team < _MOST_PLACE_WORDS and self._is_place(words[team]):
            team -= 1  # "Team Dortmund der Acme"
        if team < at and team > least and self._pack.is_a(words[team], "crew-link"):
            team -= 1  # "el capítulo de Madrid de Acme"
        if team in notes.named or not self._is_team(words[team]):
            return i
        while team > least and not starts[team] and self._is_place(words[team - 1]):
            team -= 1  # "the Berlin chapter of Acme"
        return team

    def _linked(self, notes: Notes, i: int, least: int) -> int | None:
        """The token that a mention belongs to by "of the", "von der" or the like, or None."""
        pack, words, starts = self._pack, notes.words, notes.starts
        at, linked = i - 1, False
        while at >= least and not starts[at + 1]:
            link = pack.is_a(words[at], "crew-link")
            if not link and not pack.is_a(words[at], "det"):
                break
            linked = linked or link
            at -= 1
        return at if linked and at >= least and not starts[at + 1] else None

    # ------------------------------------------------------------------ people

    def _are_people(self, notes: Notes, i: int) -> bool:
        """Whether a mention only says whose people are meant: "Acme coaches", "members of Acme"."""
        pack, words, starts = self._pack, notes.words, notes.starts
        following = range(i + 1, min(i + 5, len(words)))
        behind = [words[k].lstrip("-") for k in following if not starts[k]]
        telling = [word for word in behind if word not in _GENITIVES][:2]
        if behind and telling:
            glued = behind[0] in _GENITIVES or behind[0] == telling[0]
            if glued and pack.is_a(telling[0], "people"):
                return True
            done = pack.is_a(telling[0], "attributive")  # "von Acme gestellte Coaches"
            describes = pack.is_a(telling[0], "adj") and not pack.is_a(telling[0], "det") and not done
            if glued and len(telling) > 1 and describes and pack.is_a(telling[1], "people"):
                return True
        before = self._linked(notes, i, 0)
        if before is not None and pack.is_a(words[before], "this-event"):
            # "two of us from Acme" are people, "with us at Acme" is the organisation speaking
            of_us = before > 1 and pack.is_a(words[before - 1], "crew-link")
            return of_us and pack.is_a(words[before - 2], "crew-of")
        if before is None:
            near = "adjectives-follow" in pack.traits and i > 0 and not starts[i]
            return near and pack.is_a(words[i - 1], "crew-of")  # "la communauté Acme"
        if "adjectives-follow" in pack.traits and before and not pack.is_a(words[before], "crew-of"):
            if not pack.is_a(words[before], "event"):  # "una serata di Acme"
                before -= pack.is_a(words[before], "adj") and not starts[before]
        if before and pack.is_a(words[before], "friends") and pack.is_a(words[before - 1], "own"):
            return False  # "our friends from Acme": the organisation
        thing = bool(telling) and any(pack.is_a(telling[0], name) for name in ("lesson", "course"))
        if thing and pack.is_a(words[before], "number-word"):
            return False  # "two of the Acme tutorials"
        return pack.is_a(words[before], "crew-of")
