"""Suppressions: what they cover, which are useless, and that taking those away changes nothing else."""

from __future__ import annotations

import pytest
from fakes import FakeRuleset, check_page

from ots_lint.lint import suppress
from ots_lint.lint.fix import apply_fixes
from ots_lint.pages.base import read_page
from ots_lint.settings import Settings
from ots_lint.text.source import Source

WRONG = "Open Tech School"


def lint(text: str, name: str = "page.md", settings: Settings | None = None, key: str = "ots"):
    """(code, row) of what is left, how many were suppressed, and the findings."""
    source = Source(text, name)
    page = read_page(source)
    rules = FakeRuleset()
    settings = settings or Settings()
    kept, suppressed = suppress.apply(page, check_page(page, rules, settings), rules, settings, key)  # type: ignore[arg-type]
    kept.sort(key=lambda finding: finding.span)
    return [(f.code, source.position(f.span.start)[0]) for f in kept], suppressed, kept


def left(text: str, **more) -> list[tuple[str, int]]:
    return lint(text, **more)[0]


def fixed(text: str, name: str = "page.md", **more) -> str:
    """The text after the safe fixes of useless suppressions."""
    useless = [f for f in lint(text, name, **more)[2] if f.code == "OTS901"]
    newline = "\r\n" if "\r\n" in text else "\n"
    return apply_fixes(text, useless, newline=newline)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<!-- ots-lint-disable-next-line OTS101 -->\n{WRONG}\n\n{WRONG}\n", [("OTS101", 4)]),
        (f"<!-- ots-lint-disable-next-line -->\n{WRONG}\n", []),
        (f"<!-- ots-lint-disable-next-line OTS101 -- an old poster, OTS301 -->\n\n\n{WRONG}\n", []),
        (f"<!-- ots-lint-disable-next-line OTS1 -->\n{WRONG}\n", []),
        (f"<!-- ots-lint-disable-next-line ots101 -->\n{WRONG}\n", []),
        (f"<!--ots-lint-disable-next-line OTS101,OTS103-->\n{WRONG} OTS\n", []),
        (f"<!-- ots-lint-disable-next-line\n     OTS101\n-->\n{WRONG}\n", []),
        (f"<!-- ots-lint-disable-next-line OTS101 -->\n<!-- ots-lint-disable-next-line OTS103 -->\n{WRONG} OTS\n", []),
        (f"> <!-- ots-lint-disable-next-line OTS101 -->\n>\n> {WRONG}\n", []),
        (f"<!-- ots-lint-disable-next-line OTS101 -->\r\n\r\n{WRONG}\r\n", []),
        (f"{WRONG}\n\n<!-- ots-lint-disable OTS101 -->\n\n{WRONG}\n\n{WRONG}\n", [("OTS101", 1)]),
        (f"<!-- ots-lint-disable -->\n\n{WRONG}\n\n<!-- ots-lint-enable -->\n\n{WRONG}\n", [("OTS101", 7)]),
        (
            f"<!-- ots-lint-disable -->\n\n{WRONG} OTS\n\n<!-- ots-lint-enable OTS101 -->\n\n{WRONG} OTS\n",
            [("OTS101", 7)],
        ),
        (
            f"<!-- ots-lint-disable OTS101, OTS103 -->\n\n{WRONG} OTS\n\n<!-- ots-lint-enable OTS1 -->\n\n{WRONG} OTS\n",
            [("OTS101", 7), ("OTS103", 7)],
        ),
        (f"---\ntitle: {WRONG}\n---\n\n{WRONG}\n\n<!-- ots-lint-disable-file -->\n", []),
        (f"---\ntitle: {WRONG}\n---\n\n{WRONG} OTS\n\n<!-- ots-lint-disable-file OTS101 -->\n", [("OTS103", 5)]),
        (f"---\nots:\n  ignore: [OTS101]\n---\n\n{WRONG}\n", []),
        (f"---\nots:\n  ignore: OTS101, OTS103\n---\n\n{WRONG} OTS\n", []),
        (f"+++\n[ots]\nignore = ['OTS101']\n+++\n\n{WRONG}\n", []),
        (f"<!-- ots-lint-disable-next-line OTS101 -->\n`code`\n\n{WRONG}\n", [("OTS901", 1), ("OTS101", 4)]),
        (f"{WRONG} <!-- ots-lint-disable-line OTS101 -->\n{WRONG}\n", [("OTS101", 2)]),
        (f"<!-- ots-lint-disable-line --> {WRONG} OTS\n", []),
        (
            f"| a | {WRONG} <!-- ots-lint-disable-line OTS1 -- so it was --> |\n|---|---|\n| b | {WRONG} |\n",
            [("OTS101", 3)],
        ),
        (f"{WRONG} <!-- ots-lint-disable-line\nOTS101 --> {WRONG}\n\n{WRONG}\n", [("OTS101", 4)]),
        (f"{WRONG} <!-- ots-lint-disable-line OTS103 -->\n", [("OTS101", 1), ("OTS901", 1)]),
        (f"<!-- ots-lint-disable-line OTS101 -->\n{WRONG}\n", [("OTS901", 1), ("OTS101", 2)]),
        (f"<!-- ots-lint disable-file -->\n{WRONG}\n", [("OTS901", 1), ("OTS101", 2)]),
        (f"<!-- OTSlint-ignore -->\n{WRONG}\n", [("OTS901", 1), ("OTS101", 2)]),
        (f"<!-- ots-lint can disable this -->\n{WRONG}\n", [("OTS101", 2)]),
        (f"<!-- not ots-lint-disable-file -->\n\n{WRONG}\n", [("OTS101", 3)]),
        (f"`<!-- ots-lint-disable-file -->`\n\n{WRONG}\n", [("OTS101", 3)]),
    ],
)
def test_what_is_left(text: str, expected: list[tuple[str, int]]) -> None:
    assert left(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<!-- ots-lint-disable-next-line OTS101 -->\n<p>{WRONG}</p>\n", []),
        (f"<p>{WRONG}<!-- ots-lint-disable-line OTS101 --></p>\n<p>{WRONG}</p>", [("OTS101", 2)]),
        (f"<p><!-- ots-lint-disable -->{WRONG}<!-- ots-lint-enable --> {WRONG}</p>\n", [("OTS101", 1)]),
        (f"<head><title>{WRONG}</title></head>\n<p>{WRONG}</p>\n<!-- ots-lint-disable-file OTS101 -->", []),
        (f"---\nots: {{ignore: [OTS101]}}\n---\n<p>{WRONG}</p>\n", []),
    ],
)
def test_what_is_left_in_html(text: str, expected: list[tuple[str, int]]) -> None:
    assert left(text, name="page.html") == expected


