"""Reads the data files that sites are made from: lists of sponsors, partners and events in YAML, JSON, TOML or CSV.

Their keys mean what they mean in front matter. A list at the top, or lists under keys of a file that has nothing else,
count as standing under the file's name, as sites refer to them: `sponsors.yml` is `sponsors`.
"""

from __future__ import annotations

from collections.abc import Iterator
from os.path import basename, splitext
from typing import TYPE_CHECKING

from ots_lint.pages.base import Comment, FrontMatterError, Page
from ots_lint.pages.builder import Builder
from ots_lint.pages.csv_text import read_csv
from ots_lint.pages.format import reader
from ots_lint.pages.front_matter.block import add_value, read_json, save_texts
from ots_lint.pages.front_matter.tags import cover_tags, without_tags
from ots_lint.pages.front_matter.value import Broken, Keys, Value
from ots_lint.pages.keys import is_name_key, is_text_key
from ots_lint.text.mask import Masks
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Segment, Span

if TYPE_CHECKING:
    from ots_lint.text.source import Source

#: Larger files, in characters, and more values, are no lists that people wrote.
MAX_SIZE, MAX_VALUES = 2_000_000, 200_000
_KINDS = {".yml": "yaml", ".yaml": "yaml", ".json": "json", ".toml": "toml", ".csv": "csv", ".tsv": "csv"}
_COMMENT = lazy_re(r"(?:(?<=[ \t\r\n])|\A)#([^\r\n]*)")
_LINE_END = lazy_re(r"[\r\n]|\Z")


