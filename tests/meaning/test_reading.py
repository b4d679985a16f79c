"""What of a page need not be read, and what is told of it without reading its sentences."""

from __future__ import annotations

import pytest

from ots_lint.meaning.pipeline import build as pipelines
from ots_lint.meaning.reading import Reading
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def reading(text: str, language: str = "en") -> Reading:
    text = text if text.startswith("---") else f"---\nlang: {language}\n---\n\n{text}\n"
    return Reading(read_page(Source(text, "page.md")), RULESET, Settings())


def text_of(sentence: Sentence) -> str:
    text: str = sentence.unit.doc[sentence.start : sentence.start + len(sentence.words)].text
    return text


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Welcome to OpenTechSchool.", True),
        ("Welcome to OpenTechSchool", True),
        ("OpenTechSchool", True),
        ("Welcome to OpenTechSchool now.", False),
        ("OpenTechSchool met OpenTechSchool.", False),
        ("Welcome to OpenTechSchool?", False),
        ("Tea? OpenTechSchool.", False),
        ("Welcome to OpenTechSchool (¿).", False),
        ("| A | B |\n|---|---|\n| Tea | OpenTechSchool |", True),
        ("| A | B |\n|---|---|\n| OpenTechSchool | Tea |", False),
        ("| A | B |\n|---|---|\n| OpenTechSchool | OpenTechSchool |", False),
        ("| A | B |\n|---|---|\n| Tea? | OpenTechSchool |", False),
        ("| A | B |\n|---|---|\n| OpenTechSchool | – |", False),
    ],
)
def test_whether_a_text_ends_with_the_name(text: str, *, ends: bool) -> None:
    page = reading(text)
    number = page.unit_of[next(iter(page.mentions))]
    assert page._ends_with_name(number) is ends


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("We greet OpenTechSchool.", "en", []),
        ("OpenTechSchool sends coaches.", "en", ["OpenTechSchool sends coaches."]),
        ("We greet OpenTechSchool today.\n\nTea is free.", "en", ["We greet OpenTechSchool today."]),
        ("Supported by:\n\n- OpenTechSchool", "en", ["OpenTechSchool"]),
        ("We greet:\n\n- OpenTechSchool", "en", []),
        ("## Who helps?\n\nOpenTechSchool", "en", ["OpenTechSchool"]),
        ("## All\n\nOpenTechSchool", "en", []),
        ("## Supported by\n\nOpenTechSchool", "en", ["OpenTechSchool"]),
        ("## Sponsors\n\nOpenTechSchool", "en", ["OpenTechSchool"]),
        ("Witamy OpenTechSchool, wspierany przez OpenTechSchool.", "pl", []),
        ("Tea is free. We greet OpenTechSchool. We drink.", "en", ["We greet OpenTechSchool."]),
        ("Tea is free. OpenTechSchool sends coaches.", "en", ["OpenTechSchool sends coaches."]),
        ("OpenTechSchool coaches help us.", "en", ["OpenTechSchool coaches help us."]),
    ],
)
def test_which_texts_that_name_it_are_read(text: str, language: str, read: list[str]) -> None:
    page = reading(text, language)
    assert [text_of(sentence) for sentence in page.mentioning] == read


@pytest.mark.parametrize(
    ("text", "language", "names", "may"),
    [
        ("Tea costs 10€.", "en", ("currency",), True),
        ("Tea costs 10 €.", "en", ("currency",), True),
        ("Tea is free.", "en", ("currency",), False),
        ("Tea is free.", "en", ("currency", "be"), True),
        ("They come.", "en", ("plural-pronoun",), True),
        ("The theysters come.", "en", ("plural-pronoun",), False),
        ("OpenTechSchool waves.", "en", ("currency",), True),
        ("Herbata za 10 €.", "pl", ("currency",), False),
        ("OpenTechSchool za 10 €.", "pl", ("currency",), False),
    ],
)
def test_whether_a_text_may_have_a_word_of_a_class(
    text: str, language: str, names: tuple[str, ...], *, may: bool
) -> None:
    reading("OpenTechSchool sends coaches.").mentioning  # noqa: B018 - makes the pipeline
    assert reading(text, language).may_have(0, *names) is may


def test_a_text_may_have_what_its_letters_have_until_a_pipeline_can_part_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines, "_PIPELINES", {})
    assert reading("They come.").may_have(0, "plural-pronoun")
    assert not reading("Tea is free.").may_have(0, "currency")


