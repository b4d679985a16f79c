"""Language packs that two threads ask for: an editor's session loads languages while it lints a page."""

from __future__ import annotations

from threading import Thread

import pytest

from ots_lint.ruleset import language_packs
from ots_lint.ruleset.load import load_ruleset


def test_a_pack_is_made_by_one_thread_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    packs = load_ruleset().languages
    made: list[str] = []
    got: list[object] = []

    def another() -> None:
        got.append(packs["en"])

    def compiled(self: object, tag: str) -> dict[str, str]:
        made.append(tag)
        if len(made) == 1:
            thread.start()
            thread.join(0.05)  # it has to wait, and would be through by then
        return {"tag": tag}

    thread = Thread(target=another, daemon=True)
    monkeypatch.setattr(language_packs, "_COMPILED", {})
    monkeypatch.setattr(language_packs, "read_compiled", lambda key: None)
    monkeypatch.setattr(language_packs, "write_compiled", lambda key, pack: None)
    monkeypatch.setattr(language_packs.LanguagePacks, "_compile", compiled)
    pack = packs["en"]
    thread.join(10)
    assert made == ["en"]
    assert got == [pack]
    assert got[0] is pack
