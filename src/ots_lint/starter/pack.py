"""Rules for another brand, made from its name."""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import urlsplit

from ots_lint.errors import UsageError
from ots_lint.starter.texts import template

#: What a name is made of, longest pieces first: OPEN in OPENSchool, Open, 42.
_PIECE = re.compile(r"[^\W\d_a-z]+(?![a-z])|[^\W\d_]?[a-zß-öø-ÿ]+|\d+|[^\W_]+")


def pack_of(brand: str, website: str = "") -> dict[str, str]:
    """The files of a pack for a brand: name → text. Raises `UsageError` for a name or an address that is none.

    The one place that knows what a new pack looks like: the facts are filled in from `pack/`, the rules are inherited.
    """
    words = words_of(brand)
    prefix = prefix_of(words)
    without = f"# without: [{prefix}401] # rules that you do not want: this one says that events are free"
    if len(words) == 1:
        without = f"without: [{prefix}102] # typos are not looked for: too many real words are like a name of one word"
    values = {
        "brand": _quoted(brand),
        "words": ", ".join(f'"{_quoted(word)}"' for word in words),
        "prefix": prefix,
        "key": prefix.lower(),
        "website": _website(website),
        "without": without,
    }
    return {"brand.yaml": template("pack/brand.yaml", **values)}


def words_of(brand: str) -> list[str]:
    """The words that a name is made of: those between blanks and hyphens, and those that capitals begin."""
    words = _PIECE.findall(brand)
    if not brand.isprintable() or not 2 <= len(brand) <= 60 or not any(map(str.isalpha, brand)):
        raise UsageError(
            f"--brand: {brand[:60]!r} is no name", hint="write it as it is to be read: --brand 'Open Night'"
        )
    if len(words) > 5:
        raise UsageError(f"--brand: {brand!r} has more than 5 words", hint="name the part that people write")
    strange = re.sub(r"[\w\s-]", "", brand)
    if strange:
        raise UsageError(
            f"--brand: {strange[0]!r} cannot be part of a name", hint="letters, digits, blanks and hyphens can"
        )
    foreign = next(
        (char for char in brand if char.isalpha() and not unicodedata.name(char, "").startswith("LATIN ")), ""
    )
    if foreign:
        raise UsageError(
            f"--brand: {foreign!r} is no Latin letter", hint="names in other alphabets cannot be looked for yet"
        )
    return words


def prefix_of(words: list[str]) -> str:
    """The letters that rule codes begin with: the initials, or the beginning of the only word."""
    plain = [re.sub(r"[^A-Z]", "", unicodedata.normalize("NFKD", word.upper())) for word in words]
    initials = "".join(word[:1] for word in plain)
    if len(initials) < 2:
        initials = "".join(plain)[:3]
    return initials if len(initials) >= 2 else "RULE"


def _quoted(text: str) -> str:
    """A text as it stands between double quotes in YAML."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _website(address: str) -> str:
    if not address:
        return "# website: https://our-site.example/\n# domains: [our-site.example]\n# mail-domains: [our-site.example]"
    try:
        host = urlsplit(address if "://" in address else f"https://{address}").hostname or ""
    except ValueError:
        host = ""
    if not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", host) or not re.fullmatch(r"[!#-\[\]-~]{1,200}", address):
        raise UsageError(f"--website: {address[:60]!r} is no address", hint="it looks like https://our-site.example/")
    domain = host.removeprefix("www.")
    address = address if "://" in address else f"https://{address}"
    return f'website: "{_quoted(address)}"\ndomains: [{domain}]\nmail-domains: [{domain}]'
