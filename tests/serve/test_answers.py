"""What is answered: findings in place, why, and the text with the changes that somebody wants."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from ots_lint.finding import Edit, Finding, Fix
from ots_lint.lint.result import Linted
from ots_lint.messages import languages
from ots_lint.serve.answer import _fixed, choice
from ots_lint.serve.asked import Asked, guess
from ots_lint.serve.handler import preferred
from ots_lint.serve.server import Server
from ots_lint.site.live import Live
from ots_lint.site.options import Options
from ots_lint.text.run import Span
from ots_lint.text.source import Source

if TYPE_CHECKING:
    from conftest import Visitor

PAGE = "# Code Night\n\nPresented by OpenTechSchool. Thanks to Open Tech School!\n"


def test_findings_stand_in_the_text_with_why_and_what_to_write(visitor: Visitor) -> None:
    html = visitor.html(PAGE, relationship="unofficial")
    assert '<h2 id="found" tabindex="-1">3 findings</h2>' in html
    assert '>Open Tech School</mark><a class="ref" href="#f3" id="m3"' in html
    assert "This page counts as: unofficial (your answer). It was read as Markdown." in html
    assert "the page is declared unofficial (your answer)" in html
    assert "Read as: claim, credit: the organisation runs the event" in html
    assert 'href="https://github.com/OpenTechSchool/ots-lint/blob/main/docs/rules/OTS301.md"' in html
    assert ">Unofficial support</a>" in html
    assert "<ins>OpenTechSchool</ins>" in html
    assert visitor.fixed(html) == PAGE.replace("Open Tech School", "OpenTechSchool")
    assert "1 change is made in it. 2 findings are left for you." in html


def test_a_change_to_be_read_again_is_made_only_where_it_is_chosen(visitor: Visitor) -> None:
    first, second = visitor.choices(visitor.html(PAGE, relationship="unofficial"))
    claim = visitor.fixed(visitor.html(PAGE, relationship="unofficial", chosen=[first]))
    assert "Supported privately by" in claim and "not an official" not in claim
    note = visitor.fixed(visitor.html(PAGE, relationship="unofficial", chosen=[second]))
    assert "Presented by OpenTechSchool" in note and "not an official" in note
    html = visitor.html(PAGE, relationship="unofficial", chosen=[first, second])
    both = visitor.fixed(html)
    assert "Supported privately by" in both and "not an official" in both
    assert html.count(" checked>") == 2
    assert "3 changes are made in it. Nothing is left to change." in html


def test_a_choice_is_for_this_text_alone(visitor: Visitor) -> None:
    first, _ = visitor.choices(visitor.html(PAGE, relationship="unofficial"))
    assert "Presented by" in visitor.fixed(visitor.html(f"Hello.\n\n{PAGE}", relationship="unofficial", chosen=[first]))


def test_of_two_equal_changes_the_chosen_one_is_made(visitor: Visitor) -> None:
    text = "We thank OpenTechScool.\n\nAnd again OpenTechScool, and Open Tech School.\n"
    one, two = visitor.choices(visitor.html(text))
    assert visitor.fixed(visitor.html(text, chosen=[one])) == (
        "We thank OpenTechSchool.\n\nAnd again OpenTechScool, and OpenTechSchool.\n"
    )
    assert visitor.fixed(visitor.html(text, chosen=[two])) == (
        "We thank OpenTechScool.\n\nAnd again OpenTechSchool, and OpenTechSchool.\n"
    )
    assert "Scool" not in visitor.fixed(visitor.html(text, chosen=[one, two]))


def test_contributions_are_what_somebody_says(visitor: Visitor) -> None:
    given = {"text": "Thanks to OpenTechSchool!\n", "relationship": "supported", "contributions": ["coaches", "venue"]}
    [named] = visitor.choices(visitor.html(**given))
    assert "OpenTechSchool supports this event with coaches and the venue." in visitor.fixed(
        visitor.html(**given, chosen=[named])
    )
    stated = {**given, "text": "OpenTechSchool supports this event with coaches and the venue.\n"}
    assert ">Nothing to change.</h2>" in visitor.html(**stated)
    html = visitor.html(**stated, own="a robot, ,<b>cake</b>")
    assert (
        "Declared, but stated nowhere on the page as a contribution of OpenTechSchool: a robot, &lt;b&gt;cake" in html
    )


def test_own_words_stand_in_the_sentence_that_is_written(visitor: Visitor) -> None:
    given = {"text": "Thanks to OpenTechSchool!\n", "relationship": "supported", "contributions": ["coaches"]}
    [named] = visitor.choices(visitor.html(**given, own="a robot"))
    html = visitor.html(**given, own="a robot", chosen=[named])
    assert visitor.fixed(html) == (
        "Thanks to OpenTechSchool! OpenTechSchool supports this event with coaches and a robot.\n"
    )
    assert visitor.choices(visitor.html(**given, own="<b>cake</b>")) == []  # what is no word is left to whoever writes


def test_of_two_changes_at_one_place_one_is_told_not_to_be_made() -> None:
    def found(content: str) -> Finding:
        fix = Fix("unsafe", content, (Edit(Span(0, 2), content),))
        return Finding("X1", "x", "error", content, Span(0, 2), fix)

    linted = Linted(Source("ab\n", "page.txt"), [found("one"), found("two")])
    chosen = frozenset(map(choice, linted.findings))
    outcome, wanted = _fixed(linted, chosen, lambda source: Linted(source, []))
    assert (outcome.source.text, len(outcome.applied), wanted) == ("one\n", 1, 2)


def test_nothing_to_change_is_said(visitor: Visitor) -> None:
    html = visitor.html("Thanks to OpenTechSchool for the coaches!\n", relationship="supported")
    assert ">Nothing to change.</h2>" in html
    assert "fixed-text" not in html
    assert "This page does not name OpenTechSchool" in visitor.html("Hello.\n")


def test_an_announcement_in_german_on_a_german_page(visitor: Visitor) -> None:
    html = visitor.html(
        "Präsentiert von OpenTechSchool, danke an Open Tech School.\n", relationship="unofficial", lang="de"
    )
    assert ">3 Funde</h2>" in html
    assert "„Open Tech School“ schreibt sich OpenTechSchool" in html
    assert "Diese Seite gilt als: inoffiziell (deine Angabe). Sie wurde gelesen als einfacher Text." in html
    assert "Dies ist keine offizielle Veranstaltung" in html
    got = visitor.ask("  \n", path="/check?lang=de")
    assert (got.status, got.json["error"]) == (400, "Füg zuerst eine Ankündigung ein.")


@pytest.mark.parametrize("lang", languages())
def test_the_page_speaks_each_language(visitor: Visitor, lang: str) -> None:
    page = visitor.get(f"/?lang={lang}").text
    assert f'<html lang="{lang}">' in page
    assert visitor.get("/", Accept_Language=f"{lang}-XX,fr;q=0.9").text == page
    assert f'value="{lang}" lang="{lang}" aria-pressed="true"' in page


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,en;q=0.5", "de"),
        ("en;q=0.5, de;q=0.7", "de"),
        ("fr, it;q=0.9", "en"),
        ("de;q=0", "en"),
        ("de;q=x, en", "en"),
        (",;q=,DE", "de"),
    ],
)
def test_the_language_that_a_browser_likes_best(accepted: str, lang: str) -> None:
    assert preferred(accepted, languages()) == lang


def test_without_scripts_the_whole_page_comes_back(visitor: Visitor) -> None:
    text = "</textarea><script>alert(1)</script>\r\nThanks to Open Tech School & Müller"
    form = {
        "token": visitor.token,
        "text": text,
        "relationship": "partner",
        "contributions": "venue",
        "own": '"><i id=x>',
    }
    headers = {"Content_Type": "application/x-www-form-urlencoded", "Accept_Language": "de"}
    got = visitor.request("POST", "/", urlencode({**form, "switch": "en", "lang": "de"}).encode(), **headers)
    assert got.status == 200
    assert '<html lang="en">' in got.text
    assert (
        "\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;\nThanks to Open Tech School &amp; Müller</textarea>"
        in got.text
    )
    assert 'value="partner" checked' in got.text and 'value="venue" checked' in got.text
    assert got.text.count("<script") == 1 and "<i id=x>" not in got.text
    assert 'id="found"' in got.text


def test_another_language_before_anything_is_pasted(visitor: Visitor) -> None:
    body = urlencode({"token": visitor.token, "text": "", "switch": "de"}).encode()
    got = visitor.request("POST", "/", body, Content_Type="application/x-www-form-urlencoded")
    assert got.status == 200
    assert '<html lang="de">' in got.text and 'id="found"' not in got.text


@pytest.mark.parametrize("text", ["a\0b opentechschool", "opentechschool \ud800", "\u202eopentechschool", "<" * 5000])
@pytest.mark.parametrize("form", ["markdown", "html", "plain"])
def test_hostile_texts_are_answered(visitor: Visitor, text: str, form: str) -> None:
    html = visitor.html(text, format=form)
    assert ("<ins>" in html) == ("opentechschool" in text and "\0" not in text)
    assert "\0" not in html and "\u202e" not in html.partition('<textarea id="fixed-text"')[0]


def test_what_cannot_be_read_is_told(visitor: Visitor) -> None:
    assert "not like a page: there is a NUL in line 1" in visitor.html("a\0b opentechschool")


def test_many_findings_are_counted(visitor: Visitor) -> None:
    html = visitor.html("Open Tech School\n\n" * 250)
    assert ">250 findings</h2>" in html
    assert "50 more findings are not shown here." in html
    assert html.count('class="card ') == 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello.\nCome to our meetup at 19:00!", "plain"),
        ("We meet at 5 < 6 and 7 > 6, see a_b_c and 2*3*4.", "plain"),
        ("# Code Night\n\nHello.", "markdown"),
        ("Hello *you*.", "markdown"),
        ("See [us](https://example.org).", "markdown"),
        ("- one\n- two", "markdown"),
        ("---\ntitle: Code Night\n---\nHello.", "markdown"),
        ("# Code Night\n\n<p>Hello.</p>", "markdown"),
        ("<p>Hello.</p>", "html"),
        ("\n<!DOCTYPE html><title>a</title>", "html"),
        ("Hello <b>you</b>, <a href='x'>come</a>!", "html"),
        ("", "plain"),
    ],
)
def test_the_format_is_told_from_the_text(text: str, expected: str) -> None:
    assert guess(text) == expected


def test_own_words_are_few_and_short() -> None:
    gives = Asked(contributions=("coaches",), own=", ".join([f"{'x' * 200}{number}" for number in range(50)])).gives
    assert gives[0] == "coaches"
    assert len(gives) <= 9 and all(len(part) <= 80 for part in gives)
    assert Asked(own="a\nb,\u202ec").gives == ("a b", "\\u202ec")


def test_answers_are_json_that_no_other_site_can_read(visitor: Visitor) -> None:
    got = visitor.ask(PAGE)
    assert got.headers["Content-Type"] == "application/json"
    assert list(json.loads(got.body)) == ["html"]


def test_settings_are_read_anew_when_they_change(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "ots-lint.toml"
    file.write_text('[[events]]\npaths = ["**"]\nrelationship = "official"\n', "utf-8")
    server = Server(Live(Options()), str(tmp_path), 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    here = type(visitor)(server, thread)
    try:
        html = here.html(PAGE)
        assert (
            "OTS101" in html and "(configuration)" not in html
        )  # what a folder says of its pages is not said of this text
        file.write_text('ignore = ["OTS101"]\n', "utf-8")
        assert "OTS101" not in here.html(PAGE)
        file.write_text("ignored = 1\n", "utf-8")
        got = here.ask(PAGE)
        assert got.status == 500 and "ots-lint.toml:1: unknown setting 'ignored'" in got.json["error"]
        german = here.ask(PAGE, lang="de")
        assert german.status == 500 and "ots-lint.toml:1: unbekannte Einstellung 'ignored'" in german.json["error"]
        file.unlink()
        assert "OTS101" in here.html(PAGE)
    finally:
        server.end()
        thread.join(5)
