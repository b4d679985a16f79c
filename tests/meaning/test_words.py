"""Words are split as spaCy splits them, although it is not asked."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from ots_lint.meaning.tokenizer import TABLES, tokenizer
from ots_lint.meaning.words import ENDS, Splitter, Word, pipeline
from ots_lint.text.run import OBJECT

ROOT = Path(__file__).parents[2]
LANGUAGES = sorted(path.stem for path in TABLES.glob("*.json"))
MARKS = "abcAB12.,-:;()/'’–—%€$&@_*#+=<>[]{}|~^`´„“”»«…ÄöüßéИか😀"


def pieces(tag: str) -> list[str]:
    """What stands between blanks in this project's files, spaCy's exceptions, and mixtures of them."""
    texts = [
        path.read_text("utf-8")
        for folder in ("docs", "rules", "examples")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix != ".pyc"
    ]
    texts += [path.read_text("utf-8") for path in Path(__file__).parent.glob("*.yaml")]
    rules = json.loads((TABLES / f"{tag}.json").read_text("ascii"))["rules"]
    found = {piece for text in [*texts, *rules] for piece in text.split()}
    chance = random.Random(tag)
    known = sorted(found)
    for _ in range(5_000):
        a, b = chance.choice(known), chance.choice(known)
        found |= {
            f"{a[: chance.randrange(12)]}{b[: chance.randrange(12)]}",
            f"{chance.choice('([„“')}{a}{chance.choice('.,;:!?)”…')}",
            a + chance.choice([":)", ";-)", "...", "?!", ".)", "€", "%", "km", "'s", "’s", "n't"]),
            "".join(chance.choice(MARKS) for _ in range(chance.randrange(1, 8))),
        }
    return sorted(piece for piece in found if piece and not re.search(r"\s", piece))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_piece_is_split_as_spacy_splits_it(tag: str) -> None:
    ours, theirs = tokenizer(tag), pipeline(tag).tokenizer
    assert ours is not None
    for piece in pieces(tag):
        assert list(ours.words(piece)) == [token.text for token in theirs(piece)], piece


def spacy_starts(nlp: Any, words: list[str]) -> list[int]:
    from spacy.tokens import Doc

    return [token.i for token in nlp.get_pipe("sentencizer")(Doc(nlp.vocab, words=words)) if token.is_sent_start]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_sentences_start_where_the_sentencizer_says(tag: str) -> None:
    import spacy

    nlp = spacy.blank(tag)
    nlp.add_pipe("sentencizer", config={"punct_chars": list(ENDS)})
    chance = random.Random(5)
    splitter = Splitter(tag)
    for _ in range(300):
        text = " ".join(
            chance.choice(["Hm", ".", "!", ") ", "“", "„", "and", "?!", "…", "5", "€", "¿", ","]) for _ in range(12)
        )
        words = splitter.words(text, 0, len(text))
        assert [0, *splitter.starts(text, words)] == spacy_starts(nlp, [word.raw for word, _ in words]), text


def test_words_know_where_they_stand() -> None:
    text = f"Über-\nmorgen: {OBJECT}co-op/Café, it’s  10:30\u00a0Uhr."
    words = Splitter("en").words(text, 0, len(text))
    assert [text[at + word.start : at + word.end].replace(OBJECT, "¤") for word, at in words] == [
        w.raw for w, _ in words
    ]
    assert [word.line for word, _ in words] == [
        "Über-", "morgen", ":", "¤", "co-op", "/", "Café", ",", "it", "'s", "10:30", "Uhr", ".",
    ]  # fmt: skip


def test_a_language_without_tables_asks_spacy() -> None:
    assert tokenizer("sv") is None
    assert [word.raw for word, _ in Splitter("sv").words("Hej, världen!", 0, 13)] == ["Hej", ",", "världen", "!"]


def test_a_model_is_asked_where_sentences_start(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [";"]})
    monkeypatch.setattr("ots_lint.meaning.words.pipeline", lambda tag, model: nlp)
    text = f"One. Two; three {OBJECT} four; five"
    splitter = Splitter("en", "en_core_web_sm")
    words = splitter.words(text, 0, len(text))
    assert [words[k][0].raw for k in splitter.starts(text, words)] == ["three", "five"]


@pytest.mark.parametrize("tag", ["de", "en"])
def test_reading_gives_what_words_and_starts_say(tag: str) -> None:
    text = "Well-\nknown (e. g.) 10:30.  Yes! No. \ufffcA\ufffc? „Ja.“ so it is … And co- operation- , 5 €. Ende"
    splitter = Splitter(tag)
    for start in range(len(text)):
        for end in range(start, len(text), 7):
            placed = splitter.words(text, start, end)
            words: list[Word] = []
            starts: list[int] = []
            splitter.read(text, start, end, words, starts, ended=False)
            assert words == [word for word, _ in placed]
            assert starts == splitter.starts(text, placed)
