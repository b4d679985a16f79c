"""What stands around a price: titles, headings, lead-ins, columns and questions that say what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.language import has_any
from ots_lint.meaning.money.payables import ENTRY, EVENT, LABEL, OTHER
from ots_lint.meaning.page.titles import title_has
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.text.patterns import lazy
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.language.language import Language
    from ots_lint.meaning.money.amounts import Amount
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.text.run import TextRun

#: An aside, which says nothing of what a text is about.
_IN_BRACKETS = lazy(r"\([^()]*\)")
#: What a text begins with where it has no other label: "Getting there: …".
_OWN_LABEL = lazy(r"([\p{L}’'& -]{3,30}):\s(?!(?s:.*)\p{L}:\s)")
#: A longer heading is a sentence.
_LONGEST_HEADING = 6
#: Words of what a sort of tickets is called.
_LONGEST_SORT = 3
#: Classes of words of questions about what taking part costs.
_ASKED = ("cost-heading", "cost-verb", "pay-verb", "asks-amount")


def is_for_sponsors(reading: Reading) -> bool:
    """Whether a page is for sponsors, and not one that announces tickets, too."""
    if not title_has(reading, "sponsoring"):
        return False
    pack = reading.tongues.packs.get(reading.language)
    words = label_words(reading.titles)
    return not has_any(pack, words, ENTRY)


def heads_sponsors(reading: Reading, run: TextRun) -> bool:
    """Whether a run stands in a section whose heading speaks to sponsors alone: "Why sponsor the Robot Days?"."""
    heading = next(reading.layout.headings(run), None)
    if heading is None or reading.page.runs[heading].where.level == 1:
        return False
    pack, words = reading.pack(run), label_words(reading.page.runs[heading].text)
    return has_any(pack, words, "sponsoring") and not has_any(pack, words, ENTRY)


def is_of_members(reading: Reading) -> bool:
    """Whether the titles of a page are about dues or another kind of money alone: "Membership dues for 2024"."""
    pack = reading.tongues.packs.get(reading.language)
    words = label_words(reading.titles)
    if pack is None or not any(pack.is_a(word, "tier") and not pack.is_a(word, "org-noun") for word in words):
        return False  # "Robotics Club Riga"
    return not any(
        pack.is_a(w, name) and not pack.is_a(w, "tier") and not pack.is_a(w, "det")
        for w in words
        for name in (ENTRY, EVENT)
    )


def sells_tickets(reading: Reading) -> bool:
    """Whether a title of the page is about tickets or signing up, which tells even a page without a day from a handbook."""
    pack = reading.tongues.packs.get(reading.language)
    return has_any(pack, label_words(reading.titles), ENTRY)


def travels(reading: Reading, run: TextRun, number: int) -> bool:
    """Whether a run, which has this number, stands under headings, or behind a lead-in, about travel: its tickets are for buses."""
    pack = reading.pack(run)
    if pack is None or run.kind == "heading":
        return False
    runs = reading.page.runs
    texts = [runs[index].text for index in reading.layout.headings(run)]
    if label := _OWN_LABEL.match(run.text):
        texts.append(label[1])
    lead = reading.layout.lead_in(number) if run.where.list is not None or run.where.row is not None else ""
    if has_any(pack, label_words(_IN_BRACKETS.sub("", lead)), "travel"):  # "Present: Ada (late, bus)" tells no way
        return True
    return any(len(text) <= 60 and pack.has_phrase("travel", text) for text in texts)


def in_column_of(name: str, reading: Reading, run: TextRun) -> bool:
    """Whether the first row of the run's table has a word of a class, and names no other thing."""
    if run.where.table is None:
        return False
    pack = reading.pack(run)
    header = " ".join(reading.page.runs[i].text for i in reading.layout.first_rows[run.where.table])
    if any(map(str.isdigit, header)):
        return False  # "Seats | 16" names no column
    words = label_words(header)
    return has_any(pack, words, name) and not has_any(pack, words, OTHER)


def under_costs(reading: Reading, run: TextRun, number: int) -> bool:
    """Whether a run, which has this number, stands under a heading, or behind a lead-in, about what taking part costs."""
    if run.kind == "heading":
        return False
    lead = reading.layout.lead_in(number) if run.where.list is not None else ""
    return any(names_costs(reading.pack(run), text) for text in (reading.heading(run), lead))


