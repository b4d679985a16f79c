"""GitHub annotations, review comments, GitLab, reviewdog, Markdown: what they say and where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_builders import PAGE, found, report_of, sample_report, sample_source, text_of

from ots_lint.report.model import Report
from ots_lint.text.source import Source

SCHEMAS = Path(__file__).parent.parent / "schemas"


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


def review(report: Report) -> Any:
    data = json.loads(text_of(report, "github-review"))
    jsonschema.validate(data, schema("github-review.json"))
    return data


def suggestion(body: str) -> str:
    """What a comment suggests, as GitHub reads it."""
    lines = body.split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("```") and line.endswith("suggestion"))
    fence = lines[start].removesuffix("suggestion")
    return "".join(line + "\n" for line in lines[start + 1 : lines.index(fence, start)])


# GitHub annotations


def test_github_writes_the_most_severe_first() -> None:
    lines = text_of(sample_report(), "github").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 5 + ["::warning", "::notice"]
    assert lines[0] == (
        "::error file=events/a.md,line=2,endLine=2,col=8,endColumn=24,title=OTS101 name-spelling"
        '::"Open Tech School" is spelled differently.%0AWrite "OpenTechSchool".'
    )


def test_github_escapes_what_has_a_meaning() -> None:
    source = Source("x", "a,b:c%.md")
    line = text_of(report_of(found(source, "x", message="100%\r\nsure: a,b")), "github")
    assert "file=a%2Cb%3Ac%25.md," in line
    assert line.endswith("::100%25%0Asure: a,b\n")


def test_github_leaves_columns_out_over_several_rows() -> None:
    line = text_of(report_of(found(Source("ab\ncd", "a.md"), "b\nc")), "github")
    assert "line=1,endLine=2,title" in line


@pytest.mark.parametrize("code", ["OTS101", "OTS103"])
def test_github_says_how_many_more_there_are(code: str) -> None:
    source = Source("x " * 13, "a.md")
    lines = text_of(report_of(*(found(source, "x", code=code, occurrence=i) for i in range(13))), "github").splitlines()
    kept = 9 if code == "OTS103" else 10  # the word about the others needs a notice's place
    shown = [line for line in lines if line.startswith(("::error", "::notice file"))]
    assert len(shown) == kept
    assert lines[kept].startswith(f"::notice title={13 - kept} more findings::")
    assert lines[kept + 1] == f"::group::{13 - kept} more findings"
    assert lines[kept + 2].startswith(f"- a.md:1:{2 * kept + 1} ")
    assert lines[-1] == "::endgroup::"


def test_github_folds_the_others_without_old_commands() -> None:
    source = Source("x " * 12, "a.md")
    output = text_of(
        report_of(*(found(source, "x", occurrence=i, message="##[add-mask]y") for i in range(12))), "github"
    )
    assert "- a.md:1:21 error OTS101 # #[add-mask]y\n" in output


# GitHub review


def test_review_combines_the_fixes_of_a_line() -> None:
    data = review(sample_report())
    (body,) = [c["body"] for c in data["comments"] if c["line"] == 7 and "suggestion\n" in c["body"]]
    assert suggestion(body) == "🎉 Join OpenTechSchool and OpenTechSchool in Berlin.\n"
    assert body.count("<!-- ots-lint:") == 2
    assert {comment["path"] for comment in data["comments"]} == {"events/a.md"}


def test_review_suggests_lines_after_the_end() -> None:
    data = review(sample_report())
    last = data["comments"][-1]
    assert last["line"] == 10
    assert suggestion(last["body"]).endswith("| or `not`.\n\nThis is not an official OpenTechSchool event.\n")
    assert "check that this says what you mean" in last["body"]


def test_review_comments_on_what_has_no_fix() -> None:
    body = next(c["body"] for c in review(sample_report())["comments"] if c["line"] == 8)
    assert "suggestion\n" not in body
    assert "Say it in words." in body


def test_review_of_several_rows_has_a_start() -> None:
    source = Source("a Open Tech\nSchool b\n", "a.md")
    comment = review(report_of(found(source, "Open Tech\nSchool", "OpenTechSchool"), sources={"a.md": source}))[
        "comments"
    ][0]
    assert (comment["start_line"], comment["line"], comment["start_side"]) == (1, 2, "RIGHT")
    assert suggestion(comment["body"]) == "a OpenTechSchool b\n"


@pytest.mark.parametrize("ticks", ["`", "```", "`````"])
def test_review_fences_are_longer_than_backticks_inside(ticks: str) -> None:
    source = Source(f"{ticks} opentechschool {ticks}\n", "a.md")
    report = report_of(found(source, "opentechschool", "OpenTechSchool"), sources={"a.md": source})
    assert suggestion(review(report)["comments"][0]["body"]) == f"{ticks} OpenTechSchool {ticks}\n"


def test_review_can_remove_rows() -> None:
    source = Source("one\n<!-- gone -->\ntwo\n", "a.md")
    report = report_of(
        found(source, "<!-- gone -->", edits=((4, 18, ""),)),
        sources={"a.md": source},
    )
    (comment,) = review(report)["comments"]
    assert comment["line"] == 2
    assert suggestion(comment["body"]) == ""


def test_review_keeps_to_changed_lines() -> None:
    data = review(sample_report(changed_lines={"events/a.md": {7, 9}}))
    assert [comment["line"] for comment in data["comments"]] == [7, 7, 7]
    # the disclaimer goes to row 10, which nobody may comment on: its finding on row 7 keeps its words
    assert sum("suggestion\n" in comment["body"] for comment in data["comments"]) == 1
    assert "3 more are not shown" in data["body"]
    assert review(sample_report(changed_lines={}))["comments"] == []


def test_review_without_the_page_has_words_only() -> None:
    data = review(report_of(found(sample_source(), "opentechschool", "OpenTechSchool")))
    assert [("suggestion\n" in c["body"], c["line"]) for c in data["comments"]] == [(False, 7)]


def test_review_is_of_bearable_length() -> None:
    source = Source("x\n" * 80, "a.md")
    findings = [found(source, "x", code="OTS103", occurrence=i) for i in range(79)]
    data = review(report_of(*findings, found(source, "x", occurrence=79)))
    assert len(data["comments"]) == 50
    assert data["comments"][-1]["line"] == 80  # the error
    assert "30 more are not shown" in data["body"]


def test_review_markers_survive_moved_lines() -> None:
    def markers(text: str) -> set[str]:
        source = Source(text, "a.md")
        data = review(report_of(found(source, "opentechschool", "OpenTechSchool"), sources={"a.md": source}))
        return {line for c in data["comments"] for line in c["body"].split("\n") if line.startswith("<!--")}

    assert markers("x opentechschool") == markers("new\n\nx  opentechschool\nmore") != markers("y opentechschool")


def test_review_is_kind_where_nothing_is_wrong() -> None:
    data = review(report_of())
    assert data["comments"] == []
    assert "nothing to suggest" in data["body"]


# GitLab


def test_gitlab_fits_its_documentation() -> None:
    entries = json.loads(text_of(sample_report(), "gitlab"))
    jsonschema.validate(entries, schema("gitlab-codequality.json"))
    assert [entry["severity"] for entry in entries].count("major") == 5
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 7


def test_gitlab_fingerprints_do_not_change_with_the_baseline() -> None:
    source = Source("x x", "a.md")
    one, two = found(source, "x"), found(source, "x", occurrence=1)
    known = found(source, "x", baseline=True)
    both = json.loads(text_of(report_of(one, two), "gitlab"))
    assert json.loads(text_of(report_of(known, two), "gitlab")) == both[1:]


# reviewdog


def rdjson(report: Report) -> list[Any]:
    lines = [json.loads(line) for line in text_of(report, "rdjsonl").splitlines()]
    for line in lines:
        jsonschema.validate(line, schema("rdjsonl.json"))
    return lines


def test_reviewdog_columns_are_bytes() -> None:
    lines = {line["location"]["range"]["start"]["column"]: line for line in rdjson(sample_report())}
    line = lines[11]  # "🎉 Join " is 7 characters and 10 bytes
    assert line["location"]["range"] == {"start": {"line": 7, "column": 11}, "end": {"line": 7, "column": 27}}
    assert line["suggestions"] == [{"range": line["location"]["range"], "text": "OpenTechSchool"}]


def test_reviewdog_joins_the_edits_of_a_fix() -> None:
    source = Source("ä <b>Open Tech</b> School\n", "a.md")
    fix = ((5, 14, "OpenTechSchool"), (18, 25, ""))
    (line,) = rdjson(report_of(found(source, "Open Tech</b> School", edits=fix), sources={"a.md": source}))
    assert line["suggestions"] == [
        {
            "range": {"start": {"line": 1, "column": 7}, "end": {"line": 1, "column": 27}},
            "text": "OpenTechSchool</b>",
        }
    ]
    (line,) = rdjson(report_of(found(source, "Open Tech</b> School", edits=fix)))
    assert "suggestions" not in line


def test_reviewdog_without_the_page_counts_in_its_lines() -> None:
    (line,) = rdjson(report_of(found(Source("äö opentechschool", "a.md"), "opentechschool", "OpenTechSchool")))
    assert line["location"]["range"]["start"]["column"] == 6
    assert line["suggestions"][0]["range"]["end"]["column"] == 20


# Markdown


def test_markdown_has_a_table_for_each_page() -> None:
    output = text_of(sample_report(), "markdown")
    assert "❌ 5 errors, ⚠️ 1 warning, ℹ️ 1 hint on 2 pages." in output
    assert "### <code>events/a.md</code>" in output
    assert "| 8 | ⚠️ warning | [OTS201 contribution-missing](https://example.org/rules/OTS201) |" in output
    assert "`ots-lint --fix` settles 4; `--unsafe-fixes` settles 1 more (read what it wrote)." in output
    assert "clean.html" not in output


def test_markdown_of_clean_pages() -> None:
    known = found(Source("x", "a.md"), "x", baseline=True)
    output = text_of(report_of(known, files=3), "markdown")
    assert "✅ 3 pages checked, nothing to change." in output
    assert "1 known finding from the baseline" in output


def test_markdown_stays_below_the_limit_of_a_job_summary() -> None:
    source = Source("x\n" * 3000, "a.md")
    template = [found(source, "x", message="m" * 400)] * 3000
    output = text_of(report_of(*template), "markdown")
    assert len(output.encode()) < 1024 * 1024
    assert "more findings are not shown here" in output


@pytest.mark.parametrize("text", ["- a", "1. a", "+ a", "= a", "1) a"])
def test_markdown_text_begins_no_block(text: str) -> None:
    import pyromark

    from ots_lint.report._safe import markdown

    assert pyromark.html(markdown(text)) == f"<p>{text}</p>\n"


def test_page_constant_has_what_the_tests_need() -> None:
    assert PAGE.count("Open Tech School") == 3


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Write “X”", "Write “X”."),
        ("Add “It is.”", "Add “It is.”"),
        ("Done.", "Done."),
        ("", ""),
        ("Leave it (now)", "Leave it (now)."),
    ],
)
def test_sentences_end(text: str, full: str) -> None:
    from ots_lint.report._safe import sentence

    assert sentence(text) == full


# JSON lines


def test_jsonl_is_json_line_by_line() -> None:
    report = sample_report()
    assert [json.loads(line) for line in text_of(report, "jsonl").splitlines()] == json.loads(text_of(report, "json"))
