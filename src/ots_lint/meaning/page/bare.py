"""Bare names: in lists, rows, images and lines under a heading such as "Partners", with no statement about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ots_lint.language.language import has_any
from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.page.elsewhere import speaks_of_others
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.text.initials import is_capitalised, is_letters
from ots_lint.text.patterns import compiled, lazy
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.text.run import TextRun

_METADATA = frozenset({"title", "meta", "front-matter", "structured-data"})
#: Classes of words that say nothing of a name that they stand beside.
_QUIET = ("filler", "det", "adj", "role", "thank")
#: An item of a list of what is still to do: "[ ] rooms".
_TASK = lazy(r"\[[ xX]\][\s–-]*$")
#: A table row of more words is a text.
_LONGEST_ROW = 14
#: Classes of words that are no part of a person's name.
_NO_NAME = ("filler", "det", "role", "thank", "heading-credit", "event")
_APOSTROPHES = ("'", "’")
_SIGNS = frozenset({"–", "—", ":", "(", "-"})
#: What stands between the names of an enumeration, and how many words such a name has at most.
_PARTING = frozenset({",", "·", "•", ";", "/"})
_LONGEST_NAME = 5
#: So many words has somebody's name at most, and how a text looks that begins with one and where they come from.
_LONGEST_PERSON = 4
_PERSONS = (2, 3)
_PERSON = lazy(r"(?:\p{Lu}[\p{L}.'’-]*\s+){1,3}\p{Lu}[\p{L}'’-]*,\s+\S")
#: Classes of words by which a sentence states something.
_STATING = ("be", "we", "negator", "wish", "runs-fin", "supports-fin", "provides-fin")


def bare_names(reading: Reading, headings: str, *, thanks: bool) -> Iterator[tuple[Sentence, int]]:
    """The bare names under headings that have a word of the class `headings`.

    `thanks`: also under a heading that thanks. Gives the sentence and the number of the mention's word.
    """
    for sentence in reading.mentioning:
        first = reading.page.runs[sentence.run_of(0)]
        if first.kind in _METADATA or first.where.quote:
            continue
        if first.kind == "heading" and first.where.row is None and any(word != ORG for word in sentence.words):
            continue  # a name alone is that of a card: "### Acme" below "## Official partners"
        word = next((i for i, word in enumerate(sentence.words) if word == ORG), None)
        if word is None or is_affiliation(sentence, word) or _is_task(reading, first) or is_longer_name(sentence, word):
            continue
        run = reading.page.runs[sentence.run_of(word)]
        if is_only_a_hint(reading, run) or is_under_a_person(reading, run):
            continue
        if speaks_of_others(reading, run, sentence.run_of(word)):
            continue
        if _is_person(sentence, word) and _lists_people(reading, run):
            continue
        row = run.where.row is not None
        if row and len(sentence.words) <= _LONGEST_ROW and _has_role(sentence, word, headings):
            yield sentence, word
            continue
        over = [*labels(reading, sentence, word)]
        names = (headings, "thank") if thanks else (headings,)
        listed = run.where.item is not None and not row
        if run.kind == "prose" and not listed and not row and _has_long_part(sentence):
            continue  # "Maps of our town and Acme in Leeds": a topic
        bare = (_is_bare(sentence, listed=listed) or _is_enumerated(sentence)) and any(
            _announces(sentence, text, names) for text in over
        )
        thanked = thanks and _opens_item(reading, sentence, word)
        if bare or (thanked and any(_announces(sentence, text, ("thank",)) for text in over)):
            yield sentence, word


def _is_task(reading: Reading, run: TextRun) -> bool:
    """Whether a text is an item of a list of what is to do: "[ ] rooms"."""
    if run.where.item is None or not run.text:
        return False
    source, start = reading.page.source, run.span(0, 0).start
    return _TASK.search(source.text[max(source.text.rfind("\n", 0, start), 0) : start]) is not None


def is_only_a_hint(reading: Reading, run: TextRun) -> bool:
    """Whether a text is the title or label of a link or control: such a place claims nothing, but that of a picture does."""
    at = run.element.start
    return run.kind == "attribute" and not any(image.span.start <= at < image.span.end for image in reading.page.images)


def is_longer_name(sentence: Sentence, word: int) -> bool:
    """Whether a text is the name of something else that begins with the organisation's: "Acme Personnel Department".

    Or of what it has: "Acme's GitLab".
    """
    has = word + 1 < len(sentence.words) and sentence.words[word + 1].startswith(_APOSTROPHES)
    behind = range(word + 1 + has, len(sentence.words))
    return bool(behind) and all(
        is_capitalised(sentence.words[i])
        and is_letters(sentence.words[i])
        and not sentence.is_any(i, *_NO_NAME, "people")
        for i in behind
    )


def is_affiliation(sentence: Sentence, word: int) -> bool:
    """Whether a name tells where somebody comes from: "a talk by Ada Lovelace (Acme)", "Head of Design at Acme"."""
    words = sentence.words
    if sentence.is_a(word - 1, "at") and any(
        is_capitalised(words[i]) and not sentence.is_any(i, *_NO_NAME, "people") for i in range(word - 1)
    ):
        return True
    if word < 3 or words[word - 1] != "(":
        return False
    names = range(word - 3, word - 1)
    return all(is_capitalised(words[i]) and not sentence.is_any(i, *_NO_NAME) for i in names)


def is_under_a_person(reading: Reading, run: TextRun) -> bool:
    """Whether the nearest heading is somebody's name, so that what stands under it tells of that person."""
    index = next(reading.layout.headings(run), None)
    heading = reading.page.runs[index] if index is not None else None
    if heading is None or heading.where.level == 1 or index in reading.mentions:
        return False
    pack = reading.pack(heading)
    names = [word for word in heading.text.split() if not word.endswith(".")]  # "Dr."
    if pack is None or len(names) not in _PERSONS:
        return False
    return all(name.replace("-", "").isalpha() and pack.may_name(name) for name in names)


