"""Whether a language pack is what it should be; only asked when its compiled form is made."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from ots_lint.language.compiler import Compiler
from ots_lint.language.contract import Contract
from ots_lint.language.marks import NAME_MARK
from ots_lint.language.pack import CLASSES, Pack, check_context, check_names, context_frames, nearest
from ots_lint.language.word_classes import parted
from ots_lint.schema.keys import Node, texts_of
from ots_lint.schema.patterns import problem

_NAMED = re.compile(r"<([^<>\s]+)>")
#: Word classes of a language.
MAX_CLASSES = 1_500


def check_pack(pack: Pack, contract: Contract) -> None:
    """Raise `RuleError` where a language pack is not what the contract says, or a pattern of it cannot be used."""
    for file in pack.files:
        for text in texts_of(file):
            for word in text.value.split():
                if reason := problem(word):
                    raise text.error(f"{word[:60]!r}: {reason}")
    if sum(len(pack.sections[section]) for section in CLASSES) > MAX_CLASSES:
        raise pack.files[0].error(f"there are more than {MAX_CLASSES} word classes")
    check_names(pack, contract)
    check_context(pack, contract)
    _check_patterns(pack, "slots")
    _check_words(pack)
    _check_patterns(pack, "titles")
    _check_patterns(pack, "inclusive")
    _check_frames(pack)


def _check_words(pack: Pack) -> None:
    for name, node in pack.sections["helpers"].items():
        if name in pack.sections["words"] or name in pack.sections["kinds"]:
            raise node.error("a word class has this name already")
    used = {name for file in pack.files for text in texts_of(file) for name in _NAMED.findall(text.value)}
    for name, node in pack.sections["helpers"].items():
        if name not in used:
            raise node.error("no class and no frame of the pack uses this helper")
    data = pack.plain()
    fine: set[str] = set()
    for section in CLASSES:
        for name, node in pack.sections[section].items():
            for word in data["words" if section == "helpers" else section][name].split():
                if not _can_be_read(word, fine):
                    try:
                        regex.compile(word)
                    except regex.error as error:
                        raise node.error(f"the pattern {word!r} is broken: {error}") from None


def _can_be_read(word: str, fine: set[str]) -> bool:
    """Whether the pattern of a word is fine by itself; `fine` are those that have been asked about.

    Compiling a pattern takes a thousand times as long as seeing that it stands for a few words.
    """
    if word.isalpha() or word in fine:
        return True
    if not parted(word)[2]:
        try:
            regex.compile(word)
        except (regex.error, RecursionError):
            return False
    fine.add(word)
    return True


def _check_patterns(pack: Pack, section: str) -> None:
    for node in pack.sections[section].values():
        for text in texts_of(node):
            if reason := problem(text.value):
                raise text.error(reason)
            try:
                regex.compile(text.value)
            except (regex.error, RecursionError) as error:
                raise text.error(f"the pattern is broken: {error}") from None


def _check_frames(pack: Pack) -> None:
    plain = pack.plain()
    words = plain["words"]
    compiler = Compiler(words, tuple(plain["kinds"]), lambda _: NAME_MARK)  # no sentence is read with these
    fine: set[str] = set()
    for frame in _frames(pack):
        for element in frame.value.split():
            name = element.rstrip("?*+")
            if name[:1] == "<" and name[-1:] == ">" and name[1:-1] not in words:
                near = nearest(name[1:-1], words)
                raise frame.error(
                    f"the pack has no word class {name[1:-1]!r}", f"did you mean {near!r}?" if near else ""
                )
        try:
            compiler.pattern(frame.value)
            # What joins the words of a frame is ours: it can only break where one of them does.
            if not all(_can_be_read(word, fine) for word in compiler.patterns_in(frame.value)):
                regex.compile(compiler.pattern(frame.value))
                raise ValueError(f"{frame.value!r}: a word of it cannot be read by itself")
        except (ValueError, RecursionError, regex.error) as error:
            raise frame.error(str(error)) from None


def _frames(pack: Pack) -> Iterator[Node]:
    for section in ("frames", "terms"):
        for node in pack.sections[section].values():
            yield from texts_of(node)
    yield from context_frames(pack)