@reader(
    ".yml", ".yaml", ".json", ".toml", ".csv", ".tsv",
    title="Data files",
    folders=("_data", "data"),
    never=(
        "ots-lint.toml", "pyproject.toml", "package*.json", "composer.json", "tsconfig*.json", "*lock.json", "*lock.yaml",
        "*lock.yml", "_config.*", "config.*", "hugo.*", "mkdocs.y*ml", ".*", "bower.json", "jsconfig.json", "lerna.json", "nx.json",
        "turbo.json", "angular.json", "manifest.json", "renovate.json", "vercel.json", "firebase.json", "netlify.toml",
        "wrangler.toml", "book.toml", "docker-compose*.y*ml", "compose.y*ml", "appveyor.yml", "codecov.yml",
        "*.config.json", "*.schema.json", "*.min.json",
    ),
    reads="""values that are texts (HTML and Markdown in them as pages show it; no numbers, and no small words under keys that have
    only such: they refer to other entries), and keys of several words; other keys count as in front matter (`sponsors:`, `title:`,
    `ots:`)""",
    fixes="all; comments of YAML and TOML (`# ots-lint-disable-line`) keep findings quiet",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a data file. Never raises, whatever it holds."""
    page = Page(source, "data")
    page.part = True
    text = source.text
    builder = Builder(page, text, Masks([]))
    kind = _KINDS.get(splitext(source.filename)[1].lower(), "yaml")  # noqa: PTH122
    name = splitext(basename(source.filename))[0]  # noqa: PTH119, PTH122
    try:
        if len(text) > MAX_SIZE:
            raise Broken(f"they are longer than {MAX_SIZE:,} characters", 0)
        values = _values(text, kind, name, page.front_matter_keys)
    except Broken as error:
        page.front_matter_keys.clear()
        offset = min(max(error.offset, 0), max(len(text) - 1, 0))
        end = _LINE_END.search(text, offset)
        message = f"the data are not valid {kind.upper()}, line {source.position(offset)[0]}: {error.message}"
        page.front_matter_error = FrontMatterError(message, Span(offset, end.start() if end else offset))
        values = []
        if len(text) <= MAX_SIZE:
            save_texts(builder, 0, len(text), Masks([]), nested=True)
    named = list(_names(text, name, page.front_matter_keys)) if kind in ("yaml", "json", "toml") else []
    for value in sorted([*_without_identifiers(values), *named], key=lambda value: value.span):
        add_value(builder, value, _is_sort if _is_worded(value) else is_text_key)
    builder.finish(len(text))
    if named:  # what else refers to a key is not known
        keys = [value.span for value in named]
        page.holds = lambda span, content: not any(key.start <= span.start < key.end for key in keys)
    if kind in ("yaml", "toml") and "ots-lint" in text:
        page.comments += _comments(text, values)
    return page


def _values(text: str, kind: str, name: str, keys: Keys) -> list[Value]:
    if not text.strip():
        return []
    if kind == "csv":
        return read_csv(text, name)
    masked, masks = cover_tags(text, 0, len(text), kind)
    if kind == "json":
        from ots_lint.pages.front_matter.json_text import JsonReader

        return _named(read_json(JsonReader(text, masked, masks, 0, len(text), MAX_VALUES), keys), name)
    if kind == "toml":
        from ots_lint.pages.front_matter.toml_text import read_toml

        values = read_toml(masked, 0, len(text), keys)
    else:
        from ots_lint.pages.front_matter.yaml_text import read_yaml

        values = read_yaml(masked, 0, len(text), keys, lists=True)
    return _named(without_tags(values, masks) if masks else values, name)


def _named(values: list[Value], name: str) -> list[Value]:
    """The values with the file's name before the paths of lists, where these are all that it has."""
    if any(len(value.path) == 1 and isinstance(value.path[0], str) for value in values):
        return values
    return [
        value._replace(path=(name, *value.path))
        if value.path and (isinstance(value.path[0], int) or (len(value.path) > 1 and isinstance(value.path[1], int)))
        else value
        for value in values
    ]


#: One small word, as programs write the name of another entry: `anl`, `jon-udell`, `admi25`.
_IDENTIFIER = lazy_re(r"\s*[a-z0-9]+(?:[-_][a-z0-9]+)*\s*")
_LETTER = lazy_re(r"[^\W\d_]")
#: Longer texts, in characters, are no names.
_LONGEST = 80


def _without_identifiers(values: list[Value]) -> list[Value]:
    """The values, without the texts of those that are for programs: numbers, and words that refer to other entries.

    A small word is one where all values of its key are, but for names and titles, unless the entry has the name as people
    write it, too (`name: acme`, `brand: Acme`). Pages show what it refers to.
    """
    small: dict[str, bool] = {}
    shown: dict[tuple[str | int, ...], set[str]] = {}  # of each entry: its texts that are no small words
    for path, value, *_ in values:
        if isinstance(value, str) and (key := _key(path)):
            is_small = _IDENTIFIER.fullmatch(value) is not None
            small[key] = small.get(key, True) and is_small
            if not is_small and len(value) <= _LONGEST:
                shown.setdefault(path[:-1], set()).add(_bare(value))
    return [
        value._replace(segments=None)
        if value.segments
        and (
            _LETTER.search(value.value) is None
            or (
                small.get(key := _key(value.path))
                and (not is_name_key(key) or _bare(value.value) in shown.get(value.path[:-1], ()))
            )
        )
        else value
        for value in values
    ]


def _is_worded(value: Value) -> bool:
    return isinstance(value.value, str) and " " in value.value.strip()


def _is_sort(key: str) -> bool:
    """Whether a value of several words is a text: what sort of thing an entry is (`type: Lightning talk`), too."""
    return is_text_key(key) or key.lower().rpartition("_")[2] == "type"


def _bare(text: str) -> str:
    """The letters and digits of a name, whatever their size."""
    return "".join(filter(str.isalnum, text)).casefold()


def _key(path: tuple[str | int, ...]) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _names(text: str, name: str, keys: Keys) -> Iterator[Value]:
    """The keys that are names of somebody, and not words for programs: those of several words."""
    for number, (path, span) in enumerate(keys):
        key = path[-1]
        if isinstance(key, str) and " " in key.strip() and text[span.start : span.end] == key:
            above = path[:-1] or (name,)
            yield Value((*above, number, "name"), key, span, span, [Segment(key, *span)])


def _comments(text: str, values: list[Value]) -> list[Comment]:
    """What is said to the linter beside the values."""
    spans = sorted(value.span for value in values)
    found, i = [], 0
    for match in _COMMENT.finditer(text):
        start, end = match.span()
        while i < len(spans) and spans[i].end <= start:
            i += 1
        if not (i < len(spans) and spans[i].start <= start):
            found.append(Comment(match[1], Span(start, end), 1))
    return found