def _is_person(sentence: Sentence, word: int) -> bool:
    """Whether a text is somebody's name, and behind a comma where they come from: "Ada Lovelace, Acme", "…, chair & Acme"."""
    before = sentence.words[:word]
    names = range(before.index(",") if before.count(",") == 1 else 0)
    if not 2 <= len(names) <= _LONGEST_PERSON:
        return False
    return all(is_capitalised(sentence.words[i]) and not sentence.is_any(i, *_NO_NAME) for i in names)


def _lists_people(reading: Reading, run: TextRun) -> bool:
    """Whether most items of a list are of that form."""
    if run.where.list is None:
        return False
    texts = [other.text for other in reading.page.runs if other.where.list == run.where.list]
    return len(texts) > 1 and 2 * sum(_PERSON.match(text) is not None for text in texts) > len(texts)


def labels(reading: Reading, sentence: Sentence, word: int) -> Iterator[str]:
    """What stands over a name: the label of its list item, the lead-in of its list, the headings that it is under.

    Of headings above the nearest one those count that are no title of the page: "Sponsors" over "Silver". What names the
    organisation itself tells what it has or does: "Two evenings of Acme are being organised:".
    """
    number = sentence.run_of(word)
    run = reading.page.runs[number]
    cell = next((i for i, sign in enumerate(sentence.words) if sign == CELL), len(sentence.words))
    if run.where.item is not None and cell < word:
        yield " ".join(sentence.words[:cell])
    before = reading.layout.before_list(number)
    if before is not None and before in reading.mentions:
        return
    if run.where.list is not None or run.where.row is not None or run.kind == "alt":
        yield _last_sentence(reading.layout.lead_in(number))
    elif run.kind == "prose" and number - 1 not in reading.mentions:  # "cheques to Acme:" over its address
        yield reading.layout.line_before(number)
    for place, index in enumerate(reading.layout.headings(run)):
        if index in reading.mentions:
            return
        heading = reading.page.runs[index]
        if not place or (heading.where.level or 0) > 1:
            yield heading.text
        if not place and says_other(reading, heading):
            return


def says_other(reading: Reading, heading: TextRun) -> bool:
    """Whether a heading says what stands under it, and that is no credit, whatever it stands under itself: "Links"."""
    pack = reading.pack(heading)
    words = label_words(heading.text)
    return has_any(pack, words, "about") and not has_any(pack, words, "heading-credit")


def _last_sentence(text: str) -> str:
    """What of a text before a list introduces it: a longer one has told something else before."""
    ends = [match.end() for match in compiled(r"[.!?]\s+(?=\p{Lu})").finditer(text)]
    return text[ends[-1] :] if ends else text


def _announces(sentence: Sentence, heading: str, names: Sequence[str]) -> bool:
    """Whether a heading or lead-in has a word of one of some classes, and asks and denies nothing."""
    if not heading.strip() or heading.rstrip().endswith("?"):
        return False
    is_a = sentence.language.is_a
    words = label_words(heading)
    if any(is_a(word, "negator") or is_a(word, "sign-up") for word in words):
        return False
    if any(is_a(word, "event-plural") for word in words) and not any(is_a(word, "specific") for word in words):
        names = [name for name in names if name == "thank"]  # "groups that only sponsor events with a code of conduct"
    return any(is_a(word, name) for word in words for name in names)


