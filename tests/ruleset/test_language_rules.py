"""What a language adds to rules, in files of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from yaml_data import data_of

from ots_lint.errors import RuleError
from ots_lint.lint.fix import fix_page
from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import data_folder, load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

OWN_BRAND = Path(__file__).parent.parent.parent / "examples" / "own-brand" / "rules"
Write = Callable[[str, Any], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write what a language that reads as English does adds to a rule."""
    pack: dict[str, Any] = {}
    for part in ("words", "context", "mentions", "claims", "lexicon", "forms"):
        path = data_folder() / "languages" / "en" / f"{part}.yaml"
        for section, content in data_of(path).items():
            if isinstance(content, dict):
                pack.setdefault(section, {}).update(content)
            elif isinstance(content, list):
                pack.setdefault(section, []).extend(content)
            else:
                pack[section] = content
    folder = tmp_path / "languages" / "eo"
    (folder / "rules").mkdir(parents=True)
    (folder / "all.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), "utf-8")

    def written(name: str, content: Any) -> Path:
        path = folder / "rules" / name
        path.write_text(content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True), "utf-8")
        return tmp_path

    return written


def fixed(text: str, folder: Path, code: str) -> str:
    ruleset = load_ruleset([folder])
    settings = Settings(select=(code,), event_relationship="unofficial")
    page = Source(f"---\nlang: eo\n---\n\n{text}", "page.md")
    return fix_page(page, lambda source: lint_source(source, ruleset, settings), unsafe=True).source.text


def test_a_language_adds_its_sentence_to_a_rule(write: Write) -> None:
    folder = write("302.yaml", {"insert": "This is a private event, no official event of {{ brand }}."})
    name = load_ruleset().brand.name
    text = fixed(f"We met at {name}.", folder, "OTS302")
    assert text.endswith(f"\n\nThis is a private event, no official event of {name}.\n")


def test_a_language_adds_parts_of_a_sentence(write: Write) -> None:
    parts = load_ruleset().rules["OTS201"].fix["insert"]
    english = {key.partition(":")[2]: text for key, text in parts.items() if key.startswith("en:")}
    rule = load_ruleset([write("201.yaml", {"insert": {**english, "and": "kaj"}})]).rules["OTS201"]
    assert rule.fix["insert"]["eo:and"] == "kaj"
    assert rule.fix["insert"]["en:and"] == "and"


def test_a_language_rewords_claims(write: Write) -> None:
    rewrite = {"find": "presented by $org", "replace": "kun helpo de homoj de {{ brand }}"}
    folder = write("301.yaml", {"rewrite": [rewrite], "insert": "kun helpo"})
    name = load_ruleset().brand.name
    assert fixed(f"Presented by {name}.", folder, "OTS301").endswith(f"\n\nKun helpo de homoj de {name}.")


def test_examples_are_those_of_the_rule_in_this_language(write: Write) -> None:
    examples = [{"bad": "⟦{{ brand }}⟧, short {{ abbreviation }}", "relationship": "unofficial"}]
    folder = write("302.yaml", {"insert": "Ne de {{ brand }}.", "examples": examples})
    ruleset = load_ruleset([folder])
    last = ruleset.rules["OTS302"].examples[-1]
    assert (last.language, last.bad) == ("eo", True)
    assert last.text == f"⟦{ruleset.brand.name}⟧, short {ruleset.brand.abbreviation}"
    assert len(ruleset.rules["OTS302"].examples) == len(load_ruleset().rules["OTS302"].examples) + 1


def test_a_brand_with_rules_of_its_own_does_not_see_them(write: Write) -> None:
    folder = write("302.yaml", {"insert": "Ne de {{ brand }}."})
    assert set(load_ruleset([OWN_BRAND, folder]).rules) == set(load_ruleset([OWN_BRAND]).rules)


SHORT = "key: dock\nname: RepairDock\nwords: [Repair, Dock]\ninherits: base\ncodes: RDK\n"


