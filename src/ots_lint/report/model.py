"""What a run found, as every report format gets it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ots_lint.messages import ENGLISH, catalogue
from ots_lint.settings import Letter
from ots_lint.text.language_tags import SOME
from ots_lint.text.web import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Protocol, TypeGuard

    from ots_lint.finding import Applicability, Finding, Fix, Reported, Severity
    from ots_lint.messages import Catalogue

    class RuleInfo(Protocol):
        """What a report may say about a rule; `ots_lint.ruleset.rule.Rule` fits it."""

        @property
        def code(self) -> str: ...
        @property
        def name(self) -> str: ...
        @property
        def summary(self) -> str: ...
        @property
        def severity(self) -> Severity: ...
        @property
        def guideline(self) -> str: ...
        @property
        def guideline_url(self) -> str: ...
        @property
        def url(self) -> str: ...
        @property
        def explanation(self) -> str: ...
        def local(self, key: str, language: str) -> str: ...


def no_source(filename: str) -> str:
    """The default of `Report.sources`: nothing can be read."""
    raise OSError(f"{filename}: the text of the page is not at hand")


class Tally:
    """What there is to count of a report's findings; but for `known` and `every`, of the new ones."""

    __slots__ = ("_page", "codes", "every", "first", "fixable", "known", "names", "pages", "severities")

    def __init__(self) -> None:
        self.severities: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.names: dict[str, str] = {}  # of the rules, by code
        self.fixable: Counter[Applicability] = Counter()  # those with edits that may be applied
        self.pages = 0  # that they are in
        self.known = 0  # findings that the baseline knows
        self.first: dict[str, Reported] = {}  # the first of each rule, by code
        self.every: dict[str, Reported] = {}  # the same, known ones as well
        self._page: str | None = None

    def add(self, reported: Reported) -> None:
        """Count one more; findings come page by page."""
        finding = reported.finding
        code = finding.code
        if code not in self.every:
            self.every[code] = reported
        if reported.baseline:
            self.known += 1
            return
        if code not in self.first:
            self.first[code] = reported
        self.severities[finding.severity] += 1
        self.codes[code] += 1
        self.names[code] = finding.name
        fix = finding.fix
        if fix and fix.edits and fix.applicability != "suggestion":
            self.fixable[fix.applicability] += 1
        if reported.filename != self._page:
            self._page = reported.filename
            self.pages += 1


