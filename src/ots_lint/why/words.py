"""What is said about what was read, in plain words: from the language contract, and from the catalogues.

The contract says what families of statements and modifiers mean, in English; a catalogue says it in another language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.messages import Catalogue

if TYPE_CHECKING:
    from ots_lint.finding import Finding
    from ots_lint.meaning.sentence.statement import Reason
    from ots_lint.why.model import Explanation, Line, Outcome, Read

#: What is found under the name of a kind, not of a family.
_KINDS = frozenset({"contribution", "restriction"})


class Words:
    """The words of one language about one page."""

    def __init__(self, explanation: Explanation, catalogue: Catalogue) -> None:
        self._explanation = explanation
        self.say = catalogue

    def role(self, read: Read) -> str:
        """What some words were taken for: "claim, credit"."""
        keys = ("role-address" if role == "channel" and read.label else f"role-{role}" for role in read.roles)
        return ", ".join(self.say(key, label=read.label) for key in keys)

    def meaning(self, read: Read) -> str:
        """What they say: "the organisation runs the event"; empty where the role says it all."""
        if _KINDS.intersection(read.roles):
            return self._text(f"kind-{read.name or 'open'}")
        return self.family(read.name)

    def family(self, name: str) -> str:
        """What a family of statements says; empty for none."""
        contract = self._explanation.contract
        entry = contract.get("frames", name) or contract.get("terms", name)
        return self._local(name, "family", entry.means) if entry is not None else ""

    def reason(self, reason: Reason) -> str:
        """Why some words do not count, with the words that say so."""
        means = self.modifier(reason.modifier)
        return self.say("told-by", why=means, words=reason.words) if reason.words else means

    def modifier(self, name: str) -> str:
        """What speaks against some words."""
        modifier = self._explanation.contract.modifiers.get(name)
        return self._local(name, "modifier", modifier.means) if modifier else self.say(f"against-{name}")

    def outcomes(self, read: Read) -> Iterator[str]:
        """What came of some words that count: findings, the page's relationship, or why no rule reports them."""
        explanation, say = self._explanation, self.say
        if read.basis:
            yield say("so-basis", value=say.phrase(explanation.relationship.value, "value"))
        for code in read.codes:
            unsure = say("so-unsure") if read.unsure else ""
            yield self.finding(code) + unsure
        if not read.codes:
            yield from (self.outcome(outcome) for outcome in read.outcomes)

    def outcome(self, outcome: Outcome) -> str:
        """Why a rule does not report some words that it asks for."""
        explanation, say = self._explanation, self.say
        rule = explanation.ruleset.rules[outcome.code]
        wanted = sorted(say.phrase(value, "value") for value in rule.when)
        value = say.phrase(explanation.relationship.value or "unknown", "value")
        return say(f"so-{outcome.state}", code=outcome.code, when=say("or").join(wanted), value=value)

    def language(self, tag: str) -> str:
        """What a language is called."""
        return self.say.language_name(tag)

    def relationship(self) -> str:
        """What the page counts as, and where that is said."""
        explanation, say = self._explanation, self.say
        known, declared = explanation.relationship, explanation.declared
        value = say.phrase(known.value or "unknown", "value")
        if not known.value:
            return say("relationship-unknown", value=value)
        source = say.phrase(known.source, "source")
        if declared.file:
            return say("relationship-file", value=value, source=source, file=declared.file, row=declared.row)
        if declared.row:
            return say("relationship-row", value=value, source=source, row=declared.row)
        return say("relationship-source", value=value, source=source)

    def what(self, read: Read) -> str:
        """What some words were taken for, what that says, and the words."""
        means, role = self.meaning(read), self.role(read)
        what = self.say("taken-for", role=role, means=means) if means else role
        return self.say("quoted-words", what=what, words=read.text)

    def taken_for(self, finding: Finding) -> Iterator[str]:
        """What the words that a finding stands on were taken for."""
        for line in self._explanation.lines:
            for read in line.reads:
                meet = read.span.start <= finding.span.end and finding.span.start <= read.span.end
                if meet and finding.code in read.codes:
                    yield self.what(read)

    def why(self, line: Line) -> str:
        """Why nothing was read in a sentence; empty where something was."""
        if line.reads:
            return ""
        return self.say("only-named" if line.readable else "not-readable", language=self.language(line.language))

    def finding(self, code: str) -> str:
        """A rule that reports something, with its name."""
        return self.say("so-found", code=code, name=self._explanation.ruleset.rules[code].name)

    def said(self, code: str) -> str:
        """The same with what it is about, where no words of the page tell that."""
        rule = self._explanation.ruleset.rules[code]
        return self.say("so-said", code=code, name=rule.name, summary=rule.local("summary", self.say.language))

    def languages(self) -> str:
        """The page's language, and where it is another one."""
        explanation, say = self._explanation, self.say
        how = say("language-declared" if explanation.language_declared else "language-guessed")
        parts = [f"{self.language(explanation.language)} {how}"]
        for block in explanation.blocks:
            if block.language != explanation.language or not block.readable:
                unread = "" if block.readable else say("language-unread")
                parts.append(f"{self.language(block.language)} {self.rows(*explanation.rows(block.span))}{unread}")
        return "; ".join(parts)

    def found(self) -> str:
        """The codes of the findings with their rows."""
        explanation, say = self._explanation, self.say
        found = [f"{f.code} ({self.rows(explanation.rows(f.span)[0])})" for f in explanation.findings]
        text = ", ".join(found) or say("none-found")
        return text + (f" ({say('suppressed-here', number=explanation.suppressed)})" if explanation.suppressed else "")

    def rows(self, first: int, last: int = 0) -> str:
        """ "line 3" or "lines 3 to 5"."""
        return (
            self.say("line-range-small", first=first, last=last) if last > first else self.say("line-number", row=first)
        )

    def _local(self, name: str, place: str, english: str) -> str:
        said = self.say.phrase(name, place)
        return said if said != name else english

    def _text(self, key: str) -> str:
        return self.say(key) if key in self.say.texts else ""
