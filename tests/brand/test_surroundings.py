"""What stands around the name: addresses, paths, slugs and identifiers are left alone, other scripts and signs are not.

`⟦…⟧` marks each name that is found wrong, in the text of one Markdown page.
"""

from __future__ import annotations

import re

import pytest

from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()

_NAMES = Settings(select=("OTS101", "OTS102", "OTS104"))


def check(marked: str, filename: str = "page.md") -> None:
    text = re.sub("[⟦⟧]", "", marked)
    found = lint_source(Source(text, filename), RULESET, _NAMES).findings
    assert not found or RULESET.may_matter(text.encode(), _NAMES)
    shown = text
    for finding in reversed(found):
        start, end = finding.span
        shown = f"{shown[:start]}⟦{shown[start:end]}⟧{shown[end:]}"
    assert shown == marked, [(f.code, f.message) for f in found]


ADDRESSES = """
Sign up at meetup.com/Open-Tech-School-Berlin today.
Read en.wikipedia.org/wiki/Open_Tech_School first.
Photos: example.org/events/2014-open-tech-school (all of them).
Videos: youtube.com/c/Open-Tech-School and ⟦Open Tech School⟧
Siehe https://example.org/Open_Tech_School/Berlin.
Siehe example.org:8080/x/Open-Tech-School?page=2#top.
Siehe localhost/opentechschool oder 127.0.0.1/opentechschool.
See example.co.uk/~mia/Open_Tech_School_2014/ for more.
Mehr unter facebook.com/groups/Opentechschool, ⟦Opentechschool⟧ freut sich.
"""
MAIL = """
Write to opentechschool+berlin@example.org please.
Write to berlin+opentechschool@example.org please.
Write to opentechschool.berlin@example.org please.
Write to opentechschool-berlin@example.org please.
Mail opentechschool at example dot org for a seat.
Mail opentechschool-berlin at example dot org for a seat.
Schreibt an opentechschool -at- example.org!
Schreibt an opentechschool(at)example.org!
Schreibt an opentechschool [ät] example [punkt] org!
Schreibt an opentechschool _at_ example _dot_ org!
Escribe a opentechschool arroba example punto org.
Écrire à opentechschool chez example point org.
Skriv till opentechschool snabel-a example punkt se.
Mail info at opentechschool dot org for a seat.
Mail: opentechschool &#64; example.org, or "opentechschool"@example.org, or <opentechschool@example.org>.
Meet ⟦Opentechschool⟧ at the library.
Meet ⟦opentechschool⟧ at example.org or elsewhere.
"""
PATHS = """
The .opentechschool file holds it.
Put it into the opentechschool/ folder.
See posts/2014-open-tech-school and wiki/Open_Tech_School there.
Copy it to ~/opentechschool or /srv/opentechschool or ./opentechschool or ../opentechschool now.
Copy it to C:\\\\opentechschool now.
The file Open_Tech_School.pdf and 2014-Open-Tech-School-Flyer.pdf are here.
The file open-tech-school-logo.svg is here.
Acme / ⟦Opentechschool⟧ / Mono invite you.
Rails Girls/⟦Open Tech School⟧ invite you.
Rails Girls /⟦Opentechschool⟧ invite you.
It was late... ⟦Opentechschool⟧ went home.
"""
IDENTIFIERS = """
Set OPENTECHSCHOOL_TOKEN and MY_OPENTECHSCHOOL first.
The variable openTechSchool and the function opentechschool, the method openTechSchool hold it.
The file is named opentechschool, and the branch is called openTechSchool.
The folder ⟦Opentechschool⟧ opened is shut.
OpenTechSchool: set $ots or ots=1, and call ots() then.
Call opentechschool() or opentechschool::run or $opentechschool now.
Pass --opentechschool to it.
The folder opentechschool and the opentechschool folder are one.
Im Ordner opentechschool liegt es, im Verzeichnis „opentechschool“ auch.
Le dossier opentechschool, la rama opentechschool, la cartella opentechschool, mappen opentechschool.
The slug is open-tech-school here.
Use open_tech_school as the key.
We pip install opentechschool today.
The user opentechschool has "id": "opentechschool" and open-tech-school-2014 and open-tech-school-berlin.
Join the ⟦open-tech-school⟧-workshop, says the ⟦opentechschool⟧-style page.
The SSID: opentechschool is ours, the Wi-Fi is opentechschool.
Use :opentechschool: in the chat.
The package myOpenTechSchool and OpenTechSchoolHQ are names of others.
It is version opentechschool2014 now.
WLAN: Gast, Passwort: opentechschool
The password is opentechschool until Monday.
Use the code OPENTECHSCHOOL for a free seat.
Mot de passe : opentechschool
The folder ⟦Open Tech School⟧ brought holds flyers.
Our friends from the ⟦opentechschool⟧ are here.
"""
SIGNS = """
We are OpenTechSchool™ and OpenTechSchool¹ and OpenTechSchool① and OpenTechSchool®.
We are OpenTechSchool² and OpenTechSchool℠ and OpenTechSchool™️ and OpenTechSchool½ and OpenTechSchoolª here.
We are OpenTechSchoolᵗᵐ and ™OpenTechSchool here.
⟦Open Tech School⟧™ is one word.
A ==⟦Open Tech School⟧== evening, with team=opentechschool as its key.
The ⟦Opentechschool⟧¹ is beside the ⟦open tech school⟧① here.
⟦OpenTechScool⟧™ is misspelt.
Ⓞpen is a sign.
"""
SCRIPTS = """
参加⟦Opentechschool⟧的活动。
参加OpenTechSchool的活动。
私たちは⟦opentechschool⟧のワークショップです。
センター⟦Opentechschool⟧ー
OpenTechSchool에서 만나요.
OpenTechSchool의 ⟦opentechschool⟧에 대해
งาน⟦Opentechschool⟧ที่เบอร์ลิน
OTSの皆さん、OpenTechSchoolの皆さん
באנו לOpenTechSchool ול⟦Opentechschool⟧ היום
在⟦OpenTechScool⟧学习
"""


