"""Which keys of metadata hold text that people read (SPEC sections 3 and 7)."""

from __future__ import annotations

from functools import lru_cache

from ots_lint.text.patterns import lazy_re


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


_TEXT_METAS = words(
    "description author application-name keywords news_keywords title subtitle abstract subject summary copyright rights "
    "publisher creator organization owner apple-mobile-web-app-title msapplication-tooltip citation_title "
    "article:section og:title og:description og:site_name og:image:alt og:video:alt twitter:title "
    "twitter:description twitter:image:alt twitter:label1 twitter:label2 twitter:data1 twitter:data2"
)
_DUBLIN_CORE = lazy_re(
    r"(?:dc|dcterms)[.:](?:title|alternative|description|abstract|subject|creator|publisher|contributor|rights)"
)


def is_text_meta(name: str) -> bool:
    """Whether the content of the `<meta>` with this name (lower case) is text."""
    return name in _TEXT_METAS or _DUBLIN_CORE.fullmatch(name) is not None


#: Such a word, alone or behind an underscore at the end of a key, says that the value is no text.
_ADDRESS_KEYS = words(
    "url urls uri uris href link links permalink path paths slug id ids uid uuid guid src file files filename image images "
    "img icon icons logo thumbnail thumb avatar photo favicon email e_mail mail domain hostname host_name handle username "
    "account twitter github facebook instagram mastodon linkedin meetup gitter repo repository branch layout template "
    "aliases alias redirect redirect_from redirect_to type class classes css js script scripts style styles anchor hashtag "
    "hashtags lang language locale tag tags category categories keyword keywords taxonomy taxonomies sha hash key token ref "
    "output outputs engine encoding charset timezone weight robots sitemap markup include includes canonical feed bibtex "
    "ical ics pdf video_id geo coordinates color colour"
)
_CAMEL = lazy_re(r"(?<=[a-z0-9])(?=[A-Z])")


def is_text_key(key: str) -> bool:
    """Whether a front-matter key holds text, and not a path, address, identifier or tag."""
    return _is_text_key(key[:81])


@lru_cache(maxsize=1000)
def _is_text_key(key: str) -> bool:
    if not key.islower():
        key = _CAMEL.sub("_", key).lower()
    parts = key.replace("-", "_")[:80].split("_")
    return not any("_".join(parts[i:]) in _ADDRESS_KEYS for i in range(len(parts)))


#: Keys of texts that people read even where they are one small word.
_NAME_KEYS = words(
    "name title label heading headline text description desc summary teaser caption alt subtitle tagline motto abstract "
    "content body quote"
)


def is_name_key(key: str) -> bool:
    """Whether a key holds a name or a text, by its last word: `name`, `short_name`, `altText`."""
    return _CAMEL.sub("_", key[:80]).lower().replace("-", "_").rpartition("_")[2] in _NAME_KEYS


#: Text of schema.org objects; the same names in JSON-LD, microdata and RDFa.
STRUCTURED_TEXT = words(
    "name alternateName headline alternativeHeadline description disambiguatingDescription slogan text title abstract "
    "about award awards caption disclaimer legalName copyrightNotice creditText articleBody reviewBody legalText "
    "teaches competencyRequired educationalAlignment eventStatusReason audienceType jobTitle knowsAbout "
    "backstory transcript acknowledgement conditionsOfAccess usageInfo"
)

#: Properties that name somebody or a place where their value is a plain string.
STRUCTURED_PARTIES = words(
    "organizer organiser performer performers sponsor sponsors funder publisher author creator provider host location "
    "contributor partner producer copyrightHolder brand affiliation memberOf parentOrganization superEvent"
)
