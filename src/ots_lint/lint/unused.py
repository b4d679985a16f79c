"""Suppressions that suppress nothing, and how to take them away."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from ots_lint.finding import Edit, Finding, Fix
from ots_lint.lint.directives import KINDS, Code, Directive
from ots_lint.lint.removal import removal_fix, removals
from ots_lint.lint.result import finding_of
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.ruleset.rule import Rule
    from ots_lint.settings import Settings

#: For so many unknown codes of a page the nearest known one is looked for.
_MOST_GUESSED = 50
#: Of so many codes in front matter a fix is tried, which means to read that again for each, and of how long a one.
_MOST_VERIFIED = 20
_LONGEST_VERIFIED = 8_000
_MESSAGES = {
    "disable-line": "nothing on its line is found by {rules}",
    "disable-next-line": "nothing on the line that it is about is found by {rules}",
    "disable": "nothing after it is found by {rules}",
    "disable-file": "nothing on this page is found by {rules}",
    "front-matter": "nothing on this page is found by {rules}",
}


def find(
    page: Page,
    rule: Rule,
    directives: Sequence[Directive],
    unknown: Sequence[tuple[str, Span]],
    listed: Sequence[Directive],
    ruleset: Ruleset,
    settings: Settings,
    key: str,
) -> list[Finding]:
    """The findings about directives whose `used` stayed empty, and about words that are no directive."""
    judge = _Judge(rule, ruleset, settings)
    findings = [
        finding_of(rule, settings, _unknown_message(word), span, Fix("suggestion", "Write one of them, or remove it"))
        for word, span in unknown
    ]
    gone_with_disable = {
        id(d.closed_by)
        for d in directives
        if d.kind == "disable" and d.closed_by is not None and len(judge.useless(d)) == len(d.codes)
    }
    for directive in directives:
        if directive.kind == "enable":
            if not directive.opens and id(directive) not in gone_with_disable:
                fix = _remove_comment(page, directive)
                findings.append(
                    finding_of(
                        rule, settings, "This comment ends a suppression, but none is open.", directive.span, fix
                    )
                )
            continue
        findings += _about_comment(page, directive, judge, rule, settings)
    findings += _about_front_matter(page, listed, judge, rule, settings, key)
    return findings


class _Judge:
    """Says which codes of a directive are useless in this run."""

    def __init__(self, rule: Rule, ruleset: Ruleset, settings: Settings) -> None:
        self.own = rule.code
        self.codes = [code for code, other in ruleset.rules.items() if other.kind not in ("unreadable", rule.kind)]
        self.names = {other.name.upper(): code for code, other in ruleset.rules.items()}
        self.active = {code for code in self.codes if settings.selects(code)}
        # What a code may be the beginning of is asked for every code of a page, and there may be very many.
        self._begun: dict[str, list[str]] = {}
        for code in self.codes:
            for length in range(len(code) + 1):
                self._begun.setdefault(code[:length], []).append(code)
        self._close: dict[str, str] = {}

    def useless(self, directive: Directive) -> list[int]:
        """Indexes of the codes that have suppressed nothing although all of their rules ran."""
        return [
            i
            for i, code in enumerate(directive.codes)
            if i not in directive.used and not (code.text and self.own.startswith(code.text)) and self.ran(code)
        ]

    def ran(self, code: Code) -> bool:
        """Whether every rule that the code stands for is on; a code that stands for none counts as on."""
        return all(other in self.active for other in self._begun.get(code.text, ()))

    def known(self, code: Code) -> bool:
        """Whether a rule has the code, or a code that begins with it."""
        return not code.text or code.text in self._begun

    def message(self, codes: Sequence[Code], kind: str) -> str:
        """What is wrong with these useless codes of one directive."""
        strangers = [code.text for code in codes if not self.known(code)]
        if strangers and len(strangers) == len(codes):
            return f"There is no rule {_and(strangers[:5])}{self._instead(strangers[0])}; this suppresses nothing."
        rules = _and([code.text for code in codes][:8]) if codes[0].text else "any rule"
        return f"This suppresses nothing: {_MESSAGES[kind].format(rules=rules)}."

    def _instead(self, stranger: str) -> str:
        if stranger in self.names:
            return f" (did you mean {self.names[stranger]}?)"
        if stranger not in self._close:
            if len(self._close) >= _MOST_GUESSED:
                return ""
            from difflib import get_close_matches

            close = get_close_matches(stranger[:40], self.codes, 1, 0.7)
            self._close[stranger] = f" (did you mean {close[0]}?)" if close else ""
        return self._close[stranger]


def _and(words: Sequence[str]) -> str:
    shown = [word[:40] for word in words]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" or {shown[-1]}"


def _unknown_message(word: str) -> str:
    from difflib import get_close_matches

    word = word[:50]
    close = get_close_matches(re.split(r"lint[-_\s]+", word, maxsplit=1)[-1], KINDS, 1, 0.5)
    known = f"did you mean ots-lint-{close[0]}?" if close else "there are " + ", ".join(f"ots-lint-{k}" for k in KINDS)
    return f'"{word}" is no suppression comment: {known}'


def _about_comment(page: Page, directive: Directive, judge: _Judge, rule: Rule, settings: Settings) -> list[Finding]:
    useless = judge.useless(directive)
    if not useless:
        return []
    codes = [directive.codes[i] for i in useless]
    if _is_open(page.source.text, directive.span):
        message = "This comment has no end, so that the rest of the page is hidden in it."
        return [finding_of(rule, settings, message, directive.span, Fix("suggestion", "End the comment with “-->”"))]
    if len(useless) == len(directive.codes):
        message = judge.message(codes, directive.kind)
        return [finding_of(rule, settings, message, directive.span, _remove_comment(page, directive))]
    text = page.source.text
    found = []
    spans = [c.span for c in directive.codes]
    kept = _first_kept(len(spans), useless)
    for i in useless:
        code = directive.codes[i]
        fix = None
        if text[code.span.start : code.span.end].upper() == code.text:  # the reader's text is the source's
            edit = _remove_item(spans, i, kept)
            fix = removal_fix([edit], f"Remove {code.text} from the comment")
        found.append(finding_of(rule, settings, judge.message([code], directive.kind), code.span, fix))
    return found


def _remove_comment(page: Page, directive: Directive) -> Fix:
    def remove(span: Span) -> Edit:
        return removals(page.source.text, span, markdown=page.format == "markdown")[0]

    edits = [remove(directive.span)]
    message = "Remove the comment"
    if directive.closed_by is not None:
        other = remove(directive.closed_by.span)
        if other.span.start >= edits[0].span.end:
            edits.append(other)
            message = "Remove the comment and the one that ends it"
    return removal_fix(edits, message)


def _is_open(text: str, span: Span) -> bool:
    """Whether a comment has no end, so that the rest of the page is in it: removing that would lose what was written."""
    return text.startswith("<!--", span.start) and not text[span.start : span.end].rstrip().endswith(("-->", "--!>"))


def _first_kept(count: int, gone: Sequence[int]) -> int:
    """The first of so many items that is not among those, in order, that go."""
    return next((n for n, i in enumerate(gone) if n != i), len(gone)) if count else 0


def _remove_item(spans: Sequence[Span], i: int, kept: int) -> Edit:
    """The edit that removes one item of a list with its separator; edits for several items stay apart.

    `kept` is the first item that stays.
    """
    if kept < i:
        return Edit(Span(spans[i - 1].end, spans[i].end), "")
    return Edit(Span(spans[i].start, spans[i + 1].start), "")


def _about_front_matter(
    page: Page, listed: Sequence[Directive], judge: _Judge, rule: Rule, settings: Settings, key: str
) -> list[Finding]:
    useless = [directive for directive in listed if judge.useless(directive)]
    if not useless:
        return []
    codes = [directive.codes[0] for directive in useless]
    if len(useless) == len(listed):
        span = Span(useless[0].span.start, useless[-1].span.end)
        fix = _front_matter_fix(page, key, None, [])
        return [finding_of(rule, settings, judge.message(codes, "front-matter"), span, fix)]
    gone = set(map(id, useless))
    kept = {d.codes[0].text for d in listed if id(d) not in gone}
    findings = []
    for number, directive in enumerate(useless):
        if number < _MOST_VERIFIED:
            fix = _front_matter_fix(page, key, directive, kept)
        else:  # they have their turn when the page is read again without the others
            fix = Fix("suggestion", _removal_message(key, directive))
        message = judge.message([directive.codes[0]], "front-matter")
        findings.append(finding_of(rule, settings, message, directive.span, fix))
    return findings


def _removal_message(key: str, directive: Directive | None) -> str:
    return f"Remove {directive.codes[0].text} from {key}.ignore" if directive else f"Remove {key}.ignore"


def _front_matter_fix(page: Page, key: str, directive: Directive | None, kept: Collection[str]) -> Fix:
    """Removes one code, or (`directive` None) the whole list; a suggestion where the text cannot be edited surely."""
    message = _removal_message(key, directive)
    edit = None
    if page.front_matter is not None and page.front_matter.end - page.front_matter.start <= _LONGEST_VERIFIED:
        try:
            edit = _yaml_edit(page, key, directive, kept) if page.front_matter_format == "yaml" else None
            if page.front_matter_format == "toml":
                edit = _toml_edit(page, key, directive)
        except RecursionError:
            edit = None
    return removal_fix([edit], message) if edit else Fix("suggestion", message)


def _inner(page: Page) -> Span:
    """The span of the front matter between its fences."""
    assert page.front_matter is not None
    text = page.source.text
    start, end = page.front_matter
    first = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)").match(text, start, end)
    inner_start = first.end() if first else end
    last = text[inner_start:end].rstrip("\r\n")
    cut = max(last.rfind("\n"), last.rfind("\r")) + 1
    return Span(inner_start, inner_start + cut)


def _verified(page: Page, edit: Edit, load: Callable[[str], Any], key: str, gone: str | None) -> Edit | None:
    """The edit, if the front matter afterwards says the same without the code (None: without the list)."""
    inner = _inner(page)
    text = page.source.text
    if not inner.start <= edit.span.start <= edit.span.end <= inner.end:
        return None
    old = load(text[inner.start : inner.end])
    new = load(text[inner.start : edit.span.start] + edit.content + text[edit.span.end : inner.end])
    new = {} if new is None else new
    if not isinstance(old, dict) or not isinstance(new, dict):
        return None
    table, changed = old.get(key), new.get(key, {})
    if not isinstance(table, dict) or not isinstance(changed, dict):
        return None
    before, after = table.get("ignore"), changed.get("ignore", [])
    before = [before] if isinstance(before, str) else before
    if not isinstance(before, list) or not isinstance(after, list):
        return None
    expected = [item for item in before if str(item).upper() != gone] if gone else []
    same = after == expected and set(new) | {key} == set(old) and set(changed) | {"ignore"} == set(table)
    return edit if same else None


def _yaml_edit(page: Page, key: str, directive: Directive | None, kept: Collection[str]) -> Edit | None:
    import yaml

    inner = _inner(page)
    text = page.source.text[inner.start : inner.end]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def load(text: str) -> Any:
        return yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, in C where there is one

    try:
        # What aliases stand for can be of any size, so such front matter is left to its author.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=loader)):
            return None
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        path = _pair(root, key)
        pair = _pair(path[1], "ignore") if path else None
        if path is None or pair is None:
            return None
        name, value = pair
        if directive is not None:
            if not isinstance(value, yaml.SequenceNode):
                return None
            spans = [Span(node.start_mark.index, node.end_mark.index) for node in value.value]
            at = directive.span.start - inner.start
            i = next((n for n, span in enumerate(spans) if span.start == at or span.start <= at < span.end), None)
            if i is None:
                return None
            if value.flow_style:
                shown = (text[span.start : span.end].strip("\"' ").upper() for span in spans)
                edit = _remove_item(spans, i, next((n for n, code in enumerate(shown) if code in kept), len(spans)))
            else:
                edit = _whole_lines(text, spans[i].start, spans[i].end)
        else:
            # Where the list is all that the key says, the key goes too.
            alone = len(path[1].value) == 1
            outer = path[0] if alone else name
            last = value.value[-1] if isinstance(value, yaml.SequenceNode) and not value.flow_style else value
            end = last.end_mark.index
            if path[1].flow_style and alone:
                end = path[1].end_mark.index
            if path[1].flow_style and not alone:
                spans = [Span(k.start_mark.index, v.end_mark.index) for k, v in path[1].value]
                i = next(n for n, span in enumerate(spans) if span.start == name.start_mark.index)
                edit = _remove_item(spans, i, _first_kept(len(spans), [i]))
            else:
                edit = _whole_lines(text, outer.start_mark.index, end)
        moved = Edit(Span(edit.span.start + inner.start, edit.span.end + inner.start), "")
        return _verified(page, moved, load, key, directive.codes[0].text if directive else None)
    except (yaml.YAMLError, LookupError, ValueError, TypeError, AttributeError, OverflowError):
        return None  # the library raises all of these for values that do not fit their tag


def _pair(node: Any, key: str) -> tuple[Any, Any] | None:
    """The key and value nodes of a mapping's entry."""
    if node is None or node.id != "mapping":
        return None
    return next(((k, v) for k, v in node.value if k.id == "scalar" and k.value == key), None)


