"""What a finding marks and quotes, what it suggests to write instead and in which language, and where it is not sure.

Sentences in both languages, the words in either order. `⟦…⟧` marks the words that have to be marked.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ots_lint.finding import Finding
from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.starter.pack import pack_of
from ots_lint.text.source import Source

RULESET = load_ruleset()


def findings(
    text: str, language: str, code: str, relationship: str = "unofficial", contributions: tuple[str, ...] = ()
) -> tuple[str, list[Finding]]:
    """The whole page, and what a rule reports of it."""
    page = f"---\nlang: {language}\n---\n\n{text}\n" if language else text
    settings = Settings(event_relationship=relationship, event_contributions=contributions)
    found = lint_source(Source(page, "page.md"), RULESET, settings).findings
    return page, [finding for finding in found if finding.code == code]


def the_finding(text: str, language: str, code: str = "OTS301", **values: object) -> tuple[str, Finding]:
    page, found = findings(text, language, code, **values)  # type: ignore[arg-type]
    assert len(found) == 1, (text, found)
    return page, found[0]


def fixed(page: str, finding: Finding) -> str:
    """The page's text below its front matter, with the fix applied."""
    assert finding.fix is not None
    for edit in reversed(finding.fix.edits):
        page = page[: edit.span.start] + edit.content + page[edit.span.end :]
    return page.split("---\n\n", 1)[-1].rstrip("\n")


# ------------------------------------------------------------------ marks


MARKED = [
    ("en", "The evening is ⟦organised and paid for by OpenTechSchool Berlin⟧."),
    ("en", "⟦OpenTechSchool Berlin organises⟧ the evening."),
    ("en", "This year ⟦OpenTechSchool hosts⟧ our game night."),
    ("en", "A coding night, proudly ⟦presented by the OTS Zürich team⟧."),
    ("en", "⟦In close cooperation with OpenTechSchool Leipzig⟧ we invite you to a coding night."),
    ("en", "Our game night ⟦is a project of OpenTechSchool e.V.⟧ and the library."),
    ("en", "It is OpenTechSchool that runs this workshop."),
    ("en", "⟦Sponsored by OpenTechSchool (OTS)⟧, Acme and the library."),
    ("en", "We are proud to be officially ⟦endorsed by OpenTechSchool⟧."),
    ("en", "A night of code, ⟦hosted by OpenTechSchool⟧, with cake by Acme."),
    ("de", "Der Abend wird ⟦von OpenTechSchool Berlin veranstaltet⟧."),
    ("de", "⟦Veranstaltet wird der Abend von OpenTechSchool Berlin⟧."),
    ("de", "⟦OpenTechSchool Berlin veranstaltet⟧ den Abend."),
    ("de", "Dieses Jahr ⟦veranstaltet OpenTechSchool⟧ unseren Spieleabend."),
    ("de", "Wir freuen uns, dass ⟦OpenTechSchool den Abend ausrichtet⟧."),
    ("de", "Ein Workshop, ⟦veranstaltet von OpenTechSchool⟧, mit Kuchen von Acme."),
    ("de", "⟦Gemeinsam mit OpenTechSchool Wien⟧ veranstalten wir den Abend."),
    ("de", "⟦Unterstützt von OpenTechSchool⟧, Acme und der Bibliothek."),
    ("de", "⟦Gefördert wird das Treffen durch das OTS-Team Berlin⟧."),
    ("de", "Heute Abend ⟦stellt OpenTechSchool⟧ die Coaches."),
]


@pytest.mark.parametrize(("language", "marked"), MARKED)
def test_a_claim_is_marked_and_quoted_in_its_own_words(language: str, marked: str) -> None:
    page, finding = the_finding(re.sub("[⟦⟧]", "", marked), language)
    seen = page[finding.span.start : finding.span.end]
    if "⟦" in marked:
        assert seen == marked.partition("⟦")[2].partition("⟧")[0]
    assert f"“{seen}”" in finding.message