def test_every_brand_that_inherits_has_them(write: Write, tmp_path: Path) -> None:
    examples = [
        {"bad": "We met at ⟦{{ brand }}⟧.", "relationship": "unofficial"},
        {"bad": "We met at ⟦{{ abbreviation }}⟧, {{ website }}.", "relationship": "unofficial"},
    ]
    folder = write("302.yaml", {"insert": "Ne de {{ brand }}.", "examples": examples})
    (folder / "brand.yaml").write_text(SHORT, "utf-8")
    (folder / "title.yaml").write_text("code: RDK302\nexamples: [{bad: x}, {good: y, why: z}]\n", "utf-8")
    rule = load_ruleset([folder]).rules["RDK302"]
    assert rule.fix["insert"]["eo"] == "Ne de {{ brand }}."
    # besides those of the shipped languages
    mine = [(example.text, example.language) for example in rule.examples if example.language in {"", "eo"}]
    assert mine == [
        ("x", ""),
        ("y", ""),
        ("We met at ⟦RepairDock⟧.", "eo"),  # the other one needs facts that this brand lacks
    ]


def test_the_same_file_for_another_language_is_another_rule_set(write: Write) -> None:
    folder = write("302.yaml", {"insert": "Ne de {{ brand }}."})
    first = load_ruleset([folder]).fingerprint
    (folder / "languages" / "eo").rename(folder / "languages" / "ia")
    assert load_ruleset([folder]).fingerprint != first


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("309.yaml", {"insert": "x"}, ":1: the file: there is no rule with the number 309 (did you mean '30"),
        ("OTS302.yaml", {"insert": "x"}, "'OTS302' is no number of a rule (call it 302.yaml)"),
        ("disclaimer.yaml", {"insert": "x"}, "(call it as the rule's three digits, such as 302.yaml)"),
        ("302.yaml", {"inserts": "x"}, ":1: inserts: unknown key (did you mean 'insert'?)"),
        ("302.yaml", "\ninsert: [x]\n", ":2: insert: expected a text, found a list"),
        ("302.yaml", {"insert": "{{ brnd }"}, ":1: insert: "),
        ("201.yaml", {"insert": {"sentense": "x"}}, ":2: insert.sentense: unknown key (did you mean 'sentence'?)"),
        ("201.yaml", {"insert": {"sentence": "x"}}, ":2: insert: the key 'coaches' is missing"),
        ("201.yaml", {"insert": "x"}, ":1: insert: expected a mapping"),
        ("101.yaml", {"insert": "x"}, ":1: insert: the rule OTS101 inserts nothing (take this key away)"),
        ("401.yaml", {"rewrite": []}, ":1: rewrite: the rule OTS401 has no fix (take this key away)"),
        ("301.yaml", {"rewrite": [{"find": "("}]}, ":2: rewrite[0]: the key 'replace' is missing"),
        ("301.yaml", {"rewrite": [{"find": "(", "replace": "x"}]}, ":2: rewrite[0].find: the pattern is broken"),
        ("302.yaml", {"examples": [{"bad": "x", "language": "de"}]}, ":3: examples[0].language: unknown key"),
        ("302.yaml", {"examples": [{"good": "x"}]}, ":2: examples[0]: a good example says why it is good"),
    ],
)
def test_what_has_no_place_in_a_rule_is_refused(name: str, content: Any, expected: str, write: Write) -> None:
    folder = write(name, content)
    with pytest.raises(RuleError) as caught:
        load_ruleset([folder])
    message = str(caught.value)
    assert message.startswith(str(folder / "languages" / "eo" / "rules" / name))
    assert expected in message


def test_a_text_that_the_rule_has_itself_is_refused(write: Write) -> None:
    folder = write("302.yaml", {"insert": "x"})
    (folder / "languages" / "eo").rename(folder / "languages" / "de")
    with pytest.raises(RuleError, match=r"302\.yaml:1: insert: the rule has a text for 'de' itself \(see .*:\d+\)"):
        load_ruleset([folder])
