"""Rule files → `Ruleset`: found, validated, compiled once and kept under their content's hash."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ots_lint import __version__, checkout
from ots_lint.digest import blake2b
from ots_lint.errors import RuleError
from ots_lint.regular import open_regular, read_all
from ots_lint.ruleset.brand import Brand
from ots_lint.ruleset.patterns import problem
from ots_lint.ruleset.rule import Example, Rule

if TYPE_CHECKING:
    from ots_lint.ruleset.name_words import NameWords
    from ots_lint.ruleset.names import NameMatcher
    from ots_lint.ruleset.scan import Scan
    from ots_lint.settings import Settings

#: Changes when the compiled form does.
COMPILED_FORMAT = 7
#: The folder of the words that tell names from phrases, a file for each language.
_NAME_WORDS = "name-words"
#: Modules that decide what the compiled form of a language pack holds.
_COMPILERS = ("language.py", "wordforms.py")
#: Rule files of one pack; all files of all packs, in bytes.
MAX_FILES = 2_000
MAX_BYTES = 8_000_000
#: Words of a brand's name, in whose every order it is looked for; word classes of a language.
MAX_WORDS = 5
MAX_CLASSES = 1_500


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
            raise RuleError("there is no such folder of rules", str(folders[0]), hint=_instead(folders[0]))
        folders.insert(0, _default_pack(shipped))
    files = _files([shipped / "languages", shipped / _NAME_WORDS, *folders], shipped)
    digest = blake2b(digest_size=16)
    contents: list[tuple[Path, bytes]] = []
    left = MAX_BYTES
    for path in files:
        try:
            with open_regular(path) as stream:
                content = read_all(stream, left + 1)
        except OSError as error:
            raise RuleError(f"the file cannot be read: {error.strerror}", str(path)) from None
        left -= len(content)
        if left < 0:
            raise RuleError(f"the rule files are larger than {MAX_BYTES // 1_000_000} MB together", str(path))
        contents.append((path, content))
        digest.update(f"{path.parent.name}/{path.name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    digest.update(f"{COMPILED_FORMAT} {__version__} {_compilers()}".encode())
    fingerprint = digest.hexdigest()
    data = _read_compiled(fingerprint)
    if data is None:
        data = _compile(contents)
        _write_compiled(fingerprint, data)
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


def _files(folders: Sequence[Path], shipped: Path) -> list[Path]:
    """The rule files in these folders. In a folder that is not ours, no link may lead out of it."""
    found: list[Path] = []
    for folder in folders:
        if not os.path.isdir(folder):  # noqa: PTH112
            raise RuleError("there is no such folder of rules", str(folder), hint=_instead(folder))
        ours = folder.is_relative_to(shipped)
        inside = folder.resolve()
        for parent, names, files in os.walk(folder):
            names[:] = sorted(n for n in names if not n.startswith("."))
            for name in sorted(files):
                if not name.endswith((".yaml", ".yml")):
                    continue
                path = Path(parent, name)
                if not ours:
                    _check_place(path, inside)
                found.append(path)
            if len(found) > MAX_FILES:
                raise RuleError("the folder holds too many rule files", str(folder))
    return found


def _instead(folder: Path) -> str:
    from ots_lint.nearby import instead

    return instead(str(folder), "name a folder of rule files, or leave it out for the shipped ones")


def _check_place(path: Path, inside: Path) -> None:
    """Raise `RuleError` for what no error message should quote: a file outside, a device, a pipe."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            raise RuleError("this link leads out of the folder of rules", str(path))
        regular = path.is_file()
    except (OSError, RuntimeError):  # a loop of links
        regular = False
    if not regular:
        raise RuleError("this is no regular file", str(path))


