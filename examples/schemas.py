"""JSON Schemas of the configuration, the files of a pack, the JSON report and the explanation of a page, for editors and other programs.

`python examples/regenerate.py` writes them to `docs/schemas`, from where the documentation site serves each under one
address. What a pack may say is taken from the loader's own tables, what the keys mean from the tables of the documents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "https://opentechschool.github.io/ots-lint/schemas/"
DRAFT = "http://json-schema.org/draft-07/schema#"
_OPTION = {"oneOf": [{"type": "string"}, {"type": "boolean"}, {"type": "array", "items": {"type": "string"}}]}
_ROW = {"type": "integer", "minimum": 1}
_TEXTS = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


def schemas() -> Iterator[tuple[str, str]]:
    """File name and text of each schema, and of the entries for the catalogue of SchemaStore."""
    made = {
        "config.json": config(),
        "brand.json": pack("brand"),
        "guideline.json": pack("guideline"),
        "rule.json": pack("rule"),
        "report.json": report(),
        "why.json": why(),
    }
    for name, schema in made.items():
        yield name, _text({"$schema": DRAFT, "$id": ADDRESS + name, **schema})
    yield "catalog.json", _text(catalog())


def _text(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def catalog() -> list[dict[str, Any]]:
    """What `src/api/json/catalog.json` of SchemaStore is to hold. A rule file has no name of its own to go by."""
    return [
        {
            "name": "ots-lint",
            "description": "Settings of ots-lint, a linter for how event pages name and credit a community",
            "fileMatch": ["ots-lint.toml"],
            "url": f"{ADDRESS}config.json",
        }
    ]


# ------------------------------------------------------------------ configuration


def config() -> dict[str, Any]:
    """The schema of `ots-lint.toml`, and of the table `[tool.ots-lint]` in `pyproject.toml`."""
    from ots_lint.finding import SEVERITIES
    from ots_lint.messages import known_languages, languages
    from ots_lint.report import formats
    from ots_lint.settings import RELATIONSHIPS, Letter
    from ots_lint.site.config import FAIL_LEVELS

    code = {"type": "string", "pattern": r"^\s*[A-Za-z]+[0-9]*\s*$", "examples": ["OTS101", "OTS3"]}
    codes = {"oneOf": [code, {"type": "array", "items": code}]}
    keys: dict[str, dict[str, Any]] = {
        "select": codes,
        "ignore": codes,
        "per-file-ignores": {"type": "object", "additionalProperties": codes},
        "severity": {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z]+[0-9]*$"},
            "additionalProperties": {"enum": [*SEVERITIES[::-1]]},
        },
        "fail-level": {"enum": [*FAIL_LEVELS]},
        "exclude": _TEXTS,
        "include": _TEXTS,
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["paths"],
                "additionalProperties": False,
                "properties": {
                    "paths": {**_TEXTS, "description": "Patterns of the pages that this is about."},
                    "relationship": {
                        "enum": [*RELATIONSHIPS],
                        "description": "How their events are related to the brand.",
                    },
                    "contributions": {
                        **_TEXTS,
                        "description": "What the brand contributes: coaches, materials, organisation, diversity, "
                        "promotion, venue, or words of your own.",
                    },
                    "team": {"type": "string", "description": "Which team of the brand it is."},
                },
            },
        },
        "baseline": {"type": "string", "minLength": 1},
        "format": {"enum": [*formats()]},
        "lang": {"enum": sorted({*languages(), *known_languages()})},
        "report": {
            "type": "object",
            "additionalProperties": False,
            "properties": {key: {"type": "string"} for key in Letter._fields},
        },
        "rules": _TEXTS,
        "page-language": {"type": "string", "pattern": "^[a-z]{2,3}$"},
        "model": {"type": "string", "pattern": "^[a-z]{2,3}_[a-z0-9]+_[a-z0-9_]+_(?:sm|md|lg|trf)$"},
    }
    meanings = _meanings("configuration.md")
    return {
        "title": "Settings of ots-lint",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {"description": meanings[key], **schema} for key, schema in keys.items()},
    }


def _meanings(document: str, chapter: str = "") -> dict[str, str]:
    """Key → its meaning, from the tables of a document, or of a chapter: the first cell names keys, the last explains them."""
    found = {}
    text = ROOT.joinpath("docs", document).read_text("utf-8")
    if chapter:
        text = text.partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for key in re.findall(r"`([a-z-]+)`", cells[0]) if len(cells) > 1 else ():
            found.setdefault(key, re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", cells[-1]).replace("`", ""))
    return found


# ------------------------------------------------------------------ packs


def pack(kind: str) -> dict[str, Any]:
    """The schema of `brand.yaml`, `guideline.yaml` or the file of a rule, from what the loader accepts."""
    from ots_lint.ruleset.kinds import FORMATS, KINDS
    from ots_lint.schema import keys as schema

    field = {"brand": schema.BRAND, "guideline": schema.GUIDELINE, "rule": schema.RULE}[kind]
    made = _of(field)
    chapters = {"brand": "brand.yaml", "guideline": "guideline.yaml", "rule": "A rule"}
    meanings = _meanings("writing-rules.md", chapters[kind])
    for key, value in made["properties"].items():
        if key in meanings:
            made["properties"][key] = {"description": meanings[key], **value}
    if kind == "brand":
        made["properties"]["words"] = {
            "oneOf": [{"type": "string"}, {"type": "array", "minItems": 1, "maxItems": 5, "items": {"type": "string"}}],
            "description": meanings["words"],
        }
    if kind == "rule":
        made["properties"]["code"]["pattern"] = "^(?:[A-Z][A-Z0-9]{1,9})?[0-9]{3}$"
        # what has a name is a whole rule; without one it changes a rule that is inherited
        made["dependencies"] = {"name": made["required"]}
        made["required"] = ["code"]
        made["properties"]["check"] = {
            "description": meanings["check"],
            "oneOf": [
                {
                    "type": "object",
                    "required": ["kind"],
                    "additionalProperties": False,
                    "properties": {
                        "kind": {"const": name},
                        **{option: _of(FORMATS[option]) if option in FORMATS else _OPTION for option in options},
                    },
                }
                for name, options in KINDS.items()
            ],
        }
        example = made["properties"]["examples"]["items"]
        example["oneOf"] = [{"required": ["bad"]}, {"required": ["good", "why"]}]
        made["properties"]["examples"]["minItems"] = 2
    titles = {"brand": "The facts about a brand", "guideline": "What a brand asks of others", "rule": "A rule"}
    return {"title": f"{titles[kind]}, for ots-lint", **made}


def _of(field: Any) -> dict[str, Any]:
    """A field of the loader's table as a schema."""
    if field.kind == "text":
        return {"enum": [*field.choices]} if field.choices else {"type": "string"}
    if field.kind == "texts":
        item = {"enum": [*field.choices]} if field.choices else {"type": "string"}
        return {"oneOf": [item, {"type": "array", "items": item}]}
    if field.kind == "flag":
        return {"type": "boolean"}
    if field.kind == "number":
        return {"type": "integer"}
    if field.kind == "list":
        return {"type": "array", **({"items": _of(field.items)} if field.items else {})}
    if field.kind == "mapping" and field.fields is not None:
        return _mapping(field.fields)
    if field.kind == "mapping":
        return {"type": "object", **({"additionalProperties": _of(field.items)} if field.items else {})}
    return {}


