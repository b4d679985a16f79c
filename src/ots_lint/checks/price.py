"""Taking part in an event costs money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown
from ots_lint.meaning.clause import clause
from ots_lint.meaning.context import modifiers
from ots_lint.meaning.lines import Sentence
from ots_lint.meaning.notes import CELL
from ots_lint.text.patterns import compiled, lazy
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import TextRun

_NUMBER = lazy(r"\d{1,3}(?:[.,'\u00a0 ]\d{3})*(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?")
_AMOUNT = lazy(
    r"(?i)(?:[€$£¥₹]|\b(?:eur|euros?|usd|gbp|chf|sek|nok|dkk|fr|kr|pln|czk|huf)\b\.?)\s?\d|\d[\d.,]*\s?(?:,-|,–|\.-)?\s?(?:[€$£¥₹]|\b(?:eur|euros?|usd|gbp|chf|sek|nok|dkk|fr|francs?|franken|kr|kronor|kroner|kronen|zł|zl|pln|kč|czk|ft|huf|dollars?|pounds?|quid|pfund|bucks|cents?|lei|yen)\b|zł|kč)|\d\s?(?:,-|,–|\.-)(?!\d)"
)
#: The last two letters of a currency that may stand before its number, with what may stand between the two.
_ENDINGS = "ur|ro|os|sd|bp|hf|ek|ok|kk|fr|kr|ln|zk|uf"
_BEFORE = "|".join(rf"(?<=[rosdpfkn]{gap}\d)(?<=(?:{_ENDINGS}){gap}\d)" for gap in ("", r"\s", r"\.", r"\.\s"))
#: What stands in every text that `_AMOUNT` finds something in; it is looked for beside digits alone, which is fast.
_MAY_COST = re.compile(
    rf"[\d€$£¥₹](?:(?<=[€$£¥₹])|(?<!\d\d)(?:{_BEFORE}|[\d.,]*(?:(?:(?<=[,.])|\s[,.])[-–]|"
    r"\s{0,2}(?:[€$£¥₹]|eur|usd|gbp|chf|sek|nok|dkk|fr|kr|zł|zl|pln|kč|czk|ft|huf|dollar|pound|quid|pfund|buck|cent|lei|yen))))",
    re.IGNORECASE,
)
_DIGIT_OR_SIGN = re.compile(r"[\d€$£¥₹]")
_DIGIT = re.compile(r"\d")
_PLAIN_NUMBER = lazy(r"[€$£¥₹]?\d[\d.,'\u00a0]*(?:[,.]?[-–])?(?:[€$£¥₹]|k)?")
_GLUED = lazy(
    r"(?i)(?:eur|chf|usd|gbp|sek|nok|dkk|a\$|c\$|us\$)?[€$£]?(\d[\d.,]*)(?:eur|chf|usd|gbp|sek|nok|dkk|kr|€|£|\$|euros?|pln|zł)?"
)
_SIGN = lazy(r"[€$£¥₹]")
_PRICE_KEYS = frozenset(["price", "lowprice", "highprice", "minprice"])
_FRONT_MATTER_KEYS = frozenset(
    [
        "price",
        "prices",
        "ticket_price",
        "ticketprice",
        "cost",
        "costs",
        "fee",
        "entry_fee",
        "entryfee",
        "admission",
        "preis",
        "kosten",
        "eintritt",
        "gebuehr",
        "gebühr",
        "teilnahmegebuehr",
        "teilnahmegebühr",
        "tickets",
        "registration_fee",
        "teilnahmebeitrag",
        "eintrittspreis",
    ]
)
_FREE_WORDS = frozenset(
    ["free", "none", "gratis", "kostenlos", "frei", "no", "nein", "false", "0", "-", "keine", "keiner", "umsonst"]
)


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence, list item, table row, and price in metadata."""
    reading = context.reading
    yield from _in_data(reading)
    cued = reading.units_with("fee-cue")
    for number, group in enumerate(reading.units):
        run = reading.page.runs[group[0]]
        if run.kind in {"front-matter", "structured-data", "title", "alt"}:
            continue
        text = run.text if len(group) == 1 else " ".join(reading.page.runs[i].text for i in group)
        numbers = _DIGIT_OR_SIGN.search(text)
        may_cost = numbers is not None and _MAY_COST.search(text) is not None
        if number not in cued and not (
            numbers and ((may_cost and _AMOUNT.search(text)) or _cost_heading(reading, run))
        ):
            continue
        if not (may_cost or reading.may_have(number, "currency") or reading.may_state(number, "fee")):
            continue
        unit = reading.unit(number)
        if unit is None:
            continue
        row = run.where.row is not None
        for sentence in unit.sentences:
            place = _priced(reading, sentence, run)
            if place is None:
                continue
            first, last = place
            span = sentence.source(first, last)
            yield Hit(span, {"seen": shown(reading, span, 90)})
            if row:
                break


