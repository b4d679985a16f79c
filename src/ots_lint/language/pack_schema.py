"""The contract for language packs as a JSON Schema, with which editors complete and check a pack's files."""

from __future__ import annotations

from typing import Any

from ots_lint.language.contract import SECTIONS, Contract, Entry
from ots_lint.language.pack import PACK_FILE
from ots_lint.schema.keys import Field

_TEXTS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


def schema_of(contract: Contract) -> dict[str, Any]:
    """A schema for one file of a pack. Whether all files together have all that is needed, the loader says."""
    fields = PACK_FILE.fields or {}
    properties: dict[str, Any] = {}
    for key, field in fields.items():
        shape = _shape(field)
        if key in SECTIONS:
            value = shape.pop("additionalProperties")
            entries = [entry for entry in contract.entries if entry.section == key]
            shape["properties"] = {entry.name: {**value, "description": _described(entry)} for entry in entries}
            shape["additionalProperties"] = False
        properties[key] = shape
    cue = properties["context"]["items"]["properties"]
    cue["is"] = {
        "oneOf": [{"const": m.name, "description": f"{m.means}: {m.example}"} for m in contract.modifiers.values()]
    }
    families = {"enum": list(contract.families())}
    cue["of"] = {"anyOf": [families, {"type": "array", "items": families}]}
    properties["traits"] = {"type": "array", "items": {"enum": list(contract.traits)}}
    return {
        "title": "A file of a language pack",
        "description": "Generated from rules/languages/contract.yaml, which says how classes and frames are written.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _described(entry: Entry) -> str:
    example = f" Example: {entry.example}" if entry.example else ""
    return f"{entry.means[:1].upper()}{entry.means[1:]}. Part: {entry.part}. Used by: {entry.used_by}.{example}"


def _shape(field: Field) -> dict[str, Any]:
    """A field of a rule file as JSON Schema says it."""
    if field.kind == "texts":
        return dict(_TEXTS)
    if field.kind == "list":
        return {"type": "array", "items": _shape(field.items) if field.items else {}}
    if field.kind == "mapping":
        if field.fields is not None:
            return {
                "type": "object",
                "properties": {key: _shape(below) for key, below in field.fields.items()},
                "required": [key for key, below in field.fields.items() if below.required],
                "additionalProperties": False,
            }
        return {"type": "object", "additionalProperties": _shape(field.items) if field.items else True}
    if field.kind == "number":
        return {"type": "integer", "minimum": 0}
    return {"type": "string", **({"enum": list(field.choices)} if field.choices else {})}