class Report:
    """The outcome of one run.

    `findings` are sorted by file and position and hold the ones known from the baseline too
    (`Reported.baseline`): show them only where the format can mark them (SARIF), else use
    `new()`. There may be very many: they can be gone through more than once, but each time they
    are made anew, so a format does that as seldom as it can and holds those of one page at most.
    Counting with `tally()` costs nothing where they were gone through to the end before. After
    `--fix` they are what is left, and `fixed` counts the fixes that were applied. File names are
    as the user gave them, relative to the current folder where possible, with forward slashes;
    `relative()` gives them from the project's root, which is what forges want. File names and
    page texts are untrusted: escape them.
    """

    findings: Iterable[Reported]
    files: int = 0  # pages that were looked at, clean ones too
    filenames: Iterable[str] = ()  # their names, sorted
    suppressed: int = 0  # findings that a comment or front matter keeps quiet
    unread: int = 0  # pages that were not read to their end: the run fails whatever the level
    fixed: int = 0  # fixes applied in this run
    skipped: int = 0  # named pages that an exclude or an unknown suffix kept out
    languages: Mapping[str, int] = MappingProxyType({})  # tag of a language that is not read -> pages in it
    left_out: Sequence[str] = ()  # what was not looked at, reason by reason: "2 pages excluded"
    published: bool = False  # the pages are on the web, where nothing can be written
    unchanged: int = 0  # pages whose result came from the cache
    elapsed: float = 0.0  # seconds
    color: bool = False
    width: int = 80  # columns of the terminal
    show_source: bool = True
    statistics: bool = False
    quiet: bool = False  # no summary
    links: bool = False  # whether the terminal shows links
    lang: str = ENGLISH  # of what is written for people
    letter: Letter = Letter()  # what makes it a letter, where somebody sends it
    fail_level: str = "warning"  # error | warning | info | never
    root: Path = Path()  # absolute: the project, or the current folder
    cwd: Path = Path()  # absolute: what file names are relative to
    rules: Mapping[str, RuleInfo] = MappingProxyType({})  # every rule of this run by code
    version: str = ""
    url: str = ""  # home page of the tool, for formats that name their producer
    # rows that a pull request shows, by `relative()` file name: other places get no review comment
    changed_lines: Mapping[str, AbstractSet[int]] | None = None
    sources: Callable[[str], str] = staticmethod(no_source)  # file name of a finding -> decoded text; raises OSError
    _tallied: tuple[Iterable[Reported], Tally] | None = None

    def __init__(self, findings: Iterable[Reported], files: int = 0, **values: Any) -> None:
        """`values` are for the attributes above."""
        self.findings = findings
        self.files = files
        self._set(values)

    def _set(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if not hasattr(self, name):
                raise TypeError(f"a report has no {name}")
            setattr(self, name, value)

    def but(self, **values: Any) -> Report:
        """The same report with some attributes changed."""
        other = Report(self.findings)
        other.__dict__.update(self.__dict__)
        other._set(values)
        return other

    def can_write(self, fix: Fix | None) -> TypeGuard[Fix]:
        """Whether an option would make this change: somebody has edits for it, and the page is a file."""
        return fix is not None and bool(fix.edits) and fix.applicability != "suggestion" and not self.published

    def every(self) -> Iterator[Reported]:
        """All findings."""
        if self._tallied is not None and self._tallied[0] is self.findings:
            return iter(self.findings)
        return self._counted(self.findings)

    def _counted(self, findings: Iterable[Reported]) -> Iterator[Reported]:
        tally = Tally()
        for reported in findings:
            tally.add(reported)
            yield reported
        self._tallied = findings, tally

    def new(self) -> Iterator[Reported]:
        """The findings that the baseline does not know."""
        return (reported for reported in self.every() if not reported.baseline)

    def by_file(self) -> Iterator[tuple[str, list[Reported]]]:
        """New findings with their file name, in order."""
        return by_file(self.new())

    def tally(self) -> Tally:
        """The numbers of findings."""
        if self._tallied is None or self._tallied[0] is not self.findings:
            for _ in self._counted(self.findings):
                pass
        assert self._tallied is not None
        return self._tallied[1]

    def failed(self) -> bool:
        """Whether a new finding is at or above the level that fails a run."""
        return self.unread > 0 or any(fails(severity, self.fail_level) for severity in self.tally().severities)

    @property
    def words(self) -> Catalogue:
        """What is said around the findings, in the language of the report."""
        return catalogue(self.lang)

    @property
    def not_read(self) -> str:
        """Of how many pages the text was not read, or not by all rules, language by language; empty where it always was."""
        words = self.words
        counts: dict[tuple[bool, str], tuple[int, str]] = {}  # of two tags with one name, the sum
        for tag, count in sorted(self.languages.items()):
            alike = SOME in tag, words.pages_in(2, tag)
            counts[alike] = (counts.get(alike, (0, ""))[0] + count, tag)
        told: dict[bool, list[tuple[int, str]]] = {}
        for count, tag in sorted(counts.values(), key=lambda item: (-item[0], item[1])):
            told.setdefault(SOME in tag, []).append((count, tag))
        return " ".join(
            words.not_read(", ".join(words.pages_in(count, tag) for count, tag in pages), pages[0][1])
            for _, pages in sorted(told.items())
        )

    @property
    def not_looked_at(self) -> str:
        """What was left out, reason by reason, as a sentence; empty where nothing was."""
        told = [self.words.phrase(text, "left-out") for text in self.left_out]
        return self.words("left-out", what=", ".join(told)) if told else ""

    def summary_of(self, finding: Finding) -> str:
        """What a finding's rule is about, in the language of the report."""
        rule = self.rules.get(finding.code)
        return rule.local("summary", self.lang) if rule else finding.name.replace("-", " ")

    def page_of(self, finding: Finding) -> str:
        """The address of the page about a finding's rule, in the language of the report where there is one."""
        rule = self.rules.get(finding.code)
        return rule.local("url", self.lang) if rule and finding.url else finding.url

    def guideline_of(self, finding: Finding) -> str:
        """The section of the guideline that asks for it, in the language of the report."""
        rule = self.rules.get(finding.code)
        return rule.local("guideline", self.lang) if rule and finding.guideline else finding.guideline

    def relative(self, filename: str) -> str:
        """The path of a file from `root`, with forward slashes; unchanged where it is outside, or on the web."""
        if is_address(filename):
            return filename
        try:
            return (self.cwd / filename).relative_to(self.root).as_posix()
        except ValueError:
            return filename


def by_file(findings: Iterable[Reported]) -> Iterator[tuple[str, list[Reported]]]:
    """Findings that come file by file, those of each with its name."""
    name: str | None = None
    together: list[Reported] = []
    for reported in findings:
        if reported.filename != name:
            if name is not None:
                yield name, together
            name, together = reported.filename, []
        together.append(reported)
    if name is not None:
        yield name, together


def fails(severity: str, level: str) -> bool:
    """Whether a finding of this severity is at or above `level` (error, warning, info; `never` always passes)."""
    return level != "never" and _ORDER[severity] >= _ORDER[level]


#: From the least to the most severe; as in `finding`.
_ORDER = {"info": 0, "warning": 1, "error": 2}
