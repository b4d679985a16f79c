"""Compare what readers see of files with what is read of them, word by word.

    python fuzz/reading.py [--most 50] [--show 5] FORMAT FOLDER…
    python fuzz/reading.py --built BUILT yml|yaml|json|toml|csv SITE…

FORMAT is a suffix without its dot. What readers see is what a program that is not ours shows: html5lib, cmark-gfm,
docutils, icalendar and Python's own library for mails; asciidoctor, pandoc and pdftotext where they are installed. Code is
left out, for no rule looks at it. Prints the sum, and the files that differ most: their words are for people to judge, since
generated labels, crossed out words and parts that a site fills in differ rightly.

Of data files, readers see what the pages show that a site makes of them. BUILT holds the site as its own generator has built
it, or each of the sites in a folder of its name. A value is seen where its words stand in a page, one behind the other, also
in what screen readers and search engines get; small words (`conference`, `jon-udell`) and addresses, which may stand there
for another reason, are counted apart. Prints, key by key, the values that are seen and not read, and those that are read and
not seen.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import html
import random
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ots_lint.errors import PageError
from ots_lint.pages.base import decode_page, read_page

_WORD = re.compile(r"[^\W_]+")
_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_HEAD = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "code",
        "pre",
        "kbd",
        "samp",
        "svg",
        "math",
        "textarea",
        "object",
        "iframe",
        "video",
        "audio",
        "tt",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "big",
        "cite",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)
#: What shows that a text is HTML.
_TAG = re.compile(r"</?(?:p|br|b|i|a|ul|ol|li|div|span|strong|em|h[1-6])\b[^<>]*>", re.IGNORECASE)
#: Runs that nobody sees on the page itself.
_ASIDE = frozenset({"title", "alt", "attribute", "meta", "front-matter", "structured-data"})


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def of_html(text: str) -> str:
    """What a browser shows of HTML, roughly."""
    import html5lib

    out: list[str] = []

    def add(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or "hidden" in element.attrib:
            return
        gap = "" if element.tag in _INLINE else " "
        out.extend([gap, element.text or ""])
        for child in element:
            add(child)
            out.append(child.tail or "")
        out.append(gap)

    add(html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False))
    return "".join(out)


def _plain(path: Path, text: str) -> str:
    return text


def _html(path: Path, text: str) -> str:
    return of_html(_TEMPLATE.sub(" ", _HEAD.sub("", text)))


def _markdown(path: Path, text: str) -> str:
    import cmarkgfm
    from cmarkgfm.cmark import Options

    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return of_html(cmarkgfm.github_flavored_markdown_to_html(_TEMPLATE.sub(" ", _HEAD.sub("", text)), options))


def _rst(path: Path, text: str) -> str:
    from docutils.core import publish_parts

    settings = {"report_level": 5, "halt_level": 6, "file_insertion_enabled": False, "_disable_config": True}
    settings |= {"doctitle_xform": False, "docinfo_xform": False}
    html = publish_parts(text, writer_name="html5", settings_overrides=settings)["whole"]
    return of_html(re.sub(r'<(aside|div) class="system-message.*?</\1>', "", html, flags=re.DOTALL))


def _calendar(path: Path, text: str) -> str:
    import icalendar

    seen = []
    for calendar in icalendar.Calendar.from_ical(text, multiple=True):
        for part in calendar.walk():
            if part.name not in ("VEVENT", "VTODO", "VJOURNAL"):
                continue  # alarms are for programs
            for key in ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT"):
                value = part.get(key)
                texts = map(str, value if isinstance(value, list) else [value] if value is not None else [])
                seen += [of_html(text) if _TAG.search(text) else text for text in texts]
    return "\n".join(seen)


def _mail(path: Path, text: str) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    seen = [str(message.get("Subject", ""))]
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            content = part.get_content()
            seen.append(of_html(content) if kind == "text/html" else content)
    return "\n".join(seen)


def _by(*command: str, html: bool = True) -> Callable[[Path, str], str]:
    """What another program writes about a file, which takes the place of `{}`."""

    def seen(path: Path, text: str) -> str:
        line = [str(path) if word == "{}" else word for word in command]
        out = subprocess.run(line, capture_output=True, text=True, timeout=60, check=True).stdout
        return of_html(out) if html else out

    return seen


_ASCIIDOCTOR = ("asciidoctor", "-S", "safe", "-e", "-a", "showtitle", "-a", "skip-front-matter", "-o", "-", "{}")
SEEN: dict[str, Callable[[Path, str], str]] = {
    "md": _markdown,
    "html": _html,
    "njk": _html,
    "liquid": _html,
    "rst": _rst,
    "adoc": _by(*_ASCIIDOCTOR),
    "txt": _plain,
    "ics": _calendar,
    "eml": _mail,
    "docx": _by("pandoc", "-f", "docx", "-t", "html", "{}"),
    "odt": _by("pandoc", "-f", "odt", "-t", "html", "{}"),
    "pdf": _by("pdftotext", "{}", "-", html=False),
}


#: What of an attribute people get, too.
_HEARD = re.compile(r"\s(?:alt|title|aria-label|placeholder|content|label)=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
#: Files of a site in which its generator looks for data.
_LETTER = re.compile(r"[^\W\d_]")
_DATA = ("_data", "data")
#: Small words and addresses, which pages show by chance.
_FOR_PROGRAMS = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*|\S*(?:://|@|/)\S*|\S+\.\w{2,4}")
_DATA_FORMATS = ("yml", "yaml", "json", "toml", "csv")


def _line(text: str) -> str:
    return " " + " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold())) + " "


def of_site(built: Path) -> str:
    """The words that the pages of a built site show, say or tell search engines, a page a line."""
    lines = []
    for path in sorted(built.rglob("*.html")):
        text = path.read_text("utf-8", "replace")
        heard = [html.unescape(first or second) for first, second in _HEARD.findall(text)]
        lines += [
            _line(of_html(text)),
            *map(_line, heard),
            *map(_line, re.findall(r"<title>(.*?)</title>", text, re.DOTALL)),
        ]
    return "\n".join(lines)


def _is_seen(value: str, site: str) -> bool:
    import cmarkgfm

    forms = {_line(value), _line(of_html(value))}
    if any(mark in value for mark in "*_[`<#"):
        forms.add(_line(of_html(cmarkgfm.github_flavored_markdown_to_html(value))))
    return any(form.strip() and form in site for form in forms)


class Values:
    """What is counted over the values of data files, by key."""

    def __init__(self) -> None:
        self.files = 0
        self.both = self.neither = self.programs = 0
        self.unread: dict[str, list[str]] = {}
        self.unseen: dict[str, list[str]] = {}

    def add(self, path: Path, site: str) -> None:
        """Count one file of a site; `PageError` where it is no such file."""
        page = read_page(decode_page(path.read_bytes(), path.name))
        texts = [datum for datum in page.data if isinstance(datum.value, str) and _LETTER.search(datum.value)]
        seen = [_is_seen(datum.value, site) for datum in texts]
        if not any(seen):
            return  # nothing of it is shown
        self.files += 1
        for datum, is_seen in zip(texts, seen, strict=True):
            if _FOR_PROGRAMS.fullmatch(datum.value.strip()):
                self.programs += 1
                continue
            key = next((str(step) for step in reversed(datum.path) if isinstance(step, str)), "")
            if is_seen == (datum.run >= 0):
                self.both += is_seen
                self.neither += not is_seen
            else:
                (self.unread if is_seen else self.unseen).setdefault(key, []).append(f"{path.name}: {datum.value}")


def of_data(suffix: str, folders: list[Path], built: Path, show: int) -> None:
    """Compare the values of data files with what sites show of them."""
    values, unreadable = Values(), 0
    for folder in folders:
        pages = built / folder.name if (built / folder.name).is_dir() else built
        files = [
            path for path in sorted(folder.rglob(f"*.{suffix}"))
            if not set(_DATA).isdisjoint(path.relative_to(folder).parts[:-1]) and pages not in path.parents
        ]  # fmt: skip
        site = of_site(pages) if files else ""
        for path in files:
            try:
                values.add(path, site)
            except PageError:
                unreadable += 1
    unread, unseen = (sum(map(len, found.values())) for found in (values.unread, values.unseen))
    print(
        f"{suffix}: {values.files} files, {values.both:,} values seen and read, {values.neither:,} neither, {unread:,} seen "
        f"and not read, {unseen:,} read and not seen, {values.programs:,} for programs, {unreadable} files unreadable"
    )
    for title, found in (("not read", values.unread), ("not seen", values.unseen)):
        for key, those in sorted(found.items(), key=lambda row: -len(row[1]))[:show]:
            samples = random.Random(7).sample(those, min(3, len(those)))  # noqa: S311
            print(f"  {title}: {key} ({len(those)}): " + " | ".join(" ".join(text.split())[:80] for text in samples))


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description="Compare what readers see of files with what is read of them.")
    parser.add_argument("--most", type=int, default=50, help="files that are compared")
    parser.add_argument("--show", type=int, default=5, help="files that are shown, those that differ most first")
    parser.add_argument("--built", type=Path, help="where the sites of data files are built")
    parser.add_argument("format", choices=[*SEEN, *_DATA_FORMATS])
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    if options.format in _DATA_FORMATS:
        if options.built is None:
            parser.error("data files are compared with a built site: --built")
        of_data(options.format, options.folders, options.built, options.show)
        return
    files = sorted(path for folder in options.folders for path in folder.rglob(f"*.{options.format}") if path.is_file())
    random.Random(7).shuffle(files)  # noqa: S311
    rows, total, unread, unseen, unreadable = [], 0, 0, 0, 0
    for path in files:
        if len(rows) == options.most:
            break
        try:
            source = decode_page(path.read_bytes(), path.name)
            runs = read_page(source).runs
            seen = _words(SEEN[options.format](path, source.text))
        except (PageError, ValueError, LookupError, subprocess.SubprocessError):
            unreadable += 1  # for one of the two
            continue
        if seen:
            missing = seen - _words("\n".join(run.text for run in runs))
            more = _words("\n".join(run.text for run in runs if run.kind not in _ASIDE)) - seen
            total, unread, unseen = total + seen.total(), unread + missing.total(), unseen + more.total()
            rows.append((missing.total() + more.total(), path, missing, more))
    print(
        f"{options.format}: {len(rows)} files, {total:,} words seen, {unread:,} of them not read, "
        f"{unseen:,} more read than seen; {sum(not row[0] for row in rows)} files alike, {unreadable} unreadable"
    )
    for number, path, missing, more in sorted(rows, key=lambda row: -row[0])[: options.show]:
        if number:
            print(f"  {path}\n    not read: {' '.join([*missing][:20])}\n    not seen: {' '.join([*more][:20])}")


if __name__ == "__main__":
    main()
