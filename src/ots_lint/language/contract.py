"""The contract for language packs: every name that the program asks a language for, read from `contract.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ots_lint.schema.keys import Field, Node, check, read_yaml, texts_of

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
        "topics": Field(
            "mapping",
            required=True,
            items=Field(
                "mapping",
                fields={
                    "means": _TEXT,
                    "needed": Field("flag"),
                    "parts": Field("texts", required=True),
                    "with": Field("texts"),
                },
            ),
        ),
        "parts": Field(
            "mapping",
            required=True,
            items=Field(
                "mapping",
                fields={
                    "means": _TEXT,
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


class Topic(NamedTuple):
    """Parts that a pack has together, or not at all; `along` names topics that it then has, too."""

    name: str
    means: str
    needed: bool
    parts: tuple[str, ...]
    along: tuple[str, ...]


class Part(NamedTuple):
    """Names that stand in one file of a pack; `together` names the parts that are read together with this one."""

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
        topics: Mapping[str, Topic],
        parts: Mapping[str, Part],
        entries: tuple[Entry, ...],
        modifiers: Mapping[str, Modifier],
        traits: tuple[str, ...],
    ) -> None:
        self.topics = topics
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

    def classes(self) -> Iterator[str]:
        """The names of all word classes and kinds of contribution."""
        return (entry.name for entry in self.entries if entry.section in ("words", "kinds"))

    def of_part(self, part: str) -> Iterator[Entry]:
        """The entries of a part."""
        return (entry for entry in self.entries if entry.part == part)


@lru_cache(maxsize=4)
def read_contract(path: Path) -> Contract:
    """The contract in a file. Raises `RuleError` where it is not what it should be, or names something twice."""
    node = read_yaml(path.read_text("utf-8"), str(path))
    check(node, CONTRACT)
    entries: dict[tuple[str, str], Entry] = {}
    topics = _topics(node.value["topics"].value, node.value["parts"].value)
    of_part = {part: topic for topic in topics.values() for part in topic.parts}
    parts: dict[str, Part] = {}
    for name, part in node.value["parts"].value.items():
        if name not in of_part:
            raise part.error("no topic has this part")
        topic = of_part[name]
        together = (*topic.parts, *(other for along in topic.along for other in topics[along].parts))
        parts[name] = Part(name, part.value["means"].value, topic.needed, tuple(o for o in together if o != name))
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
    modifiers = {
        name: Modifier(name, item.value["means"].value, item.value["example"].value)
        for name, item in node.value["modifiers"].value.items()
    }
    traits = tuple(node.value["traits"].value) if "traits" in node.value else ()
    return Contract(topics, parts, tuple(entries.values()), modifiers, traits)


def _topics(nodes: Mapping[str, Node], parts: Mapping[str, Node]) -> dict[str, Topic]:
    """The topics of a contract. Raises `RuleError` where one names what is not there, or a part is in two."""
    topics: dict[str, Topic] = {}
    taken: set[str] = set()
    for name, node in nodes.items():
        fields = node.value
        for item in texts_of(fields["parts"]):
            if item.value not in parts or item.value in taken:
                raise item.error("another topic has this part" if item.value in taken else "there is no such part")
            taken.add(item.value)
        along = tuple(item.value for item in texts_of(fields["with"])) if "with" in fields else ()
        if not nodes.keys() >= {*along}:
            raise fields["with"].error("there is no such topic")
        names = tuple(item.value for item in texts_of(fields["parts"]))
        topics[name] = Topic(name, fields["means"].value, "needed" in fields and fields["needed"].value, names, along)
    return topics
