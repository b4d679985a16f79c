"""What a page of one construct takes grows with the page, not with its square (`benchmarks/hostile.py` measures more).

A page four times as long may take ten times as long, which no busy computer makes of a time of this process alone.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import hostile  # noqa: E402
from page_files import write  # noqa: E402

from ots_lint.lint.page import lint_bytes  # noqa: E402
from ots_lint.ruleset.load import load_ruleset  # noqa: E402
from ots_lint.settings import Settings  # noqa: E402

SIZE = 6_000
#: In seconds: what is shorter than this says nothing.
SHORT = 0.1
CHOSEN = [
    *hostile.NAMED,
    "reference links", "links of names", "deeper quotations", "rising backticks", "name wrong", "name typos",
    "name stars inside", "name glued", "name combining", "name lines inside", "name OTS glued", "front literal", "front folded",
    "comment many disables of many", "comment many enables of many", "comment file codes", "html a names", "html itemprops",
    "says partners in rows", "says dashes", "says only pronouns", "says copyright", "says sponsors in data", "says wishes",
]  # fmt: skip


def seconds(name: str, size: int, relationship: str = "unofficial") -> float:
    suffix, make = hostile.CONSTRUCTS[name]
    data = make(size).encode("utf-8", "surrogatepass")
    gc.collect()
    gc.disable()  # collections would fall into any of them
    try:
        began = time.process_time()
        linted = lint_bytes(data, "page" + suffix, load_ruleset(), Settings(relationship=relationship))
        taken = time.process_time() - began
    finally:
        gc.enable()
    assert linted.readable
    return taken


def grows_with_the_page(name: str, relationship: str = "unofficial") -> bool:
    """Whether four times the text takes far less than sixteen times as long; asked twice, since others may run beside it."""
    seconds(name, 1_000, relationship)

    def grows() -> bool:
        once = max(seconds(name, SIZE, relationship), SHORT)
        return seconds(name, 4 * SIZE, relationship) < 10 * once

    return grows() or grows()


@pytest.mark.parametrize("name", CHOSEN)
def test_a_construct_grows_with_the_page(name: str) -> None:
    assert grows_with_the_page(name)


@pytest.mark.parametrize(
    "name", ["says sponsors in data", "says amounts", "says cells of prices", "says prices again", "says only pronouns"]
)
def test_a_construct_grows_with_the_page_for_partners(name: str) -> None:
    assert grows_with_the_page(name, "partner")


@pytest.mark.parametrize("name", ["says thanks", "says thanks that go on"])
def test_a_construct_grows_with_the_page_where_nothing_is_declared(name: str) -> None:
    assert grows_with_the_page(name, "")


def test_many_names_in_one_text_are_compared_once() -> None:
    seconds("look-alikes", 1_000)
    once = max(min(seconds("look-alikes", 8 * SIZE) for _ in range(2)), SHORT)
    assert seconds("look-alikes", 32 * SIZE) < 8 * once


def test_there_are_many_constructs() -> None:
    own = [name for group, made in hostile.GROUPS.items() if group != "seen" for name in made]
    assert len(own) == len(set(own)) > 200
    for name in own:
        made = hostile.CONSTRUCTS[name][1]
        assert 0.5 * 60_000 < len(made(60_000).encode("utf-8", "surrogatepass")) < 1.5 * 60_000, name


def test_a_baseline_of_one_long_line_reads_it_once(site: Path) -> None:
    from ots_lint.site import baseline
    from ots_lint.site.result import report
    from ots_lint.text.source import Source

    def reported(findings: int):
        source = Source(("x" * 400 + " Open Tech School ") * findings, "page.html")
        linted = lint_bytes(source.text.encode(), "page.html", load_ruleset(), Settings(select=("OTS101",)))
        assert len(linted.findings) == findings
        return report(linted.source, linted.findings)

    def taken(found) -> float:
        began = time.process_time()
        baseline.write(site / "known.json", found)
        marks, gone = baseline.mark(found, baseline.load(site / "known.json"), site / "known.json")
        assert (sum(marks), gone) == (len(found), 0)
        return time.process_time() - began

    few, many = reported(100), reported(1_600)
    assert taken(many) < 48 * max(taken(few), 0.002)


def test_codes_of_front_matter_are_not_read_again_for_each(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    calls = []
    load = yaml.load
    monkeypatch.setattr(yaml, "load", lambda *a, **k: calls.append(1) or load(*a, **k))
    codes = ", ".join(f"OTS{i}" for i in range(400, 700))
    text = f"---\nots:\n  ignore: [OTS101, {codes}]\n---\nOpen Tech School\n"
    linted = lint_bytes(text.encode(), "page.md", load_ruleset(), Settings())
    assert [f.code for f in linted.findings].count("OTS901") > 250
    assert len(calls) < 60
    write(site, {"page.md": text})
    from ots_lint.cli.main import run

    assert run(["page.md", "--fix", "--no-cache"]) in (0, 1)
    assert (site / "page.md").read_text().count("OTS") < 250
