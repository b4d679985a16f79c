"""Finds the JavaScript in text that holds expressions in braces, which may hold elements with text again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ots_lint.pages.tags import VOID
from ots_lint.text.code_regions import CodeRegions
from ots_lint.text.patterns import lazy_re

#: What matters for where JavaScript ends: strings and comments may hold braces.
TOKEN = lazy_re(
    r"[{}]|\"(?:[^\"\\\r\n]|\\.){0,500}+\"|'(?:[^'\\\r\n]|\\.){0,500}+'|`(?:[^`\\]|\\.)*+`|/\*|(?<![:\w])//[^\r\n]*"
    r"|<(?=[A-Za-z>])",
    re.DOTALL,
)
_OPEN = lazy_re(r"\{")
_MARKUP = lazy_re(r"\{|<!--|<(/?)([A-Za-z][\w.:-]*|(?=>))")
_IN_TAG = lazy_re(r"\"[^\"]*+\"|'[^']*+'|\{|/?>|<")
#: Behind one of these, what begins like a tag is one, and no comparison.
_BEFORE_TAG = frozenset("(,&|?:=>{[;")
_RETURN = lazy_re(r"\b(?:return|else|default)\Z")
_RAW = frozenset({"script", "style"})
#: The tag of a component, and of a fragment.
COMPONENT = lazy_re(r"</?([A-Z][\w.]*)(?=[\s/>])|</?>")
#: Components that are an element of HTML by another name; the names are as long.
_ELEMENTS = {
    "Image": "img  ", "Img": "img", "Picture": "img    ", "Link": "a   ", "A": "a", "Code": "code", "Pre": "pre",
}  # fmt: skip
#: Deeper nesting is not followed.
MAX_DEPTH = 200


def without_name(match: re.Match[str]) -> str:
    """The tag of a component with another name, of the same length, that no element of HTML has."""
    name = match[1]
    return match.group().replace(name, _ELEMENTS.get(name, "x" + name[1:])) if name else match.group()


def after(text: str, token: re.Match[str], last: int) -> int:
    """Where a token ends: a comment at its end, the last of which is at `last`."""
    if token.group() == "/*" and token.end() <= last:
        return text.index("*/", token.end()) + 2
    return token.end()


class _Frame:
    """JavaScript in braces, or elements in it."""

    __slots__ = ("braces", "elements", "first", "js", "since", "start", "tag", "whole")

    def __init__(self, js: bool, since: int, first: int = 0, whole: bool = False) -> None:
        self.js = js
        self.start = since
        self.since = since  # where the JavaScript begins that is not covered yet
        self.first = first  # how many stretches were found before it
        self.whole = whole  # the value of an attribute: elements in it are not told apart
        self.braces = 0
        self.elements = 0  # that are open
        self.tag = ""  # whose attributes are gone through


def javascript(
    text: str, start: int, code: CodeRegions | None = None, passed: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """The stretches of JavaScript in braces, without the elements in it; braces that are never closed are text.

    Braces in `code` and in what is `passed` over are none.
    """
    found: list[tuple[int, int]] = []
    sure = 0  # how many of them are in closed braces
    at, last = start, text.rfind("*/")
    places = iter([*passed, (len(text) + 1, len(text) + 1)])
    place = next(places)
    stack: list[_Frame] = []
    while True:
        if not stack:
            sure = len(found)
            token = _OPEN.search(text, at)
            if token is None:
                return found
            left, at = token.span()
            while place[1] <= left:
                place = next(places)
            end = place[1] if place[0] <= left else code.end(left) if code is not None else None
            if end is not None:
                at = max(end, at)
            elif text[left - 1 : left] != "\\":
                stack.append(_Frame(True, left, sure, text[left - 1 : left] == "="))
            continue
        frame = stack[-1]
        if frame.js:
            token = TOKEN.search(text, at)
            if token is None:
                break
            left, at, mark = token.start(), after(text, token, last), token.group()
            if mark == "{":
                frame.braces += 1
            elif mark == "}" and frame.braces:
                frame.braces -= 1
            elif mark == "}":
                if frame.whole:
                    del found[frame.first :]
                found.append((frame.start if frame.whole else frame.since, at))
                stack.pop()
            elif mark == "<" and len(stack) < MAX_DEPTH and _is_tag(text, left):
                found.append((frame.since, left))
                stack.append(_Frame(False, left))
                at = left
            continue
        token = (_IN_TAG if frame.tag else _MARKUP).search(text, at)
        if token is None:
            break
        left, at, mark = token.start(), token.end(), token.group()
        if mark == "{":
            if len(stack) >= MAX_DEPTH:
                break
            stack.append(_Frame(True, left, len(found), bool(frame.tag)))
        elif frame.tag:
            at = _tag_goes_on(text, frame, mark, left, at)
        elif mark == "<!--":
            end = text.find("-->", at)
            at = end + 3 if end >= 0 else len(text)
        elif token[1]:
            frame.elements -= 1
            at = max(text.find(">", at) + 1, at)
        else:
            frame.tag = token[2] or ">"
        if not frame.js and frame.elements <= 0 and not frame.tag and stack[-1] is frame:
            stack.pop()
            stack[-1].since = at
    return found[:sure]


def _tag_goes_on(text: str, frame: _Frame, mark: str, left: int, at: int) -> int:
    """Go through a start tag; where to go on."""
    if mark == ">":
        name, frame.tag = frame.tag.lower(), ""
        if name in _RAW:
            end = re.compile(f"</{name}", re.IGNORECASE).search(text, at)
            at = end.end() if end else len(text)
            at = max(text.find(">", at) + 1, at)
        elif name not in VOID:
            frame.elements += 1
    elif mark == "/>":
        frame.tag = ""
    elif mark == "<":  # the tag is never closed
        frame.tag = ""
        return left
    return at


def _is_tag(text: str, at: int) -> bool:
    """Whether `<` in JavaScript begins a tag, by what stands before it."""
    before = text[max(at - 200, 0) : at].rstrip()
    return before[-1:] in _BEFORE_TAG or _RETURN.search(before) is not None
