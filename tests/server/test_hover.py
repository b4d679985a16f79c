"""What an editor shows beside a finding."""

from __future__ import annotations

from pathlib import Path

from editor import Editor


def test_it_says_the_rule_why_and_where_it_is_asked_for(shared: Editor, project: Path) -> None:
    text = "---\nots: {relationship: unofficial}\n---\n\n😀 A night presented by OpenTechSchool. Not official.\n"
    uri = shared.open(project / "a.md", text)
    shared.see(uri)
    at = text.index("presented")
    told = shared.hover(uri, at + 2)
    value = told["contents"]["value"]
    assert told["contents"]["kind"] == "markdown"
    assert told["range"]["start"] == {"line": 4, "character": 11}
    assert value.startswith("**OTS301 implied-endorsement** (error)\n\n“presented by OpenTechSchool” reads as if")
    assert "\n\n**What to do:** " in value
    assert "\n\n**Why:** Members of the community may help" in value
    assert "The page is declared unofficial (front matter)." in value
    assert "\n\n**Read as:** claim, credit: the organisation runs the event (“presented by OpenTechSchool”)" in value
    assert "\n\nGuideline: [" in value
    assert "](https://www.opentechschool.org/handbooks/partnerships.html" in value
    assert "\n\nRule: [OTS301](https://" in value


def test_there_is_none_where_nothing_was_found(shared: Editor, project: Path) -> None:
    uri = shared.open(project / "a.md", "Tea. opentechschool. Tea.\n")
    assert shared.hover(uri, 2) is None
    assert shared.hover(uri, 5) is not None
    assert shared.hover(uri, 19) is not None  # a cursor behind the last letter
    assert shared.hover(uri, 20) is None


def test_what_a_page_says_is_never_markup(shared: Editor, project: Path) -> None:
    text = "---\nots: {relationship: unofficial}\n---\n\nThe [a](b)`*_<i>&amp; night is presented by Open&shy;Tech*School*.\n"
    uri = shared.open(project / "a.md", text)
    found = shared.see(uri)
    assert found
    for place in range(text.index("The"), len(text)):
        told = shared.hover(uri, place)
        if told:
            assert "<i>" not in told["contents"]["value"].replace("\\<i>", "")


def test_what_is_quoted_of_a_page_is_never_markup(shared: Editor, project: Path) -> None:
    text = "# Night *x* \\[tea\\](u) of OpenTechSchool\n\nOn 3 May 2030 in Berlin.\n\n<!-- ots-lint: relationship=unofficial -->\n"
    uri = shared.open(project / "a.md", text)
    told = shared.hover(uri, text.index("OpenTechSchool"))["contents"]["value"]
    assert r"Night x \[tea\](u) of OpenTechSchool" in told


def test_it_speaks_of_all_findings_at_a_place(shared: Editor, project: Path) -> None:
    text = "Supported by Open Tech School.\n"
    uri = shared.open(project / "a.md", text)
    assert shared.hover(uri, 20)["contents"]["value"].count("\n\n---\n\n") == 1
    assert shared.hover(uri, 20)["range"]["start"] == {"line": 0, "character": 13}
    assert shared.hover(uri, 5)["range"]["start"] == {"line": 0, "character": 0}