def _compile(contents: Sequence[tuple[Path, bytes]]) -> dict[str, Any]:
    from ots_lint.ruleset import schema
    from ots_lint.ruleset.language import tables_of
    from ots_lint.ruleset.language_check import LANGUAGE, check_language
    from ots_lint.ruleset.name_words import NAME_WORDS

    package = Path(__file__).resolve().parent.parent
    installed = package / "rules" / "languages" if (package / "rules").is_dir() else None
    brand: dict[str, Any] | None = None
    guideline: dict[str, Any] | None = None
    languages: dict[str, Any] = {}
    name_words: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    nodes: dict[str, schema.Node] = {}
    for path, content in contents:
        name = str(path)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            raise RuleError("the file is not UTF-8", name) from None
        node = schema.read_yaml(text, name)
        if path.name == "brand.yaml":
            schema.check(node, schema.BRAND)
            _check_brand(node)
            brand = node.plain()
        elif path.name == "guideline.yaml":
            schema.check(node, schema.GUIDELINE)
            guideline = node.plain()
        elif path.parent.name == _NAME_WORDS:
            schema.check(node, NAME_WORDS)
            _check_words(node)
            name_words[path.stem] = node.plain()
        elif path.parent.name == "languages":
            if not installed or path.parent != installed:  # those of a release were checked before it
                schema.check(node, LANGUAGE)
                _check_patterns(node)
                check_language(node)
            languages[path.stem] = node.plain()
        else:
            schema.check(node, schema.RULE)
            plain = node.plain()
            if plain["code"] in rules:
                raise node.value["code"].error(
                    f"{plain['code']} is defined twice", f"also in {nodes[plain['code']].filename}"
                )
            rules[plain["code"]] = plain
            nodes[plain["code"]] = node
    first = str(contents[0][0].parent) if contents else ""
    if brand is None:
        raise RuleError("there is no brand.yaml among the rule files", first)
    if guideline is None:
        raise RuleError("there is no guideline.yaml among the rule files", first)
    for code, node in nodes.items():
        _check_rule(node, rules[code], guideline)
    return {
        "brand": brand,
        "guideline": guideline,
        "name-words": name_words,
        "languages": {tag: {**data, "tables": tables_of(tag, data)} for tag, data in languages.items()},
        "rules": [rules[code] for code in sorted(rules)],
    }


def _check_brand(node: Any) -> None:
    """Raise `RuleError` where the name would give more patterns than can be searched for."""
    words = node.value["words"]
    if not words.value or not all(item.value for item in words.value if isinstance(words.value, list)):
        raise words.error("the name has no words", "write those that it is made of: [Open, Night]")
    if isinstance(words.value, list) and len(words.value) > MAX_WORDS:
        raise words.error(f"the name has more than {MAX_WORDS} words")
    for text in _texts(node):
        if len(text.value) > 300:
            raise text.error("the text is longer than 300 characters")


def _texts(node: Any) -> Iterator[Any]:
    """Every text below a node."""
    if isinstance(node.value, dict):
        for item in node.value.values():
            yield from _texts(item)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node.value, str):
        yield node


def _check_words(node: Any) -> None:
    """Raise `RuleError` for words that are no words."""
    for text in _texts(node):
        if not 0 < len(text.value) <= 60:
            raise text.error("a word has 1 to 60 characters")


def _check_patterns(node: Any) -> None:
    """Raise `RuleError` for patterns of a language pack that are too large to be compiled."""
    import regex

    for group in ("words", "kinds"):
        if len(node.value[group].value) > MAX_CLASSES:
            raise node.value[group].error(f"there are more than {MAX_CLASSES} word classes")
    for text in _texts(node):
        for word in text.value.split():
            if reason := problem(word):
                raise text.error(f"{word[:60]!r}: {reason}")
    for text in _texts(node.value["titles"]) if "titles" in node.value else ():
        if reason := problem(text.value):
            raise text.error(reason)
        try:
            regex.compile(text.value)
        except (regex.error, RecursionError) as error:
            raise text.error(f"the pattern is broken: {error}") from None


