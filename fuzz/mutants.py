"""Change the program in one place at a time, and see whether the tests notice.

    python fuzz/mutants.py [--rooms meaning,checks] [--sample 300] [--seed 0] [--conditions] [--constants] [--most N]
        [--map FILE] [-- TEST…]

A mutant is one function with one change: a return, a condition turned round, `and` for `or`, a comparison moved by one,
another number (`--sample` of them, chosen at random; with `--conditions`, of the first three alone); with `--constants`,
every function of the rooms as a constant instead. It survives where all tests pass. The tests are collected once, and
run once to learn how long each takes and which rows it reaches; that is kept in the file of `--map`, for all rooms. Later
only new and changed tests are learned; where the program has changed, what is known goes with its rows, and a test counts
as failing only if it passes without the mutant: so a map that is not quite right may let mutants survive, and never ends
one. Each mutant is then tried in a process that is forked, with the tests that reach its rows, until the first fails. A
row that is reached only while rules and languages are loaded is tried with all tests, in a process that has not loaded
them. What stands behind `--` is pytest's: which tests to ask. With `--most`, a mutant is asked of fewer tests: sooner,
and a few more survive. Prints the mutants that survive, and their share: of a room, and of each sort of change in it.
"""

from __future__ import annotations

import argparse
import difflib
import functools
import gc
import hashlib
import importlib
import os
import pickle
import random
import re
import signal
import sys
import tempfile
import time
import types
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import coverage
import hypothesis
import pytest
import witnesses
from _pytest.runner import runtestprotocol
from mutations import CONDITIONS, CONSTANTS, Mutant, mutants, shares

from ots_lint.language.known import Known
from ots_lint.language.language import Language
from ots_lint.meaning.tongues.blocks import Packs

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "ots_lint"
TESTS = ("test_rules.py", "brand", "checks", "language", "lint", "meaning", "ruleset", "scan", "why")
#: Seconds of the processor that a test may take: three more, and so many times more, than it takes without a change.
_LIMIT, _TIMES = 3, 10
#: Seconds of the processor: a test that takes longer is stopped, and not asked.
_SLOW = 5.0
#: So many of those that are most about a module are asked first, and so many chosen by chance, for the shortest
#: resemble each other.
_CLOSE, _BY_CHANCE = 60, 20
#: So many tests load rules and languages before the others are measured.
_WARMING = 100
_LOADING = "loading"
#: What is always learned, so that a map serves each of them.
_ROOMS = "meaning,checks"


class TooSlow(BaseException):
    """A test takes so long that it is not worth asking."""


class Reach(NamedTuple):
    """What the tests take and reach."""

    seconds: dict[str, float]  # by test, of those that pass
    rows: dict[str, dict[int, list[str]]]  # path → row → tests


class Learned(NamedTuple):
    """What is kept of earlier runs."""

    programs: dict[str, str]  # path → text
    tests: dict[str, str]  # test → what it is made of
    reach: Reach