def _whole_lines(text: str, start: int, end: int) -> Edit:
    """The edit that removes the lines from `start` to `end`, with the last line's end."""
    begin = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    line_end = re.compile(r"\r\n|\r|\n").search(text, end)
    return Edit(Span(begin, line_end.end() if line_end else len(text)), "")


def _toml_edit(page: Page, key: str, directive: Directive | None) -> Edit | None:
    import tomllib

    inner = _inner(page)
    text = page.source.text
    line = re.compile(r"^[ \t]*ignore[ \t]*=[ \t]*\[([^\]\r\n]{0,2000})\][ \t]*(?:\r\n|\r|\n)", re.MULTILINE)
    for match in line.finditer(text, inner.start, inner.end):
        if directive is None:
            edit = Edit(Span(match.start(), match.end()), "")
        else:
            spans = [Span(m.start(), m.end()) for m in re.compile(r'"[^"]*"|\'[^\']*\'').finditer(text, *match.span(1))]
            at = directive.span.start
            i = next((n for n, span in enumerate(spans) if span.start <= at < span.end), None)
            if i is None or len(spans) < 2:
                continue
            edit = _remove_item(spans, i, _first_kept(len(spans), [i]))
        try:
            verified = _verified(page, edit, tomllib.loads, key, directive.codes[0].text if directive else None)
        except (ValueError, RecursionError):
            continue
        if verified:
            return verified
    return None