def test_suppressed_findings_are_counted() -> None:
    assert lint(f"<!-- ots-lint-disable OTS101 -->\n\n{WRONG} {WRONG}\n")[1] == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # with the line where it stands alone
        ("# Fine\n\n<!-- ots-lint-disable-next-line OTS101 -->\nFine\n", "# Fine\n\nFine\n"),
        ("# Fine\r\n\r\n<!-- ots-lint-disable-next-line OTS101 -->\r\nFine\r\n", "# Fine\r\n\r\nFine\r\n"),
        # two paragraphs stay two
        ("One\n<!-- ots-lint-disable-next-line OTS101 -->\nTwo\n", "One\n\nTwo\n"),
        ("Word <!-- ots-lint-disable-next-line OTS101 --> word\n", "Word word\n"),
        ("Last\n<!-- ots-lint-disable-file -->", "Last\n"),
        ("<!-- ots-lint-disable-file -->\n\nFirst\n", "First\n"),
        ("Word <!-- ots-lint-disable-line OTS101 -->\n", "Word\n"),
        # one code of several
        (f"{WRONG} <!-- ots-lint-disable-line OTS301, OTS101 -->\n", f"{WRONG} <!-- ots-lint-disable-line OTS101 -->\n"),
        (f"<!-- ots-lint-disable-next-line OTS101, OTS301 -->\n{WRONG}\n", f"<!-- ots-lint-disable-next-line OTS101 -->\n{WRONG}\n"),
        (
            f"<!-- ots-lint-disable-next-line OTS301, OTS102 OTS101 -- why -->\n{WRONG}\n",
            f"<!-- ots-lint-disable-next-line OTS101 -- why -->\n{WRONG}\n",
        ),
        (
            f"<!-- ots-lint-disable-next-line OTS301,OTS101,OTS102 -->\n{WRONG}\n",
            f"<!-- ots-lint-disable-next-line OTS101 -->\n{WRONG}\n",
        ),
        (f"<!-- ots-lint-disable-next-line OTS101,OTS101 -->\n{WRONG}\n", f"<!-- ots-lint-disable-next-line OTS101 -->\n{WRONG}\n"),
        # a range goes with its end
        ("a\n\n<!-- ots-lint-disable OTS101 -->\n\nb\n\n<!-- ots-lint-enable OTS101 -->\n\nc\n", "a\n\nb\n\nc\n"),
        # front matter
        ("---\ntitle: a\nots:\n  ignore: [OTS101]\n---\nb\n", "---\ntitle: a\n---\nb\n"),
        ("---\nots: {ignore: [OTS101]}\ntitle: a\n---\nb\n", "---\ntitle: a\n---\nb\n"),
        ("---\nots:\n  ignore: [OTS101]\n  team: Berlin\n---\nb\n", "---\nots:\n  team: Berlin\n---\nb\n"),
        ("---\nots: {ignore: [OTS101], team: Berlin}\n---\nb\n", "---\nots: {team: Berlin}\n---\nb\n"),
        ("---\nots: {team: Berlin, ignore: [OTS101]}\n---\nb\n", "---\nots: {team: Berlin}\n---\nb\n"),
        (f"---\nots:\n  ignore: [OTS301, OTS101]\n---\n{WRONG}\n", f"---\nots:\n  ignore: [OTS101]\n---\n{WRONG}\n"),
        (f"---\nots:\n  ignore: [OTS101, OTS301] # why\n---\n{WRONG}\n", f"---\nots:\n  ignore: [OTS101] # why\n---\n{WRONG}\n"),
        (
            f"---\nots:\n  ignore:\n    - OTS301\n    - OTS101\nlayout: x\n---\n{WRONG}\n",
            f"---\nots:\n  ignore:\n    - OTS101\nlayout: x\n---\n{WRONG}\n",
        ),
        ("---\r\nots:\r\n  ignore:\r\n    - OTS301\r\n    - OTS102\r\nlayout: x\r\n---\r\nb\r\n", "---\r\nlayout: x\r\n---\r\nb\r\n"),
        ("+++\ntitle = 'a'\n[ots]\nteam = 'B'\nignore = ['OTS101']\n+++\nb\n", "+++\ntitle = 'a'\n[ots]\nteam = 'B'\n+++\nb\n"),
        (
            f"+++\n[ots]\nignore = ['OTS101', 'OTS301']\n+++\n{WRONG}\n",
            f"+++\n[ots]\nignore = ['OTS101']\n+++\n{WRONG}\n",
        ),
    ],
)  # fmt: skip
def test_useless_suppressions_are_taken_away(before: str, after: str) -> None:
    assert fixed(before) == after
    assert "OTS901" not in [code for code, _ in left(after)]


