"""`ots-lint init`: two or three questions, and everything that a site needs is there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ots_lint.cli import completion
from ots_lint.cli.faults import complain
from ots_lint.cli.groups import CONTEXT, Plain, option
from ots_lint.errors import UsageError

if TYPE_CHECKING:
    from ots_lint.starter.plan import Answers, Planned
    from ots_lint.starter.texts import Texts

#: Findings that the first look shows.
_SHOWN = 5


@click.command(cls=Plain, context_settings=CONTEXT)
@option("Options", "--we-are", "who", type=click.Choice(["chapter", "partner", "supported", "friends", "mixed"]))
@option("Options", "--pages", metavar="PATH", multiple=True, shell_complete=completion.files)
@option("Options", "--with", "moment", type=click.Choice(["hook", "workflow", "both", "none"]))
@option("Options", "--brand", metavar="NAME")
@option("Options", "--website", metavar="URL")
@option("Options", "--lang", metavar="TAG", shell_complete=completion.languages)
@option("Options", "--yes", "-y", is_flag=True)
@option("Options", "--dry-run", is_flag=True)
@option("Options", "--force", is_flag=True)
def init(
    who: str | None,
    pages: tuple[str, ...],
    moment: str | None,
    brand: str | None,
    website: str | None,
    lang: str | None,
    yes: bool,
    dry_run: bool,
    force: bool,
) -> int:
    """Begin: write settings, hook and workflow for this site."""
    from ots_lint.disk.project import project_root
    from ots_lint.starter import texts as words
    from ots_lint.starter.plan import PACK, Answers, plan

    if lang is not None and lang not in words.languages():
        raise UsageError(
            f"--lang: there are no words in {lang[:20]!r}", hint="choose " + " or ".join(words.languages())
        )
    if website and brand is None:
        raise UsageError("--website belongs to --brand: name the brand, too")
    texts = words.Texts(lang or words.language())
    pack: dict[str, str] = {}
    if brand is not None:
        from ots_lint.starter.pack import pack_of, prefix_of, words_of

        brand = " ".join(brand.split())
        pack = pack_of(brand, website or "")
        facts = (brand, prefix_of(words_of(brand)).lower())
    else:
        from ots_lint.ruleset.load import load_ruleset

        shipped = load_ruleset().brand
        facts = (shipped.name, shipped.key)
    folder = Path.cwd()
    answers = _answers(Answers(who or "", pages, moment or ""), texts, folder, facts[0], ask=not yes)
    root = Path(project_root(str(folder)))
    files = plan(answers, texts, folder, root, facts, pack, force=force)
    wanted = [file for file in files if file.state in ("new", "added", "replaced")]
    click.echo(f"\n{texts('will-write' if wanted else 'nothing')}")
    _show(files, texts, all_of_it=dry_run)
    if dry_run:
        return 0
    if wanted and (yes or _agreed(texts)):
        _write(wanted, root)
    elif wanted:
        click.echo(texts("declined"))
        return 0
    looked = _first_look(answers.pages, texts)
    _next(answers, texts, facts[0] if pack else "", PACK, looked=looked)
    return 0


def _answers(given: Answers, texts: Texts, folder: Path, brand: str, *, ask: bool) -> Answers:
    """What the options leave open, asked for or assumed. Raises `UsageError` for pages that are not there."""
    from ots_lint.starter.plan import MOMENTS, RELATIONSHIP, checked_pages, likely_pages

    who, pages, moment = given
    likely = likely_pages(folder, texts)
    if not who:
        choices = [texts(f"who-{key}", brand=brand) for key in RELATIONSHIP]
        who = list(RELATIONSHIP)[_choice(texts, texts("who"), choices, 5) - 1] if ask else "mixed"
    if not pages:
        pages = (_line(f"{texts('pages')}\n[{likely}] ") or likely,) if ask else (likely,)
    pages = tuple(checked_pages(page, folder) for page in pages)
    if not moment:
        choices = [texts(f"with-{key}") for key in MOMENTS]
        moment = MOMENTS[_choice(texts, texts("with"), choices, 3) - 1] if ask else "both"
    return given._replace(who=who, pages=pages, moment=moment)


def _choice(texts: Texts, question: str, choices: Sequence[str], suggested: int) -> int:
    """The number of the choice that the user makes, from 1."""
    lines = [question, *(f"  {number} {choice}" for number, choice in enumerate(choices, 1))]
    click.echo("\n".join(lines))
    while True:
        answer = _line(f"{texts('answer')} [{suggested}] ") or str(suggested)
        if answer.isascii() and answer.isdigit() and 1 <= int(answer[:3]) <= len(choices):
            return int(answer)
        click.echo(texts("wrong-answer", count=str(len(choices))))


def _line(prompt: str) -> str:
    """A line that the user writes, without blanks around it. Raises `UsageError` where nobody is there."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline(10_000)
    if not sys.stdin.isatty():
        click.echo()
    if not line:
        raise UsageError("nobody answers the questions", hint="say --yes, or give --we-are, --pages and --with, too")
    return line.strip()


