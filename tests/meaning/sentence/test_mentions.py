"""What of a text is the organisation, ⟦so much of its name⟧, and what names it only for its ⟨people⟩."""

from __future__ import annotations

import pytest

from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "We greet ⟦OpenTechSchool Berlin⟧ today."),
        ("en", "We greet ⟦OpenTechSchool San Francisco Bay⟧ today."),
        ("en", "We greet ⟦OpenTechSchool⟧ New San Francisco Bay today."),
        ("en", "We greet ⟦OpenTechSchool⟧ Game Night."),
        ("en", "⟦OpenTechSchool Saint-Denis⟧ is here."),
        ("en", "⟦OpenTechSchool⟧ B2 is here."),
        ("en", "⟦OpenTechSchool Berlin⟧. Leipzig is far."),
        ("en", "⟦OpenTechSchool⟧. Berlin is big."),
        ("en", "⟦OpenTechSchool⟧ ⟦OpenTechSchool Berlin⟧ is here."),
        ("en", "⟦OpenTechSchool Berlin⟧ ⟦OpenTechSchool Leipzig⟧."),
        ("en", "We thank ⟦OpenTechSchool Berlin⟧, Acme and ⟦OpenTechSchool Leipzig⟧."),
        ("en", "We greet ⟦OpenTechSchool (OTS)⟧."),
        ("en", "We greet ⟦OpenTechSchool (OTS Berlin)⟧."),
        ("en", "We greet ⟦OpenTechSchool (OpenTechSchool Berlin)⟧ today."),
        ("en", "We greet ⟦OpenTechSchool⟧ (⟦OTS⟧ for short)."),
        ("en", "We greet ⟦OpenTechSchool⟧ (our friends)."),
        ("en", "We greet ⟦OpenTechSchool e.V.⟧ today."),
        ("en", "We greet ⟦OpenTechSchool e.V. Berlin⟧ today."),
        ("de", "Wir danken ⟦OpenTechSchool e. V.⟧ in Leipzig."),
        ("en", "We greet ⟦OpenTechSchool's team⟧ today."),
        ("en", "We greet the ⟦OpenTechSchool team⟧ today."),
        ("en", "⟦OpenTechSchool⟧ helps. ⟦OTS' Team Dortmund⟧ helps."),
        ("de", "Das ⟦OpenTechSchool-Team Leipzig⟧ hilft."),
        ("en", "⟦OpenTechSchool⟧ has a team."),
        ("en", "⟦OpenTechSchool⟧, team of friends, helps."),
        ("en", "We and the team, ⟦OpenTechSchool⟧, help."),
        ("en", "Big team. ⟦OpenTechSchool⟧ helps."),
        ("en", "⟦Team OpenTechSchool⟧ is here."),
        ("en", "⟦OpenTechSchool team⟧ ⟦OpenTechSchool⟧."),
        ("it", "Il ⟦gruppo OpenTechSchool⟧ aiuta."),
        ("fr", "L'⟦équipe OpenTechSchool⟧ aide."),
        ("en", "We greet the ⟦Berlin chapter of OpenTechSchool⟧ today."),
        ("en", "We greet the ⟦San Francisco chapter of OpenTechSchool⟧ today."),
        ("en", "The ⟦Berlin chapter of the OpenTechSchool⟧ is here."),
        ("en", "We greet the big ⟦chapter of OpenTechSchool⟧ today."),
        ("en", "⟦Chapter of OpenTechSchool⟧"),
        ("en", "We like it. ⟦Berlin chapter of OpenTechSchool⟧."),
        ("en", "We like Berlin. ⟦Chapter of OpenTechSchool⟧."),
        ("en", "⟦OpenTechSchool⟧ greets the ⟦Berlin chapter of OpenTechSchool⟧."),
        ("en", "⟦OpenTechSchool⟧ of ⟦OpenTechSchool⟧."),
        ("en", "The evening of ⟦OpenTechSchool⟧ is here."),
        ("en", "We greet ⟦Team Dortmund of OpenTechSchool⟧."),
        ("de", "⟦Team Dortmund der OpenTechSchool⟧ hilft."),
        ("de", "Das ⟦Team der OpenTechSchool⟧ hilft."),
        ("de", "Der Abend der ⟦OpenTechSchool⟧ ist da."),
        ("fr", "L'⟦équipe de Lyon d'OpenTechSchool⟧ aide."),
        ("es", "El ⟦capítulo de Madrid de OpenTechSchool⟧ ayuda."),
        ("es", "El ⟦equipo de OpenTechSchool⟧ ayuda."),
        ("it", "Il ⟦gruppo di Torino di OpenTechSchool⟧ aiuta."),
        ("en", "⟦OpenTechSchool in Berlin⟧ will offer a course."),
        ("en", "⟦OpenTechSchool in San Francisco⟧ will offer a course."),
        ("en", "⟦OpenTechSchool⟧ in New San Francisco Bay will offer it."),
        ("en", "⟦OpenTechSchool⟧ in Berlin and Acme."),
        ("en", "⟦OpenTechSchool⟧ in spring will offer a course."),
        ("en", "We met ⟦OpenTechSchool⟧ in Berlin."),
        ("en", "We met ⟦OpenTechSchool⟧ in"),
        ("de", "⟦OpenTechSchool in Leipzig⟧ wird helfen."),
        ("en", "⟨OpenTechSchool⟩ coaches help."),
        ("en", "⟨OpenTechSchool⟩'s coaches help."),
        ("en", "⟨OpenTechSchool⟩' coaches help."),
        ("en", "⟨OpenTechSchool⟩’s kind coaches help."),
        ("en", "⟨OpenTechSchool⟩ kind coaches"),
        ("en", "⟦OpenTechSchool⟧, coaches help."),
        ("en", "⟦OpenTechSchool⟧ the coaches help."),
        ("en", "⟦OpenTechSchool⟧ and coaches help."),
        ("en", "⟦OpenTechSchool⟧ kind and coaches help."),
        ("en", "⟦OpenTechSchool⟧ sends coaches."),
        ("en", "⟦OpenTechSchool⟧. Coaches help."),
        ("en", "⟨OpenTechSchool⟩-coaches help."),
        ("de", "⟨OpenTechSchools⟩ Coaches helfen."),
        ("de", "Die nette ⟨OpenTechSchool⟩-Gemeinschaft hilft."),
        ("de", "Die von ⟦OpenTechSchool⟧ gestellten Coaches helfen."),
        ("de", "Die von ⟦OpenTechSchool⟧ gestellten netten Coaches helfen."),
        ("sv", "Vi tackar ⟦OpenTechSchool⟧. ⟨OTS:s⟩ handledare är här."),
        ("en", "Coaches of ⟨OpenTechSchool⟩ help."),
        ("en", "Coaches of Acme and ⟦OpenTechSchool⟧ help."),
        ("en", "Coaches. Of ⟦OpenTechSchool⟧ we know much."),
        ("en", "Of ⟦OpenTechSchool⟧ we know much."),
        ("en", "People at ⟨OpenTechSchool Berlin⟩ help."),
        ("en", "Members of the ⟨OpenTechSchool⟩ community help."),
        ("en", "Two of us from ⟨OpenTechSchool⟩ help."),
        ("en", "Of us from ⟦OpenTechSchool⟧."),
        ("en", "You are with us at ⟦OpenTechSchool⟧."),
        ("en", "Our friends from ⟦OpenTechSchool⟧ help."),
        ("de", "Zwei von uns von ⟨OpenTechSchool⟩ helfen."),
        ("de", "Bei uns von ⟦OpenTechSchool⟧ ist es schön."),
        ("fr", "La communauté ⟨OpenTechSchool⟩ aide."),
        ("fr", "Communauté ⟨OpenTechSchool⟩"),
        ("fr", "La communauté. ⟦OpenTechSchool⟧ aide."),
        ("fr", "La soirée ⟦OpenTechSchool⟧ est belle."),
        ("fr", "Des bénévoles d'⟨OpenTechSchool⟩ aident."),
        ("fr", "Membres actifs d'⟨OpenTechSchool⟩"),
        ("es", "Una mentora local de ⟨OpenTechSchool⟩ ayuda."),
        ("it", "Alcuni membri attivi di ⟨OpenTechSchool⟩ aiutano."),
        ("en", "We greet ⟦OpenTechSchool Berlin⟧"),
        ("en", "We met ⟦OpenTechSchool⟧ in Berlin"),
        ("en", "We greet ⟦OpenTechSchool e.V.⟧"),
        ("en", "The hall is ⟦OpenTechSchool⟧'s"),
        ("en", "We like ⟦OpenTechSchool⟧ kind"),
        ("en", "The coaches ⟦OpenTechSchool⟧ sends help."),
        ("en", "We greet Team New San Francisco Bay of ⟦OpenTechSchool⟧."),
    ],
)
def test_what_is_the_organisation_and_what_its_people(language: str, marked: str) -> None:
    text = marked
    for sign in "⟦⟧⟨⟩":
        text = text.replace(sign, "")
    page = read_page(Source(f"---\nlang: {language}\n---\n\n{text}\n", "page.md"))
    doc = Reading(page, RULESET, Settings()).sentences(0)[0].unit.doc
    found = text
    for entity in reversed(doc.ents):
        begin, end = "⟦⟧" if entity.label_ == "ORG" else "⟨⟩"
        first, last = entity.start_char, entity.end_char
        found = f"{found[:first]}{begin}{found[first:last]}{end}{found[last:]}"
    assert found == marked
