"""`ots-lint test`: the examples of a pack are tried, and what is not so is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ots_lint.cli.main import run

BRAND = """\
key: dock
name: RepairDock
words: [Repair, Dock]
abbreviation: RD
inherits: base
codes: RDK
website: https://repairdock.example/
mail-domains: [repairdock.example]
domains: [repairdock.example]
"""
Try = Callable[..., tuple[int, str]]


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Try:
    """Status and output of `ots-lint test` on a pack of these files."""
    monkeypatch.chdir(tmp_path)

    def call(**files: str) -> tuple[int, str]:
        for name, text in files.items():
            path = tmp_path / "pack" / f"{name}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        capsysbinary.readouterr()
        status = run(["test", "pack"])
        return status, capsysbinary.readouterr().out.decode()

    return call


def test_all_examples_that_a_brand_inherits_are_so(tried: Try) -> None:
    status, out = tried(brand=BRAND)
    assert status == 0
    assert out.endswith(" examples: all are so.\n")
    assert int(out.split()[0]) > 100


RULE = """\
code: ACM101
name: name-spelling
summary: x
explanation: x
guideline: co-partnered
severity: error
when: any
check: {kind: name, forms: [shape]}
message: x
fix: {applicability: safe, message: x}
examples:
"""


def test_each_way_of_not_being_so_is_shown_with_its_place(tried: Try) -> None:
    status, out = tried(
        ACM101=RULE
        + """\
  - {bad: 'Join Open ⟦Tech School⟧ today.', fixed: 'Join OpenTechSchool today.'}
  - {bad: 'Join ⟦Open Tech School⟧ today.', fixed: 'Join OTS today.'}
  - {bad: 'Join us today.'}
  - {bad: "Join us.\\n\\nJoin ⟦Open Tech School⟧.\\n\\nJoin ⟦opentechschool⟧.", fixed: "Join us.\\n\\nJoin OpenTechSchool.\\n\\nJoin OpenTechSchool."}
  - {good: 'Join Open Tech School today.', why: x}
  - {good: 'Unser OpenTechSchools Abend.', why: x, language: de}
  - {bad: '<p>⟦Open&nbsp;Tech&nbsp;School⟧</p>', format: html, fixed: '<p>OpenTechSchool</p>'}
"""
    )
    assert status == 1
    assert (
        out
        == """\
pack/ACM101.yaml:12: ACM101: the rule finds other places
    - Join Open ⟦Tech School⟧ today.
    + Join ⟦Open Tech School⟧ today.
pack/ACM101.yaml:13: ACM101: the fix writes something else
    - Join OTS today.
    + Join OpenTechSchool today.
pack/ACM101.yaml:14: ACM101: the rule finds 0 places in the page, not one
      Join us today.
pack/ACM101.yaml:16: ACM101: this is good, and the rule finds something
      Join ⟦Open Tech School⟧ today.
7 examples: 4 differences. (- expected, + found)
"""
    )


def test_only_the_lines_that_differ_are_marked(tried: Try) -> None:
    _, out = tried(
        ACM101=RULE
        + """\
  - {bad: "Join us.\\n\\nJoin ⟦Open Tech School⟧.", fixed: "Join us.\\n\\nJoin OTS."}
  - {good: x, why: x}
"""
    )
    assert out.split("\n")[1:5] == ["      Join us.", "", "    - Join OTS.", "    + Join OpenTechSchool."]


def test_a_relationship_and_contributions_hold_for_the_example(tried: Try) -> None:
    rule = RULE.replace("{kind: name, forms: [shape]}", "{kind: contribution-incomplete}").replace(
        "fix: {applicability: safe, message: x}\n", ""
    )
    status, out = tried(
        ACM101=rule
        + """\
  - {bad: 'OpenTechSchool sends six coaches.', contributions: [venue], relationship: supported}
  - {good: 'OpenTechSchool sends six coaches.', contributions: [coaches], relationship: supported, why: x}
"""
    )
    assert (status, out) == (0, "2 examples: all are so.\n")


def test_a_pack_that_is_broken_or_missing_is_an_error(tried: Try, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert tried(ACM101="code: ACM101\n")[0] == 2
    assert run(["test", "nowhere"]) == 2
    assert b"nowhere: there is no such folder of rules" in capsysbinary.readouterr().err


@pytest.mark.parametrize("by", ["option", "configuration"])
def test_a_folder_without_a_rule_is_no_silent_nothing(
    site: Path, capsysbinary: pytest.CaptureFixture[bytes], by: str
) -> None:
    (site / "ours").mkdir()
    (site / "a.md").write_text("OpenTechSchool\n")
    if by == "configuration":
        (site / "ots-lint.toml").write_text('rules = ["ours"]\n')
    assert run(["a.md", *(["--rules", "ours"] if by == "option" else [])]) == 2
    assert b"ours: there are no rules in it (docs/writing-rules.md says what" in capsysbinary.readouterr().err


def test_a_folder_above_the_pack_is_told_apart(tried: Try, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert tried(brand=BRAND)[0] == 0
    capsysbinary.readouterr()
    assert run(["test", "."]) == 2
    assert capsysbinary.readouterr().err.endswith(b"the rules of a brand begin here (name this folder: ./pack)\n")