def _check_rule(node: Any, raw: Mapping[str, Any], guideline: Mapping[str, Any]) -> None:
    import regex

    from ots_lint.ruleset.kinds import KINDS
    from ots_lint.ruleset.template import check_template

    if not regex.fullmatch(r"[A-Z][A-Z0-9]{1,9}\d{3}", raw["code"]):
        raise node.value["code"].error(
            f"{raw['code']!r} is no rule code", "write letters and three digits, such as OTS101"
        )
    if raw["guideline"] not in guideline["sections"]:
        raise node.value["guideline"].error(
            f"{raw['guideline']!r} is no section of guideline.yaml", "known are " + ", ".join(guideline["sections"])
        )
    check_node = node.value["check"]
    kind = raw["check"].get("kind")
    if kind not in KINDS:
        raise check_node.error(f"the kind {kind!r} is unknown", "known are " + ", ".join(sorted(KINDS)))
    for key, item in check_node.value.items():
        if key != "kind" and key not in KINDS[kind]:
            from ots_lint.ruleset.schema import _suggest

            raise item.error(f"unknown option of the check {kind!r}", _suggest(key, tuple(KINDS[kind])))
    for key in ("message",):
        check_template(node.value[key])
    for item in node.value["messages"].value.values() if "messages" in node.value else ():
        check_template(item)
    if "fix" in node.value:
        fix = node.value["fix"].value
        check_template(fix["message"])
        for item in fix["insert"].value.values() if "insert" in fix else ():
            check_template(item)
        for item in fix["rewrite"].value if "rewrite" in fix else ():
            check_template(item.value["replace"])
            if reason := problem(item.value["find"].value):
                raise item.value["find"].error(reason)
            try:
                regex.compile(item.value["find"].value)
            except (regex.error, RecursionError) as error:
                raise item.value["find"].error(f"the pattern is broken: {error}") from None
    _check_examples(node, raw)


def _check_examples(node: Any, raw: Mapping[str, Any]) -> None:
    seen: set[str] = set()
    kinds = set()
    for item, example in zip(node.value["examples"].value, raw["examples"], strict=True):
        if ("bad" in example) == ("good" in example):
            raise item.error("an example has either bad or good")
        if "good" in example and "why" not in example:
            raise item.error("a good example says why it is good", "add the key why")
        key = repr(sorted(example.items(), key=str))
        if key in seen:
            raise item.error("this example stands here twice")
        seen.add(key)
        kinds.add("bad" if "bad" in example else "good")
    if kinds != {"bad", "good"}:
        raise node.value["examples"].error("a rule needs at least one bad and one good example")


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


class _Languages(Mapping[str, Mapping[str, Any]]):
    """Compiled language packs, each read when it is first asked for: many runs need none."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed
        self._read: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, tag: str) -> Mapping[str, Any]:
        if tag not in self._read:
            import json

            self._read[tag] = json.loads(self._packed[tag])
        return self._read[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _compiled_path(fingerprint: str) -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH118, PTH111
    if not os.path.isabs(base):  # noqa: PTH117 - XDG says: relative paths are ignored
        return None
    path = Path(base, "ots-lint", f"rules-{fingerprint}.bin")
    # Rules that came with a checkout could be anybody's, and say that nothing is wrong.
    return None if checkout.holds(path) else path


def _read_compiled(fingerprint: str) -> dict[str, Any] | None:
    import json

    path = _compiled_path(fingerprint)
    if path is None:
        return None
    try:
        with open_regular(path) as stream:
            content = stream.readall()
        body = content[16:]
        if blake2b(body, digest_size=16).digest() != content[:16]:
            return None
        # JSON, for what lies in a folder should never be more than data.
        first, *lines = body.split(b"\n")
        data = json.loads(first)
        if len(data["languages"]) != len(lines):
            return None
        data["languages"] = _Languages(dict(zip(data["languages"], lines, strict=True)))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _write_compiled(fingerprint: str, data: dict[str, Any]) -> None:
    path = _compiled_path(fingerprint)
    if path is None:
        return
    import json

    parts = [{**data, "languages": list(data["languages"])}, *data["languages"].values()]
    body = "\n".join(json.dumps(part, separators=(",", ":")) for part in parts).encode("ascii")
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(blake2b(body, digest_size=16).digest() + body)
        temporary.replace(path)
    except OSError:
        return
