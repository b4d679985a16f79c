"""Rule files → `Ruleset`: found, validated, compiled once and kept under their content's hash."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ots_lint import __version__
from ots_lint.digest import blake2b
from ots_lint.errors import RuleError
from ots_lint.ruleset.brand import Brand
from ots_lint.ruleset.compiled import read_compiled, write_compiled
from ots_lint.ruleset.rule import Example, Rule
from ots_lint.ruleset.rule_files import RuleFile, instead_of, read_files
from ots_lint.ruleset.translations import check_guideline, translations_of

if TYPE_CHECKING:
    from ots_lint.ruleset.name_words import NameWords
    from ots_lint.ruleset.names import NameMatcher
    from ots_lint.ruleset.scan import Scan
    from ots_lint.settings import Settings

#: Changes when the compiled form does.
COMPILED_FORMAT = 8
#: The folder of the words that tell names from phrases, a file for each language.
_NAME_WORDS = "name-words"
#: Modules that decide what the compiled form of a language pack holds.
_COMPILERS = ("language.py", "wordforms.py", "pack.py", "lexicon.py")


class Ruleset:
    """All rules of one brand with the facts and languages that they refer to."""

    def __init__(self, data: dict[str, Any], fingerprint: str) -> None:
        self.data = data
        self.fingerprint = fingerprint
        self.brand = Brand.from_data(data["brand"])
        self.guideline: Mapping[str, Any] = data["guideline"]

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Code → rule, sorted by code."""
        return {raw["code"]: _rule(raw, self.guideline) for raw in self.data["rules"]}

    @cached_property
    def languages(self) -> Mapping[str, Mapping[str, Any]]:
        """Language tag → language pack."""
        languages: Mapping[str, Mapping[str, Any]] = self.data["languages"]
        return languages

    @cached_property
    def names(self) -> NameMatcher:
        """Finds the brand's name."""
        from ots_lint.ruleset.names import NameMatcher

        return NameMatcher(self.brand, self.name_words)

    @cached_property
    def name_words(self) -> NameWords:
        """The words by which a language tells a name from a phrase, and how languages are called."""
        from ots_lint.ruleset.name_words import NameWords

        return NameWords(self.data["name-words"])

    @cached_property
    def scan(self) -> Scan:
        """Decides from bytes alone whether a page can hold a finding."""
        from ots_lint.ruleset.scan import Scan

        return Scan(self)

    def may_matter(self, data: bytes, settings: Settings) -> bool:
        """False where no rule can report anything on a page with these bytes."""
        return self.scan.may_matter(data, settings)


