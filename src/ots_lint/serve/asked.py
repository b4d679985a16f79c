"""What somebody asks on the page: a text, and what they say about the event. Each value is a stranger's."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qs

from ots_lint.report import _safe
from ots_lint.settings import RELATIONSHIPS

#: Bytes of a request, and so of an announcement: a long one has a tenth of that.
MOST = 256 * 1024
#: The formats that a text may be in: how they are called in a question, and the name that a reader knows them by.
FORMATS: Mapping[str, str] = {"markdown": "page.md", "html": "page.html", "plain": "page.txt"}
#: Contributions in somebody's own words: how many, and of how many characters each.
_OWN, _OWN_LENGTH = 8, 80
_FIELDS = 64
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|p|div|h[1-6]|ul|ol|table|section|article|main|a|br|span|strong|em)\b[^<>]*>", re.I
)
_MARKDOWN = re.compile(
    r"\A(?:---|\+\+\+)\n|^(?:#{1,6} \S|[-*+] \S|\d{1,3}[.)] \S|> |```|\|.*\|)|^(?:=+|-+)$|\]\(\S|\*\*\S|(?<!\w)[*_]\w[^*_\n]*[*_](?!\w)|`\S",
    re.M,
)


class Unclear(Exception):  # noqa: N818 - it says what a request is
    """The body of a request that no page of ours sends."""


class Asked(NamedTuple):
    """One question."""

    text: str = ""
    format: str = ""  # of FORMATS; empty: to be told from the text
    relationship: str = ""  # empty: unknown
    contributions: tuple[str, ...] = ()  # kinds
    own: str = ""  # contributions in somebody's own words, with commas between
    chosen: frozenset[str] = frozenset()  # changes to be read again that are wanted all the same
    lang: str = ""
    token: str = ""

    @property
    def kind(self) -> str:
        """The format that the text is in."""
        return self.format or guess(self.text)

    @property
    def name(self) -> str:
        """The name under which the text is linted."""
        return FORMATS[self.kind]

    @property
    def gives(self) -> tuple[str, ...]:
        """All contributions."""
        words = (_safe.line(part)[:_OWN_LENGTH].strip() for part in self.own.split(","))
        return tuple(dict.fromkeys([*self.contributions, *[part for part in words if part][:_OWN]]))


def guess(text: str) -> str:
    """The format that a text is most likely in."""
    if _TAG.search(text, 0, 20_000):
        # Markdown holds tags, too: it is HTML where a text begins with one.
        if text.lstrip()[:1] == "<" or not _MARKDOWN.search(text, 0, 20_000):
            return "html"
        return "markdown"
    return "markdown" if _MARKDOWN.search(text, 0, 20_000) else "plain"


def of_json(data: bytes) -> Asked:
    """What the page's script sends. Raises `Unclear`."""
    try:
        given = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Unclear from None
    if not isinstance(given, dict):
        raise Unclear
    values: dict[str, list[str]] = {}
    for key, value in given.items():
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in several) or len(several) > _FIELDS:
            raise Unclear
        values[key] = several
    return _asked(values)


def of_form(data: bytes) -> Asked:
    """What a browser sends without scripts. Raises `Unclear`."""
    try:
        values = parse_qs(
            data.decode("ascii"), keep_blank_values=True, errors="replace", max_num_fields=_FIELDS, encoding="utf-8"
        )
    except ValueError:
        raise Unclear from None
    return _asked(values)


def _asked(values: Mapping[str, Sequence[str]]) -> Asked:
    def one(key: str) -> str:
        return values.get(key, [""])[-1] if values.get(key) else ""

    wanted, relationship = one("format"), one("relationship")
    if wanted not in ("", *FORMATS) or relationship not in ("", *RELATIONSHIPS):
        raise Unclear
    text = _safe.unicode(one("text").replace("\r\n", "\n").replace("\r", "\n"))
    return Asked(
        text=text,
        format=wanted,
        relationship=relationship,
        contributions=tuple(_safe.line(kind)[:_OWN_LENGTH] for kind in values.get("contributions", ())),
        own=_safe.unicode(one("own"))[: _OWN * (_OWN_LENGTH + 2)],
        chosen=frozenset(values.get("chosen", ())),
        lang=one("switch") or one("lang"),
        token=one("token"),
    )
