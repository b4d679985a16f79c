"""The spaCy pipeline of a language: what reads a text for meaning, step by step.

    sentences → mentions → classes → claims → context → contributions

Each component does one thing, goes by a file of the language pack, and writes to the `Doc` where there is one. The pipeline is
blank (spaCy's tokenizer for the language and nothing else) unless the configuration names an installed model;
then the model's own components run first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ots_lint.errors import ConfigError
from ots_lint.meaning.offered import absent, offered
from ots_lint.meaning.sentence.notes import Component

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language as Pipeline

    from ots_lint.language.language import Language

_PIPELINES: dict[tuple[str, str], Pipeline] = {}
_COMPONENTS: WeakKeyDictionary[Pipeline, tuple[Sequence[Component], bool]] = WeakKeyDictionary()
#: More pipelines than the languages and rule sets of one run.
_MOST = 24
#: What spaCy imports for its own command line, for training, and to compare versions of models.
_OFFERED = ("spacy.cli.info", "tqdm", "packaging.requirements")


def pipeline(pack: Language, model: str = "") -> Pipeline:
    """The pipeline of a language pack; made once a process. Raises `ConfigError` where a model is not installed."""
    key = pack.key, model
    nlp = _PIPELINES.get(key)
    if nlp is None:
        with offered(*_OFFERED), absent(*_unused()):
            from ots_lint.meaning.pipeline.components import add_components

        if len(_PIPELINES) >= _MOST:
            _PIPELINES.clear()
        nlp = _loaded(model) if model else blank(pack.tag)
        add_components(nlp, pack)
        _PIPELINES[key] = nlp
    return nlp


def _unused() -> tuple[str, ...]:
    """What spaCy imports in case somebody's own components are configured with it; it does without on Python 3.14."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        major, minor = map(int, version("confection").split(".")[:2])
    except (PackageNotFoundError, ValueError):
        return ()
    return ("pydantic.v1",) if (major, minor) >= (1, 3) else ()  # older ones need it


def components_of(nlp: Pipeline) -> tuple[Sequence[Component], bool]:
    """The components of this program in a pipeline, and whether there are others, of a model."""
    found = _COMPONENTS.get(nlp)
    if found is None:  # spaCy puts its list together anew for each that asks
        ours = [component for _, component in nlp.pipeline if isinstance(component, Component)]
        found = _COMPONENTS[nlp] = ours, len(ours) < len(nlp.pipeline)
    return found


def made(pack: Language, model: str = "") -> Pipeline | None:
    """The same where it has been made, which takes as long as some hundred pages."""
    return _PIPELINES.get((pack.key, model))


def _loaded(model: str) -> Pipeline:
    import spacy

    from ots_lint.meaning.pipeline.tokenizer import fit

    try:
        # An installed one alone: a folder of this name in the project may come from a stranger.
        if not spacy.util.is_package(model):
            raise ImportError(model)
        nlp = spacy.load(model)
    except (OSError, ImportError, AttributeError, ValueError):
        raise ConfigError(
            f"the spaCy model {model!r} is not installed", hint=f"python -m spacy download {model}"
        ) from None
    fit(nlp)
    return nlp


def blank(tag: str) -> Pipeline:
    """A blank pipeline: the tokenizer that spaCy has for a language, or the one for any."""
    import spacy

    from ots_lint.meaning.pipeline import tokenizer
    from ots_lint.meaning.pipeline.long_patterns import later

    with later():  # importing a language would compile them
        try:
            language = spacy.util.get_lang_class(tag)
        except ImportError:
            language = spacy.util.get_lang_class("xx")
        usual = language.default_config["nlp"]["tokenizer"].get("@tokenizers") == "spacy.Tokenizer.v1"
        nlp = language(create_tokenizer=tokenizer.fitted if usual else None)
    if not usual:
        tokenizer.fit(nlp)
    return nlp
