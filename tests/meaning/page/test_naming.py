"""Where a page names the organisation, also by its abbreviation: ⟦there⟧."""

from __future__ import annotations

import pytest

from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def reading(text: str, language: str = "en", relationship: str = "") -> Reading:
    text = text if text.startswith("---") else f"---\nlang: {language}\n---\n\n{text}\n"
    return Reading(read_page(Source(text, "page.md")), RULESET, Settings(relationship=relationship))


@pytest.mark.parametrize(
    ("language", "relationship", "marked"),
    [
        ("en", "", "OTS helps."),
        ("en", "none", "OTS helps."),
        ("en", "partner", "⟦OTS⟧ helps."),
        ("en", "", "⟦OTS⟧ coaches help."),
        ("en", "", "The official ⟦OTS⟧ evening."),
        ("en", "", "It is official. The OTS evening."),
        ("en", "", "OTS tables help."),
        ("en", "partner", "⟦OTS⟧ helps, and so does ⟦OTS⟧."),
        ("en", "partner", "OTS (over-the-shoulder) is a shot."),
        ("en", "partner", "An over-the-shoulder (OTS) shot."),
        ("en", "partner", "OTS is an old tea shop."),
        ("en", "partner", "OTS: only the stars."),
        ("en", "partner", "⟦OTS⟧ helps. Only the stars shine."),
        ("en", "", "⟦OpenTechSchool⟧ is ⟦OTS⟧ (over-the-shoulder)."),
        ("en", "", "⟦OpenTechSchool⟧ is here. ⟦Ots⟧ helps."),
        ("en", "", "⟦OpenTechSchool⟧ is here. Mrs Ots helps."),
        ("en", "", "⟦OpenTechSchool⟧ is here. Mrs. Ots helps."),
        ("en", "", "⟦OpenTechSchool⟧ is here with Tanel Ots and tea."),
        ("en", "", "⟦OpenTechSchool⟧ is here. Tea from ⟦Ots⟧."),
        ("en", "", "⟦OpenTechSchool⟧ is here. Tanel-Ots helps."),
        ("de", "", "⟦OpenTechSchool⟧ ist da. Frau Ots hilft."),
        ("de", "", "⟦OpenTechSchool⟧ ist da. Wir kennen Tanel Ots."),
        ("en", "", "[Tea](https://www.opentechschool.org) by ⟦OTS⟧."),
        ("en", "", "[Tea](https://www.example.org) by OTS."),
        ("en", "", "See opentechschool.org and ⟦OTS⟧."),
        ("en", "", "⟦Open Tech School⟧ and ⟦OTS⟧."),
        ("en", "", "⟦OpenTechSchool⟧ is here. Welcome to ⟦Open Code School⟧."),
        ("en", "", "Open Code School is here."),
    ],
)
def test_where_it_is_named(language: str, relationship: str, marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    page = reading(text, language, relationship)
    found = ""
    for i, run in enumerate(page.page.runs):
        shown = run.text
        for mention in reversed(page.mentions.get(i, [])):
            shown = f"{shown[: mention.start]}⟦{shown[mention.start : mention.end]}⟧{shown[mention.end :]}"
        found += shown
    assert found.strip() == marked.replace("[Tea](https://www.opentechschool.org)", "Tea").replace(
        "[Tea](https://www.example.org)", "Tea"
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("---\ntitle: OpenTechSchool\nlang: en\n---\n\nTea. OTS helps.\n", "Tea. OTS helps."),
        ("---\ntitle: OpenTechSchool\nlang: en\n---\n\nTea.\n", "OpenTechSchool"),
        ("Tea.\n\nOpenTechSchool helps.\n\nOpenTechSchool waves.", "OpenTechSchool helps."),
        ("Tea.", ""),
    ],
)
def test_which_mention_is_the_first(text: str, first: str) -> None:
    page = reading(text)
    found = page.first_mention
    assert (page.page.runs[found[0]].text.strip() if found else "") == first


def test_what_declares_to_the_linter_is_no_text() -> None:
    page = reading(
        "---\nlang: en\nots:\n  team: OpenTechSchool\n  relationship: partner\nother: OpenTechSchool\n---\n\nTea.\n"
    )
    assert [page.page.runs[i].key for i in page.mentions] == ["other"]