@pytest.mark.parametrize(
    ("language", "code", "text", "quoted"),
    [
        ("en", "OTS402", "The slides may not be shared with anybody.", "may not be shared"),
        ("de", "OTS402", "Die Folien dürfen nicht weitergegeben werden.", "dürfen nicht weitergegeben"),
        ("en", "OTS403", "The recordings remain the property of Acme.", "remain the property of"),
        ("de", "OTS403", "Die Videos bleiben Eigentum von Acme.", "bleiben Eigentum von"),
        ("en", "OTS404", "OpenTechSchool will promote all our events.", "OpenTechSchool will promote"),
        ("de", "OTS404", "OpenTechSchool wird alle unsere Termine bewerben.", "OpenTechSchool wird"),
        (
            "en",
            "OTS307",
            "But this is not an official OpenTechSchool event.",
            "is not an official OpenTechSchool event",
        ),
        (
            "de",
            "OTS307",
            "Das ist aber keine Veranstaltung von OpenTechSchool.",
            "keine Veranstaltung von OpenTechSchool",
        ),
    ],
)
def test_where_a_sentence_is_marked_its_telling_words_are_quoted(
    language: str, code: str, text: str, quoted: str
) -> None:
    page, finding = the_finding(f"OpenTechSchool brings coaches.\n\n{text}", language, code, relationship="partner")
    assert page[finding.span.start : finding.span.end] == text
    assert quoted in finding.message


# ------------------------------------------------------------------ rewordings


REWORDED = [
    ("en", "Hosted by OTS Berlin.", "Supported privately by people from the OpenTechSchool Berlin community."),
    (
        "en",
        "A night, presented by the OpenTechSchool Zürich.",
        "A night, supported privately by people from the OpenTechSchool Zürich community.",
    ),
    (
        "en",
        "Together with OTS Stockholm, we run the workshop.",
        "With private help from people of the OpenTechSchool Stockholm community, we run the workshop.",
    ),
    (
        "en",
        "We learn Rust with the kind support of OpenTechSchool Dortmund.",
        "We learn Rust with the private help of people from the OpenTechSchool Dortmund community.",
    ),
    (
        "en",
        "An evening run by OpenTechSchool Leipzig e.V.",
        "An evening supported privately by people from the OpenTechSchool Leipzig community.",
    ),
    (
        "de",
        "Veranstaltet von OTS Berlin.",
        "Privat unterstützt von Leuten aus der OpenTechSchool-Berlin-Community.",
    ),
    (
        "de",
        "In enger Zusammenarbeit mit OpenTechSchool Zürich laden wir ein.",
        "Mit privater Hilfe von Leuten aus der OpenTechSchool-Zürich-Community laden wir ein.",
    ),
    (
        "de",
        "Wir lernen Rust mit freundlicher Unterstützung von OTS Dortmund.",
        "Wir lernen Rust mit privater Hilfe von Leuten aus der OpenTechSchool-Dortmund-Community.",
    ),
    (
        "de",
        "Ein Workshop, veranstaltet von OpenTechSchool Leipzig e.V.",
        "Ein Workshop, privat unterstützt von Leuten aus der OpenTechSchool-Leipzig-Community.",
    ),
    (
        "de",
        "Gemeinsam mit OpenTechSchool Wien veranstalten wir den Abend.",
        "Mit privater Hilfe von Leuten aus der OpenTechSchool-Wien-Community veranstalten wir den Abend.",
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), REWORDED)
def test_a_rewording_keeps_the_chapter_and_the_end_of_the_sentence(language: str, text: str, wanted: str) -> None:
    page, finding = the_finding(text, language)
    assert finding.fix is not None
    assert finding.fix.edits, finding.fix
    assert fixed(page, finding) == wanted


EXAMPLES = [
    ("en", "OpenTechSchool Berlin organises the evening.", "OpenTechSchool Berlin community"),
    ("en", "The evening is certified by OTS Zürich.", "OpenTechSchool Zürich community"),
    ("en", "## Sponsors\n\n- Acme\n- OpenTechSchool Dortmund", "OpenTechSchool Dortmund community"),
    ("de", "Der Abend wird von OpenTechSchool Berlin veranstaltet.", "OpenTechSchool-Berlin-Community"),
    ("de", "Dieses Jahr richtet OTS Zürich unseren Spieleabend aus.", "OpenTechSchool-Zürich-Community"),
    ("de", "## Sponsoren\n\n- Acme\n- OpenTechSchool Dortmund", "OpenTechSchool-Dortmund-Community"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), EXAMPLES)
