"""Whether what looks like a name is a part of an address, a path, a slug, a password or an identifier (SPEC section 3)."""

from __future__ import annotations

from functools import lru_cache

from ots_lint.brand.name_words import NameWords
from ots_lint.text.patterns import lazy
from ots_lint.text.run import OBJECT

#: How many characters around a name say whether it is one: enough for a phrase or an address.
CONTEXT = 200
#: Of these before and behind it, how many a few words that say what it is can take.
NEAR = 80
#: Letters of scripts that set no blank beside a word of another script, or that glue a particle to it.
GLUED_SCRIPTS = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Hebrew}"
    r"\p{Arabic}\p{Yi}\u30fc\u3005"
)
#: A character that a word goes on with.
WORD = rf"(?:(?![{GLUED_SCRIPTS}])[\p{{L}}\p{{M}}\p{{N}}])"
#: Nothing before, or behind, that belongs to the same word.
BEGINS, ENDS = rf"(?<!{WORD})", rf"(?!{WORD})"

#: What an address ends at; brackets may also stand in one.
_BORDERS = frozenset("<>\"'„“”‚‘’«»‹›|，。、：；！？（）「」『』" + OBJECT)
_BRACKETS = frozenset("()[]")

_UP_TO_BORDER = lazy(rf"(?s).*[\s{''.join(sorted(_BORDERS))}]")
_HOST_AND_PATH = lazy(
    r"(?i)(?<![\p{L}\p{N}])(?:(?:[\p{L}\p{N}_-]+\.)+\p{L}{2,}|localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?/\S*$"
)
_MAIL_AFTER = lazy(r"[\"'”]?@[\p{L}\p{N}]|\s+@\s+[\p{L}\p{N}-]+\.\p{Ll}{2}|[\p{L}\p{N}.+%~=_-]*@[\p{L}\p{N}]")
_DOMAIN_AFTER = lazy(r"\.[\p{L}\p{N}_-]")
_SENTENCE_AFTER = lazy(r"\.\p{Lu}\p{Ll}")
_FILE_AFTER = lazy(r"[-_][\p{L}\p{N}_-]*\.[a-z\d]{1,8}(?![\p{L}\p{N}])")
_PATH_BEFORE = lazy(r"(?:^|[^\p{L}\p{N}])[a-z\d._~-]*/(?:[a-z\d._~-]+/)*[a-z\d._~-]*$")
_DOT_NAME_BEFORE = lazy(r"(?:^|[\s(\[\"'„“‚‘«`])\.$")
_OPTION_BEFORE = lazy(r"(?:^|\s)--$")
_SLUG_BEFORE = lazy(r"(?:^|[\s(\[\"'])[a-z\d]+(?:[-_][a-z\d]+)*[-_]$")

#: `_at_`, `[at]`, `|at|` … between the parts of an address, and the same for its full stops.
_OPENS, _CLOSES = r"\s*[-_|\[({<*~]+\s*", r"\s*[-_|\])}>*~]+\s*"
_AT, _DOT = rf"{_OPENS}(?:<at>|@){_CLOSES}", rf"{_OPENS}(?:<dot>|\.){_CLOSES}"
_LOCAL_PART = r"[\p{L}\p{N}.+_-]*"
_WRITTEN_OUT = (
    rf"{_LOCAL_PART}(?:{_AT}[\p{{L}}\p{{N}}]|\s+<at>\s+[\p{{L}}\p{{N}}-]+(?:{_DOT}|\s+<dot>\s+)\p{{L}}{{2,}}"
    rf"|{_DOT}\p{{L}}{{2,}}|\s+<dot>\s+\p{{L}}{{2,6}}\b)"
)
_OPENED, _CLOSING = lazy(rf"{_LOCAL_PART}{_OPENS}"), frozenset("-_|])}>*~")
_WRITTEN_OUT_BEFORE = rf"{_OPENS}(?:<at>|<dot>|@){_CLOSES}$"
_QUOTE = r"[\"'„“”‚‘’«»`]?"
_CALLED_BEFORE = rf"(?:<identifiers>{_QUOTE}\s*(?::|<is>(?:\s+<is>)?)?|<takes>)\s*{_QUOTE}$"
_IDENTIFIER_AFTER = rf"{_QUOTE}[\s-]+<identifiers>"
_SECRET_BEFORE = rf"<secrets>{_QUOTE}\s*(?::|=|<is>)\s*{_QUOTE}$"
_CODE_BEFORE = rf"<secrets>\s+{_QUOTE}$"


