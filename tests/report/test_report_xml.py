"""JUnit and Checkstyle."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from report_builders import found, report_of, sample_report, text_of

from ots_lint.report.model import Report
from ots_lint.text.source import Source

XSD = Path(__file__).parent.parent / "schemas" / "junit-10.xsd"


def junit(report: Report) -> ElementTree.Element:
    output = text_of(report, "junit")
    etree = pytest.importorskip("lxml.etree", reason="lxml validates against the XSD")
    etree.XMLSchema(etree.parse(str(XSD))).assertValid(etree.fromstring(output.encode()))
    return ElementTree.fromstring(output)


def test_junit_has_a_suite_for_each_page_clean_ones_too() -> None:
    root = junit(sample_report())
    assert {suite.get("name"): (suite.get("tests"), suite.get("failures")) for suite in root} == {
        "events/a.md": ("7", "6"),
        "events/clean.html": ("1", "0"),
    }
    assert (root.get("tests"), root.get("failures")) == ("8", "6")
    assert len(root.findall(".//failure")) == 6
    assert len(root.findall(".//system-out")) == 1


def test_junit_has_clean_pages_before_between_and_behind_the_others() -> None:
    names = ("a.md", "b.md", "c.md", "d.md", "e.md")
    sources = {name: Source("Open Tech School\n", name) for name in names}
    root = junit(report_of(*(found(sources[name], "Open Tech School") for name in ("b.md", "d.md")), sources=sources))
    assert [(suite.get("name"), suite.get("failures")) for suite in root] == [
        *[("a.md", "0"), ("b.md", "1"), ("c.md", "0"), ("d.md", "1"), ("e.md", "0")]
    ]


@pytest.mark.parametrize(("level", "failures"), [("error", 5), ("warning", 6), ("info", 7), ("never", 0)])
def test_junit_fails_what_fails_the_run(level: str, failures: int) -> None:
    assert len(junit(sample_report(fail_level=level)).findall(".//failure")) == failures


def test_junit_says_what_to_do() -> None:
    failure = junit(sample_report()).find(".//failure")
    assert failure is not None and failure.text is not None
    assert 'Write "OpenTechSchool".' in failure.text
    assert "title: Open Tech School night" in failure.text
    assert failure.get("message") == '"Open Tech School" is spelled differently.'


def test_checkstyle() -> None:
    root = ElementTree.fromstring(text_of(sample_report(), "checkstyle"))
    (file,) = root.findall("file")
    assert file.get("name") == "events/a.md"
    first = file.findall("error")[0]
    assert first.attrib == {
        "line": "2",
        "column": "8",
        "severity": "error",
        "message": '"Open Tech School" is spelled differently.',
        "source": "ots-lint.OTS101",
    }


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_text_comes_through(name: str) -> None:
    message = "<a href=\"x\">'&amp;' ]]>\nsecond\tü 🎉</a>"
    root = ElementTree.fromstring(text_of(report_of(found(Source("x", "a.md"), "x", message=message)), name))
    assert message in [element.get("message") for element in root.iter()]


@pytest.mark.parametrize("name", ["junit", "checkstyle", "gitlab", "rdjsonl", "markdown", "html", "github"])
def test_known_findings_are_left_out(name: str) -> None:
    source = Source("known_text", "a.md")
    assert "known_text" not in text_of(report_of(found(source, "known_text", baseline=True)), name)