@pytest.mark.parametrize("line", "".join((ADDRESSES, MAIL, PATHS, IDENTIFIERS, SIGNS, SCRIPTS)).strip().split("\n"))
def test_surroundings(line: str) -> None:
    check(line + "\n")


SHAPES = """
Our doors are open — tech school starts at eight.
Our doors are open - tech school starts at eight.
We stay open—tech school starts.
Still open: tech school for all.
Come in, we are Open – Tech School Berlin is closed.
We are open (tech school is not).
Nur offen – Tech School Berlin zieht um.
⟦Open·Tech·School⟧ invites you.
⟦Open • Tech • School⟧ invites you.
⟦Open - Tech - School⟧ invites you.
⟦Open – Tech – School⟧ invites you.
⟦Open|Tech|School⟧ invites you.
⟦Open+Tech+School⟧ invites you.
⟦Open:Tech:School⟧ invites you.
⟦Open--Tech--School⟧ invites you.
⟦Open -- Tech -- School⟧ invites you.
⟦Open🚀Tech🚀School⟧ invites you.
Open.Tech.School and Open/Tech/School and open/tech/school are left alone.
Open, Tech, School: three words of ours.
Keywords: open,tech,school
Open. Tech school begins.
"""
OTHERS = """
OpenTechSchool met OpenText School.
OTS of OpenTechSchool met OpenText School and Open TextSchool and OpenTextSchool.
OpenTechSchool and Open Test School and Open Teach School.
We are with OpenTechSchool, Open Code School and Rails Girls.
OpenTechSchool runs it. Meet the ⟦Open Code School⟧ coaches there.
OpenTechSchool runs it. [Open Code School](https://codeschool.example/) is elsewhere.
"""


