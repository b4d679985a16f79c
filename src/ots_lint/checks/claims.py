"""Claims that the organisation stands behind an event: in sentences, lists, tables and images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ots_lint.meaning.lines import Sentence
from ots_lint.meaning.statement import Statement
from ots_lint.ruleset.language import CREW, ORG
from ots_lint.text.patterns import compiled
from ots_lint.text.run import TextRun

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading

_TITLE_KEYS = ("og:title", "twitter:title", "title", "name", "headline")
#: In a title, these read as its brand, not as a claim of their own.
_BRANDING = frozenset({"event-of", "provides", "part-of", "involved"})
_RANK = {
    f: i
    for i, f in enumerate(
        ("acts-for", "endorses", "co-runs", "partner", "supports", "runs", "event-of", "part-of", "provides", "owns")
    )
}


def is_title(run: TextRun) -> bool:
    """Whether a run is a title of the page or of its event."""
    if run.kind == "title" or (run.kind == "heading" and run.where.level == 1):
        return True
    if run.kind == "meta":
        return run.key.lower() in {"og:title", "twitter:title"}
    return (
        run.kind in {"front-matter", "structured-data"}
        and run.key.rpartition(".")[2] in {"title", "name", "headline"}
        and "." not in run.key.strip(".")
    )


def claims(reading: Reading, families: Sequence[str]) -> Iterator[Statement]:
    """The plain claims of some families, at most one in a sentence."""
    wanted = set(families)
    titles: list[str] | None = None
    for sentence in reading.mentioning:
        run = reading.page.runs[sentence.run_of(0)]
        if run.where.quote:
            continue
        title = is_title(run)
        if title and run.kind == "structured-data":
            continue
        best: Statement | None = None
        for statement in reading.statements(sentence):
            if statement.family not in wanted or not statement.plain:
                continue
            if sentence.words[statement.org] != ORG:
                continue
            if title and statement.family in _BRANDING and not _says_official(statement):
                continue
            if statement.family == "event-of" and not title:
                titles = _titles(reading) if titles is None else titles
                if _reuses_title(reading, statement, titles):
                    continue
            if best is None or (_RANK.get(statement.family, 9), statement.first) < (
                _RANK.get(best.family, 9),
                best.first,
            ):
                best = statement
        if best is not None and not _denied(reading, sentence):
            yield best


def _says_official(statement: Statement) -> bool:
    return bool(compiled(r"(?i)\boffi[cz]i").search(statement.words))


def _denied(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence that follows a question-like heading denies it ("… event? No.")."""
    after = reading.following(sentence)
    return sentence.is_question and after is not None


def _titles(reading: Reading) -> list[str]:
    return [run.text for run in reading.page.runs if is_title(run)]


def _reuses_title(reading: Reading, statement: Statement, titles: Sequence[str]) -> bool:
    """Whether "the X Game Night" in prose only repeats the event's title."""
    sentence = statement.sentence
    index, start, _ = sentence.place(statement.org)
    other, _, end = sentence.place(min(statement.org + 1, len(sentence.words) - 1))
    phrase = reading.page.runs[index].text[start:end] if other == index else ""
    words = " ".join(phrase.split()).lower()
    first = statement.sentence.words[statement.first].lower()
    return (
        len(words.split()) > 1
        and first not in {"an", "a", "ein", "eine", "is", "ist"}
        and any(words in " ".join(t.split()).lower() for t in titles)
    )


def bare_credits(reading: Reading, *, claim: bool) -> Iterator[tuple[Sentence, int]]:
    """Bare names in lists, rows, images and lines under a heading such as "Partners".

    `claim`: only under headings that claim ("Supported by"), not under "Thanks". Gives the
    sentence and the number of the mention's token.
    """
    name = "heading-claim" if claim else "heading-credit"
    for sentence in reading.mentioning:
        first = reading.page.runs[sentence.run_of(0)]
        if first.kind in {"title", "meta", "front-matter", "structured-data"} or first.where.quote:
            continue
        if first.kind == "heading" and first.where.row is None:
            continue
        token = next((i for i, word in enumerate(sentence.words) if word == ORG), None)
        if token is None:
            continue
        run = reading.page.runs[sentence.run_of(token)]
        row = run.where.row is not None
        if row and len(sentence.words) <= 14 and _has_role(sentence, token):
            yield sentence, token
            continue
        heading = reading.heading(run)
        if run.where.list is not None or row:
            heading += " " + reading.lead_in(sentence.run_of(token))
        if not heading.strip() or heading.rstrip().endswith("?"):
            continue
        words = compiled(r"[\p{L}-]+").findall(heading)
        if not any(
            sentence.language.is_a(w, name) or (not claim and sentence.language.is_a(w, "thank")) for w in words
        ) or any(sentence.language.is_a(w, "negator") for w in words):
            continue
        if any(w.lower() in {"sign-up", "signup", "anmeldung"} for w in words):
            continue
        if _is_bare(sentence):
            yield sentence, token


def _has_role(sentence: Sentence, token: int) -> bool:
    """Whether another cell of the row has a role in it ("Sponsor | Acme")."""
    here = sentence.run_of(token)
    return any(sentence.is_a(i, "role") and sentence.run_of(i) != here for i in range(len(sentence.words)))


def _is_bare(sentence: Sentence) -> bool:
    """Whether a sentence is a name or an enumeration of names, with no statement in it.

    What stands behind a list sign ("– our partner since 2019") is a remark about a name.
    """
    language = sentence.language
    if sentence.is_question:
        return False
    for i, word in enumerate(sentence.words):
        if word in {"–", "—", ":", "(", "-"} and i and ORG in sentence.words[:i]:
            break
        if word == CREW or language.is_a(word, "negator") or language.is_a(word, "wish"):
            return False
        if not (
            word[:1].isupper()
            or not word[:1].isalpha()
            or language.is_a(word, "filler")
            or language.is_a(word, "det")
            or language.is_a(word, "adj")
            or language.is_a(word, "role")
            or language.is_a(word, "thank")
        ):
            return False
    return True
