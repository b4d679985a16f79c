"""Which pronouns of a text take up the organisation: they are ⟦marked⟧."""

from __future__ import annotations

import pytest

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "Do not ask OpenTechSchool; ⟦it⟧ does not run this."),
        ("en", "Do not ask OpenTechSchool, ⟦it⟧ does not run this."),
        ("en", "Do not ask OpenTechSchool and ⟦it⟧ does not run this."),
        ("en", "Do not ask OpenTechSchool because ⟦it⟧ does not run this."),
        ("en", "Do not ask OpenTechSchool, the tea it likes."),
        ("en", "We know it: OpenTechSchool is here."),
        ("en", "We greet OpenTechSchool (it is a club)."),
        ("en", "We greet OpenTechSchool, it rained."),
        ("en", "OpenTechSchool and OpenTechSchool smile; it does not run this."),
        ("en", "Do not ask OpenTechSchool; ⟦they⟧ do not run this."),
        ("en", "Do not ask OpenTechSchool or Acme; they do not run this."),
        ("en", "OpenTechSchool and some coaches smile; they do not run this."),
        ("en", "OpenTechSchool waves because ⟦they⟧ do run it."),
        ("en", "OpenTechSchool and its people wave because they do run it."),
        ("en", "Do not ask people of OpenTechSchool; they do not run this."),
        ("en", "People from OpenTechSchool help, it does not run this."),
        ("en", "People from OpenTechSchool help, because ⟦it⟧ does not run this."),
        ("en", "Thanks to OpenTechSchool: ⟦they⟧ run it."),
        ("en", "Thanks to OpenTechSchool: they sing."),
        ("en", "OpenTechSchool helps. ⟦It⟧ brings coaches."),
        ("en", "OpenTechSchool helps. And ⟦it⟧ brings coaches."),
        ("en", "OpenTechSchool helps. Today ⟦it⟧ brings coaches."),
        ("en", "OpenTechSchool helps. So today it brings coaches."),
        ("en", "We greet OpenTechSchool. It rained."),
        ("en", "We greet OpenTechSchool. Was it late?"),
        ("en", "OpenTechSchool helps. ⟦They⟧ bring coaches."),
        ("en", "OpenTechSchool helps. They sing."),
        ("en", "Our friends at OpenTechSchool help. ⟦They⟧ bring coaches."),
        ("en", "We met OpenTechSchool. ⟦They⟧ brought coaches."),
        ("en", "We saw Ada Bell and OpenTechSchool. They do not run this."),
        ("en", "Ada Bell of OpenTechSchool waves. They do not run this."),
        ("en", "With OpenTechSchool, Ada Bell waves. They run this."),
        ("en", "OpenTechSchool met OpenTechSchool. It brings coaches."),
        ("en", "OpenTechSchool helps. OpenTechSchool knows it brings coaches."),
        ("en", "Coaches of OpenTechSchool help. They bring tea."),
        ("en", "Coaches of OpenTechSchool help. They do not represent the ⟦organisation⟧."),
        ("en", "Coaches of OpenTechSchool help. It is not an event of ⟦theirs⟧."),
        ("en", "People from OpenTechSchool help; they do not represent the ⟦organisation⟧."),
        ("en", "People from OpenTechSchool help; they do so for the organisation."),
        ("en", "OpenTechSchool helps. This is not one of ⟦their⟧ events."),
        ("en", "OpenTechSchool helps. This is not one of ⟦their⟧ big events."),
        ("en", "OpenTechSchool helps. This is not one of their books."),
        ("en", "OpenTechSchool helps. This is an event of ⟦theirs⟧."),
        ("en", "OpenTechSchool helps. This is part of ⟦their⟧ programme."),
        ("en", "OpenTechSchool helps. None of ⟦their⟧ events is here."),
        ("en", "OpenTechSchool helps. Not ⟦their⟧ event."),
        ("en", "OpenTechSchool helps. We like their events."),
        ("en", "We greet OpenTechSchool; this is none of ⟦their⟧ own events."),
        ("en", "We greet OpenTechSchool, not ⟦their⟧ big event."),
        ("en", "We greet OpenTechSchool, not their hall."),
        ("en", "OpenTechSchool helps. We speak in ⟦their⟧ name."),
        ("en", "OpenTechSchool helps. We act on ⟦their⟧ behalf."),
        ("en", "OpenTechSchool helps. That does not make this one of ⟦them⟧."),
        ("en", "We help OpenTechSchool but do not represent ⟦it⟧."),
        ("en", "We greet OpenTechSchool; we do not speak for ⟦them⟧."),
        ("en", "We greet OpenTechSchool; we do not represent ⟦them⟧."),
        ("en", "OpenTechSchool helps. We do not speak to them."),
        ("en", "OpenTechSchool helps. This is not an event of the ⟦organisation⟧."),
        ("en", "OpenTechSchool helps. This is not an event of the organisation of friends."),
        ("en", "OpenTechSchool helps. This has no affiliation to the ⟦organisation⟧."),
        ("en", "We greet OpenTechSchool, but this is no event of the ⟦organisation⟧."),
        ("en", "We greet OpenTechSchool, but Ada did the organisation."),
        ("en", "We greet OpenTechSchool, but they see to the organisation."),
        ("en", "OpenTechSchool helps. Ada does the organisation."),
        ("en", "OpenTechSchool helps. The ⟦organisation⟧ is not involved."),
        ("en", "OpenTechSchool helps. The ⟦organisation⟧ itself is not involved."),
        ("en", "OpenTechSchool helps. The organisation of this evening is not easy."),
        ("en", "OpenTechSchool helps. An organisation is not involved."),
        ("en", "We like OpenTechSchool; the ⟦organisation⟧ itself is not involved."),
        ("en", "We like OpenTechSchool, but the ⟦organisation⟧ is not involved."),
        ("en", "We like OpenTechSchool and know the organisation is not involved."),
        ("en", "OpenTechSchool helps. So the ⟦organisation⟧ is not involved."),
        ("en", "OpenTechSchool helps. Still, the ⟦organisation⟧ is not involved."),
        ("en", "OpenTechSchool helps. The organisation is really very much not involved."),
        ("en", "OpenTechSchool helps. Of the organisation we know much."),
        ("en", "OpenTechSchool helps. In the name of the ⟦organisation⟧ we sing."),
        ("en", "OpenTechSchool helps. We did the work of the organisation."),
        ("en", "OpenTechSchool helps. We represent organisation."),
        ("en", "OpenTechSchool helps. We have no ties to organisation."),
        ("en", "OpenTechSchool helps. We have no connection to the ⟦organisation⟧."),
        ("en", "Ada Bell and OpenTechSchool help. They do not run this."),
        ("de", "OpenTechSchool hilft. ⟦Sie⟧ stellt Coaches."),
        ("de", "OpenTechSchool hilft; ⟦sie⟧ veranstaltet den Abend nicht."),
        ("de", "OpenTechSchool hilft. Dies ist keine Veranstaltung der ⟦Organisation⟧."),
        ("de", "OpenTechSchool hilft. Ada kümmert sich um die Organisation."),
        ("sv", "OpenTechSchool hjälper. ⟦De⟧ ordnar inte kvällen."),
        ("sv", "OpenTechSchool hjälper. Vi företräder inte ⟦organisationen⟧."),
        ("fr", "OpenTechSchool aide. Ce n'est pas un événement de l'⟦association⟧."),
        ("fr", "OpenTechSchool aide. Nous ne représentons pas l'⟦association⟧."),
        ("es", "OpenTechSchool ayuda. No es un evento de la ⟦organización⟧."),
        ("it", "OpenTechSchool aiuta. Non è un evento dell'⟦associazione⟧."),
        ("it", "OpenTechSchool aiuta. Non rappresentiamo l'⟦associazione⟧."),
    ],
)
def test_what_takes_the_organisation_up(language: str, marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    page = read_page(Source(f"---\nlang: {language}\n---\n\n{text}\n", "page.md"))
    found = text
    for sentence in reversed(Reading(page, RULESET, Settings()).sentences(0)):
        taken = [i for i, word in enumerate(sentence.words) if word in {ORG, CREW}]
        for i in reversed([i for i in taken if sentence.start + i not in sentence.notes.named]):
            first, last = sentence.notes.places[sentence.start + i]
            found = f"{found[:first]}⟦{found[first:last]}⟧{found[last:]}"
    assert found == marked
