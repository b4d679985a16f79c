"""Rule files → `Ruleset`: found, validated, compiled once and kept under their content's hash."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ots_lint import __version__
from ots_lint.brand.facts import Brand
from ots_lint.disk.digest import blake2b
from ots_lint.errors import RuleError
from ots_lint.ruleset.compiled import read_compiled, write_compiled
from ots_lint.ruleset.language_packs import LanguagePacks
from ots_lint.ruleset.rule import Example, Rule
from ots_lint.ruleset.rule_files import CONTRACT, NAME_WORDS, RuleFile, no_folder, read_files
from ots_lint.ruleset.translations import translations_of

if TYPE_CHECKING:
    from ots_lint.brand.name_words import NameWords
    from ots_lint.brand.names import NameMatcher
    from ots_lint.scan.page_scan import Scan
    from ots_lint.schema.keys import Node
    from ots_lint.settings import Settings

#: Changes when the compiled form does.
COMPILED_FORMAT = 18
#: Modules that decide what the compiled form holds.
_COMPILERS = ("language", "ruleset", "schema")
#: The guideline of the base and that of the brand, among the files by what they are about.
_GUIDELINES = (("guideline", True), ("guideline", False))


class Ruleset:
    """All rules of one brand with the facts and languages that they refer to."""

    def __init__(self, data: Mapping[str, Any], languages: LanguagePacks, fingerprint: str) -> None:
        self.data = data
        #: Language tag → language pack, each read when it is first asked for.
        self.languages = languages
        self.fingerprint = fingerprint
        self.brand = Brand.from_data(data["brand"])
        self.guideline: Mapping[str, Any] = data["guideline"]

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Code → rule, sorted by code."""
        return {raw["code"]: _rule(raw, self.guideline) for raw in self.data["rules"]}

    @cached_property
    def organiser_keys(self) -> frozenset[str]:
        """The keys of data, in small letters, under which a rule expects an organiser."""
        rules = [rule for rule in self.rules.values() if rule.kind == "metadata"]
        return frozenset(str(key).lower() for rule in rules for key in rule.options["keys"])

    @cached_property
    def names(self) -> NameMatcher:
        """Finds the brand's name."""
        from ots_lint.brand.names import NameMatcher

        return NameMatcher(self.brand, self.name_words)

    @cached_property
    def name_words(self) -> NameWords:
        """The words by which a language tells a name from a phrase, and how languages are called."""
        from ots_lint.brand.name_words import NameWords

        return NameWords(self.data["name-words"])

    @cached_property
    def near(self) -> Mapping[str, frozenset[str]]:
        """Languages without a pack that look like one that has one → some of their commonest words."""
        return {tag: frozenset(words.split()) for tag, words in self.data["near"].items() if tag not in self.languages}

    @cached_property
    def scan(self) -> Scan:
        """Decides from bytes alone whether a page can hold a finding."""
        from ots_lint.scan.page_scan import Scan

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

    The first folder must hold `brand.yaml`, which may inherit the rules that know no brand, else also
    `guideline.yaml`; a folder without `brand.yaml` adds rules to the brand before it, or to the shipped
    one. Language packs come with the program; a folder's own `languages/` adds to them or replaces them.
    """
    files = _read(paths)
    digest = blake2b(digest_size=16)
    for file in files:
        name = f"{file.tag}/{'/'.join(file.path.rsplit(os.sep, 2)[-2:])}\0{len(file.content)}\0"
        digest.update(name.encode("utf-8", "surrogateescape"))
        digest.update(file.content)
    salt = f"{COMPILED_FORMAT} {__version__} {_compilers()}"
    digest.update(salt.encode())
    fingerprint = digest.hexdigest()
    languages = LanguagePacks(files, salt)
    data = read_compiled(fingerprint)
    if data is None:
        languages.check_own()
        data = {**_compile(files), "everywhere": languages.extracts()}
        write_compiled(fingerprint, data)
    return Ruleset(data, languages, fingerprint)


def rule_nodes(paths: Sequence[Path] = ()) -> Mapping[str, Node]:
    """Code → rule, as it stands in the files of these folders (see `load_ruleset`), with its places."""
    return _compile_rules(_read(paths))[2]


def _read(paths: Sequence[Path]) -> list[RuleFile]:
    shipped = data_folder()
    folders = [Path(p) for p in paths] or [_default_pack(shipped)]
    if not os.path.isfile(folders[0] / "brand.yaml"):  # noqa: PTH113 - a name that is too long is none
        if not os.path.isdir(folders[0]):  # noqa: PTH112
            raise no_folder(folders[0])
        folders.insert(0, _default_pack(shipped))
    files = read_files([shipped / "languages", shipped / NAME_WORDS, _base_pack(shipped), *folders], shipped)
    packs = {file.pack for file in files}
    for folder in folders:
        if folder not in packs:  # a wrong path, most likely
            hint = "docs/writing-rules.md says what they look like"
            raise RuleError("there are no rules in it", str(folder), hint=hint)
    return files


def _compilers() -> list[tuple[str, int, int]]:
    """What tells one state of this program from another: its code may change between versions."""
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    found = []
    for folder in _COMPILERS:
        with os.scandir(os.path.join(package, folder)) as entries:  # noqa: PTH118
            files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
        found += [(name, state.st_size, state.st_mtime_ns) for name, state in files]
    return sorted(found)


def _contract(shipped: Path) -> Path:
    return shipped / "languages" / CONTRACT


def _base_pack(shipped: Path) -> Path:
    """The folder of the rules that know no brand, which a brand may inherit."""
    return shipped / "base"


def _default_pack(shipped: Path) -> Path:
    """The shipped pack: the folder that says whose brand it is."""
    for folder in sorted(shipped.iterdir() if shipped.is_dir() else ()):
        if (folder / "brand.yaml").is_file():
            return folder
    raise RuleError("the shipped rules are missing", str(shipped), hint="install ots-lint again")


def _compile(files: Sequence[RuleFile]) -> dict[str, Any]:
    brand, guideline, rules = _compile_rules(files)
    return {
        "brand": brand,
        "guideline": guideline,
        "name-words": _compile_name_words(files),
        "near": _compile_near(files),
        "rules": [rules[code].plain() for code in sorted(rules)],
    }


def _compile_rules(files: Sequence[RuleFile]) -> tuple[dict[str, Any], dict[str, Any], dict[str, Node]]:
    """The brand, its guideline, and code → rule."""
    from ots_lint.language.contract import read_contract
    from ots_lint.ruleset.inherit import base_rules, guideline_of_brand, rules_of_brand
    from ots_lint.ruleset.language_rules import add_languages
    from ots_lint.ruleset.rule_check import check_brand, check_rule
    from ots_lint.ruleset.translations import check_guideline
    from ots_lint.ruleset.vocabulary import Vocabulary
    from ots_lint.schema import keys as schema

    base = _base_pack(data_folder())
    nodes: dict[tuple[str, bool], list[schema.Node]] = {}
    for file in files:
        if file.about in {"brand", "guideline", "rule"}:
            node = schema.read_yaml(file.text, file.path)
            nodes.setdefault((file.about, file.pack == base), []).append(node)
    first = next((str(file.pack) for file in files if file.about == "rule" and file.pack != base), str(base))
    if ("brand", False) not in nodes:
        raise RuleError("there is no brand.yaml among the rule files", first)
    brand_node = nodes["brand", False][-1]
    schema.check(brand_node, schema.BRAND)
    check_brand(brand_node)
    brand: Any = schema.listed(brand_node.plain(), schema.BRAND)
    if not brand.get("inherits"):
        nodes = {key: found for key, found in nodes.items() if not key[1]}
    found: list[schema.Node | None] = [nodes[key][-1] if key in nodes else None for key in _GUIDELINES]
    for guide in found:
        if guide is not None:
            schema.check(guide, schema.GUIDELINE)
            check_guideline(guide)
    guideline = guideline_of_brand(found[0], found[1], brand)
    if guideline is None:
        raise RuleError("there is no guideline.yaml among the rule files", first)
    inherited = base_rules(nodes.get(("rule", True), ()), brand)
    add_languages(inherited.values(), files)
    rules = rules_of_brand(inherited, nodes.get(("rule", False), ()), brand, brand_node)
    plain = guideline.plain()
    known = Vocabulary.of(
        read_contract(_contract(data_folder())), (file.tag for file in files if file.about == "language")
    )
    for code, rule in rules.items():
        check_rule(rule, rule.plain(), plain, known, inherited=code in inherited and rule is inherited[code])
    return brand, plain, rules


def _compile_name_words(files: Sequence[RuleFile]) -> dict[str, Any]:
    """Language tag → the words that stand around names; a folder's file takes the place of that of one before it."""
    from ots_lint.brand.name_words import NAME_WORDS as SHAPE
    from ots_lint.schema import keys as schema

    found = {}
    for file in files:
        if file.about == "name-words":
            node = schema.read_yaml(file.text, file.path)
            schema.check(node, SHAPE)
            for text in schema.texts_of(node):
                if not 0 < len(text.value) <= 60:
                    raise text.error("a word has 1 to 60 characters")
            found[file.tag] = node.plain()
    return found


def _compile_near(files: Sequence[RuleFile]) -> dict[str, Any]:
    """Language tag → its common words; a folder's file adds languages, or takes the place of theirs."""
    from ots_lint.schema import keys as schema

    found: dict[str, Any] = {}
    for file in files:
        if file.about == "near":
            node = schema.read_yaml(file.text, file.path)
            schema.check(node, schema.Field("mapping", items=schema.TEXT))
            found.update(node.plain())
    return found


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