def data_folder() -> Path:
    """The folder of the shipped rule packs: in the installed package, or in a checkout beside `src`."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent.parent / "rules"


def load_ruleset(paths: Sequence[Path] = ()) -> Ruleset:
    """The rules in these folders (default: the shipped pack). Raises `RuleError`.

    The first folder must hold `brand.yaml` and `guideline.yaml`; a folder without `brand.yaml`
    adds rules to the brand before it, or to the shipped one. Language packs come with the
    program; a folder's own `languages/` adds to them or replaces them.
    """
    shipped = data_folder()
    folders = [Path(p) for p in paths] or [_default_pack(shipped)]
    if not os.path.isfile(folders[0] / "brand.yaml"):  # noqa: PTH113 - a name that is too long is none
        if not os.path.isdir(folders[0]):  # noqa: PTH112
            raise RuleError("there is no such folder of rules", str(folders[0]), hint=instead_of(folders[0]))
        folders.insert(0, _default_pack(shipped))
    files = read_files([shipped / "languages", shipped / _NAME_WORDS, *folders], shipped)
    digest = blake2b(digest_size=16)
    for file in files:
        name = f"{file.tag}/{file.path.parent.name}/{file.path.name}\0{len(file.content)}\0"
        digest.update(name.encode("utf-8", "surrogateescape"))
        digest.update(file.content)
    digest.update(f"{COMPILED_FORMAT} {__version__} {_compilers()}".encode())
    fingerprint = digest.hexdigest()
    data = read_compiled(fingerprint)
    if data is None:
        data = _compile(files)
        write_compiled(fingerprint, data)
    return Ruleset(data, fingerprint)


def _compilers() -> list[tuple[int, int]]:
    """What tells one state of this program from another, for a checkout whose code changes between versions."""
    stats = [os.stat(os.path.join(os.path.dirname(__file__), name)) for name in _COMPILERS]  # noqa: PTH116, PTH118, PTH120
    return [(s.st_size, s.st_mtime_ns) for s in stats]


def _default_pack(shipped: Path) -> Path:
    """The shipped pack: the folder that says whose brand it is."""
    for folder in sorted(shipped.iterdir() if shipped.is_dir() else ()):
        if (folder / "brand.yaml").is_file():
            return folder
    raise RuleError("the shipped rules are missing", str(shipped), hint="install ots-lint again")


def _compile(files: Sequence[RuleFile]) -> dict[str, Any]:
    from ots_lint.ruleset import schema
    from ots_lint.ruleset.language_rules import add_languages
    from ots_lint.ruleset.name_words import NAME_WORDS
    from ots_lint.ruleset.rule_check import check_brand, check_rule, check_words

    brand: dict[str, Any] | None = None
    guideline: dict[str, Any] | None = None
    name_words: dict[str, Any] = {}
    nodes: dict[str, schema.Node] = {}
    shipped: list[schema.Node] = []
    for file in files:
        if file.about in {"contract", "language", "language-rule"}:
            continue
        node = schema.read_yaml(file.text, str(file.path))
        if file.about == "brand":
            schema.check(node, schema.BRAND)
            check_brand(node)
            brand = node.plain()
        elif file.about == "guideline":
            schema.check(node, schema.GUIDELINE)
            check_guideline(node)
            guideline = node.plain()
        elif file.about == "name-words":
            schema.check(node, NAME_WORDS)
            check_words(node)
            name_words[file.tag] = node.plain()
        else:
            schema.check(node, schema.RULE)
            code = node.value["code"].value
            if code in nodes:
                raise node.value["code"].error(f"{code} is defined twice", f"also in {nodes[code].filename}")
            nodes[code] = node
            if file.ours:
                shipped.append(node)
    first = str(files[0].path.parent) if files else ""
    if brand is None:
        raise RuleError("there is no brand.yaml among the rule files", first)
    if guideline is None:
        raise RuleError("there is no guideline.yaml among the rule files", first)
    add_languages(shipped, files, brand)
    rules = {code: node.plain() for code, node in nodes.items()}
    for code, node in nodes.items():
        check_rule(node, rules[code], guideline)
    return {
        "brand": brand,
        "guideline": guideline,
        "name-words": name_words,
        "languages": _compile_languages(files),
        "rules": [rules[code] for code in sorted(rules)],
    }


def _compile_languages(files: Sequence[RuleFile]) -> dict[str, Any]:
    """Language tag → compiled pack. A folder's pack takes the place of the whole pack of a folder before it."""
    from ots_lint.ruleset.contract import FILE, read_contract
    from ots_lint.ruleset.language import tables_of
    from ots_lint.ruleset.language_check import check_pack
    from ots_lint.ruleset.pack import merged
    from ots_lint.ruleset.schema import read_yaml

    packs: dict[str, list[RuleFile]] = {}
    for file in files:
        if file.about == "language":
            known = packs.setdefault(file.tag, [])
            if known and known[0].pack != file.pack:
                known.clear()
            known.append(file)
    shipped = data_folder()
    contract = read_contract(shipped / "languages" / FILE)
    released = shipped.parent == Path(__file__).resolve().parent.parent
    languages: dict[str, Any] = {}
    for tag, its in packs.items():
        pack = merged(tag, [read_yaml(file.text, str(file.path)) for file in its])
        if not (released and its[0].ours):  # those of a release were checked before it
            check_pack(pack, contract)
        data = {**pack.plain(), "parts": pack.parts(contract)}
        languages[tag] = {**data, "tables": tables_of(tag, data)}
    return languages


def _rule(raw: Mapping[str, Any], guideline: Mapping[str, Any]) -> Rule:
    section = guideline["sections"][raw["guideline"]]
    when = raw["when"] if isinstance(raw["when"], list) else [raw["when"]]
    options = {k: v for k, v in raw["check"].items() if k != "kind"}
    return Rule(
        code=raw["code"],
        name=raw["name"],
        summary=raw["summary"],
        explanation=raw["explanation"],
        severity=raw["severity"],
        severity_declared=raw.get("severity-declared"),
        when=frozenset(when),
        kind=raw["check"]["kind"],
        options=options,
        message=raw["message"],
        messages=raw.get("messages", {}),
        guideline=section["title"],
        guideline_text=section["text"],
        guideline_url=section.get("url") or guideline.get("url", ""),
        url=guideline["docs"].replace("{code}", raw["code"]) if "docs" in guideline else "",
        fix=raw.get("fix", {}),
        translations=translations_of(raw, guideline),
        examples=tuple(
            Example(
                text=e.get("bad", e.get("good", "")),
                bad="bad" in e,
                fixed=e.get("fixed"),
                why=e.get("why", ""),
                language=e.get("language", ""),
                relationship=e.get("relationship", ""),
                contributions=tuple(e.get("contributions", ())),
                format=e.get("format", "markdown"),
            )
            for e in raw["examples"]
        ),
    )
