"""A language pack: the files of one language, merged and checked against the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from ots_lint.errors import RuleError
from ots_lint.language.contract import SECTIONS, Contract
from ots_lint.language.lexicon import Lexicon
from ots_lint.schema.keys import Field, Node, check, texts_of

REACHES = ("forward", "backward", "both")
SCOPES = ("clause", "sentence")
_CONTEXT = Field(
    "mapping",
    fields={
        "is": Field("text", required=True),
        "when": Field("texts", required=True),
        "unless": Field("texts"),
        "reach": Field("text", choices=REACHES),
        "in": Field("text", choices=SCOPES),
        "words": Field("number"),
        "stop": Field("texts"),
        "cancel": Field("texts"),
        "of": Field("texts"),
        "good": Field("texts"),
        "bad": Field("texts"),
    },
)
PACK_FILE = Field(
    "mapping",
    fields={
        "name": Field("text"),
        "words": Field("mapping", items=Field("text")),
        "kinds": Field("mapping", items=Field("text")),
        "helpers": Field("mapping", items=Field("text")),
        "slots": Field("mapping", items=Field("texts")),
        "inflected": Field("mapping", items=Field("text")),
        "lemmas": Field("mapping", items=Field("text")),
        "forms": Field("mapping", items=Field("text")),
        "spellings": Field("texts"),
        "leave-out": Field("texts"),
        "endings": Field("texts"),
        "inclusive": Field("mapping", items=Field("texts")),
        "frames": Field("mapping", items=Field("texts")),
        "terms": Field("mapping", items=Field("texts")),
        "titles": Field("mapping", items=Field("texts")),
        "context": Field("list", items=_CONTEXT),
        "traits": Field("texts"),
        "letters": Field("mapping", items=Field("text")),
    },
)
#: Sections that map names to something, of which each name stands in one file.
_NAMED = (
    "words",
    "kinds",
    "helpers",
    "slots",
    "inflected",
    "lemmas",
    "forms",
    "inclusive",
    "frames",
    "terms",
    "titles",
)
#: Sections that name word classes: frames and other classes may refer to each of them.
CLASSES = ("words", "kinds", "helpers")


class Pack:
    """The merged files of one language: sections → names → the nodes of the files that they stand in."""

    def __init__(self, tag: str, files: Sequence[Node]) -> None:
        self.tag = tag
        self.files = files
        self.name = tag
        self.sections: dict[str, dict[str, Node]] = {section: {} for section in _NAMED}
        self.context: list[Node] = []
        self.traits: list[Node] = []
        self._letters: dict[str, str] = {}
        self._plain: dict[str, Any] = {}
        for file in files:
            self._add(file)

    def _add(self, file: Node) -> None:
        named = file.value.get("name")
        if named is not None:
            self.name = named.value
        for section, known in self.sections.items():
            for name, item in file.value[section].value.items() if section in file.value else ():
                if name in known:
                    raise item.error("this name stands in two files", f"also in {_place(known[name])}")
                known[name] = item
        if "traits" in file.value:
            self.traits += texts_of(file.value["traits"])
        if "letters" in file.value:
            self._letters.update({letter: node.value for letter, node in file.value["letters"].value.items()})
        if "context" in file.value:
            self.context += file.value["context"].value

    def plain(self) -> dict[str, Any]:
        """The pack as the program reads it: each section whole, helpers among the words, and these without lemmas.

        Raises `RuleError` where a class cannot be expanded.
        """
        if self._plain:
            return self._plain
        data: dict[str, Any] = {"name": self.name, "words": {}, "kinds": {}}
        for section in CLASSES:
            into = data["words" if section == "helpers" else section]
            into.update({name: self._words(name) for name in self.sections[section]})
        for section in ("inclusive", "frames", "terms", "titles"):
            data[section] = {name: self._spelt(node.plain()) for name, node in self.sections[section].items()}
        data["traits"] = [node.plain() for node in self.traits]
        data["context"] = [self._spelt(_listed(node.plain())) for node in self.context]
        self._plain = data
        return data

    def _words(self, name: str) -> str:
        found: str = self._spelt(" ".join(self._lexicon.words(name)))
        return found

    def _spelt(self, value: Any) -> Any:
        """The patterns in a value, with both ways to write a letter that has two: "ausschlie(?:ß|ss)lich"."""
        if not self._letters:
            return value
        if isinstance(value, str):
            for letter, other in self._letters.items():
                value = value.replace(letter, f"(?:{letter}|{other})")
            return value
        if isinstance(value, Mapping):
            return {key: self._spelt(item) for key, item in value.items()}
        return [self._spelt(item) for item in value] if isinstance(value, list) else value

    @cached_property
    def _lexicon(self) -> Lexicon:
        classes = {name: node for section in CLASSES for name, node in self.sections[section].items()}
        forms = {**self.sections["forms"], **self.sections["lemmas"]}
        return Lexicon(classes, forms, self.sections["slots"], self.sections["inflected"])

    def extract(self, names: Sequence[str]) -> dict[str, Any]:
        """A pack of some classes and nothing else; it knows the names of all kinds of contribution."""
        return {
            "words": {name: self._words(name) for name in names if name in self.sections["words"]},
            "kinds": dict.fromkeys(self.sections["kinds"], ""),
            "frames": {},
            "inclusive": {name: node.plain() for name, node in self.sections["inclusive"].items()},
            "own": [*names],
        }

    def own_classes(self, contract: Contract) -> list[str]:
        """The helpers that have a name of their own, which the contract does not know."""
        return sorted({*self.sections["helpers"]}.difference(contract.classes()))

    def parts(self, contract: Contract) -> list[str]:
        """The parts of the contract that the pack has something of, in the contract's order."""
        known = {
            entry.part
            for section in SECTIONS
            for name in self.sections[section]
            if (entry := contract.get(section, name)) is not None
        }
        return [part for part in contract.parts if part in known]


