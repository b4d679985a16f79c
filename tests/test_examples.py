"""What a newcomer reads is true: the example pages, the commands, the links, the generated parts of the documents."""

from __future__ import annotations

import importlib.util
import os
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from ots_lint import lint_paths, lint_text
from ots_lint.cli.main import main as command_line
from ots_lint.report import formats
from ots_lint.ruleset.kinds import KINDS
from ots_lint.ruleset.load import load_ruleset
from ots_lint.schema import keys as schema

ROOT = Path(__file__).parent.parent
SITE = ROOT / "examples" / "site"
FIXED = ROOT / "examples" / "fixed"
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
#: Pages of the example site on which all is well.
CLEAN = {
    "index.md",
    "events/de/frauen-programmieren.md",
    "friends/bake-off.md",
    "friends/girls-day.md",
    "news/archive-2013.md",
}


@cache
def regenerate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("regenerate", ROOT / "examples" / "regenerate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("part", regenerate().PARTS)
def test_nothing_generated_is_stale(part: str) -> None:
    if part in {"documents", "forms"} and os.environ.get("GENERATED_FILES") == "checked":
        pytest.skip("examples/regenerate.py --check has just looked at them")  # .ci/run did; they take half a minute
    assert regenerate().stale(parts=[part]) == [], "run python examples/regenerate.py, and read what has changed"


def test_a_generated_folder_has_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = regenerate()
    monkeypatch.setattr(made, "ROOT", tmp_path)
    folder = tmp_path / made.FOLDERS["fixed"]
    folder.mkdir(parents=True)
    folder.joinpath("left-over.md").write_text("Hello")
    assert made.stale({}, parts=["fixed"]) == ["examples/fixed/left-over.md"]
    assert made.stale({}, parts=["rules"]) == []


def test_clean_pages_are_clean_and_the_others_are_not() -> None:
    found = {Path(item.filename).resolve().relative_to(SITE).as_posix() for item in lint_paths([SITE])}
    pages = {path.relative_to(SITE).as_posix() for path in SITE.rglob("*") if path.suffix in {".md", ".html"}}
    pages = {page for page in pages if not page.startswith("_")}
    assert found == pages - CLEAN


def test_the_site_shows_most_rules() -> None:
    shown = {item.finding.code for item in lint_paths([SITE])}
    assert len(load_ruleset().rules.keys() - shown) <= 5


@pytest.mark.parametrize("relationship", ["official", "partner", "supported", "unofficial"])
def test_a_fixed_page_needs_no_more_fixing(relationship: str) -> None:
    name = regenerate().SHOWN[relationship]
    page = FIXED / Path(name).name
    before = lint_text(SITE.joinpath(name).read_text("utf-8"), SITE / name, config=SITE / "ots-lint.toml")
    assert len(before) >= 2
    assert {item.finding.relationship.value for item in before} == {relationship}
    after = lint_text(page.read_text("utf-8"), SITE / name, config=SITE / "ots-lint.toml")
    assert [item.finding.message for item in after] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_id)
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"(?ms)^(`{3,}).*?^\1`*$|`[^`\n]*`", "", document.read_text("utf-8"))
    for target in re.findall(r"\]\(([^()\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = document.parent / name if name else document
        if path.is_relative_to(ROOT / "benchmarks") and not (ROOT / "benchmarks").exists():
            continue
        assert path.exists(), f"{target} leads nowhere"
        german = path.with_suffix(".de.md")
        if document.name.endswith(".de.md") and german.exists():
            path = german  # on the site, a link from a German page leads to one where there is one
        if anchor:
            headings = re.findall(r"(?m)^#+ (.+)$", path.read_text("utf-8"))
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=_id)
def test_options_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    known = {
        option
        for command in command_line.commands.values()  # type: ignore[attr-defined]
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    } | {"--help", "--version"}
    lines = re.findall(r"(?m)^\s*(?:- )?(?:\$ )?(?:\S*/)?ots-lint (?!-next-line|-disable)(.*)$", text)
    lines += re.findall(r"`ots-lint ([^`]+)`", text)
    for line in lines:
        line = re.split(r" [|&#]", line)[0]
        used = re.findall(r"(?<!\S)(--[a-z][a-z-]*)", line)
        assert set(used) <= known, line


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if path.parent.name != "rules"], ids=_id)
def test_the_documents_themselves_are_clean(document: Path) -> None:
    found = lint_text(document.read_text("utf-8"), document, relationship="none")
    assert [(item.start.row, item.finding.code, item.finding.message) for item in found] == []


def test_configuration_settings_are_documented() -> None:
    from ots_lint.site.config_file import load

    text = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    with pytest.raises(Exception, match="unknown setting") as error:
        _load_toml("nonsense = 1", load)
    settings = re.findall(r"[a-z-]+", str(error.value).partition("there are ")[2])
    assert len(settings) > 8
    for setting in settings:
        assert f"| `{setting}` |" in text


def test_documented_configurations_are_valid(tmp_path: Path) -> None:
    from ots_lint.site.config_file import load

    count = 0
    for document in DOCUMENTS:
        for block in re.findall(r"(?ms)^```toml\n(.*?)^```", document.read_text("utf-8")):
            (tmp_path / "our-rules").mkdir(exist_ok=True)
            file = tmp_path / "ots-lint.toml"
            file.write_text(block, "utf-8")
            load(file)
            count += 1
    assert count >= 4


def _load_toml(text: str, load: object) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "ots-lint.toml")
        path.write_text(text, "utf-8")
        load(path)  # type: ignore[operator]


def test_everything_that_a_pack_may_say_is_documented() -> None:
    text = (ROOT / "docs" / "writing-rules.md").read_text("utf-8")
    for kind, options in KINDS.items():
        (row,) = re.findall(rf"(?m)^\| `{kind}` \|.*$", text.partition("### Kinds of check")[2])
        for option in options:
            assert f"`{option}`" in row, kind
    for field in (schema.BRAND, schema.RULE, schema.EXAMPLE):
        for key in field.fields or ():
            assert re.search(rf"`{key}[`:]|^\s*(?:- )?\{{?{key}: |\b{key}: ", text, re.MULTILINE), key


def test_the_example_in_the_guide_is_the_one_in_the_pack() -> None:
    import yaml

    text = (ROOT / "docs" / "writing-rules.md").read_text("utf-8")
    (block,) = (block for block in re.findall(r"(?ms)^```yaml\n(.*?)^```", text) if block.startswith("code: "))
    shown = yaml.safe_load(block)
    rule = yaml.safe_load((ROOT / "examples/own-brand/rules/support/RDK301.yaml").read_text("utf-8"))
    examples = shown.pop("examples")
    assert examples and all(example in rule["examples"] for example in examples)
    rule.pop("examples")
    assert shown == rule


def test_the_readme_is_short_and_has_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert text.count("\n") <= 110
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```", text)
    assert [block.count("\n") for block in blocks[:2]] == [1, 1], "two commands: one to try it, one to test it"
    assert blocks[0].endswith("ots-lint examples/site\n")
    assert "pytest" in blocks[1]


def test_every_report_format_is_documented() -> None:
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    for name in formats():
        assert f"[`{name}`](" in text


def test_every_input_of_the_action_is_documented() -> None:
    import yaml

    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    for name in (*action["inputs"], *action["outputs"]):
        assert f"\n| `{name}` |" in text


def test_the_report_in_the_documents_fits_a_narrow_terminal() -> None:
    text = (ROOT / "docs" / "example.md").read_text("utf-8")
    (report,) = re.findall(r"(?ms)^```text\n(.*?)^```", text)
    assert max(map(len, report.split("\n"))) <= 80
