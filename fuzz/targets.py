"""What the fuzzer calls: each function takes any bytes and asserts what must hold for them.

`tests/fuzz` runs the same functions over every input that once failed, without the fuzzer.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from page_helpers import check  # noqa: E402

from ots_lint.errors import OtsLintError, PageError, RuleError  # noqa: E402
from ots_lint.finding import Finding  # noqa: E402
from ots_lint.lint.fix import apply_fixes, fix_page, wanted  # noqa: E402
from ots_lint.lint.page import lint_source  # noqa: E402
from ots_lint.lint.result import Linted  # noqa: E402
from ots_lint.lint.suppress import apply as suppress  # noqa: E402
from ots_lint.pages.base import Page, read_page  # noqa: E402
from ots_lint.ruleset import load as loader  # noqa: E402
from ots_lint.ruleset import rule_check  # noqa: E402
from ots_lint.ruleset.vocabulary import Vocabulary  # noqa: E402
from ots_lint.schema import keys as schema  # noqa: E402
from ots_lint.settings import Settings  # noqa: E402
from ots_lint.site.config_file import load as load_config  # noqa: E402
from ots_lint.site.globs import PathPatterns  # noqa: E402
from ots_lint.text.run import Span  # noqa: E402
from ots_lint.text.source import Source  # noqa: E402


@cache
def ruleset() -> Any:
    """The shipped rules."""
    return loader.load_ruleset()


@cache
def scratch() -> Path:
    """A folder for files that only a path can be given for, in memory where there is a place for that."""
    memory = Path("/dev/shm")  # noqa: S108
    return Path(tempfile.mkdtemp(prefix="ots-lint-fuzz-", dir=memory if memory.is_dir() else None))


def _page(data: bytes, name: str) -> Page | None:
    try:
        source = Source.decode(data, name)
    except PageError:
        return None
    if source.bom or source.encoding == "utf-8":
        assert source.encode() == data, "a page is not written back as it was read"
    return read_page(source)


def markdown(data: bytes) -> None:
    """The Markdown reader."""
    page = _page(data, "page.md")
    if page is not None:
        check(page)


def html(data: bytes) -> None:
    """The HTML reader."""
    page = _page(data, "page.html")
    if page is not None:
        check(page)


def suppression(data: bytes) -> None:
    """Suppressions: the first byte chooses the format; findings stand at every tenth character."""
    page = _page(data[1:], "page.html" if data[:1] > b"\x7f" else "page.md")
    if page is None:
        return
    text = page.source.text
    codes = ("OTS101", "OTS301", "OTS405")
    findings = [
        Finding(codes[i // 10 % 3], "name", "error", "message", Span(i, min(i + 3, len(text))))
        for i in range(0, min(len(text), 3000), 10)
    ]
    kept, suppressed = suppress(page, findings, ruleset(), Settings())
    assert suppressed + len(kept) >= len(findings), "a finding is lost"
    fixable = [f for f in kept if wanted(f, unsafe=False)]
    new, applied = apply_fixes(text, fixable, newline=page.source.newline)
    assert len(new) <= len(text), "removing suppressions made the page longer"
    for finding in applied:
        assert finding.code == "OTS901"
    if applied and page.front_matter is not None and page.front_matter_error is None:
        # the page says what it said, but for the suppressions
        after = read_page(Source(new, page.source.filename))
        assert after.front_matter_error is None, "the front matter is broken by its fix"


def fix(data: bytes) -> None:
    """Everything: lint, fix, and lint again."""
    try:
        source = Source.decode(data[1:], "page.html" if data[:1] > b"\x7f" else "page.md")
    except PageError:
        return
    rules = ruleset()
    settings = Settings(relationship=("", "unofficial", "supported", "official")[data[0] % 4] if data else "")

    def lint(source: Source) -> Linted:
        return lint_source(source, rules, settings)

    before = lint(source)
    outcome = fix_page(source, lint, unsafe=True, linted=before)
    assert len(outcome.linted.findings) <= len(before.findings), "a fixed page has more findings"
    again = fix_page(outcome.source, lint, unsafe=True)
    assert again.source.text == outcome.source.text, "a fixed page is fixed again"
    outcome.source.encode()


def config(data: bytes) -> None:
    """A configuration file."""
    path = scratch() / "ots-lint.toml"
    path.write_bytes(data)
    try:
        settings = load_config(path)
    except OtsLintError as error:
        assert len(str(error)) < 5000
        return
    for folder in settings.rules:
        assert folder.resolve().is_relative_to(scratch().resolve())


#: Names that a rule may use.
VOCABULARY = Vocabulary(("runs", "fee"), ("negated",), ("coaches",), ("en", "de"))


def rules(data: bytes) -> None:
    """A rule file, and every other kind of file in a folder of rules."""
    try:
        node = schema.read_yaml(data.decode("utf-8", "replace"), "rule.yaml")
        schema.check(node, schema.RULE)
        rule_check.check_rule(node, node.plain(), ruleset().data["guideline"], VOCABULARY)
    except RuleError as error:
        assert len(str(error)) < 5000
    for shape in (schema.BRAND, schema.GUIDELINE):
        try:
            schema.check(schema.read_yaml(data.decode("utf-8", "replace"), "x.yaml"), shape)
        except RuleError:
            continue


def globs(data: bytes) -> None:
    """Patterns of paths, and a path for them after the last line end."""
    *patterns, path = data.decode("utf-8", "replace").split("\n")
    PathPatterns(patterns).cover(path)


TARGETS: dict[str, Callable[[bytes], None]] = {
    f.__name__: f for f in (markdown, html, suppression, fix, config, rules, globs)
}