class Trial:
    """A pytest plugin that runs the collected tests in its own way."""

    def __init__(self, options: argparse.Namespace, chosen: list[Mutant]) -> None:
        self._options = options
        self._chosen = chosen
        self._killers: dict[Path, list[str]] = {}
        self._close: dict[Path, dict[str, float]] = {}
        self._unsure = False  # whether the program has changed since the tests were seen to pass
        self._passing: dict[str, bool] = {}
        self.left: list[Mutant] = []
        self._pages: witnesses.Known | None = None  # where survivors may show, read when the first one asks

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        _load_rooms()
        reach = self._reach(items)
        chance = random.Random(self._options.seed)  # noqa: S311 - no secrets here
        once = [mutant for mutant in self._chosen if self._tests(mutant, reach) == {_LOADING}]
        self._try(once, items, reach, chance)
        _warm(session.items, self._options.rooms.split(","))
        self._try([mutant for mutant in self._chosen if mutant not in once], items, reach, chance)
        return True

    def _reach(self, items: dict[str, pytest.Item]) -> Reach:
        """What each test takes and reaches: known from the last time, or learned in a process of its own."""
        programs = {str(path): path.read_text("utf-8") for path in sorted(SOURCES.rglob("*.py"))}
        tests = {name: _made_of(item) for name, item in items.items()}
        kept = Learned({}, {}, Reach({}, {}))
        if self._options.map and self._options.map.exists():
            kept = pickle.loads(self._options.map.read_bytes())  # noqa: S301 - written below
            kept = Learned(_here(kept.programs), kept.tests, Reach(kept.reach.seconds, _here(kept.reach.rows)))
        same = {name for name in kept.tests if kept.tests[name] == tests.get(name)}
        new = [item for name, item in items.items() if name not in same]
        rooms = list(dict.fromkeys([*_ROOMS.split(","), *self._options.rooms.split(",")]))
        if any(not any(path.startswith(str(SOURCES / room)) for path in kept.reach.rows) for room in rooms):
            same, new = set(), [*items.values()]
        self._unsure = bool(same) and kept.programs != programs
        reach = _carried(kept, programs, same)
        if new:
            started = time.monotonic()
            _add(reach, _in_child(functools.partial(_learn, new, rooms, warming=[*items.values()])))
            print(f"learned what {len(new)} tests reach in {time.monotonic() - started:.0f} s", flush=True)
        if self._options.map:
            self._options.map.write_bytes(pickle.dumps(Learned(programs, tests, reach)))
        return reach

    def _try(self, some: list[Mutant], items: dict[str, pytest.Item], reach: Reach, chance: random.Random) -> None:
        """Try mutants in the state that this process is in."""
        functions = _functions()
        gc.collect()
        gc.freeze()
        started = time.monotonic()
        for number, mutant in enumerate(some, 1):
            tests = self._order(mutant, reach, chance)
            asked = [items[t] for t in tests]
            killer = _in_child(functools.partial(_killer, mutant, functions, asked, reach))
            while killer in items and not self._passes(items[killer]):
                asked.remove(items[killer])
                killer = _in_child(functools.partial(_killer, mutant, functions, asked, reach))
            if killer == "":
                self.left.append(mutant)
                print(f"survives {len(tests)} tests: {mutant.said(SOURCES)}", flush=True)
                self._show(mutant, functions)
            elif killer in items:
                self._killers.setdefault(mutant.path, []).insert(0, killer)
            elif killer == "cannot be tried":
                print(f"{killer}: {mutant.said(SOURCES)}", flush=True)
            if number % 10 == 0:
                took = time.monotonic() - started
                print(f"{number} of {len(some)} tried, {len(self.left)} survive, {took:.0f} s", flush=True)
        gc.unfreeze()

    def _show(self, mutant: Mutant, functions: dict[tuple[str, int, str], list[types.FunctionType]]) -> None:
        """Print pages on which a survivor shows."""
        if not self._options.witnesses:
            return
        if self._pages is None:
            self._pages = self._known_pages()

        def change() -> bool:
            gc.unfreeze()  # what is frozen is not found, and would keep its answers
            _forget(["meaning", "checks"])
            return _changed(mutant, functions)

        for page in (
            _in_child(functools.partial(witnesses.shown, self._pages, str(mutant.path), mutant.rows, change)) or ()
        ):
            lines = [*page.text.splitlines(), *(f"- {x}" for x in page.before), *(f"+ {x}" for x in page.after)]
            print(f"  declared: {page.relationship or '-'}", *lines, sep="\n    ", flush=True)

    def _known_pages(self) -> witnesses.Known:
        """What is read of pages: known from the last time, if it was this program, or read in a process of its own."""
        count, place = self._options.witnesses, self._options.map and self._options.map.with_suffix(".pages")
        program = [path.read_text("utf-8") for path in sorted(SOURCES.rglob("*.py"))]
        if place and place.exists():
            pages, read = pickle.loads(place.read_bytes())  # noqa: S301 - written below
            if read == program and len(pages.pages) == count:
                return pages._replace(rows=_here(pages.rows))
        folders = [str(SOURCES / room) + end for room in ("meaning", "checks") for end in ("/*", ".py")]
        pages = _in_child(functools.partial(witnesses.known, count, folders))
        if place:
            place.write_bytes(pickle.dumps((pages, program)))
        return pages

    def _passes(self, item: pytest.Item) -> bool:
        """Whether a test passes without a change, where that is not known."""
        if self._unsure and item.nodeid not in self._passing:
            self._passing[item.nodeid] = bool(_in_child(functools.partial(_run, item)))
        return not self._unsure or self._passing[item.nodeid]

    @staticmethod
    def _tests(mutant: Mutant, reach: Reach) -> set[str]:
        """The tests that reach a mutant's rows."""
        rows = reach.rows.get(str(mutant.path), {})
        return {test for row in mutant.rows for test in rows.get(row, ())}

    def _closeness(self, path: Path, reach: Reach) -> dict[str, float]:
        """How much each test is about a module: each row that it reaches counts less, the more tests reach it."""
        if path not in self._close:
            close: dict[str, float] = defaultdict(float)
            for tests in reach.rows.get(str(path), {}).values():
                for test in tests:
                    close[test] += 1 / len(tests)
            self._close[path] = close
        return self._close[path]

    def _order(self, mutant: Mutant, reach: Reach, chance: random.Random) -> list[str]:
        """The tests for a mutant: those that found the last in the same module, its own, its closest, some by chance, short ones.

        A module's own tests bear its name: `test_owners.py`, or `owners-7` of the short pages. Close to it is a test
        that reaches rows of it that few others reach.
        """
        tests = self._tests(mutant, reach)
        if tests == {_LOADING}:
            tests = set(reach.seconds)
        usual = sorted(tests & reach.seconds.keys(), key=lambda test: (reach.seconds[test], test))
        first = [test for test in self._killers.get(mutant.path, [])[:5] if test in tests]
        own = re.compile(rf"(?:/test_|\[){re.escape(mutant.path.stem.strip('_'))}(?:\.py|-\d)")
        first += [test for test in usual if own.search(test)]
        close = self._closeness(mutant.path, reach)
        first += sorted(tests & reach.seconds.keys(), key=lambda test: (-close[test], test))[:_CLOSE]
        first += chance.sample(usual, min(_BY_CHANCE, len(usual)))
        return list(dict.fromkeys([*first, *usual]))[: self._options.most or None]