def heads_other_things(reading: Reading, run: TextRun) -> bool:
    """Whether a run stands under a heading that names other things alone: "Boat race", "Food and drink"."""
    pack = reading.pack(run)
    heading = next(reading.layout.headings(run), None)
    if heading is None or reading.page.runs[heading].where.level < 2:
        return False
    words = label_words(reading.page.runs[heading].text)
    if len(words) > _LONGEST_HEADING or has_any(pack, words, ENTRY, EVENT, LABEL):
        return False
    return has_any(pack, words, OTHER, "tier") and not is_practical(pack, words)


def heads_raffle(reading: Reading, run: TextRun) -> bool:
    """Whether a run stands under a heading that names a raffle and no event: its tickets let nobody in."""
    pack = reading.pack(run)
    words = label_words(reading.heading(run))
    return has_any(pack, words, "raffle") and not has_any(pack, words, EVENT)


def is_practical(pack: Language | None, words: list[str]) -> bool:
    """Whether the words of a heading are those of the practical part of a page: "Good to know", "Book your place"."""
    return pack is not None and pack.is_phrase("practical", " ".join(words))


def answers(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence before asks for the price: "What does it cost? 14 €, students 9 €".

    The question may be a text of its own, where the answer begins with yes: "Do I have to pay?" – "Yes, 9 €".
    """
    before = sentence.unit.sentences[sentence.index - 1] if sentence.index else None
    if before is None and sentence.is_a(0, "affirmation"):
        number = reading.unit_of.get(sentence.unit.runs[0], 0)
        before = next(reversed(reading.sentences(number - 1)), None) if number else None
    return before is not None and before.is_question and names_costs(sentence.language, " ".join(before.words))


def names_costs(pack: Language | None, heading: str) -> bool:
    """Whether a heading is about what taking part costs, and names nothing else that costs money."""
    words = label_words(heading)
    asks = heading.rstrip().endswith("?") or has_any(pack, words[-1:], "cost-verb")  # "What you pay"
    asked = _ASKED if asks else ("cost-heading",)
    if len(words) > _LONGEST_HEADING or not has_any(pack, words, *asked):
        return False
    if _asks_for_need(pack, words):
        return False
    prizes = [word for word in words if has_any(pack, [word], "prize") and not has_any(pack, [word], LABEL)]
    return not prizes and not has_any(pack, words, "other-thing", "tier", "usually")


def _asks_for_need(pack: Language | None, words: list[str]) -> bool:
    """Whether a heading is about what the organisers need, not about what they take: "How much money do we need?"."""
    if pack is None or not has_any(pack, words, "short-of") or has_any(pack, words, "cost-verb", "pay-verb"):
        return False
    return has_any(pack, words, "own") or ("dropped-subjects" in pack.traits and has_any(pack, words, "we"))


def is_label(reading: Reading, sentence: Sentence, run: TextRun) -> bool:
    """Whether a text only says what stands below it: "Cost of admission" as a heading, or at the head of a table."""
    if run.kind == "heading" and len(sentence.words) <= _LONGEST_HEADING:
        return sentence.is_a(0, "cost-heading") and sentence.is_any(1, "crew-link", "for")
    return _heads_a_table(reading, run)


def _heads_a_table(reading: Reading, run: TextRun) -> bool:
    """Whether a run stands in the first row of a table with more: "Registration fee | Amount" only says what is below."""
    table = run.where.table
    if table is None or reading.page.runs[reading.layout.first_rows[table][0]].where.row != run.where.row:
        return False
    return table in reading.layout.several_rows


def is_sort_of_ticket(reading: Reading, sentence: Sentence, run: TextRun) -> bool:
    """Whether a row is one of a table under a heading that names tickets: "Founder | 40 €" under "Tickets"."""
    label = sentence.words.index(CELL)
    if not 0 < label <= _LONGEST_SORT or sentence.has_any((OTHER, "tier", "travel", "prize")):
        return False
    pack, words = sentence.language, label_words(reading.heading(run))
    return not has_any(pack, words, OTHER, "tier") and any(
        pack.is_a(word, ENTRY) and pack.is_a(word, "cost-heading") for word in words
    )


def is_below_entry(sentence: Sentence, amount: Amount) -> bool:
    """Whether the label of a list says that it is about taking part: "Participation fee | 20 € for the club's members"."""
    if CELL not in sentence.words[: amount.first]:
        return False
    label = sentence.words.index(CELL)
    return sentence.has(ENTRY, last=label) and not sentence.has_any((OTHER, "tier", "prize"), last=label)
