"""What pages and file names hold does no harm in any format."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from report_builders import RULES, Rule, found, report_of, text_of

from ots_lint.report import formats
from ots_lint.report.model import Report
from ots_lint.text.source import Source

FORMATS = sorted({*formats()} - {"text", "concise", "json", "full", "grouped"})
JSON_FORMATS = {"sarif", "gitlab", "github-review"}
LINE_FORMATS = {"jsonl", "rdjsonl"}
XML_FORMATS = {"junit", "checkstyle"}

ATTACKS = {
    "script": "</script></style></mark><script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "command": "\n::error::owned\r\n::add-mask::x %0A::stop-commands::y ##[add-mask]z",
    "terminal": "\x1b[2J\x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b31m",
    "cdata": "]]> <!-- --> <?xml?> &xxe; <!DOCTYPE x>",
    "control": "a\x00b\x08c\x0bd\x7fe\x85f\ufffeg",
    "tags": "a\U000e0041\U000e0042b",
    "bidi": "\u202etxet\u202c \u2066x\u2069 \u200f\u061c \u2028 \u2029",
    "markdown": "| `x` **b** [a](javascript:alert(1)) ![i](http://evil.example/x.png) @someone #1 GH-1 https://evil.example "
    "www.evil.example <b>h</b> !7 $x$ ~~s~~",
    "fence": "```` ``` `` suggestion\n```\n-->",
    "template": "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "surrogate": "half \ud800 pair",
}
NAMES = {
    "bytes": "events/caf\udce9 \udcff.md",
    "markup": "a'\"><script>alert(1)</script>&.md",
    "command": "x,line=1::error::y%0A\n::z:.md",
    "spaces": "my event #1 100% ü?.md",
    "terminal": "e\x1b[31m\u202egpj.md",
}
# Nothing that moves a cursor, reorders text or cannot be encoded may reach a stream.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


def hostile(attack: str, filename: str) -> Report:
    """A report with an attack in everything that a page, its name or an untrusted rule file can fill."""
    text = f"before {attack} Open Tech School {attack} after\n{attack}\nlast {attack}"
    source = Source(text, filename)
    one = found(
        source,
        "Open Tech School",
        f"{attack} OpenTechSchool",
        message=f"message {attack}",
        name=f"name {attack}",
        guideline=f"guideline {attack}",
        guideline_url=f"javascript:alert(1)//{attack}",
        url=f"https://example.org/{attack}",
    )
    fix = one.finding.fix._replace(message=f"fix {attack}") if one.finding.fix else None
    relationship = one.finding.relationship._replace(source=f"inferred from “{attack}”")
    one = one._replace(finding=one.finding._replace(fix=fix, relationship=relationship))
    other = found(source, f"{attack} after", code="OTS201", message=attack)
    unread = found(Source(text, filename + ".html"), "Open Tech School", "OpenTechSchool", message=attack)
    rules: Any = RULES | {
        "OTS201": Rule(
            "OTS201",
            f"n {attack}",
            f"summary {attack}",
            "warning",
            f"g {attack}",
            f"data:text/html,{attack}",
            f"javascript:alert(1)//{attack}",
            f"explanation {attack}",
        )
    }
    return report_of(one, other, unread, sources={filename: source}, rules=rules)


CASES = [(attack, "events/a.md") for attack in ATTACKS] + [("script", name) for name in NAMES]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("attack", "filename"), CASES)
def test_output_is_harmless(name: str, attack: str, filename: str) -> None:
    report = hostile(ATTACKS[attack], NAMES.get(filename, filename))
    output = text_of(report, name)
    output.encode("utf-8")  # no lone surrogate
    assert not _HARMFUL.search(output)
    assert output.endswith("\n")
    check = (
        check_json
        if name in JSON_FORMATS
        else check_lines
        if name in LINE_FORMATS
        else check_xml
        if name in XML_FORMATS
        else OTHERS[name]
    )
    check(output)


def check_plain(output: str) -> None:
    """No line that a page made up: one subject, and addresses of the web alone."""
    lines = output.split("\n")
    assert sum(line.startswith("Subject:") for line in lines) <= 1
    assert all("\r" not in line and "\t" not in line for line in lines)
    for line in lines:
        if re.match(r"\s*[a-z]+:/", line):
            assert line.strip().startswith(("https://example.org/", "https://handbook.example.org/"))


def check_json(output: str) -> None:
    json.dumps(json.loads(output), ensure_ascii=False).encode("utf-8")


def check_lines(output: str) -> None:
    lines = output.splitlines()
    assert len(lines) == 3
    for line in lines:
        json.loads(line)


def check_xml(output: str) -> None:
    root = ElementTree.fromstring(output)
    assert {element.tag for element in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "system-out",
        "checkstyle",
        "file",
        "error",
    }


def check_commands(output: str) -> None:
    lines = output.splitlines()
    assert len(lines) == 3
    for line in lines:
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match
        keys = [part.partition("=")[0] for part in match.group(2).split(",")]
        assert keys in (
            ["file", "line", "endLine", "col", "endColumn", "title"],
            ["file", "line", "endLine", "title"],
        )
        assert not re.search("%(?!25|0A|0D|3A|2C)", line)


def check_markdown(output: str) -> None:
    import pyromark

    html = pyromark.html(output, options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH)
    tags = set(re.findall(r"</?([a-zA-Z][\w-]*)", html))
    assert tags <= {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "a", "code"}
    assert all(
        a.startswith(("https://example.org/", "https://handbook.example.org/"))
        for a in re.findall(r'href="([^"]*)"', html)
    )
    cells = {len(re.findall(r"<t[dh]\b", row)) for row in html.split("<tr>")[1:]}
    assert cells <= {3, 5}
    words = re.sub("<[^>]*>", " ", html)
    assert not re.search(r"[@#!]\w|\bGH-\d|\w://|www\.", words)


def check_html(output: str) -> None:
    assert output.count("<script>") == output.count("</script>") == 1
    assert output.count("<style>") == output.count("</style>") == 1
    import turbohtml

    document = turbohtml.parse(output)
    for element in document.find_all():
        assert not [name for name in element.attrs if str(name).lower().startswith("on")]
        assert element.tag not in {"img", "iframe", "object", "embed", "base", "b2"}
        href = element.attrs.get("href")
        if href is not None:
            assert str(href).startswith(("#", "https://example.org/", "https://handbook.example.org/")), href


OTHERS = {
    "github": check_commands,
    "markdown": check_markdown,
    "html": check_html,
    "mail": check_plain,
    "plain": check_plain,
}


def test_every_format_is_covered() -> None:
    known = JSON_FORMATS | LINE_FORMATS | XML_FORMATS | OTHERS.keys()
    assert set(FORMATS) <= known
