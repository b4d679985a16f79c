"""The contract for language packs: every name that the program asks a language for, read from `contract.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ots_lint.schema.keys import Field, check, read_yaml

#: The sections of a pack whose names the contract knows, and what a name in them is called.
SECTIONS: Mapping[str, str] = {
    "words": "word class",
    "kinds": "kind of contribution",
    "frames": "frame family",
    "terms": "frame family",
    "titles": "list of titles",
}
_TEXT = Field("text", required=True)
_ENTRY = Field(
    "mapping",
    fields={"means": _TEXT, "used-by": _TEXT, "example": Field("text"), "optional": Field("flag")},
)
#: The contract's own format.
CONTRACT = Field(
    "mapping",
    fields={
        "modifiers": Field("mapping", required=True, items=Field("mapping", fields={"means": _TEXT, "example": _TEXT})),
        "traits": Field("mapping", items=Field("mapping", fields={"means": _TEXT, "example": _TEXT})),
        "parts": Field(
            "mapping",
            required=True,
            items=Field(
                "mapping",
                fields={
                    "means": _TEXT,
                    "needed": Field("flag"),
                    "with": Field("texts"),
                    **{section: Field("mapping", items=_ENTRY) for section in SECTIONS},
                },
            ),
        ),
    },
)


class Entry(NamedTuple):
    """A name that a pack gives words or frames to."""

    section: str
    name: str
    part: str
    means: str
    used_by: str
    example: str
    optional: bool


class Part(NamedTuple):
    """Names that a pack has together, or not at all; `together` names parts that are read together with this one."""

    name: str
    means: str
    needed: bool
    together: tuple[str, ...]


class Modifier(NamedTuple):
    """Why words that match a frame claim nothing, or something else."""

    name: str
    means: str
    example: str


class Contract:
    """What the program knows of language packs."""

    def __init__(
        self,
        parts: Mapping[str, Part],
        entries: tuple[Entry, ...],
        modifiers: Mapping[str, Modifier],
        traits: tuple[str, ...],
    ) -> None:
        self.parts = parts
        self.traits = traits
        self.entries = entries
        self.modifiers = modifiers
        self._by_name = {(entry.section, entry.name): entry for entry in entries}

    def get(self, section: str, name: str) -> Entry | None:
        """What the contract says of a name in a section, or None where it knows none."""
        return self._by_name.get((section, name))

    def names(self, section: str) -> tuple[str, ...]:
        """All names of a section."""
        return tuple(entry.name for entry in self.entries if entry.section == section)

    def families(self) -> tuple[str, ...]:
        """All families of frames, those of statements and those of terms."""
        return (*self.names("frames"), *self.names("terms"))

    def of_part(self, part: str) -> Iterator[Entry]:
        """The entries of a part."""
        return (entry for entry in self.entries if entry.part == part)


@lru_cache(maxsize=4)
def read_contract(path: Path) -> Contract:
    """The contract in a file. Raises `RuleError` where it is not what it should be, or names something twice."""
    node = read_yaml(path.read_text("utf-8"), str(path))
    check(node, CONTRACT)
    entries: dict[tuple[str, str], Entry] = {}
    parts: dict[str, Part] = {}
    for name, part in node.value["parts"].value.items():
        fields = part.plain()
        together = fields.get("with", ())
        parts[name] = Part(
            name,
            fields["means"],
            bool(fields.get("needed")),
            (together,) if isinstance(together, str) else tuple(together),
        )
        for section in SECTIONS:
            for key, item in part.value[section].value.items() if section in part.value else ():
                if (section, key) in entries:
                    raise item.error(f"{entries[section, key].part} names it, too")
                plain = item.plain()
                entries[section, key] = Entry(
                    section,
                    key,
                    name,
                    plain["means"],
                    plain["used-by"],
                    plain.get("example", ""),
                    bool(plain.get("optional")),
                )
    for name, part in node.value["parts"].value.items():
        for other in parts[name].together:
            if other not in parts:
                raise part.value["with"].error(f"there is no part {other!r}")
    modifiers = {
        name: Modifier(name, item.value["means"].value, item.value["example"].value)
        for name, item in node.value["modifiers"].value.items()
    }
    traits = tuple(node.value["traits"].value) if "traits" in node.value else ()
    return Contract(parts, tuple(entries.values()), modifiers, traits)