def _in_data(reading: Reading) -> Iterator[Hit]:
    seen: set[Span] = set()
    for datum in reading.page.data:
        names = [str(p).lower() for p in datum.path if isinstance(p, str)]
        if not names or names[0] == reading.brand.key:
            continue
        leaf = names[-1]
        if datum.vocabulary == "front-matter":
            named = leaf in _FRONT_MATTER_KEYS or (len(names) > 1 and names[-2] in _FRONT_MATTER_KEYS)
            bad = named and _costs(datum.value)
            bad = bad or (leaf in {"free", "isaccessibleforfree", "kostenlos"} and datum.value is False)
        elif leaf in _PRICE_KEYS:
            bad = _costs(datum.value, plain=True) and not any(
                n in {"hasmenu", "makesoffer", "workfeatured", "location"} for n in names
            )
        else:
            bad = leaf == "isaccessibleforfree" and (
                datum.value is False or str(datum.value).strip().lower() in {"false", "no", "https://schema.org/false"}
            )
        if bad and datum.span not in seen:
            seen.add(datum.span)
            if (
                datum.vocabulary in {"microdata", "rdfa"}
                and datum.run >= 0
                and reading.page.runs[datum.run].kind == "prose"
            ):
                continue  # the visible text is read below
            yield Hit(datum.span, {"seen": f"{leaf}: {datum.value}"})


def _costs(value: object, *, plain: bool = False) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, (int, float)):
        return value > 0
    text = str(value).strip().lower()
    if text in _FREE_WORDS or (
        compiled(r"\b(?:free|kostenlos|gratis|frei)\b").search(text) and not compiled(r"[1-9]").search(text)
    ):
        return False
    numbers = [_value(n) for n in _NUMBER.findall(text)]
    if plain or len(text) < 40:
        return any(n > 0 for n in numbers)
    return bool(_AMOUNT.search(text)) and any(n > 0 for n in numbers)


def _value(text: str) -> float:
    digits = compiled(r"[^\d.,]").sub("", text)
    if compiled(r"[.,]\d{1,2}$").search(digits):
        whole, _, part = digits.replace(",", ".").rpartition(".")
        digits = whole.replace(".", "") + "." + part
    else:
        digits = compiled(r"[.,]").sub("", digits)
    try:
        return float(digits or 0)
    except ValueError:
        return 0.0


def _priced(reading: Reading, sentence: Sentence, run: TextRun) -> tuple[int, int] | None:
    """The first and last token of the words that say that taking part costs money, or None."""
    language, words = sentence.language, sentence.words
    if sentence.is_question and not any(ch.isdigit() for w in words for ch in w):
        return None
    amounts = _amounts(sentence)
    for first, last in amounts:
        if _is_fee(reading, sentence, run, first, last):
            return _widened(sentence, first, last)
    for a, b, _ in sentence.matches("fee"):
        blocked = modifiers(sentence, a, b)
        negated_on_purpose = any(language.is_a(w, "negator") for w in words[a : b + 1])
        if blocked & {"wished", "question", "past", "quoted"} or ("negated" in blocked and not negated_on_purpose):
            continue
        begin, end = clause(sentence, a, b)
        around = words[begin : end + 1]
        if (
            any(language.is_a(w, "free") for w in around)
            and not negated_on_purpose
            and not any(language.is_a(w, "pays") for w in words)
        ):
            continue
        if any(_is_other(sentence, i) for i in range(begin, end + 1)):
            continue
        if any(begin <= x <= end for x, _ in amounts) and not any(language.is_a(w, "mandatory") for w in around):
            continue  # the amount has been judged already
        return a, b
    return None


