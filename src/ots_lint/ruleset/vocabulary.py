"""What a rule may name: families and modifiers of the contract, languages that have a pack, words of templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ots_lint.language.contract import Contract
from ots_lint.schema.keys import Node, suggest, texts_of

#: What every message may say.
MESSAGE_WORDS = ("brand", "abbreviation", "relationship", "source", "because")
#: Kind of check → what its messages may say beside that; the messages of its fixes may, too, and say `brand`.
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "name": ("seen", "fixed"),
    "abbreviation-alone": (),
    "abbreviation-shape": ("seen", "fixed"),
    "contribution-missing": ("seen",),
    "contribution-incomplete": ("missing",),
    "credit-missing": (),
    "disclaimer-missing": ("text",),
    "channel": ("seen", "what"),
    "branding": ("seen", "place"),
    "metadata": ("seen", "key"),
    "logo": ("seen",),
    "conflict": ("seen",),
    "statement": ("seen", "telling", "family", "heading", "key"),
    "price": ("seen",),
    "restriction": ("seen", "telling"),
    "attribution": ("seen",),
    "front-matter": ("reason", "data"),
    "declaration": ("seen", "wanted", "hint", "key", "keys", "relationships"),
    "unreadable": ("reason",),
    "unused-suppression": ("reason",),
}
#: What the messages of fixes may say beside that: what would be inserted, or written instead.
_FIX_WORDS: Mapping[str, tuple[str, ...]] = {
    "abbreviation-alone": ("text",),
    "contribution-missing": ("text", "such_as"),
    "credit-missing": ("seen", "text", "such_as"),
    "disclaimer-missing": ("text",),
    "attribution": ("text",),
    "statement": ("instead", "example"),
    "restriction": ("example",),
}
#: Kind of check → the cases that its findings tell apart, where these are no families of claims.
_CASES: Mapping[str, tuple[str, ...]] = {
    "declaration": (
        *("value", "template", "one", "empty", "shape", "key", "list", "team"),
        *("spelling", "place", "top", "meta", "comment", "pair"),
    ),
}
#: The sentence of a contribution fix, what joins its words, an example of one, and what the sentence may say.
_SENTENCE, _AND, SUCH_AS = "sentence", "and", "such-as"
_SENTENCE_WORDS = ("brand", "contributions")
#: What a rewording may say, and an example of one.
REWORDED_WORDS = ("brand", "compound")


class Vocabulary(NamedTuple):
    """The names that the rules of one brand may use."""

    families: tuple[str, ...]
    modifiers: tuple[str, ...]
    kinds: tuple[str, ...]
    languages: tuple[str, ...]

    @classmethod
    def of(cls, contract: Contract, languages: Iterable[str]) -> Vocabulary:
        """What the contract and the language packs know."""
        return cls(
            contract.families(), tuple(contract.modifiers), contract.names("kinds"), tuple(dict.fromkeys(languages))
        )

    def _options(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """Option of a check → what it names, and what is known of that."""
        return {
            "families": ("family of frames", self.families),
            "families-supported": ("family of frames", self.families),
            "find": ("family of frames", self.families),
            "under": ("family of frames", self.families),
            "unless": ("modifier", self.modifiers),
            "forms": ("form of the name", ("shape", "typo")),
        }

    def check_options(self, options: Node) -> None:
        """Raise `RuleError` where an option of a check names what nobody knows."""
        for option, (what, known) in self._options().items():
            if option in options.value:
                for item in texts_of(options.value[option]):
                    if item.value not in known:
                        raise item.error(f"there is no {what} {item.value!r}", suggest(item.value, known))

    def check_language(self, node: Node, tag: str) -> None:
        """Raise `RuleError` where a fix is written for a language that has no pack: it would never be made."""
        if tag not in self.languages:
            raise node.error(f"there is no language pack {tag!r}", suggest(tag, self.languages))

    def insert_words(self, key: str, node: Node) -> tuple[str, ...]:
        """What a text under `insert` may say. Raises `RuleError` where its key is no language, or no part of one."""
        tag, _, part = key.partition(":")
        self.check_language(node, tag)
        parts = (_SENTENCE, _AND, SUCH_AS, *self.kinds)
        if part and part not in parts:
            raise node.error(f"{part!r} is no part of a sentence about contributions", suggest(part, parts))
        return _SENTENCE_WORDS if part == _SENTENCE else ("brand",)

    def cases(self, kind: str) -> tuple[str, ...]:
        """The cases that `messages` of a rule may have a wording for."""
        return _CASES.get(kind, (*self.families, "list", "row", "unsure"))


def message_words(kind: str) -> tuple[str, ...]:
    """What the message of a kind of check may say."""
    return (*MESSAGE_WORDS, *KIND_WORDS.get(kind, ()))


def fix_words(kind: str) -> tuple[str, ...]:
    """What the message of a fix may say."""
    return tuple(dict.fromkeys(("brand", *KIND_WORDS.get(kind, ()), *_FIX_WORDS.get(kind, ()))))
