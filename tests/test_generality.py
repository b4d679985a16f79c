"""The engine knows no brand: facts about one are data, and another one needs no Python."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ots_lint import fix_text, lint_text
from ots_lint.errors import RuleError
from ots_lint.ruleset.load import data_folder, load_ruleset

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "ots_lint"
OWN = ROOT / "examples" / "own-brand"


def _brand_words() -> list[str]:
    brand = load_ruleset().brand
    letters = re.escape(brand.name.lower())
    separated = "[ _-]?".join(re.escape(word.lower()) for word in brand.words)
    return [letters, separated, rf"\b{brand.abbreviation}\b(?!-lint)"]


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.py")), ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_no_python_file_names_the_brand(path: Path) -> None:
    text = path.read_text("utf-8")
    name, separated, abbreviation = _brand_words()
    found = re.findall(rf"(?i:{name}|{separated})|{abbreviation}", text)
    assert found == []


def test_language_packs_name_no_brand() -> None:
    name, separated, abbreviation = _brand_words()
    files = [path for folder in ("languages", "name-words") for path in (data_folder() / folder).rglob("*.yaml")]
    assert files
    for path in files:
        assert not re.search(rf"(?i:{name}|{separated})|{abbreviation}", path.read_text("utf-8")), path.name


def test_words_around_names_are_held_to_their_format(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(OWN / "rules", pack)
    (pack / "name-words").mkdir()
    words = (data_folder() / "name-words" / "sv.yaml").read_text("utf-8")
    file = pack / "name-words" / "xx.yaml"
    file.write_text(words.replace("called: [", "called: [Xish, "), "utf-8")
    assert load_ruleset([pack]).name_words.languages["xish"] == "xx"
    for wrong, hint in (("quantifier:", "quantifiers"), ("", "quantifiers")):
        file.write_text(words.replace("quantifiers:", wrong) if wrong else words.split("quantifiers:")[0], "utf-8")
        with pytest.raises(RuleError, match=hint):
            load_ruleset([pack])
    file.write_text(words.replace("called: [", "called: ['', "), "utf-8")
    with pytest.raises(RuleError, match="1 to 60"):
        load_ruleset([pack])


def test_the_second_brand_is_yaml_and_pages_only() -> None:
    kinds = {path.suffix for path in OWN.rglob("*") if path.is_file()}
    assert kinds <= {".yaml", ".md", ".toml"}


def test_the_second_brand_lints_its_pages() -> None:
    page = OWN / "site" / "bike-night.md"
    found = lint_text(page.read_text("utf-8"), page, config=OWN / "ots-lint.toml")
    assert sorted(item.finding.code for item in found) == ["RDK101", "RDK301", "RDK302"]
    for item in found:
        assert "RepairDock" in item.finding.message
        assert "OpenTechSchool" not in item.finding.message
    clean = OWN / "site" / "toaster-day.md"
    assert lint_text(clean.read_text("utf-8"), clean, config=OWN / "ots-lint.toml") == []


def test_the_second_brand_repairs_its_pages() -> None:
    page = OWN / "site" / "bike-night.md"
    fixed = fix_text(page.read_text("utf-8"), page, unsafe=True, config=OWN / "ots-lint.toml")
    assert "supported privately by people from the RepairDock community." in fixed.text
    assert fixed.text.rstrip().endswith("This is not an official RepairDock event.")
    assert fixed.findings == []


def test_each_brand_is_deaf_to_the_other() -> None:
    text = "Repair Dock met Open Tech School."
    own = [OWN / "rules"]
    assert [item.finding.code for item in lint_text(text, rules=own)] == ["RDK101"]
    assert [item.finding.code for item in lint_text(text)] == ["OTS101"]


def test_rules_without_a_brand_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    text = (OWN / "rules" / "name" / "RDK101.yaml").read_text("utf-8")
    text = text.replace("guideline: name", "guideline: co-partnered").replace("RDK101", "RDK999")
    (tmp_path / "RDK999.yaml").write_text(text, "utf-8")
    rules = load_ruleset([tmp_path]).rules
    assert "RDK999" in rules
    assert "OTS101" in rules


def test_a_mistake_in_a_pack_names_its_place(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(OWN / "rules", pack)
    rule = pack / "support" / "RDK302.yaml"
    rule.write_text(rule.read_text("utf-8").replace("severity: warning", "severity: wraning"), "utf-8")
    with pytest.raises(RuleError) as error:
        load_ruleset([pack])
    assert "RDK302.yaml" in str(error.value)
    assert "warning" in str(error.value)
    assert re.search(r":6\b", str(error.value))