def _amounts(sentence: Sentence) -> list[tuple[int, int]]:
    """Amounts of money above 0: first and last token."""
    language = sentence.language
    words = sentence.words
    out: list[tuple[int, int]] = []
    for i, word in enumerate(words):
        if out and out[-1][1] >= i:
            continue
        digits = _DIGIT.search(word) is not None
        number = digits and _PLAIN_NUMBER.fullmatch(word) is not None
        spelled = language.is_a(word, "number-word")
        if not digits and not spelled:
            continue
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        if not number and not spelled:
            glued = _GLUED.fullmatch(word)
            if not glued or not (_SIGN.search(word) or compiled(r"\p{L}").search(word)):
                continue
            if _value(glued[1]) > 0:
                out.append((i, i))
            continue
        signed = bool(_SIGN.search(word)) or compiled(r"[,.][-–]$").search(word)
        if (
            signed
            or (after and _money(language, after))
            or (
                number
                and before
                and _money(language, before)
                and not compiled(r"\d+").fullmatch(words[i - 2] if i > 1 else "")
            )
        ):
            if spelled and not _money(language, after):
                continue
            value = _value(word) if number else 1.0
            if value > 0:
                first = i - 1 if before and _money(language, before) and not (after and _money(language, after)) else i
                last = i + 1 if after and _money(language, after) else i
                out.append((first, last))
    return out


def _money(language: object, word: str) -> bool:
    from ots_lint.ruleset.language import Language

    assert isinstance(language, Language)
    return language.is_a(word.rstrip("."), "currency") or bool(compiled(r"(?i)[€$£¥₹]|,-|kr\.?|fr\.?").fullmatch(word))


def _is_fee(reading: Reading, sentence: Sentence, run: TextRun, first: int, last: int) -> bool:
    """Whether an amount is what taking part costs."""
    language = sentence.language
    words = sentence.words
    row = run.where.row is not None
    begin, end = (0, len(words) - 1) if row else _part(sentence, first, last)
    around = words[begin : end + 1]

    def near(name: str, scope: list[str] = around) -> bool:
        return any(language.is_a(w, name) for w in scope)

    heading = _cost_heading(reading, run)
    fee, other = near("fee"), any(_is_other(sentence, i) for i in range(begin, end + 1))
    sentence_flags = modifiers(sentence, first, last)
    if sentence_flags & {"past", "quoted"} or (
        "wished" in sentence_flags and "question" not in sentence_flags and not fee
    ):
        return False
    denials = sum(language.is_a(w, "negator") for w in around)
    if denials and not (denials > 1 and near("without")) and not near("mandatory") and not near("only"):
        return False
    if near("usually", words):
        return False
    if near("option", words) and near("desire", words) and not near("attend", words):
        return False  # "… if you want to stay for the play"
    if near("returned", words[last + 1 :]) and near("get", words[last + 1 :]) and not near("negator", words):
        return False
    if near("get", words[max(first - 2, 0) : first]) and near("returned", words[last + 1 : last + 3]):
        return False  # "get 10 € back"
    if sentence.states("repaid", last + 1) or sentence.states("unneeded", last + 1):
        return False  # "…, which you have back by noon", "…; you do not need one"
    if sentence.states("charged-elsewhere", begin, first - 1):
        return False
    if _travels(reading, run):
        return False
    if near("deposit"):
        kept = near("mandatory", words) and not near("returned", words)
        refused = any(language.is_a(w, "negator") for w in words) and near("returned", words)
        strict = any(
            compiled(r"(?i)non-?refund|nicht-?erstatt|nicht-?rückzahl|einbehalten|verfällt").match(w) for w in words
        )
        return kept or refused or strict
    if near("donation", words):
        return any(language.is_a(w, "obliged") for w in words)
    if near("prize") and not near("fee-noun"):
        return False
    if fee and near("travel", words[:first]) and not near("event-price", words[:first]):
        return False
    if other and not denials and near("needed", words[last + 1 : last + 6]) and not near("travel"):
        return True  # "the kit (25 €) is required"
    if other and fee:
        return _nearer(sentence, first, last, begin, end)
    if other or (any(_is_other(sentence, i) for i in range(first)) and not near("fee-noun")):
        return False
    if fee:
        return True
    if near("event-price") and (near("cost-verb") or words[first - 1 : first] == [":"]):
        return True
    if row:
        return heading or _table_of_prices(reading, run)
    if heading:
        # "further pots are 3 €" under "Costs" is about pots
        subject = [w for w in words[begin:first] if w[:1].isalpha()]
        verb = next((k for k, w in enumerate(subject) if language.is_a(w, "be") or language.is_a(w, "cost-verb")), None)
        if not verb or (near("each", subject[:verb]) and language.is_a(subject[verb], "cost-verb")):
            return True  # "every grown-up pays"
        return any(language.is_a(w, "event-price") or language.is_a(w, "pronoun") for w in subject[:verb])
    if near("cost-verb") and first - begin <= 3:
        return True
    if near("payer-verb") and not near("we"):
        return True
    return begin == first and len(around) <= 4 and heading