def _mapping(fields: Mapping[str, Any]) -> dict[str, Any]:
    needed = [key for key, field in fields.items() if field.required]
    return {
        "type": "object",
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
        "properties": {key: _of(field) for key, field in fields.items()},
    }


# ------------------------------------------------------------------ the report


def _thing(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all of these properties, and no others."""
    return {"type": "object", "required": [*properties], "additionalProperties": False, "properties": properties}


def report() -> dict[str, Any]:
    """The schema of `--format json`; each line of `--format jsonl` is one `finding` of it."""
    from ots_lint.settings import RELATIONSHIPS

    place = {"$ref": "#/definitions/place"}
    text = {"type": "string"}

    return {
        "title": "A report of ots-lint in JSON",
        "description": "Sorted by file and place. Rows and columns count from 1, columns in Unicode code points; ends are "
        "exclusive.",
        "type": "array",
        "items": {"$ref": "#/definitions/finding"},
        "definitions": {
            "place": _thing({"row": _ROW, "column": _ROW}),
            "edit": _thing({"location": place, "end_location": place, "content": text}),
            "fix": _thing(
                {
                    "applicability": {"enum": ["safe", "unsafe", "suggestion"]},
                    "message": text,
                    "edits": {"type": "array", "items": {"$ref": "#/definitions/edit"}},
                }
            ),
            "finding": _thing(
                {
                    "code": {"type": "string", "pattern": "^[A-Z][A-Z0-9]{1,9}[0-9]{3}$"},
                    "name": text,
                    "severity": {"enum": ["error", "warning", "info"]},
                    "message": text,
                    "filename": text,
                    "location": place,
                    "end_location": place,
                    "fix": {"oneOf": [{"type": "null"}, {"$ref": "#/definitions/fix"}]},
                    "url": text,
                    "relationship": _thing(
                        {
                            "value": {"enum": [*RELATIONSHIPS, ""], "description": "Empty where nothing says it."},
                            "source": {"type": "string", "description": "Where the relationship is said."},
                        }
                    ),
                }
            ),
        },
    }


def why() -> dict[str, Any]:
    """The schema of `ots-lint why PAGE --format json`."""
    from ots_lint.language.contract import read_contract
    from ots_lint.meaning.sentence.verdict import AGAINST, ROLES
    from ots_lint.ruleset.load import data_folder
    from ots_lint.settings import RELATIONSHIPS
    from ots_lint.why.model import STATES

    place = {"$ref": "#/definitions/place"}
    text, flag = {"type": "string"}, {"type": "boolean"}
    code = {"type": "string", "pattern": "^[A-Z][A-Z0-9]{1,9}[0-9]{3}$"}
    where = {"location": place, "end_location": place}
    modifiers = read_contract(data_folder() / "languages" / "contract.yaml").modifiers

    def maybe(schema: dict[str, Any], description: str) -> dict[str, Any]:
        return {"oneOf": [{"type": "null"}, schema], "description": description}

    def all_of(name: str) -> dict[str, Any]:
        return {"type": "array", "items": {"$ref": f"#/definitions/{name}"}}

    return {
        "title": "How a page was read by ots-lint",
        "description": "Rows and columns count from 1, columns in Unicode code points; ends are exclusive.",
        **_thing(
            {
                "filename": text,
                "named": {**flag, "description": "Whether the page names the organisation."},
                "relationship": _thing(
                    {
                        "value": {"enum": [*RELATIONSHIPS, ""], "description": "Empty where nothing says it."},
                        "source": {**text, "description": "Where the relationship is said."},
                        "inferred": {**flag, "description": "Whether it is told from a sentence, not declared."},
                        "file": maybe(text, "The file that says it: the page, or a configuration."),
                        "row": maybe(_ROW, "The row there."),
                        "contributions": {"type": "array", "items": text, "description": "Declared contributions."},
                    }
                ),
                "language": _thing(
                    {
                        "tag": text,
                        "declared": {**flag, "description": "Whether the page says so; else told by its words."},
                    }
                ),
                "blocks": {
                    **all_of("block"),
                    "description": "Which language the page's texts were taken for, in order.",
                },
                "sentences": {
                    **all_of("sentence"),
                    "description": "Those that name the organisation, and those in which something was read.",
                },
                "findings": {**all_of("finding"), "description": "What the linter reports of the page."},
                "suppressed": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "Findings that suppressions keep quiet.",
                },
            }
        ),
        "definitions": {
            "place": _thing({"row": _ROW, "column": _ROW}),
            "block": _thing(
                {
                    **where,
                    "language": text,
                    "readable": {**flag, "description": "Whether rules read sentences in it."},
                }
            ),
            "sentence": _thing(
                {
                    **where,
                    "text": text,
                    "language": text,
                    "counts": {**flag, "description": "Whether anything in it counts."},
                    "why": maybe(text, "Why nothing was read in it; null where something was."),
                    "readings": all_of("reading"),
                    "codes": {
                        "type": "array",
                        "items": code,
                        "description": "Findings that begin in it and stand on none of its readings: about the name, or about "
                        "what the page does not say.",
                    },
                }
            ),
            "reading": _thing(
                {
                    **where,
                    "text": text,
                    "roles": {"type": "array", "items": {"enum": [*ROLES]}, "minItems": 1},
                    "name": {**text, "description": "The family of a statement, or the kind of a contribution."},
                    "means": {**text, "description": "What the words say, in plain words."},
                    "label": maybe(text, "What stands over a bare name, or the address of a channel."),
                    "counts": {**flag, "description": "Whether nothing speaks against it."},
                    "unsure": {
                        **flag,
                        "description": "Whether findings are of a lower level, since it is not certain.",
                    },
                    "basis": {**flag, "description": "Whether the page's relationship is inferred from it."},
                    "against": all_of("reason"),
                    "rules": all_of("rule"),
                }
            ),
            "reason": _thing(
                {
                    "name": {"enum": sorted({*AGAINST, *modifiers})},
                    "means": text,
                    "words": maybe(text, "The words that it was told by."),
                }
            ),
            "rule": _thing({"code": code, "state": {"enum": [*STATES], "description": "What the rule makes of it."}}),
            "finding": _thing(
                {
                    **where,
                    "code": code,
                    "name": text,
                    "severity": {"enum": ["error", "warning", "info"]},
                    "message": text,
                }
            ),
        },
    }