def _opens_item(reading: Reading, sentence: Sentence, word: int) -> bool:
    """Whether a list item begins with the name: what it goes on to say is why that one is thanked."""
    if reading.page.runs[sentence.run_of(word)].where.item is None or sentence.index or sentence.is_question:
        return False
    addressed = word and sentence.is_a(0, "preposition")  # "to Acme, for being there"
    return all(sentence.is_a(i, "det") or (not i and addressed) for i in range(word)) and not sentence.has("negator")


def _has_role(sentence: Sentence, word: int, headings: str) -> bool:
    """Whether another cell of the row has a role in it ("Sponsor | Acme", "Supported by | Acme")."""
    here = sentence.run_of(word)
    return any(
        sentence.is_any(i, "role", headings) and sentence.run_of(i) != here for i in range(len(sentence.words))
    ) and not sentence.has("negator")


def _is_enumerated(sentence: Sentence) -> bool:
    """Whether the name stands by itself among others in an enumeration: "The city museum · Acme · the bakery"."""
    if sentence.is_question or CELL in sentence.words or sentence.has_any(_STATING):
        return False
    names: list[list[str]] = [[]]
    for i, word in enumerate(sentence.words):
        if word in _PARTING:
            names.append([])
        elif is_letters(word) or word == ORG:
            if not sentence.is_a(i, "det"):
                names[-1].append(word)
        elif word != ".":
            return False
    return len(names) > 2 and [ORG] in names and all(len(name) <= _LONGEST_NAME for name in names)


def _has_long_part(sentence: Sentence) -> bool:
    """Whether an enumeration has a part that is longer than a name: a topic, a title."""
    length = 0
    for i, word in enumerate(sentence.words):
        length = 0 if word in _PARTING or sentence.is_a(i, "joiner") else length + is_letters(word)
        if length > _LONGEST_NAME:
            return True
    return False


def is_owned(sentence: Sentence) -> bool:
    """Whether a text says whose the page is, whatever heading it happens to stand under: "© 2030 Acme"."""
    return any(s.family == "owns" for s in sentence.notes.statements_of(sentence))


def _is_urged(sentence: Sentence) -> bool:
    """Whether a text asks readers for something in favour of the organisation: "Support Acme!"."""
    first = next((i for i, word in enumerate(sentence.words) if is_letters(word)), 0)
    return sentence.word(first + 1) == ORG and sentence.is_a(first, "supports-fin") and not sentence.is_a(first, "role")


def _goes_on(sentence: Sentence, bracket: int) -> bool:
    """Whether a sentence has its verb behind a bracket: "The work of Acme (and Bell) is funded by …"."""
    words = sentence.words
    if words[bracket] != "(" or ")" not in words[bracket:]:
        return False
    return sentence.has("be", words.index(")", bracket) + 1)


def _is_bare(sentence: Sentence, *, listed: bool) -> bool:
    """Whether a sentence is a name or an enumeration of names, with no statement in it.

    What stands behind a list sign ("– our partner since 2019") is a remark about a name; so is, in an entry that is
    `listed`, what stands beside one.
    """
    if (
        sentence.is_question
        or is_owned(sentence)
        or _is_urged(sentence)
        or any("other-actor" in s.modifiers for s in sentence.notes.statements_of(sentence))
    ):
        return False  # "Sponsor us!" asks readers for something
    label = next((i for i, word in enumerate(sentence.words) if word == CELL), -1)
    for i, word in enumerate(sentence.words):
        remark = word in _SIGNS or (word == "," and sentence.is_a(i + 1, "relative"))  # "Acme, who lend us the hall"
        remark = remark or (i == label and listed)  # `<dt>Acme</dt><dd>who they are</dd>`
        if remark and ORG in sentence.words[:i]:
            return not _goes_on(sentence, i)
        if word == CREW or sentence.is_any(i, "negator", "wish", "be"):
            return False
        if word == ORG and i > label + 2 and sentence.is_a(i - 1, "by") and sentence.has("event", label + 1, i - 2):
            return False  # "Robot Workshop 2020 by Acme" is what it held
        if sentence.is_a(i, "event-plural") and ORG in sentence.words[label + 1 : i]:
            return False  # "Acme Mini Events" are what it offers
        quiet = i <= label or sentence.is_any(i, *_QUIET)
        if not (is_capitalised(word) or not is_letters(word) or quiet):
            return False
    return True