def merged(tag: str, files: Sequence[Node]) -> Pack:
    """The pack that some files of one language are together. Raises `RuleError` where two of them say the same."""
    for file in files:
        check(file, PACK_FILE)
    return Pack(tag, files)


def check_names(pack: Pack, contract: Contract) -> None:
    """Raise one `RuleError` about everything that the contract does not know, or that the pack lacks."""
    unknown = [*_unknown(pack, contract)]
    lacking = [*_lacking(pack, contract, [name for _, name, _ in unknown])]
    if not unknown and not lacking:
        return
    lines = [_unknown_line(node, section, name, contract) for section, name, node in unknown]
    first = unknown[0][2] if unknown else pack.files[0]
    if lacking:
        what = (
            f"the language pack {pack.tag!r} is not complete: it lacks what every pack needs, or needs with what it has"
        )
        lines.append(what if not lines else f"{_place(pack.files[0])}: {what}")
        lines += [f"  {line}" for line in lacking]
    raise RuleError(
        "\n".join(lines), first.filename, first.row, "rules/languages/contract.yaml says what each name means"
    )


def _place(node: Node) -> str:
    return f"{node.filename}:{node.row}"


def _unknown(pack: Pack, contract: Contract) -> Iterator[tuple[str, str, Node]]:
    """Section, name and node of each name that the contract does not know."""
    for section in SECTIONS:
        for name, node in pack.sections[section].items():
            if contract.get(section, name) is None:
                yield section, name, node


def _unknown_line(node: Node, section: str, name: str, contract: Contract) -> str:
    near = nearest(name, contract.names(section))
    text = f"{node.key}: the contract knows no {SECTIONS[section]} {name!r}"
    if near:
        text += f"; did you mean {near!r}?"
    elif section == "words":
        text += "; a class that only this pack needs stands under helpers"
    return text


def _lacking(pack: Pack, contract: Contract, unknown: Sequence[str]) -> Iterator[str]:
    """A line for each section of a part of which names are missing that the pack has to have."""
    wanted = {name for name, part in contract.parts.items() if part.needed}
    todo = [*wanted, *pack.parts(contract)]
    while todo:
        part = contract.parts[todo.pop()]
        wanted.add(part.name)
        todo += [other for other in part.together if other not in wanted]
    for part_name, part in contract.parts.items():
        if part_name not in wanted:
            continue
        missing: dict[str, list[str]] = {}
        for entry in contract.of_part(part_name):
            if not entry.optional and entry.name not in pack.sections[entry.section]:
                near = nearest(entry.name, unknown)
                shown = f"{entry.name} ({near}?)" if near else entry.name
                missing.setdefault(entry.section, []).append(shown)
        if missing:
            yield f"{part_name}: {part.means}"
            for section, names in missing.items():
                yield f"  {section}: {', '.join(names)}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name that is most like a word, or an empty text where none is."""
    near = get_close_matches(word, tuple(known), n=1)
    return near[0] if near else ""


def check_context(pack: Pack, contract: Contract) -> None:
    """Raise `RuleError` for a trait, or for a modifier or family under `context`, that nobody knows."""
    for trait in pack.traits:
        if trait.value not in contract.traits:
            near = nearest(trait.value, contract.traits)
            raise trait.error(f"the contract knows no trait {trait.value!r}", f"did you mean {near!r}?" if near else "")
    for node in pack.context:
        fields: Mapping[str, Node] = node.value
        modifier = fields["is"]
        if modifier.value not in contract.modifiers:
            near = nearest(modifier.value, contract.modifiers)
            raise modifier.error(
                f"the contract knows no modifier {modifier.value!r}",
                f"did you mean {near!r}?" if near else "known are " + ", ".join(contract.modifiers),
            )
        if "of" in fields:
            families = contract.families()
            for item in fields["of"].value if isinstance(fields["of"].value, list) else [fields["of"]]:
                if item.value not in families:
                    near = nearest(item.value, families)
                    raise item.error(
                        f"the contract knows no frame family {item.value!r}", f"did you mean {near!r}?" if near else ""
                    )
        if "words" in fields and fields["words"].value < 0:
            raise fields["words"].error("write 0 for none between the cue and what it takes back")


def context_frames(pack: Pack) -> Iterator[Node]:
    """Every frame of the entries under `context`."""
    for node in pack.context:
        for key in ("when", "unless", "stop", "cancel"):
            if key in node.value:
                item = node.value[key]
                yield from item.value if isinstance(item.value, list) else [item]


def _listed(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of `context` whose lists are lists, even where a single text stands in the file."""
    return {
        key: [value]
        if key in ("when", "unless", "stop", "cancel", "of", "good", "bad") and isinstance(value, str)
        else value
        for key, value in entry.items()
    }