class Surroundings:
    """Reads what stands around a name in a text."""

    def __init__(self, words: NameWords) -> None:
        self._words = words
        self.is_secrets_head = lru_cache(maxsize=1_000)(self._is_secrets_head)  # pages have the same tables

    def is_address(self, text: str, start: int, end: int, seen: str) -> bool:
        """Whether `text[start:end]`, seen as `seen`, is no name but a part of something that is typed as it is."""
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        previous, following = before[-1:], after[:1]
        marked = before.endswith("==") and after.startswith("==")  # "==Acme==" is highlighted
        if not marked and ((previous and previous in "@#$%=&~\\") or (following and following in "@=~\\")):
            return True
        head = _token_before(before)
        if "://" in head or head.lower().startswith(("www.", "mailto:")) or "@" in head:
            return True
        one_token = not any(c.isspace() for c in seen)
        if _DOMAIN_AFTER.match(after) and (not _SENTENCE_AFTER.match(after) or seen.isalnum()):
            return True
        if not one_token:
            return previous == "/" and before[-2:-1].isalnum() and seen == seen.lower()
        return (
            _MAIL_AFTER.match(after) is not None
            or self._is_written_out(before, after)
            or self._is_path(before, after, head, seen)
            or self._is_slug(before, after, seen)
            or self.is_secret(before, seen)
        )

    def _is_written_out(self, before: str, after: str) -> bool:
        """Whether it is a part of an e-mail address whose signs are written as words."""
        words, behind = self._words, after[:NEAR]
        # most names have nothing around that could be one, and the patterns with the words for it take long to compile
        if _OPENED.match(behind) or words.may_have("at", behind) or words.may_have("dot", behind):
            if words.pattern(_WRITTEN_OUT).match(behind) is not None:
                return True
        closed = before.rstrip()[-1:] in _CLOSING
        return closed and words.pattern(_WRITTEN_OUT_BEFORE).search(before[-NEAR:]) is not None

    @staticmethod
    def _is_path(before: str, after: str, head: str, seen: str) -> bool:
        """Whether it is a part of a path or of an address without a scheme, or the name of a file."""
        slug, glued = seen == seen.lower(), seen.isalnum()
        if ("/" in head and _HOST_AND_PATH.search(head)) or _FILE_AFTER.match(after):
            return True
        if before[-1:] == ".":
            return bool(head[:-1].strip(".")) or (slug and _DOT_NAME_BEFORE.search(before) is not None)
        if before[-1:] == "/":
            if len(before) > 1 and (before[-2].isalnum() or before[-2] in "._-~/:}"):
                return glued or slug or _PATH_BEFORE.search(head) is not None
            return slug
        if after[:1] == "/":
            return (glued and after[1:2] not in {"", " "}) or slug
        return slug and "/" in head and _PATH_BEFORE.search(head) is not None

    def _is_slug(self, before: str, after: str, seen: str) -> bool:
        """Whether it is an identifier, alone or with other words joined to it."""
        slug = seen == seen.lower()
        if (before[-1:] == "_" or after[:1] == "_") and (slug or seen == seen.upper()):
            return True
        if after.startswith(("()", "::", "->")):
            return True
        if not slug:
            # "the variable freeCodeClub" is written as variables are
            return seen[:1].islower() and seen.isalnum() and self._is_called(before, after)
        if "_" in seen or _OPTION_BEFORE.search(before) or (before[-1:] == ":" == after[:1]):
            return True
        if _SLUG_BEFORE.search(before):
            return True
        if after[:1] == "-" and after[1:2].isalnum() and after[1:2] == after[1:2].lower():
            if not self._words.pattern("-(?:<suffixes>|<compounds>)").match(after):
                return True
        return self._is_called(before, after)

    def _is_called(self, before: str, after: str) -> bool:
        """Whether a word beside it says that it is an identifier."""
        words = self._words
        return (
            words.pattern(_CALLED_BEFORE).search(before[-NEAR:]) is not None
            or words.pattern(_IDENTIFIER_AFTER).match(after) is not None
        )

    def is_secret(self, before: str, seen: str) -> bool:
        """Whether it is a password, a key or a code, by what stands before it."""
        words = self._words
        if not words.may_have("secrets", before[-NEAR:]):
            return False
        if words.pattern(_SECRET_BEFORE).search(before[-NEAR:]):
            return True
        same_case = seen in (seen.lower(), seen.upper())
        return same_case and words.pattern(_CODE_BEFORE).search(before[-NEAR:]) is not None

    def _is_secrets_head(self, text: str) -> bool:
        """Whether a text is the head of a column of passwords or codes."""
        words = self._words
        return words.may_have("secrets", text) and (
            words.pattern(r"^(?:[\p{L}-]+\s+){0,2}<secrets>\s*:?$").search(text.strip()) is not None
        )

    def is_of_press(self, text: str, start: int, end: int) -> bool:
        """Whether an abbreviation in small letters marks something of the press, or a kind of file."""
        around = text[max(0, start - 40) : start] + " " + text[end : end + 30]
        return self._words.pattern("<press>").search(around) is not None


def _token_before(before: str) -> str:
    """The end of a text back to where an address could begin."""
    match = _UP_TO_BORDER.match(before)
    return before[match.end() :] if match else before


def is_in_address(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation stands in an address with a scheme, an e-mail address or a tag."""
    left = start
    while (
        left > max(0, start - CONTEXT) and not text[left - 1].isspace() and text[left - 1] not in _BORDERS | _BRACKETS
    ):
        left -= 1
    right = end
    while (
        right < min(len(text), end + CONTEXT) and not text[right].isspace() and text[right] not in _BORDERS | _BRACKETS
    ):
        right += 1
    token = text[left:right]
    return "://" in token or "@" in token or "www." in token.lower() or token.startswith("#")
