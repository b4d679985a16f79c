"""Who is only portrayed: a speaker, an author, somebody who works at the organisation. That says nothing of this event.

A portrait is told by its place ("About the speaker", the key `bio`) or by its form: a post at the organisation, a name
with the organisation in brackets, a clause about "her".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.page.bare import is_affiliation
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.event_words import names_event
from ots_lint.meaning.sentence.tied import hosts_speak
from ots_lint.text.initials import is_capitalised
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement

#: Families of ties that somebody may have who works there: "partner at Acme", "responsable chez Acme".
_POSTS = frozenset({"partner", "owns", "acts-for", "part-of"})
#: Signs behind the employer's name behind which follows what else somebody is.
_APPOSED = frozenset({",", "(", "–", "—", "-"})
_DATA = frozenset({"front-matter", "structured-data"})
#: A heading of more words is a text.
_LONGEST = 8
#: So many words has somebody's name.
_PERSON = range(2, 5)


def is_portrayed(reading: Reading, statement: Statement) -> bool:
    """Whether a statement stands in a portrait, and is not said of this event all the same."""
    sentence = statement.sentence
    if _is_post(statement) or _is_in_brackets(statement):
        return True
    if statement.family != "acts-for" and not hosts_speak(sentence):
        if _is_of_a_person(reading) or _is_about_another(reading, statement):
            return True
    begin, end = clause(sentence, statement.first, statement.last)
    if any(names_event(sentence, i) for i in range(begin, end + 1) if not statement.first <= i <= statement.last):
        return False
    if _takes_up_event(reading, statement, begin):
        return False
    if sentence.is_a(begin, "person"):
        return statement.family != "acts-for"  # "he welcomes you in the name of Acme"
    return begin < statement.first and _is_placed(reading, sentence, statement.org)


def _takes_up_event(reading: Reading, statement: Statement, begin: int) -> bool:
    """Whether "he" is the event that was named before, where things have a gender: "Un atelier. Il est organisé par Acme"."""
    sentence = statement.sentence
    if "gendered-things" not in sentence.language.traits or not sentence.has(
        "runs-pp", statement.first, statement.last
    ):
        return False
    if not sentence.is_any(begin + 1, "be", "passive"):
        return False
    if sentence.index:
        return bool(sentence.unit.sentences[sentence.index - 1].has("event"))
    heading = next(reading.layout.headings(reading.page.runs[sentence.run_of(statement.org)]), None)
    title = None if heading is None else reading.unit_of.get(heading)
    return title is not None and any(above.has("event") for above in reading.sentences(title))


def _is_post(statement: Statement) -> bool:
    """Whether somebody has a post at the organisation: "a partner at Acme", "she works at Acme, co-organiser of PyNight"."""
    sentence, org = statement.sentence, statement.org
    before = org - 1
    while before > 0 and sentence.is_a(before, "det"):
        before -= 1
    if not sentence.is_a(before, "at") or sentence.is_any(before, "with", "by", "source"):
        return False
    if statement.family in _POSTS:
        return statement.first <= before and statement.last == org
    return statement.first == org and sentence.word(org + 1) in _APPOSED


def _is_in_brackets(statement: Statement) -> bool:
    """Whether a person is named whom the organisation stands behind in brackets: "led by Ada Lovelace (Acme)"."""
    sentence, org = statement.sentence, statement.org
    return sentence.word(org - 1) == "(" and is_affiliation(sentence, org)


def _is_of_a_person(reading: Reading) -> bool:
    """Whether the page portrays somebody: its title is a name, its text says that again, and it announces nothing.

    It tells of "her", or begins with her name.
    """
    for run in reading.titled:
        words, pack = run.text.split(), reading.pack(run)
        if pack is None or "capitalised-nouns" in pack.traits or len(words) not in _PERSON:
            continue
        if not all(map(pack.is_unknown, words)):
            continue
        if is_capitalised(words[0]) and is_capitalised(words[-1]):
            prose = [other.text for other in reading.page.runs if other.kind == "prose"]
            named = any(words[0] in text.split() for text in prose)
            begins = bool(prose) and prose[0].startswith(words[0])
            return named and (begins or bool(reading.units_with("person"))) and not reading.announces
    return False


def _is_about_another(reading: Reading, statement: Statement) -> bool:
    """Whether a text stands under "About Acme", where that is no title of the page: it says what Acme is at all times."""
    sentence = statement.sentence
    run = reading.page.runs[sentence.run_of(statement.org)]
    index = next(reading.layout.headings(run), None)
    if run.kind != "prose" or index is None:
        return False
    heading = reading.page.runs[index]
    first, *others = heading.text.split()
    pack = reading.pack(heading)
    if pack is None or heading.where.level == 1 or len(others) >= _LONGEST or not pack.is_a(first.lower(), "about"):
        return False
    named = [word for word in others if is_capitalised(word)]
    titles = sentence.notes.facts.titles
    strange = all(pack.may_name(word) and word.lower() not in titles for word in named)
    if heading.text.rstrip().endswith("?"):
        return False
    return index in reading.mentions or (bool(named) and strange and "capitalised-nouns" not in pack.traits)


def _is_placed(reading: Reading, sentence: Sentence, word: int) -> bool:
    """Whether a text stands under a heading, or is the value of a key, that says a portrait follows."""
    run = reading.page.runs[sentence.run_of(word)]
    pack = reading.pack(run)
    if pack is None:
        return False
    if run.kind in _DATA:
        keys = [" ".join(label_words(part.replace("_", " "))) for part in run.key.split(".")]
        return any(pack.is_phrase("portrait", key) for key in keys)
    if run.kind == "heading":
        return False
    heading = next(reading.layout.headings(run), None)
    if heading is None or reading.page.runs[heading].where.level == 1:
        return False
    words = label_words(reading.page.runs[heading].text)
    return len(words) <= _LONGEST and pack.is_phrase("portrait", " ".join(words))
