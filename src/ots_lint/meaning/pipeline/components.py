"""The components by the names that spaCy knows them by. Importing this imports spaCy; nothing else here does.

Annotations are evaluated here: spaCy checks the arguments of a factory against them, and older ones know no others.
"""

from typing import TYPE_CHECKING

from spacy.language import Language as Pipeline

from ots_lint.meaning.pipeline.currencies import keep_full_stops
from ots_lint.meaning.pipeline.enclitics import part_enclitics
from ots_lint.meaning.sentence.claims import Claims
from ots_lint.meaning.sentence.context import Context
from ots_lint.meaning.sentence.contributions import Contributions
from ots_lint.meaning.sentence.lines import Classes
from ots_lint.meaning.sentence.mentions import Mentions
from ots_lint.meaning.sentence.starts import Sentences

if TYPE_CHECKING:
    from ots_lint.language.language import Language

#: The components in their order.
ORDER = ("ots_sentences", "ots_mentions", "ots_classes", "ots_claims", "ots_context", "ots_contributions")
_PACKS: dict[str, "Language"] = {}
_SENTENCES = frozenset({"parser", "senter", "sentencizer"})


def add_components(nlp: Pipeline, pack: "Language") -> None:
    """Add the components for a language pack to a pipeline."""
    _PACKS[pack.key] = pack
    keep_full_stops(nlp, pack)
    part_enclitics(nlp, pack)
    for name in ORDER:
        nlp.add_pipe(name, config={"pack": pack.key})


@Pipeline.factory("ots_sentences", default_config={"pack": ""})
def _sentences(nlp: Pipeline, name: str, pack: str) -> Sentences:
    return Sentences(_PACKS[pack], modelled=not _SENTENCES.isdisjoint(nlp.pipe_names))


@Pipeline.factory("ots_mentions", default_config={"pack": ""})
def _mentions(nlp: Pipeline, name: str, pack: str) -> Mentions:
    return Mentions(_PACKS[pack])


@Pipeline.factory("ots_classes", default_config={"pack": ""})
def _classes(nlp: Pipeline, name: str, pack: str) -> Classes:
    return Classes(_PACKS[pack])


@Pipeline.factory("ots_claims", default_config={"pack": ""})
def _claims(nlp: Pipeline, name: str, pack: str) -> Claims:
    return Claims(_PACKS[pack])


@Pipeline.factory("ots_context", default_config={"pack": ""})
def _context(nlp: Pipeline, name: str, pack: str) -> Context:
    return Context(_PACKS[pack])


@Pipeline.factory("ots_contributions", default_config={"pack": ""})
def _contributions(nlp: Pipeline, name: str, pack: str) -> Contributions:
    return Contributions(_PACKS[pack])
