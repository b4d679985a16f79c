"""Whether a channel of the organisation is used for the event: for contact, sign-up, questions, news."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ots_lint.language.language import has_any
from ots_lint.meaning.page.channels import GROUPS, MAIL, Channel
from ots_lint.meaning.page.event_page import is_event_page, names_a_day
from ots_lint.meaning.page.listings import Listings
from ots_lint.meaning.page.titles import is_legal_page
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.context import modifiers
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.text.initials import is_written
from ots_lint.text.patterns import compiled
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.line import Match
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.pages.base import Datum

#: Channels that have no use for an event.
_NO_USE = frozenset({"material", "article"})
#: Channels where people talk.
_TALKS = frozenset({"chat", "forum", "mailing-list"})
#: So many words beside an address at most make it stand alone.
_ALONE = 3
#: So many words before a group at most stand between it and "in", "via".
_NEAR = 4
#: A question that only names what a channel is for has so many words at most.
_SHORT = 8


class ChannelUse:
    """Reads what the channels on one page are for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._listings = Listings(reading)
        self._is_legal = is_legal_page(reading)
        self._is_no_announcement = self._is_legal or reading.of_no_event

    @cached_property
    def _is_event_page(self) -> bool:
        return is_event_page(self._reading)

    def is_used(self, sentence: Sentence, at: int, channel: Channel) -> bool:
        """Whether an official address at a word of a sentence is used for the event."""
        # A link to where people sign up makes a page one about an event.
        if channel.use in _NO_USE or (self._is_legal if channel.use in GROUPS else self._is_no_announcement):
            return False
        taken_back = modifiers(sentence, at, at)
        if "negated" in taken_back:
            return False
        acts = _acts(sentence)
        if self._listings.is_in_directory(channel) or (self._listings.is_one_of_many(channel) and not acts):
            return False
        if channel.use == MAIL:
            bare = not _beside(sentence, channel) and not self._is_introduced(sentence, channel.run)
            return not bare or self._is_event_page
        if self._reading.page.runs[channel.run].where.region == "nav" or self._is_for_itself(sentence):
            return False
        if acts or self._is_introduced(sentence, channel.run) or _is_labelled(sentence, channel) or _is_asked(sentence):
            return True
        if "past" in taken_back or _is_told(sentence, at):
            return False
        if channel.use == "event":
            is_alone = _beside(sentence, channel) <= _ALONE
            return _is_upcoming(sentence, at) or (is_alone and self._is_event_page)
        return sentence.has("channel-use")

    def is_used_in_data(self, datum: Datum, use: str) -> bool:
        """Whether an official address that is a value of front matter, and no text, is for the event."""
        if use in _NO_USE or self._is_legal:
            return False
        keys = [part for part in datum.path if isinstance(part, str)]
        if use not in GROUPS:
            keys = keys[:1]  # the address of an author is no contact
        labels = [word for key in keys for word in compiled(r"\p{L}+").findall(key.lower())]
        if any(self._reading.tongues.packs.is_a(label, "channel-act") for label in labels):
            return True
        return use == "event" and self._is_event_page

    def is_used_by_name(self, sentence: Sentence, match: Match) -> bool:
        """Whether a channel that is named, not addressed, is used for the event ("on the … mailing list")."""
        first, last = match.first, match.last
        taken_back = modifiers(sentence, first, last)
        if self._is_no_announcement or taken_back & {"negated", "question", "quoted"} or self._is_for_itself(sentence):
            return False
        acts = _acts(sentence)
        named = sentence.all_of("channel", first, last)
        if named and all(sentence.is_a(i, "channel-group") for i in named):
            # "a local group of ours" is no channel, "RSVP in our group" is
            return acts and sentence.has("channel-by", first - _NEAR, last)
        if acts or self._is_introduced(sentence, sentence.run_of(first)):
            return True
        return sentence.has("channel-use") and "past" not in taken_back and not _is_told(sentence, first)

    def _is_introduced(self, sentence: Sentence, index: int) -> bool:
        """Whether a heading, a lead-in or the sentence before says what the channel is for."""
        reading = self._reading
        run = reading.page.runs[index]
        pack = reading.pack(run)
        heading = reading.heading(run)
        words = label_words(heading)
        if has_any(pack, words, "channel-heading"):
            return True
        if heading.rstrip().endswith("?") and has_any(pack, map(str.lower, words), "channel-act"):
            return True  # "How do I sign up?"
        lead = label_words(f"{reading.layout.lead_in(index)} {_key(run.key)}")
        return has_any(pack, map(str.lower, lead), "channel-act")

    def _is_for_itself(self, sentence: Sentence) -> bool:
        """Whether readers are only asked to take the channel itself: "subscribe to our newsletter"."""
        return sentence.states("channel-itself") and not sentence.has("channel-purpose")


def _key(key: str) -> str:
    """The last part of a key of front matter, as a label: "rsvp" of `links.rsvp`."""
    return key.rpartition(".")[2]


def _is_told(sentence: Sentence, at: int) -> bool:
    """Whether the clause tells what has been, and asks nobody for anything."""
    begin, end = clause(sentence, at, at)
    told = any(_tells_past(sentence, i) for i in range(begin, end + 1))
    return told and not sentence.has("upcoming", begin, end)


def _tells_past(sentence: Sentence, i: int) -> bool:
    """Whether a word is a verb of the past; a noun may look like one ("Mailingliste")."""
    if not sentence.is_a(i, "past-verb") or sentence.is_any(i, "channel-use", "channel", "if"):
        return False
    noun = i > 0 and sentence.is_capital_noun(i)
    return not noun


def _is_upcoming(sentence: Sentence, at: int) -> bool:
    """Whether the clause speaks of something that is still to come, or of a day."""
    begin, end = clause(sentence, at, at)
    said = " ".join(sentence.words[begin : end + 1])
    return sentence.has("upcoming", begin, end) or names_a_day(
        said, lambda word: sentence.language.is_a(word, "calendar")
    )


def _beside(sentence: Sentence, channel: Channel) -> int:
    """How many words a sentence has beside an address, or the text of its link."""
    index, start, end = channel.run, channel.start, channel.end
    beside = 0
    for i, word in enumerate(sentence.words):
        run, first, last = sentence.place(i)
        beside += is_written(word) and (run != index or last <= start or end <= first)
    return beside


def _is_labelled(sentence: Sentence, channel: Channel) -> bool:
    """Whether a row of facts about the event names where people talk: "Chat | …"."""
    words = sentence.words
    return channel.use in _TALKS and CELL in words[1:3] and any(sentence.is_a(i, "channel") for i in (0, 1))


def _is_asked(sentence: Sentence) -> bool:
    """Whether a short question before it says what a channel is for: "Questions? We are at …"."""
    before = sentence.unit.sentences[sentence.index - 1] if sentence.index else None
    return before is not None and before.is_question and len(before.words) <= _SHORT and _acts(before)


def _acts(sentence: Sentence) -> bool:
    """Whether a sentence asks for something, or tells something, that is for the event."""
    return sentence.has("channel-act")