def _is_other(sentence: Sentence, index: int) -> bool:
    """Whether a word is a thing with a price of its own, and not the place where people pay ("at the bar")."""
    language, words = sentence.language, sentence.words
    if not language.is_a(words[index], "other-thing"):
        return False
    place = index - 2 if index > 1 and language.is_a(words[index - 1], "det") else index - 1
    return not (
        place >= 0
        and language.is_a(words[place], "where")
        and any(language.is_a(w, "paying") or language.is_a(w, "fee-noun") for w in words[:place])
    )


def _travels(reading: Reading, run: TextRun) -> bool:
    """Whether a run stands under a heading about the way there or home: its tickets are for buses."""
    language = reading.pack(run)
    heading = reading.heading(run)
    return (
        language is not None
        and 0 < len(heading) <= 60
        and run.kind != "heading"
        and language.phrases("travel").search(heading) is not None
    )


def _part(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The part of a sentence around an amount: between commas, dashes and semicolons, or a short list."""
    words = sentence.words
    start, end = first, last
    stops = {";", CELL, "–", "—", ".", "("}
    if start > 1 and words[start - 1] == "(":
        start -= 1  # "the course fee (60 CHF)": what stands before the bracket is priced
        stops = stops - {"("}
    while (
        start > 0
        and words[start - 1] not in stops
        and not (words[start - 1] == "," and start - 1 > 0 and _has_verb(sentence, start, last))
    ):
        if sentence.language.is_a(words[start - 1], "clause-opener"):
            break
        start -= 1
    while end + 1 < len(words) and words[end + 1] not in stops and words[end + 1] != ",":
        if sentence.language.is_a(words[end + 1], "clause-opener"):
            break
        end += 1
    return start, end


def _has_verb(sentence: Sentence, start: int, last: int) -> bool:
    language = sentence.language
    return any(
        language.is_a(w, "cost-verb")
        or language.is_a(w, "be")
        or language.is_a(w, "other-thing")
        or language.is_a(w, "fee")
        for w in sentence.words[start : last + 1]
    )


def _nearer(sentence: Sentence, first: int, last: int, begin: int, end: int) -> bool:
    """Whether a word for the fee stands nearer to the amount than a word for another thing."""
    language = sentence.language

    def distance(name: str) -> int:
        best = 99
        for k in range(begin, end + 1):
            if language.is_a(sentence.words[k], name) and not first <= k <= last:
                best = min(best, first - k if k < first else k - last + 1)
        return best

    for k in range(begin, end):
        if language.is_a(sentence.words[k], "other-thing") and language.is_a(sentence.words[k + 1], "fee-noun"):
            return False  # "a bus ticket"
    return distance("fee-noun") < distance("other-thing") or (distance("fee-noun") < 99 and distance("includes") < 99)


def _table_of_prices(reading: Reading, run: TextRun) -> bool:
    """Whether a header cell of the run's table speaks of prices."""
    language = reading.pack(run)
    if language is None:
        return False
    rows = [r for r in reading.page.runs if r.where.table == run.where.table and r.where.table is not None]
    header = [r for r in rows if r.where.row == rows[0].where.row]
    return any(
        language.is_a(w, "cost-heading") for r in header for w in compiled(r"[\p{L}-]+").findall(r.text)
    ) and not any(language.is_a(w, "other-thing") for r in header for w in compiled(r"[\p{L}-]+").findall(r.text))


def _cost_heading(reading: Reading, run: TextRun) -> bool:
    language = reading.pack(run)
    heading = reading.heading(run)
    if language is None or not heading or run.kind == "heading":
        return False
    words = compiled(r"[\p{L}-]+").findall(heading)
    return (
        len(words) <= 6
        and any(language.is_a(w, "cost-heading") for w in words)
        and not any(language.is_a(w, "other-thing") for w in words)
    )


def _widened(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The whole sentence, so that a reader sees what the amount is for."""
    return 0, len(sentence.words) - 1