def test_so_does_what_is_suggested_where_there_is_no_rewording(language: str, text: str, wanted: str) -> None:
    _, finding = the_finding(text, language)
    assert finding.fix is not None
    assert finding.fix.edits == ()
    assert wanted in finding.fix.message
    assert wanted in finding.fix.sentence


def test_a_brand_of_several_words_without_an_abbreviation_keeps_its_blank_and_its_chapter(tmp_path: Path) -> None:
    for name, text in pack_of("Django Girls", "https://djangogirls.example").items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    ruleset = load_ruleset([tmp_path])
    for text, wanted in (
        ("Veranstaltet von Django Girls.", "Privat unterstützt von Leuten aus der Django-Girls-Community."),
        (
            "Veranstaltet von Django Girls Leipzig.",
            "Privat unterstützt von Leuten aus der Django-Girls-Leipzig-Community.",
        ),
    ):
        page = f"---\nlang: de\n---\n\n{text}\n"
        found = lint_source(Source(page, "page.md"), ruleset, Settings(event_relationship="unofficial")).findings
        assert [fixed(page, finding) for finding in found if finding.name == "implied-endorsement"] == [wanted]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sponsored by OpenTechSchool, Acme and the library."),
        ("en", "Hosted by OpenTechSchool and the library."),
        ("en", "Presented by OpenTechSchool & friends of the museum."),
        ("de", "Unterstützt von OpenTechSchool, Acme und der Bibliothek."),
        ("de", "Veranstaltet von OpenTechSchool und der Bibliothek."),
        ("de", "In Zusammenarbeit mit OpenTechSchool sowie dem Museum."),
    ],
)
def test_a_claim_of_others_too_is_not_reworded(language: str, text: str) -> None:
    _, finding = the_finding(text, language)
    assert finding.fix is not None
    assert finding.fix.edits == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sponsored by OpenTechSchool, and everybody is welcome."),
        ("en", "Hosted by OpenTechSchool, with cake."),
        ("de", "Unterstützt von OpenTechSchool, und alle sind willkommen."),
        ("de", "Ein Abend, veranstaltet von OpenTechSchool, gefördert von Acme."),
    ],
)
def test_what_follows_a_claim_does_not_keep_it_from_being_reworded(language: str, text: str) -> None:
    _, finding = the_finding(text, language)
    assert finding.fix is not None
    assert finding.fix.edits


# ------------------------------------------------------------------ languages


@pytest.mark.parametrize("language", ["da", "pl", "fi"])
@pytest.mark.parametrize("code", ["OTS203", "OTS302"])
def test_nothing_is_written_in_a_language_that_the_rule_does_not_know(language: str, code: str) -> None:
    relationship = "partner" if code == "OTS203" else "unofficial"
    text = "Abc def ghi." if code == "OTS203" else "Abc OpenTechSchool ghi."
    _, found = findings(text, language, code, relationship, ("coaches",))
    for finding in found:
        assert finding.fix is None or (finding.fix.edits == () and "“" not in finding.fix.message)


ENGLISH = "An evening for everybody who likes the little things in life."
GERMAN = "Ein Abend für alle, die das gerne mit uns machen wollen."


@pytest.mark.parametrize(
    ("page", "code", "written"),
    [
        (
            f"{ENGLISH}\n\nDer Abend wird von OpenTechSchool unterstützt, und wir danken allen dafür.\n",
            "OTS201",
            "OpenTechSchool unterstützt diese Veranstaltung mit Coaches.",
        ),
        (
            f"{GERMAN}\n\nThe evening is supported by OpenTechSchool, and we thank all of them for it.\n",
            "OTS201",
            "OpenTechSchool supports this event with coaches.",
        ),
        (
            f"{ENGLISH}\n\nWir lernen heute mit den Tutorials von OpenTechSchool, und das macht uns allen Spaß.\n",
            "OTS405",
            "Das Lernmaterial von OpenTechSchool steht unter CC BY-SA.",
        ),
        (
            f"{GERMAN}\n\nToday we learn with the tutorials by OpenTechSchool, and it is a lot of fun for us.\n",
            "OTS405",
            "The learning material of OpenTechSchool is licensed under CC BY-SA.",
        ),
    ],
)
def test_a_sentence_is_written_in_the_language_of_the_text_that_it_joins(page: str, code: str, written: str) -> None:
    _, found = findings(page, "", code, "supported", ("coaches",))
    assert len(found) == 1
    assert found[0].fix is not None
    assert [edit.content.strip() for edit in found[0].fix.edits] == [written]
    assert written in found[0].fix.message