def test_useless_suppressions_are_taken_away_in_html() -> None:
    before = "<main>\n  <!-- ots-lint-disable OTS101 -->\n  <p>b</p>\n  <!-- ots-lint-enable -->\n</main>\n"
    assert fixed(before, "page.html") == "<main>\n  <p>b</p>\n</main>\n"


def test_only_rules_that_ran_can_make_a_suppression_useless() -> None:
    text = "<!-- ots-lint-disable-next-line OTS301 -->\nfine\n\n<!-- ots-lint-disable -->\n\n<!-- ots-lint-disable-next-line OTS1 -->\nfine\n"
    assert left(text) == [("OTS901", 1), ("OTS901", 4), ("OTS901", 6)]
    assert left(text, settings=Settings(select=("OTS1", "OTS9"))) == [("OTS901", 6)]
    assert left(text, settings=Settings(ignore=("OTS103",))) == [("OTS901", 1)]
    assert left(text, settings=Settings(select=("OTS1",))) == []


def test_a_code_that_no_rule_has_is_told() -> None:
    _, _, findings = lint("<!-- ots-lint-disable-file OTS110 -->\n")
    assert [f.message for f in findings] == ["There is no rule OTS110 (did you mean OTS103?); this suppresses nothing."]
    _, _, findings = lint("<!-- ots-lint-disable-file name-spelling -->\n")
    assert "did you mean OTS101?" in findings[0].message


def test_a_word_that_is_no_directive_is_told() -> None:
    _, _, findings = lint("<!-- ots-lint-disable-nextline OTS101 -->\nfine\n")
    assert "did you mean ots-lint-disable-next-line?" in findings[0].message
    assert lint("<!-- ots-lint: relationship=partner -->\n")[2] == []


def test_an_end_without_a_beginning_is_useless() -> None:
    assert left("a\n\n<!-- ots-lint-enable -->\n") == [("OTS901", 3)]
    assert fixed("a\n\n<!-- ots-lint-enable -->\n") == "a\n\n"


def test_a_useless_suppression_is_kept_quiet_only_by_name() -> None:
    text = "<!-- ots-lint-disable-next-line OTS101 -->\nfine\n"
    assert left("<!-- ots-lint-disable-file OTS901 -->\n\n" + text) == []
    assert left("<!-- ots-lint-disable-file -->\n\n" + text) == [("OTS901", 1), ("OTS901", 3)]


def test_the_key_of_front_matter_is_the_brands() -> None:
    assert left(f"---\nacme: {{ignore: [OTS101]}}\n---\n{WRONG}\n", key="acme") == []


def test_thousands_of_suppressions_take_no_time() -> None:
    import time

    text = "".join(f"<!-- ots-lint-disable OTS{i % 999:03} -->\n\n{WRONG}\n\n" for i in range(1000))
    start = time.perf_counter()
    lint(text)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("kind", ["disable", "disable-file", "disable-next-line"])
def test_what_is_hidden_in_a_comment_without_an_end_is_not_removed(kind: str) -> None:
    text = f"Hello.\n\n<!-- ots-lint-{kind} OTS101\n\nThe most important text of the page.\n"
    assert left(text) == [("OTS901", 3)]
    assert fixed(text) == text
    assert fixed(text.replace("OTS101\n", "OTS101 -->\n")) != text