def _here(paths: dict[str, Any]) -> dict[str, Any]:
    """What is known by file, also where it was learned in another checkout."""
    return {str(SOURCES / path.rpartition(f"/{SOURCES.name}/")[2]): known for path, known in paths.items()}


def _load_rooms() -> None:
    """Import all modules now, so that no child has to."""
    import spacy.lang.de
    import spacy.lang.en  # noqa: F401

    for path in sorted(SOURCES.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCES.parent).with_suffix("").parts)
        if not name.endswith("__main__"):
            importlib.import_module(name.removesuffix(".__init__"))


def _functions() -> dict[tuple[str, int, str], list[types.FunctionType]]:
    """All functions of the program, by file, first row and name."""
    found: dict[tuple[str, int, str], list[types.FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__code__.co_filename.startswith(str(SOURCES)):
            code = thing.__code__
            found.setdefault((code.co_filename, code.co_firstlineno, code.co_name), []).append(thing)
    return found


def _run(item: pytest.Item) -> bool:
    """Whether a test passes; one that is skipped does."""
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _stop(*_: object) -> None:
    raise TooSlow


def _passes_soon(item: pytest.Item) -> bool:
    """Whether a test passes in the time that it may take."""
    signal.setitimer(signal.ITIMER_PROF, _SLOW)
    try:
        return _run(item)
    except TooSlow:  # while pytest was cleaning up behind it
        return False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _warm(items: list[pytest.Item], rooms: list[str]) -> None:
    """Load rules and languages."""
    signal.signal(signal.SIGPROF, _stop)
    for item in random.Random(0).sample(items, min(_WARMING, len(items))):  # noqa: S311
        _passes_soon(item)
    _forget(rooms)


def _forget(rooms: list[str]) -> None:
    """Keep no answer of a function that may be changed."""
    places = {f"ots_lint.{room}".replace("/", ".") for room in rooms}

    def may_change(function: object) -> bool:
        module = getattr(getattr(function, "func", function), "__module__", "")
        return any(f"{module}.".startswith(f"{place}.") for place in places)

    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper):
            if may_change(thing):
                thing.cache_clear()
        elif isinstance(thing, Known):
            if may_change(thing._find):
                thing.clear()
        elif isinstance(thing, Language):
            thing.lines.clear()  # what is known of sentences that were read before
        elif isinstance(thing, Packs):
            thing._told.clear()  # and of the languages of texts


def _made_of(item: pytest.Item) -> str:
    """What a test is made of, as far as that can be told: its file, and its parameters where they are plain data."""
    params = getattr(getattr(item, "callspec", None), "params", {})
    plain = {name: value for name, value in params.items() if _is_plain(value)}
    return hashlib.blake2b(item.path.read_bytes() + repr(plain).encode(), digest_size=16).hexdigest()


def _is_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(_is_plain(part) for pair in value.items() for part in pair)
    if type(value) in {list, tuple}:
        return all(_is_plain(part) for part in value)  # type: ignore[attr-defined]
    return value is None or isinstance(value, (str, int, float))


def _carried(kept: Learned, programs: dict[str, str], tests: set[str]) -> Reach:
    """What is known of some tests, by the rows of the programs as they are now; a new row is reached as the one before."""
    rows: dict[str, dict[int, list[str]]] = {}
    for path, reached in kept.reach.rows.items():
        if path not in programs:
            continue
        known = {row: [t for t in names if t in tests or t == _LOADING] for row, names in reached.items()}
        old, new = kept.programs[path].splitlines(), programs[path].splitlines()
        if old != new:
            moved: dict[int, list[str]] = {}
            for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                for row in range(c, d):
                    before = [a + row - c] if what == "equal" else range(max(a - 1, 0), b)
                    moved[row + 1] = list(dict.fromkeys(test for i in before for test in known.get(i + 1, ())))
            known = moved
        rows[path] = known
    return Reach({test: took for test, took in kept.reach.seconds.items() if test in tests}, rows)


def _add(reach: Reach, more: Reach) -> None:
    """Add what was learned."""
    reach.seconds.update(more.seconds)
    for path, rows in more.rows.items():
        known = reach.rows.setdefault(path, {})
        for row, tests in rows.items():
            known[row] = list(dict.fromkeys([*known.get(row, ()), *tests]))


def _learn(items: list[pytest.Item], rooms: list[str], warming: list[pytest.Item]) -> Reach:
    """Run tests, and some before: what is reached then, and by no test afterwards, is done once for all."""
    folders = [str(SOURCES / room) + end for room in rooms for end in ("/*", ".py")]
    measured = coverage.Coverage(data_file=None, include=folders, config_file=False)
    measured.start()
    measured.switch_context(_LOADING)
    _warm(warming, rooms)
    seconds = {}
    for item in items:
        measured.switch_context(item.nodeid)
        started = time.process_time()
        if _passes_soon(item):
            seconds[item.nodeid] = time.process_time() - started
    measured.stop()
    data = measured.get_data()
    return Reach(seconds, {path: data.contexts_by_lineno(path) for path in data.measured_files()})


def _changed(mutant: Mutant, functions: dict[tuple[str, int, str], list[types.FunctionType]]) -> bool:
    """Put a mutant in its function's place; whether that can be done."""
    code = mutant.code()
    places = functions.get((str(mutant.path), mutant.first, mutant.name), [])
    if code is None or not places or any(place.__code__.co_freevars != code.co_freevars for place in places):
        return False
    for place in places:
        place.__code__ = code
    return True


def _killer(
    mutant: Mutant,
    functions: dict[tuple[str, int, str], list[types.FunctionType]],
    items: list[pytest.Item],
    reach: Reach,
) -> str:
    """The first test that fails with a mutant, or nothing; a test that takes much too long ends the process."""
    if not _changed(mutant, functions):
        return "cannot be tried"
    for item in items:
        signal.setitimer(signal.ITIMER_PROF, _LIMIT + _TIMES * reach.seconds[item.nodeid])
        if not _run(item):
            return item.nodeid
    return ""


def _in_child(do: Callable[[], Any]) -> Any:
    """What a function returns in a process of its own; `None` where that ends without."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            with os.fdopen(writing, "wb") as answer:
                pickle.dump(do(), answer)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return pickle.loads(said) if said else None  # noqa: S301 - written above


def chosen(options: argparse.Namespace) -> list[Mutant]:
    """The mutants that are tried: of folders or modules below the sources."""
    found: list[Mutant] = []
    for room in options.rooms.split(","):
        place = SOURCES / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]:
            found += [mutant for mutant in mutants(path) if (mutant.sort == CONSTANTS) == options.constants]
    if options.conditions:
        found = [mutant for mutant in found if mutant.sort == CONDITIONS]
    if options.constants or not 0 < options.sample < len(found):
        return found
    return random.Random(options.seed).sample(found, options.sample)  # noqa: S311


def main() -> int:
    """Try the mutants."""
    parser = argparse.ArgumentParser(description="Which changes of the program do the tests not notice?")
    parser.add_argument("--rooms", default=_ROOMS, help="folders or modules below src/ots_lint")
    parser.add_argument("--sample", type=int, default=300, help="so many, chosen at random; 0: all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--constants", action="store_true", help="every function as a constant instead")
    parser.add_argument("--conditions", action="store_true", help="returns and conditions alone")
    parser.add_argument("--most", type=int, default=0, help="so many tests for a mutant, its own first; 0: all")
    parser.add_argument("--witnesses", type=int, default=0, help="print pages that show a survivor, out of so many")
    parser.add_argument("--map", type=Path, help="keeps what the tests reach")
    parser.add_argument("tests", nargs="*", default=[str(ROOT / "tests" / name) for name in TESTS])
    options = parser.parse_args()
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()
    hypothesis.settings.register_profile("mutants", derandomize=True, deadline=None, database=None)
    hypothesis.settings.load_profile("mutants")
    found = chosen(options)
    trial = Trial(options, found)
    status = pytest.main(
        ["-q", "-n0", "--tb=no", "--disable-warnings", "-p", "no:cacheprovider", "-s", *options.tests], [trial]
    )
    if status != pytest.ExitCode.OK:
        return int(status)
    for line in shares(found, trial.left, SOURCES):
        print(line)
    if options.constants:
        functions = {(mutant.path, mutant.first) for mutant in found}
        unnoticed = {(mutant.path, mutant.first) for mutant in trial.left}
        print(f"{len(unnoticed)} of {len(functions)} functions could be a constant")
    return 0


if __name__ == "__main__":
    sys.exit(main())