@pytest.mark.parametrize("shown", ["en", "de"])
@pytest.mark.parametrize(
    ("language", "text", "code", "wanted"),
    [
        ("en", "Supported by OpenTechSchool.", "OTS201", "OpenTechSchool provides the coaches"),
        ("de", "Unterstützt von OpenTechSchool.", "OTS201", "OpenTechSchool stellt die Coaches"),
        (
            "en",
            "OpenTechSchool brings coaches.\n\nThe recordings remain the property of Acme.",
            "OTS403",
            "Photos and videos may be used by all partners without restriction",
        ),
        (
            "de",
            "OpenTechSchool bringt Coaches.\n\nDie Videos bleiben Eigentum von Acme.",
            "OTS403",
            "Fotos und Videos dürfen alle Partner ohne Einschränkung verwenden",
        ),
        ("en", "OpenTechSchool runs it.", "OTS301", "people of the OpenTechSchool community"),
        ("de", "OpenTechSchool richtet es aus.", "OTS301", "Leuten aus der OpenTechSchool-Community"),
    ],
)
def test_an_example_is_in_the_language_of_the_page_whoever_reads_the_help(
    shown: str, language: str, text: str, code: str, wanted: str
) -> None:
    page = f"---\nlang: {language}\n---\n\n{text}\n"
    settings = Settings(event_relationship="unofficial" if code == "OTS301" else "partner", lang=shown)
    found = [f for f in lint_source(Source(page, "page.md"), RULESET, settings).findings if f.code == code]
    assert [wanted in finding.advice for finding in found] == [True]


# ------------------------------------------------------------------ not sure


UNSURE = [
    ("en", "OpenTechSchool offers a good start."),
    ("en", "A good start is what OpenTechSchool offers."),
    ("en", "OpenTechSchool organises learning."),
    ("en", "OpenTechSchool provides something new."),
    ("en", "For beginners, OpenTechSchool offers something good."),
    ("de", "OpenTechSchool bietet einen guten Einstieg."),
    ("de", "Einen guten Einstieg bietet OpenTechSchool."),
    ("de", "Sicher bietet OpenTechSchool einen guten Einstieg."),
    ("de", "OpenTechSchool organisiert Neues."),
    ("de", "Neues organisiert OpenTechSchool."),
]
SURE = [
    ("en", "Tonight OpenTechSchool offers a good start."),
    ("en", "OpenTechSchool offers us a good start."),
    ("en", "OpenTechSchool invites you to learn Rust."),
    ("en", "OpenTechSchool and Acme present: the coding night."),
    ("en", "A good start is offered by OpenTechSchool."),
    ("de", "Heute Abend bietet OpenTechSchool einen guten Einstieg."),
    ("de", "Uns bietet OpenTechSchool einen guten Einstieg."),
    ("de", "OpenTechSchool lädt euch zum Lernen ein."),
    ("de", "OpenTechSchool und Acme präsentieren: die Code-Nacht."),
    ("de", "Der Einstieg wird von OpenTechSchool organisiert."),
]


@pytest.mark.parametrize(("language", "text"), UNSURE)
def test_where_it_is_not_certain_the_level_is_lower_and_the_message_says_why(language: str, text: str) -> None:
    _, finding = the_finding(text, language)
    assert finding.severity == "warning"
    assert finding.message.endswith("It is not certain that this is about this event, so it is only a warning.")


@pytest.mark.parametrize(("language", "text"), SURE)
def test_where_it_is_certain_it_is_an_error(language: str, text: str) -> None:
    _, finding = the_finding(text, language)
    assert finding.severity == "error"
    assert "not certain" not in finding.message


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Unser Vorbild ist OpenTechSchool, und es gibt Kuchen."),
        ("de", "Wir treffen uns nach OpenTechSchool, und es gibt auch Pizza."),
        ("de", "OpenTechSchool war da, und dann gibt es Kuchen."),
    ],
)
def test_what_there_is_nobody_gives(language: str, text: str) -> None:
    assert findings(text, language, "OTS301")[1] == []
