"""Declarations in comments: `<!-- ots-lint: relationship=partner contributions=coaches,materials -->`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ots_lint.meaning.declared.declarations import KEYS, TOOL, Declarations, cleaned, plain
from ots_lint.settings import RELATIONSHIPS
from ots_lint.text.patterns import lazy
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.base import Comment, Page

_DECLARATION = lazy(rf"(?s)^\s*{TOOL}:\s*(.*?)\s*$")
_PAIR = lazy(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+(?:\s*,\s*[^\s"'=]+(?!\s*=))*)|(?=\s|\Z))""")
#: A word that the comment may be addressed to, and what is said; a hyphen before more letters is a suppression.
_ADDRESSED = lazy(r"(?s)^\s*([\w-]+?)\s*(?::(?!:)\s*|=\s*|\s)(.*?)\s*$")
_SAYS = lazy(r"(?i)([\w-]+)\s*[=:]")
#: Longer comments are meant for somebody else.
_LONGEST = 2_000


def from_comments(page: Page, found: Declarations) -> None:
    """Take what comments declare that front matter and `<meta>` do not."""
    for comment in page.comments:
        match = _DECLARATION.match(comment.text)
        if match is not None:
            _pairs(comment, match.start(1), match[1], found, page.source.text)
        elif (
            len(comment.text) <= _LONGEST
            and (near := _ADDRESSED.match(comment.text))
            and _is_meant(near[1], near[2], found)
        ):
            found.note(comment.span, "comment", f"{near[1]} {near[2]}"[:40], f"{TOOL}: ")


def _is_meant(name: str, said: str, found: Declarations) -> bool:
    """Whether a comment that is not addressed to the linter seems to declare something."""
    low = plain(name)
    if low not in found.words.aliases:
        return any(low == alias + key for alias in found.words.aliases for key in KEYS if key != "ignore")
    words = said.lower().split()
    if len(words) == 1 and words[0] in RELATIONSHIPS:
        return True
    return any(match[1].lower() in KEYS for match in _SAYS.finditer(said))


def _pairs(comment: Comment, start: int, said: str, found: Declarations, source: str) -> None:
    if not said:
        found.note(comment.span, "empty", f"{TOOL}:")
        return
    inner = comment.span.start + comment.inner
    exact = source.startswith(comment.text, inner)

    def place(left: int, right: int) -> Span:
        return Span(inner + start + left, inner + start + right) if exact else comment.span

    at = 0
    for pair in _PAIR.finditer(said):
        _rest(said, at, pair.start(), place, found)
        at = pair.end()
        name, group = pair[1], next((g for g in (2, 3, 4) if pair[g] is not None), 0)
        content = pair[group] if group else ""
        span = place(*pair.span(group)) if group else place(pair.end(), pair.end())
        if name == "relationship":
            found.take_relationship(content, span, "comment")
        elif name == "contributions":
            found.contributions = found.contributions or cleaned(content.split(","))
        elif name == "team":
            found.team = found.team or content.strip()
        else:
            near = found.words.known_key(name)
            found.note(place(*pair.span(1)), "key", name, near, near)
    _rest(said, at, len(said), place, found)


def _rest(said: str, start: int, end: int, place: Callable[[int, int], Span], found: Declarations) -> None:
    """Note what stands between the pairs of a comment."""
    left = said[start:end]
    text = left.strip(" \t\r\n,;")
    if not text:
        return
    at = start + left.index(text)
    word = text.lower().rpartition(":")[2].strip()
    near = found.words.relationship(word) if len(word.split()) == 1 else ""
    wanted = f"relationship={near}" if near else "relationship=…"
    found.note(place(at, at + len(text)), "pair", text, wanted, wanted if near else "")