def _agreed(texts: Texts) -> bool:
    return _line(f"\n{texts('confirm')} ").lower() not in texts("no-words").split()


def _show(files: Sequence[Planned], texts: Texts, *, all_of_it: bool) -> None:
    """The files and what happens to them; small ones, and with `all_of_it` all, with what is in them."""
    for file in files:
        click.echo(f"  {file.shown}  ({texts(file.state)})")
        if file.state != "kept" and (all_of_it or file.state == "by-hand" or file.path.name == "ots-lint.toml"):
            click.echo("\n".join(f"    | {line}".rstrip() for line in file.text.splitlines()))


def _write(files: Sequence[Planned], root: Path) -> None:
    """Write files, whole or not at all, and not through links that lead out of the project."""
    from ots_lint.disk.replacing import write_atomically
    from ots_lint.errors import PageError

    for file in files:
        try:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(str(file.path), file.text.encode("utf-8"), root=root)
        except PageError as error:
            raise UsageError(
                f"it cannot be written: {error.message.removeprefix('not changed: ')}", file.shown
            ) from None
        except OSError as error:
            raise UsageError(f"it cannot be written: {error.strerror}", file.shown) from None


def _first_look(pages: Sequence[str], texts: Texts) -> bool:
    """Check the pages, and show the first findings and how many there are; False where there is no page yet."""
    from ots_lint.report.text import Paint, summary
    from ots_lint.site.discover import NO_PAGE
    from ots_lint.site.options import Options
    from ots_lint.site.run import run
    from ots_lint.text.visible import visible

    click.echo(f"\n{texts('first-run')}")
    outcome = run(list(pages), Options(lang=texts.language))
    empty = not outcome.report.files
    problems = [text for text in outcome.problems if not (empty and NO_PAGE in text)]
    if empty and not (problems or outcome.report.left_out):
        click.echo("  " + texts("no-page"))
        return False
    count = 0
    for reported in outcome.report.new():
        count += 1
        if count <= _SHOWN:
            finding = reported.finding
            place = f"{visible(reported.filename)}:{reported.start.row}:{reported.start.column}"
            click.echo(f"  {place}: {finding.code} {visible(finding.said)}")
    if count > _SHOWN:
        click.echo("  " + texts("more", count=str(count - _SHOWN), pages=" ".join(pages)))
    click.echo("  " + summary(outcome.report, Paint(False)).strip())
    for text in [*([] if empty else outcome.notes), *problems]:
        complain(text, outcome.report.words)
    return not empty


def _next(answers: Answers, texts: Texts, brand: str, pack: str, *, looked: bool) -> None:
    """What to do next; where no page was looked at, the first is to be written."""
    pages = " ".join(answers.pages)
    lines = [texts("next-fix", pages=pages), texts("next-explain"), texts("next-baseline", pages=pages)]
    if not looked:
        lines = [texts("next-page", pages=pages)]
    if answers.moment in ("hook", "both"):
        lines.append(texts("next-hook"))
    if answers.moment in ("workflow", "both"):
        lines.append(texts("next-workflow"))
    if brand:
        lines.insert(0, texts("next-pack", pack=pack, brand=brand))
    click.echo(f"\n{texts('next')}\n" + "\n".join(f"- {line}" for line in lines))
