"""Whether a language pack is what it should be; only asked when its compiled form is made."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ots_lint.ruleset.contract import Contract
from ots_lint.ruleset.language import Compiler, Frame
from ots_lint.ruleset.pack import CLASSES, Pack, check_context, check_names, context_frames, nearest
from ots_lint.ruleset.patterns import problem
from ots_lint.ruleset.schema import Node, texts_of

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
    data = pack.plain()
    for section in CLASSES:
        for name, node in pack.sections[section].items():
            for word in data["words" if section == "helpers" else section][name].split():
                if word.isalpha():
                    continue
                try:
                    regex.compile(word)
                except regex.error as error:
                    raise node.error(f"the pattern {word!r} is broken: {error}") from None


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
    compiler = Compiler(words, tuple(plain["kinds"]))
    for family, frame in _frames(pack):
        for element in frame.value.split():
            name = element.rstrip("?*+")
            if name[:1] == "<" and name[-1:] == ">" and name[1:-1] not in words:
                near = nearest(name[1:-1], words)
                raise frame.error(
                    f"the pack has no word class {name[1:-1]!r}", f"did you mean {near!r}?" if near else ""
                )
        try:
            _ = Frame(family, frame.value, compiler).pattern
        except (ValueError, regex.error) as error:
            raise frame.error(str(error)) from None


def _frames(pack: Pack) -> Iterator[tuple[str, Node]]:
    for section in ("frames", "terms"):
        for family, node in pack.sections[section].items():
            for frame in texts_of(node):
                yield family, frame
    for frame in context_frames(pack):
        yield "context", frame