@pytest.mark.parametrize(
    ("text", "language", "family", "may"),
    [
        ("OpenTechSchool sends coaches.", "en", "provides", True),
        ("OpenTechSchool waves.", "en", "runs", False),
        ("The evening is hosted by Acme.", "en", "runs", False),
        ("The evening is hosted by OpenTechSchool.", "en", "runs", True),
        ("Wieczór organizuje OpenTechSchool, zapraszamy wszystkich.", "pl", "runs", False),
    ],
)
def test_whether_a_frame_may_match(text: str, language: str, family: str, *, may: bool) -> None:
    assert reading(text, language).may_state(0, family) is may


def test_the_years_of_a_page_are_those_of_its_dates() -> None:
    page = reading(
        "---\nlang: en\ntitle: Ten nights of 1999\nDate: 2027-05-01\nend_date: 2028-01-01\n---\n\nTea in 2013.\n"
    )
    assert page.facts.years == {"2027", "2028"}
    assert page.titles == "ten nights of 1999"
    assert {"nights", "ten"} & page.facts.titles
    assert "tea" not in page.facts.titles


def test_which_languages_are_read() -> None:
    page = reading("OpenTechSchool helps.")
    assert (page.unread_language, page.language) == ("", "en")
    assert page.reads("claims")
    assert not page.reads("no-part")
    mixed = reading('Tea is free.\n\n<p lang="pl">OpenTechSchool pomaga.</p>')
    assert mixed.unread_language == "pl"
    assert not any(mixed.reads(part) for part in ("claims", "core"))
    meta = reading(
        "---\nlang: en\ndescription: Witamy serdecznie na stronie, OpenTechSchool pomaga nam dzisiaj.\n---\n\nTea.\n"
    )
    assert meta.unread_language == ""


def test_what_follows_a_sentence_that_names_it() -> None:
    def about(text: str) -> list[tuple[str, str | None]]:
        return [
            (text_of(sentence), text_of(before) if before else None)
            for sentence, before in reading(text).about_it("material-taken-up")
        ]

    first, after = "OpenTechSchool sends coaches.", "We use their worksheets."
    assert about(f"{first} Tea is free.") == [(first, None), ("Tea is free.", first)]
    assert about(f"{first}\n\n{after}") == [(first, None), (after, first)]
    assert about(f"{first}\n\nHello.") == [(first, None)]
    assert about(first) == [(first, None)]
    assert about(f"{first} {first}") == [(first, None), (first, None)]
    assert about(f"{first} OpenTechSchool coaches help us.") == [
        (first, None),
        ("OpenTechSchool coaches help us.", None),
    ]
    assert about(f"Hello. {first}\n\n{after}") == [(first, None), (after, first)]


def test_whether_a_heading_has_a_word() -> None:
    page = reading("Tea.\n\n# Past events\n\nCake.\n\n# All\n\nJuice.")
    words = {run.text: page.heading_has_word(run, "past") for run in page.page.runs if run.kind == "prose"}
    assert words == {"Tea.": False, "Cake.": True, "Juice.": False}


def test_runs_without_declarations() -> None:
    page = reading("# Tea\n\nCake. <!-- ots-lint: relationship=partner -->\n\n![Juice](a.png)")
    assert [run.text.strip() for _, run in page.runs_of(("prose", "alt"))] == ["Cake.", "Juice"]


def test_what_is_kept_is_let_go() -> None:
    page = reading('OpenTechSchool helps.\n\n<p lang="pl">Herbata.</p>')
    assert [page.unit(number) is None for number in range(len(page.units))] == [False, True]
    page.release()
    assert not vars(page)


def test_what_a_sentence_says_does_not_hang_on_pages_that_were_read_before() -> None:
    sentence = "Die Kartenwerkstatt richten das Stadtarchiv und OpenTechSchool gemeinsam aus."

    def given(text: str) -> list[str]:
        page = read_page(Source(f"---\nlang: de\n---\n\n{text}\n", "page.md"))
        return [kind for kind, *_ in Reading(page, RULESET, Settings()).contributions]

    assert given(sentence) == ["venue"]
    assert given(f"# Kartenwerkstatt\n\n{sentence}") == []
    assert given(sentence) == ["venue"]
