"""The JSON Schemas accept every file of ours and refuse wrong ones; they say what the loaders say."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from yaml_data import data_of

from ots_lint.errors import OtsLintError
from ots_lint.report import formats
from ots_lint.ruleset.load import data_folder
from ots_lint.ruleset.vocabulary import Vocabulary
from ots_lint.site.config_file import load
from ots_lint.starter.pack import pack_of
from ots_lint.starter.plan import MOMENTS, RELATIONSHIP, Answers, settings
from ots_lint.starter.texts import Texts, languages

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "schemas"
NAMES = ["config", "brand", "guideline", "rule", "report", "why"]
ADDRESS = "https://opentechschool.github.io/ots-lint/schemas/"


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def wrong(name: str, data: Any) -> list[str]:
    """What the schema has against this."""
    return [error.message for error in Draft7Validator(schema(name)).iter_errors(data)]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_schema_with_one_address(name: str) -> None:
    Draft7Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"{ADDRESS}{name}.json"
    assert schema(name)["title"]


def test_the_catalogue_names_them() -> None:
    for entry in json.loads((FOLDER / "catalog.json").read_text("utf-8")):
        assert entry.keys() == {"name", "description", "fileMatch", "url"}
        assert (FOLDER / entry["url"].removeprefix(ADDRESS)).is_file()


# ------------------------------------------------------------------ ours are right


def kind_of(path: Path) -> str:
    return path.stem if path.stem in ("brand", "guideline") else "rule"


PACKS = [data_folder() / "opentechschool", data_folder() / "base", ROOT / "examples" / "own-brand" / "rules"]
PACK_FILES = [path for pack in PACKS for path in sorted(pack.rglob("*.yaml")) if path.parent.name != "languages"]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", PACK_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_of_packs(path: Path) -> None:
    assert wrong(kind_of(path), data_of(path)) == []


def test_files_that_init_writes() -> None:
    for name, text in pack_of("Django Girls", "https://djangogirls.example").items():
        assert wrong(kind_of(Path(name)), yaml.safe_load(text)) == [], name
    for tag in languages():
        for who in RELATIONSHIP:
            text = settings(Answers(who, (".", "a"), MOMENTS[0]), Texts(tag), ("A", "a"), True)
            assert wrong("config", tomllib.loads(text)) == []


def test_configurations_of_examples_and_documents() -> None:
    texts = [path.read_text("utf-8") for path in ROOT.glob("examples/**/ots-lint.toml")]
    for document in DOCUMENTS:
        texts += re.findall(r"(?ms)^```toml\n(.*?)^```", document.read_text("utf-8"))
    assert len(texts) >= 6
    for text in texts:
        table = tomllib.loads(text)
        assert wrong("config", table.get("tool", {}).get("ots-lint", table)) == [], text


def test_reports() -> None:
    reports = ROOT / "examples" / "reports"
    found = json.loads((reports / "json.json").read_text("utf-8"))
    assert wrong("report", found) == []
    lines = [json.loads(line) for line in (reports / "jsonl.jsonl").read_text("utf-8").splitlines()]
    assert wrong("report", lines) == []
    assert len(lines) > 20


# ------------------------------------------------------------------ wrong ones are refused


CONFIGS: list[dict[str, Any]] = [
    {"ignroe": []},
    {"select": 1},
    {"select": [1]},
    {"select": ["OTS!"]},
    {"ignore": [""]},
    {"fail-level": "warn"},
    {"fail-level": True},
    {"severity": {"OTS101": "fatal"}},
    {"severity": {"101": "error"}},
    {"severity": "error"},
    {"events": {"paths": ["a"]}},
    {"events": [{"relationship": "partner"}]},
    {"events": [{"paths": ["a"], "relationship": "partnr"}]},
    {"events": [{"path": ["a"]}]},
    {"events": [{"paths": ["a"], "team": 3}]},
    {"events": ["a"]},
    {"per-file-ignores": []},
    {"per-file-ignores": {"a": [1]}},
    {"exclude": [1]},
    {"exclude": {}},
    {"rules": 1},
    {"model": "os"},
    {"format": "jsn"},
    {"baseline": ""},
    {"baseline": []},
]


def toml(table: dict[str, Any]) -> str:
    """A table as TOML, inline below the first level; JSON is near enough for these values."""

    def value(item: Any) -> str:
        if isinstance(item, dict):
            return "{" + ", ".join(f"{json.dumps(k)} = {value(v)}" for k, v in item.items()) + "}"
        if isinstance(item, list):
            return "[" + ", ".join(map(value, item)) + "]"
        return json.dumps(item)

    return "".join(f"{key} = {value(item)}\n" for key, item in table.items())


@pytest.mark.parametrize("table", CONFIGS, ids=str)
def test_wrong_configurations_are_refused_by_both(tmp_path: Path, table: dict[str, Any]) -> None:
    path = tmp_path / "ots-lint.toml"
    path.write_text(toml(table))
    with pytest.raises(OtsLintError):
        load(path)
    assert wrong("config", table)


def test_the_schema_knows_every_setting_and_format(tmp_path: Path) -> None:
    path = tmp_path / "ots-lint.toml"
    path.write_text("nonsense = 1")
    with pytest.raises(OtsLintError) as error:
        load(path)
    known = set(re.findall(r"[a-z-]+", str(error.value).partition("there are ")[2]))
    properties = schema("config")["properties"]
    assert properties.keys() == known
    assert properties["format"]["enum"] == [*formats()]
    assert all(entry["description"] for entry in properties.values())


def changed(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def apply(data: dict[str, Any]) -> dict[str, Any]:
        data = copy.deepcopy(data)
        change(data)
        return data

    return apply


#: Names that the rule may use.
KNOWN = Vocabulary((), (), (), ())
WRONG_FILES: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("brand", lambda d: d.update(nam="x")),
    ("brand", lambda d: d.pop("key")),
    ("brand", lambda d: d.update(abbreviation=False)),
    ("brand", lambda d: d.update(words=list("abcdef"))),
    ("brand", lambda d: d.update(words=[])),
    ("brand", lambda d: d.update(accounts=[{"url": "a.example"}])),
    ("brand", lambda d: d.update(replacements=["a"])),
    ("guideline", lambda d: d.pop("sections")),
    ("guideline", lambda d: d["sections"].update(more={"title": "x"})),
    ("guideline", lambda d: d.update(sections=[])),
    ("rule", lambda d: d.update(severity="eror")),
    ("rule", lambda d: d.update(when=["frends"])),
    ("rule", lambda d: d.update(code="one")),
    ("rule", lambda d: d.update(check={"kind": "nam"})),
    ("rule", lambda d: d.update(check={"kind": "name", "form": ["shape"]})),
    ("rule", lambda d: d.update(check={"forms": ["shape"]})),
    ("rule", lambda d: d.pop("message")),
    ("rule", lambda d: d.update(fix={"applicability": "maybe", "message": "x"})),
    ("rule", lambda d: d.update(fix={"applicability": "safe"})),
    ("rule", lambda d: d.update(examples=[{"good": "x"}, {"bad": "y"}])),
    ("rule", lambda d: d.update(examples=[{"good": "x", "why": "z", "bad": "w"}, {"bad": "y"}])),
    ("rule", lambda d: d.update(examples=[])),
    ("rule", lambda d: d.update(messages={"a": 1})),
]


@pytest.mark.parametrize(("name", "change"), WRONG_FILES, ids=range(len(WRONG_FILES)))
def test_wrong_files_are_refused_by_both(name: str, change: Callable[[dict[str, Any]], object]) -> None:
    from ots_lint.ruleset import rule_check
    from ots_lint.schema import keys as tables

    files = {"brand": "brand.yaml", "guideline": "guideline.yaml", "rule": "name/RDK101.yaml"}
    data = changed(change)(data_of(PACKS[2] / files[name]))
    assert wrong(name, data)
    node = tables.read_yaml(yaml.safe_dump(data, allow_unicode=True), files[name])
    guideline = data_of(PACKS[2] / "guideline.yaml")
    with pytest.raises(OtsLintError):
        tables.check(node, {"brand": tables.BRAND, "guideline": tables.GUIDELINE, "rule": tables.RULE}[name])
        if name == "brand":
            rule_check.check_brand(node)
        elif name == "rule":
            rule_check.check_rule(node, node.plain(), guideline, KNOWN)


@pytest.mark.parametrize(
    "change",
    [
        lambda f: f.pop("code"),
        lambda f: f.update(severity="fatal"),
        lambda f: f.update(location={"row": 0, "column": 1}),
        lambda f: f.update(location={"row": 1}),
        lambda f: f.update(fix={}),
        lambda f: f.update(more=1),
        lambda f: f["relationship"].update(value="friends"),
    ],
)
def test_wrong_reports_are_refused(change: Callable[[dict[str, Any]], object]) -> None:
    found = json.loads((ROOT / "examples/reports/json.json").read_text("utf-8"))
    change(found[0])
    assert wrong("report", found)
