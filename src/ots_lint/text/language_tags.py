"""Tags of languages, also in paths of pages, as site generators put them there."""

from __future__ import annotations

import re

#: ISO 639-1.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en"
    " eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja"
    " jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb"
    " nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq"
    " sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
#: A language that was not recognised (BCP 47).
UNKNOWN = "und"
#: Behind the tag of a language that only a part of a page is in, while its other text is read.
PART = "+"
#: Behind the tag of a language that only some of the rules can read.
SOME = "~"
TAGS = frozenset(_CODES.split())
_TAG = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?")


def tag_in_path(path: str) -> str:
    """The language that a path with forward slashes names: `fr/page.md`, `page.fr.md`, `fr-CA/page.md`; else empty."""
    *folders, name = path.split("/")
    for part in (*name.split(".")[1:-1], *reversed(folders)):
        match = _TAG.fullmatch(part)
        if match is not None and match[1] in TAGS:
            return match[1]
    return ""