#: Where the words of a slip end, and what of a short name in small letters is one.
SLIPS = """
Meet ⟦OpenTechSchol⟧ o today.
Meet ⟦OpenTech Shcol⟧ today.
Meet ⟦OpenTech Shcool⟧ today.
Meet ⟦Opn TechSchool⟧ and ⟦Open TechShcol⟧.
Meet ⟦Opne Tech School⟧ and ⟦Open Tech Scohols⟧.
Meet open tech schools today.
OpenTechSchool (⟦ots⟧ for short) and (ots).
OpenTechSchool (say ⟦ots⟧) is here.
OpenTechSchool: the ⟦ots⟧-Workshop, the ots-workshop, the ots-iOS day, ots_lab.
OpenTechSchool: the ots-2 and the ⟦ots⟧- or else.
"""


@pytest.mark.parametrize("line", "".join((SHAPES, OTHERS, SLIPS)).strip().split("\n"))
def test_shapes(line: str) -> None:
    check(line + "\n")


@pytest.mark.parametrize(
    "text", ["Tech Open School", "Open School Tech", "Open Code School", "CodeOpen", "Open Tech School"]
)
def test_a_name_with_another_word_or_in_another_order(text: str) -> None:
    assert RULESET.names.is_replaced(f"At {text} today.") == (text not in ("CodeOpen", "Open Tech School"))


def test_a_name_in_a_list_of_others_is_somebody_elses() -> None:
    check("Who else teaches:\n\n- OpenTechSchool\n- Open Code School\n- Rails Girls\n")


GERMAN = """
Die Räume des ⟦Open Tech Schools⟧ sind offen.
Das ⟦Open Tech Schools⟧ Team lädt ein.
Viele Open Tech Schools sind teuer.
In Europa gibt es Open Tech Schools, die Geld kosten.
Alle Open Tech Schools der Stadt sind dabei.
OpenTechSchool informiert: „ots“ heißt Originaltextservice.
OpenTechSchool: Berlin (ots) - Am Montag beginnt der Kurs.
OpenTechSchool meldet per ots an die Presse.
OpenTechSchool hat eine ots-Meldung geschrieben.
OpenTechSchool und "ots" Pressemitteilungen haben nichts gemein.
OpenTechSchool lädt ein. Quelle: ots
OpenTechSchool verschickt es über „ots“ an alle.
Die Funktion openTechSchool und die Konstante opentechschool stehen dort.
OpenTechSchool lädt ein, das ⟦ots⟧-Team kocht.
"""


@pytest.mark.parametrize("line", GERMAN.strip().split("\n"))
def test_german(line: str) -> None:
    check(f"---\nlang: de\n---\n\n{line}\n")


PHRASES = {
    "fr": "La plupart des open tech schools sont chères. C'est une open tech school comme une autre.",
    "es": "Muchas open tech schools son caras. Es una open tech school más.",
    "it": "Molte open tech schools costano. È una open tech school come tante.",
    "sv": "Många open tech schools är dyra. Det är en open tech school till.",
}


@pytest.mark.parametrize("language", PHRASES)
def test_phrases_of_other_languages(language: str) -> None:
    check(f"---\nlang: {language}\n---\n\n{PHRASES[language]}\n")


def test_swedish_genitive() -> None:
    check("---\nlang: sv\n---\n\nNu är ⟦Open Tech Schools⟧ lokaler öppna.\n")


def test_a_column_of_codes() -> None:
    check(
        "OpenTechSchool\n\n| Raum | Passwort |\n|---|---|\n| Gast | opentechschool |\n| ⟦opentechschool⟧ | gast |\n"
        "| Büro | OTS |\n"
    )
    check(
        "<table><tr><th>Team</th><th>Promo code</th></tr><tr><td>⟦opentechschool⟧</td><td>Opentechschool</td></tr>"
        "</table>\n",
        "page.html",
    )
