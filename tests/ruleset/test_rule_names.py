"""What a rule names has to be there: families, forms, uses, languages, words of templates, cases of messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ots_lint.errors import RuleError
from ots_lint.ruleset.kinds import KINDS
from ots_lint.ruleset.load import load_ruleset
from ots_lint.ruleset.vocabulary import KIND_WORDS

RULE: dict[str, Any] = {
    "code": "ACM301",
    "name": "implied-endorsement",
    "summary": "x",
    "explanation": "x",
    "guideline": "unofficial-support",
    "severity": "error",
    "when": "unofficial",
    "check": {"kind": "statement", "find": ["runs"]},
    "message": "“{{ seen }}”, {{ because }}.",
    "fix": {"applicability": "unsafe", "message": "{% if instead %}Write {{ instead }}{% endif %}"},
    "examples": [{"bad": "x"}, {"good": "y", "why": "z"}],
}


def refused(folder: Path, name: str, content: Any) -> str:
    (folder / name).write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
    with pytest.raises(RuleError) as caught:
        load_ruleset([folder])
    return str(caught.value)


def test_the_rule_as_it_is_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(yaml.safe_dump(RULE), "utf-8")
    assert "ACM301" in load_ruleset([tmp_path]).rules


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"check": {"kind": "statement", "find": ["runs", "runns"]}}, "check.find[1]: there is no family of frames 'runns' (did you mean 'runs'?)"),
        ({"check": {"kind": "statement", "find": "runs", "unless": ["negate"]}}, "there is no modifier 'negate' (did you mean 'negated'?)"),
        ({"check": {"kind": "conflict", "families-supported": "suports"}}, "there is no family of frames 'suports' (did you mean 'supports'?)"),
        ({"check": {"kind": "name", "forms": ["shapes"]}}, "there is no form of the name 'shapes' (did you mean 'shape'?)"),
        ({"message": "{{ sen }}"}, "message: nothing is known here of {{ sen }} (known are {{ brand }}, "),
        ({"message": "{% if seen %}{{ missing }}{% endif %}"}, "nothing is known here of {{ missing }}"),
        ({"messages": {"rums": "x"}}, "messages.rums: no finding has the case 'rums' (did you mean 'runs'?)"),
        ({"messages": {"runs": "{{ text }}"}}, "messages.runs: nothing is known here of {{ text }}"),
        ({"fix": {"message": "{{ because }}"}}, "fix.message: nothing is known here of {{ because }}"),
        ({"fix": {"message": "x", "insert": {"ed": "x"}}}, "fix.insert.ed: there is no language pack 'ed' (known are de, en, "),
        ({"fix": {"message": "x", "insert": {"de:coachs": "x"}}}, "'coachs' is no part of a sentence about contributions (did you mean 'coaches'?)"),
        ({"fix": {"message": "x", "insert": {"de": "{{ contributions }}"}}}, "nothing is known here of {{ contributions }}"),
        ({"fix": {"message": "x", "rewrite": [{"language": "pt", "find": "x", "replace": "y"}]}}, "fix.rewrite[0].language: there is no language pack 'pt'"),
        ({"fix": {"message": "x", "rewrite": [{"find": "(?P<who>x)", "replace": "{{ whom }}"}]}}, "nothing is known here of {{ whom }} (known are {{ brand }}, {{ compound }}, {{ who }})"),
        ({"examples": [{"bad": "x", "language": "german"}, {"good": "y", "why": "z"}]}, "'german' is no language"),
    ],
)  # fmt: skip
def test_a_rule_that_names_what_nobody_knows_is_refused(change: dict[str, Any], expected: str, tmp_path: Path) -> None:
    message = refused(tmp_path, "a.yaml", RULE | change)
    assert expected in message
    assert "a.yaml:" in message


def test_the_use_of_an_account_is_one_that_is_known(tmp_path: Path) -> None:
    brand = {"key": "a", "name": "AcmeClub", "words": ["Acme", "Club"], "inherits": "base", "codes": "ACM"}
    accounts = [{"url": "social.example/acme", "use": "nws"}]
    assert "'nws' is not one of news, " in refused(tmp_path, "brand.yaml", brand | {"accounts": accounts})


def test_the_words_of_messages_are_known_for_every_kind_of_check() -> None:
    assert KIND_WORDS.keys() == KINDS.keys()
