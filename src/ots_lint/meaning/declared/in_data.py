"""Declarations in front matter (`ots:`) and in `<meta name="ots:…">`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.declared.declarations import KEYS, Declarations, cleaned, plain
from ots_lint.settings import RELATIONSHIPS
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.base import Datum, Key, Page

_KNOWN = frozenset(KEYS)


def from_front_matter(page: Page, found: Declarations) -> None:
    """Take what stands under the brand's key, and note what seems to be meant to."""
    data: dict[str, list[Datum]] = {}
    for datum in page.data:
        if datum.vocabulary == "front-matter" and isinstance(datum.path[0], str):
            data.setdefault(datum.path[0], []).append(datum)
    keys: dict[str, list[Key]] = {}
    for key in page.front_matter_keys:
        keys.setdefault(str(key.path[0]), []).append(key)
    for name, below in keys.items():
        if name == found.key:
            _own_key(below, data.get(name, []), page.source.text, found)
        else:
            _other_key(name, below, data, found, spared=found.key in keys)


def _own_key(keys: list[Key], data: list[Datum], source: str, found: Declarations) -> None:
    inner = {str(key.path[1]): key for key in keys if len(key.path) == 2}
    if not inner:
        _no_mapping(keys[0], data, found)
    under: dict[str, list[Datum]] = {}
    for datum in data:
        if len(datum.path) > 1:
            under.setdefault(str(datum.path[1]), []).append(datum)
    for name, key in inner.items():
        values = under.get(name, [])
        if name not in _KNOWN:
            near = found.words.known_key(name)
            found.note(key.span, "key", name, near, near)
        elif name != "ignore" and values and values[0].value is None and len(values[0].path) == 2:
            found.note(key.span, "empty", name)
        elif name == "relationship":
            _relationship(values, source, found)
        elif name == "contributions":
            _contributions(values, found)
        elif name == "team":
            _team(values, found)


def _no_mapping(key: Key, data: list[Datum], found: Declarations) -> None:
    """Under the key stands a single value, a list, or nothing."""
    values = [datum for datum in data if datum.value is not None and datum.span.end > datum.span.start]
    if not values:
        found.note(key.span, "empty", found.key)
        return
    seen = str(values[0].value)
    near = found.words.relationship(seen)
    found.note(values[0].span, "shape", seen, near or RELATIONSHIPS[1])


def _relationship(values: list[Datum], source: str, found: Declarations) -> None:
    if len(values) == 1 and (len(values[0].path) == 2 or isinstance(values[0].path[2], int)):
        value, span = values[0].value, values[0].span
        found.take_relationship(
            value if isinstance(value, str) else source[span.start : span.end], span, "front matter"
        )
        if found.source == "front matter" and found.relationship:
            found.span = found.span or values[0].span
    elif values:
        found.note(values[0].span, "one", str(values[0].value))


def _contributions(values: list[Datum], found: Declarations) -> None:
    said: list[str] = []
    for datum in values:
        listed = len(datum.path) == 2 or (len(datum.path) == 3 and isinstance(datum.path[2], int))
        if isinstance(datum.value, str) and listed:
            said += [datum.value] if len(datum.path) > 2 else datum.value.split(",")
            found.span = datum.span
        else:
            found.note(datum.span, "list", str(datum.value))
    found.contributions = cleaned(said)


def _team(values: list[Datum], found: Declarations) -> None:
    if len(values) == 1 and len(values[0].path) == 2 and isinstance(values[0].value, str):
        found.team = values[0].value.strip()
    elif values:
        found.note(values[0].span, "team", str(values[0].value))


def _other_key(name: str, keys: list[Key], data: dict[str, list[Datum]], found: Declarations, *, spared: bool) -> None:
    """A key at the top that is not the brand's: it may be meant to be, or hold it."""
    key, low = keys[0], plain(name)
    own = plain(found.key)
    inner = {str(k.path[1]) for k in keys if len(k.path) == 2}
    values = data.get(name, [])
    declares = any(
        len(d.path) == 2 and d.path[1] == "relationship" and str(d.value).strip().lower() in RELATIONSHIPS
        for d in values
    )
    alias = low in found.words.aliases and (inner & _KNOWN or any(_is_relationship(d) for d in values))
    if name.casefold() == found.key.casefold() or declares or alias:
        found.note(key.span, "spelling", name, found.key, found.key)
    elif low.startswith(own) and low[len(own) :] in _KNOWN:
        found.note(key.span, "place", name, f"{found.key}: {{{low[len(own) :]}: …}}")
    elif name.lower() == "relationship" and not spared and any(_is_relationship(d) for d in values):
        found.note(key.span, "place", name, f"{found.key}: {{relationship: {str(values[0].value).strip().lower()}}}")
    else:
        for deeper in keys:
            if len(deeper.path) > 1 and str(deeper.path[-1]).casefold() == found.key.casefold():
                at = len(deeper.path)
                if any(k.path[:at] == deeper.path and len(k.path) == at + 1 and k.path[at] in _KNOWN for k in keys):
                    found.note(deeper.span, "top", name, found.key)


def _is_relationship(datum: Datum) -> bool:
    return len(datum.path) == 1 and str(datum.value).strip().lower() in RELATIONSHIPS


def from_metas(page: Page, found: Declarations) -> None:
    """Take what `<meta>` elements declare that front matter does not."""
    key, own = found.key.lower(), plain(found.key)
    for meta in page.metas:
        prefix, colon, name = meta.name.partition(":")
        low = plain(meta.name)
        if colon and prefix == key:
            _meta(name, meta.content, meta.span, meta.value_span, found)
        elif any(low == alias + known for alias in found.words.aliases for known in _KNOWN) or (
            colon and plain(prefix) == own
        ):
            known = next((known for known in KEYS if low.endswith(known)), found.words.known_key(name))
            found.note(meta.span, "meta", meta.name, f"{found.key}:{known}")
        elif low in found.words.aliases and _says(meta.content, found):
            found.note(meta.span, "meta", meta.name, f"{found.key}:{KEYS[0]}")


def _says(content: str, found: Declarations) -> bool:
    """Whether the content of a `<meta>` is what a declaration says: a relationship, or a key with a value."""
    words = content.strip().lower().split(maxsplit=1)
    if len(words) == 1 and words[0] in found.words.relationships:
        return True
    return any(f"{key}=" in content or f"{key}:" in content for key in KEYS)


def _meta(name: str, content: str, span: Span, value_span: Span, found: Declarations) -> None:
    if name not in _KNOWN or name == "ignore":
        near = found.words.known_key(name)
        found.note(span, "meta", f"{found.key}:{name}", f"{found.key}:{near}" if near else "")
    elif not content.strip():
        found.note(span, "empty", f"{found.key}:{name}")
    elif name == "relationship":
        before = found.relationship
        found.take_relationship(content, value_span, "meta tag")
        if not before and found.relationship:
            found.span = found.span or span
    elif name == "contributions":
        if not found.contributions:
            found.contributions = cleaned(content.split(","))
            found.span = span
    elif not found.team:
        found.team = content.strip()
