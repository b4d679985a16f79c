"""The page and its parts as HTML, escaped, in one language; and the files that it is shown with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.messages import catalogue, languages
from ots_lint.serve.asked import MOST, Asked
from ots_lint.serve.view import FORMAT_NAMES, view

if TYPE_CHECKING:
    from jinja2 import Environment

    from ots_lint.ruleset.load import Ruleset
    from ots_lint.serve.answer import Answer

#: What a question may say of the event, and how that is said to people.
_RELATED = {
    "official": "serve-official",
    "partner": "serve-partner",
    "supported": "serve-supported",
    "unofficial": "serve-unofficial",
    "none": "serve-none",
    "": "serve-undeclared",
}


class File(NamedTuple):
    """Something that the page is shown with."""

    type: str
    data: bytes


def static_files() -> Mapping[str, File]:
    """Path → what is there, besides the page: nothing else is ever given out."""
    from importlib.resources import files

    report, own = files("ots_lint.report") / "templates", files("ots_lint.serve") / "templates"
    style = (report / "report.css").read_text("utf-8") + (own / "serve.css").read_text("utf-8")
    return {
        "/serve.css": File("text/css; charset=utf-8", style.encode()),
        "/serve.js": File("text/javascript; charset=utf-8", (own / "serve.js").read_bytes()),
        "/icon.svg": File("image/svg+xml", (own / "icon.svg").read_bytes()),
    }


class Pages:
    """Writes the page of one server."""

    def __init__(self, token: str, relationship: str = "") -> None:
        self._token = token
        self._relationship = relationship  # chosen before anybody says so

    @cached_property
    def _environment(self) -> Environment:
        from importlib.resources import files

        from jinja2 import DictLoader, Environment, StrictUndefined

        own = files("ots_lint.serve") / "templates"
        texts = {name: (own / name).read_text("utf-8") for name in ("page.html.j2", "result.html.j2")}
        texts["rows.html.j2"] = (files("ots_lint.report") / "templates" / "rows.html.j2").read_text("utf-8")
        return Environment(
            loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )

    def empty(self, lang: str) -> Asked:
        """What the page asks before anybody has said anything."""
        return Asked(relationship=self._relationship, lang=lang)

    def page(self, asked: Asked, ruleset: Ruleset, answer: Answer | None = None, problem: str = "") -> str:
        """The whole page, with what was asked and what there is to say about it."""
        from ots_lint import __version__

        say = catalogue(asked.lang)
        brand = ruleset.brand.name
        return self._environment.get_template("page.html.j2").render(
            say=say,
            lang=asked.lang,
            languages=[(tag, catalogue(tag).name) for tag in languages()],
            brand=brand,
            token=self._token,
            asked=asked,
            most=MOST,
            problem=problem,
            formats=[("", say("serve-format-auto")), *((name, say(key)) for name, key in FORMAT_NAMES.items())],
            relationships=[
                (value, say.phrase(value or "unknown", "value"), say(key, brand=brand))
                for value, key in _RELATED.items()
            ],
            kinds=[(kind, say(f"kind-{kind}")) for kind in _kinds(ruleset)],
            version=__version__,
            answer=self._values(answer) if answer else None,
        )

    def result(self, answer: Answer) -> str:
        """What there is to say about a text, to be put into the page."""
        return self._environment.get_template("result.html.j2").render(
            say=catalogue(answer.asked.lang), answer=self._values(answer)
        )

    def _values(self, answer: Answer) -> Any:
        return view(answer, catalogue(answer.asked.lang))


def _kinds(ruleset: Ruleset) -> list[str]:
    """The contributions that have a name, and that a rule can write a sentence about."""
    from ots_lint.language.contract import read_contract
    from ots_lint.ruleset.load import data_folder
    from ots_lint.ruleset.rule_files import CONTRACT

    written = {key.partition(":")[2] for rule in ruleset.rules.values() for key in rule.fix.get("insert", {})}
    return [kind for kind in read_contract(data_folder() / "languages" / CONTRACT).names("kinds") if kind in written]
