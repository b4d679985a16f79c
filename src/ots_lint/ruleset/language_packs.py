"""The language packs of a rule set: each is compiled by itself, when a page first needs it, and kept for later runs.

A pack that came with the program is checked against the contract when it is compiled from a checkout; in a release,
tests have done that before. A pack of somebody's own folder is compiled as soon as the rules are read, so that
what is wrong with it is said at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from ots_lint.disk.digest import blake2b
from ots_lint.ruleset.compiled import read_compiled, write_compiled
from ots_lint.ruleset.rule_files import RuleFile

if TYPE_CHECKING:
    from ots_lint.language.pack import Pack

#: Compiled packs of this process by their keys: of many folders of rules, most have the shipped ones.
_COMPILED: dict[str, Mapping[str, Any]] = {}
#: Classes that pages are asked for in every language, whatever theirs is: "Impressum" also stands over an English text.
EVERYWHERE = (
    "calendar",
    "currency",
    "channel-act",
    "clock",
    "event-label",
    "free",
    "heading-credit",
    "legal",
    "official",
    "people",
    "period",
    "sponsoring",
    "venue-label",
)
#: What `extracts` made of packs, by their keys.
_EXTRACTS: dict[str, Mapping[str, Any]] = {}
#: An editor's session loads languages in one thread while it lints pages in another; a pack is made by one alone.
_MAKING = RLock()
#: More packs than the rule sets of one run have.
_MOST = 64


class LanguagePacks(Mapping[str, Mapping[str, Any]]):
    """Language tag → compiled pack. A folder's pack takes the place of the whole pack of a folder before it.

    `salt`: what tells one state of the program from another.
    """

    def __init__(self, files: Sequence[RuleFile], salt: str) -> None:
        self._files: dict[str, list[RuleFile]] = {}
        self._salt = salt
        self._keys: dict[str, str] = {}
        self._packs: dict[str, Pack] = {}
        self._contract = next((Path(file.path) for file in files if file.about == "contract"), None)
        for file in files:
            if file.about == "language":
                known = self._files.setdefault(file.tag, [])
                if known and known[0].pack != file.pack:
                    known.clear()
                known.append(file)

    def __getitem__(self, tag: str) -> Mapping[str, Any]:
        key = self.key(tag)
        pack = _COMPILED.get(key)
        return self._made(tag, key) if pack is None else pack

    def _made(self, tag: str, key: str) -> Mapping[str, Any]:
        with _MAKING:
            pack = _COMPILED.get(key)
            if pack is None:
                pack = read_compiled(key)
                if pack is None:
                    pack = self._compile(tag)
                    write_compiled(key, pack)
                if len(_COMPILED) >= _MOST:
                    _COMPILED.clear()
                _COMPILED[key] = pack
            return pack

    def __contains__(self, tag: object) -> bool:
        return tag in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def key(self, tag: str) -> str:
        """What a pack is known by: the same for the same content, whatever rules it belongs to."""
        key = self._keys.get(tag)
        if key is None:
            digest = blake2b(f"{tag} {self._salt} {_released()}".encode(), digest_size=16)
            files = [file.content for file in self._files[tag]]
            for content in [self._contract.read_bytes() if self._contract else b"", *files]:
                digest.update(f"{len(content)}\0".encode())
                digest.update(content)
            key = self._keys[tag] = f"{tag}-{digest.hexdigest()}"
        return key

    def extracts(self) -> dict[str, Mapping[str, Any]]:
        """Of each pack what stands under `EVERYWHERE`, so that the others need not be compiled for a page in one language."""
        from ots_lint.language.tables import tables_of

        found = {}
        for tag in self:
            key = self.key(tag)
            extract = _EXTRACTS.get(key)
            if extract is None:
                with _MAKING:
                    extract = self._merged(tag).extract(EVERYWHERE)
                    # its classes are all its own, so that their marks are the same in each process
                    extract["tables"] = {**tables_of(tag, extract), "marks": {}}
                    if len(_EXTRACTS) >= _MOST:
                        _EXTRACTS.clear()
                    _EXTRACTS[key] = extract
            found[tag] = extract
        return found

    def check_own(self) -> None:
        """Compile the packs that did not come with the program. Raises `RuleError` where one is wrong."""
        for tag, files in self._files.items():
            if not files[0].ours:
                _ = self[tag]

    def _compile(self, tag: str) -> dict[str, Any]:
        from ots_lint.language.contract import read_contract
        from ots_lint.language.marks import class_mark
        from ots_lint.language.pack_check import check_pack
        from ots_lint.language.tables import tables_of

        assert self._contract is not None  # it comes with the program
        contract = read_contract(self._contract)
        for name in contract.classes():
            class_mark(name)  # in one order, whatever this process has read: packs of two processes fit together
        pack = self._merged(tag)
        if not (self._files[tag][0].ours and _released()):
            check_pack(pack, contract)
        parts = pack.parts(contract)
        lacks = [part for part in contract.parts if part not in parts]
        data = {**pack.plain(), "parts": parts, "lacks": lacks, "own": pack.own_classes(contract)}
        return {**data, "tables": tables_of(tag, data)}

    def _merged(self, tag: str) -> Pack:
        from ots_lint.language.pack import merged
        from ots_lint.schema.keys import read_yaml

        pack = self._packs.get(tag)
        if pack is None:
            pack = self._packs[tag] = merged(tag, [read_yaml(file.text, file.path) for file in self._files[tag]])
        return pack


def _released() -> bool:
    """Whether the shipped packs are those of a release, and not of a checkout that somebody works on."""
    return (Path(__file__).resolve().parent.parent / "rules").is_dir()
