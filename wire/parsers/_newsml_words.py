"""Words that NewsML of both generations leaves in its fields: bylines, places, revisions, genres."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from wire.parsers._body import dateline_in_field
from wire.parsers._derived import people, signals_named, without_by
from wire.parsers._ninjs_body import plain_words
from wire.vocabulary import Signal

# "By" in other languages. Capitals count, and the language: "Van" and "Di" begin names as well.
_BY = {
    **{"de": "Von", "fr": "Par", "es": "Por", "pt": "Por", "nl": "(?:Van|Door)", "it": "Di"},
    **{"sv": "Av", "no": "Av", "nb": "Av", "nn": "Av", "da": "Af"},
}
_AND = {
    **{"de": "und", "fr": "et", "es": "y", "pt": "e", "it": "e", "nl": "en", "fi": "ja"},
    **{"sv": "och", "no": "og", "nb": "og", "nn": "og", "da": "og"},
}
_COMPANY = re.compile(
    r"\b(?:Ltd|GmbH|Inc|LLC|AG|SA|plc|News|Press|Television|TV|Agency|Agence|Agentur|Redaktion|Network)\b"
)
_WITH = re.compile(r"\s+(?:with|avec|con|mit)\s+")
_IN_A_PLACE = re.compile(r"\s+(?:in|à|au|en|a)\s+[A-Z].*$")
_LOGIN = re.compile(r"[a-z]+(?:[._][a-z]+)*")
_BRACKET = re.compile(r"\s*[(\[/].*$")
_DAY = re.compile(r",?\s+\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?=\s*(?:[(\[/]|$))")  # "GENT 15/06 (BELGA)"
_EIGHT_DIGITS = re.compile(r"(?<![0-9])[0-9]{8}(?![0-9])")
_TAKE = re.compile(r"\((UPDATE \d{1,2}|CORRECTED|CORRECTION|REFILE|REPEAT|WRAPUP \d{1,2})[^()]{0,40}\)\s*$")
_PREFIX = re.compile(
    r"(UPDATE \d{1,2}|WRAPUP \d{1,2}|\d{1,2}(?:ST|ND|RD|TH) LD|CORRECTED|CORRECTION|REFILE|ADVISORY|KILL|WITHDRAWN)"
    r"(?: ?\([A-Z ]{1,20}\))?\s?[-:]"
)
_FILED = re.compile(r"\((AMP|AMPLIACIÓN|ACTUALIZACIÓN|CORRECCIÓN|RECTIFICACIÓN)\.?\) ")  # EFE's, before the headline
_ASKED = {
    **{"AMP": Signal.UPDATE, "AMPLIACIÓN": Signal.UPDATE, "ACTUALIZACIÓN": Signal.UPDATE},
    **{"CORRECCIÓN": Signal.CORRECTION, "RECTIFICACIÓN": Signal.CORRECTION},
    **{"UPDATE": Signal.UPDATE, "WRAPUP": Signal.UPDATE, "CORRECTED": Signal.CORRECTION, "REFILE": Signal.CORRECTION},
    **{"CORRECTION": Signal.CORRECTION, "ADVISORY": Signal.ADVISORY, "KILL": Signal.KILL, "WITHDRAWN": Signal.KILL},
}
# Kinds of copy that are for the desk and never for readers.
_FOR_THE_DESK = re.compile(
    r"\b(?:advisor(?:y|ies)|day ?books?|(?:news )?budget|news (?:digest|agenda|planner)|planner|agenda|diary"
    r"|vorschau|themenplan\w*|termin(?:e|vorschau|kalender)|tagesvorschau|programmvorschau|servicehinweis\w*"
    r"|pr[ée]visions afp|avis aux (?:abonn[ée]s|clients)|päivän aiheet|dagordning)\b",
    re.IGNORECASE,
)


_KINDS_OF_COPY = (
    (re.compile(r"eil(?:meldung)?|blitz(?:meldung)?|alerte?|news ?alert|snap|flash|bulletin", re.I), Signal.ALERT),
    (re.compile(r"korrektur|berichtigung|rectificati(?:f|on)|correctif|corrección|rettifica", re.I), Signal.CORRECTION),
)


class Revision(NamedTuple):
    """What a slugline or headline says of the version: "UPDATE 2", and what it asks."""

    take: str = ""
    signals: tuple[Signal, ...] = ()


def printed_byline(words: str, language: str) -> str:
    """A byline without its "By", in the language of the copy."""
    bare = without_by(words).strip(" ,;")
    by = _BY.get(language.lower()[:2])
    return re.sub(rf"^{by}[\s:]+(?=\S)", "", bare) if by else bare


def authors_in(byline: str, language: str = "") -> tuple[str, ...]:
    """The people of a byline: "Ada Moor with Ben Lund in Harbrook" is two of them."""
    both = _AND.get(language.lower()[:2])
    joined = re.sub(rf"\s+{both}\s+", " and ", byline) if both else byline
    parts = (_IN_A_PLACE.sub("", part.strip()) for part in _WITH.split(joined))
    names = (name for part in parts for name in people(part))
    return tuple(dict.fromkeys(name for name in names if not _COMPANY.search(name)))


def is_person(name: str, parties: Iterable[str]) -> bool:
    """Whether a creator's name is a writer's: no agency, no login, no desk."""
    others = {party.casefold() for party in parties}
    if _COMPANY.search(name):
        return False
    return " " in name.strip() and name.casefold() not in others and not _LOGIN.fullmatch(name) and bool(people(name))


def city_in(printed: str) -> str:
    """The place in a dateline or place field; "" when it holds a time, a filler or nothing."""
    place = _DAY.sub("", dateline_in_field(printed).city or printed, count=1)
    place = _BRACKET.sub("", place).partition(",")[0].strip(" -–—_.")
    junk = any(c.isdigit() for c in place) or place.lower().startswith("no-data") or len(place.split()) > 6
    return "" if junk or not any(c.isalpha() for c in place) else place


def fuller_dateline(printed: str, in_copy: str) -> str:
    """The dateline of its field, unless that names no place, or the copy names the same with more beside it."""
    says_more = in_copy.casefold().startswith(f"{printed} ".casefold()) or in_copy.startswith(f"{printed},")
    return in_copy if not city_in(printed) or says_more else printed


def revision_in(headline: str, slugline: str) -> Revision:
    """Reuters says what a version is in brackets after the slug, and before the headline; EFE in brackets there."""
    said = (_TAKE.search(slugline), _PREFIX.match(headline), _FILED.match(headline))
    found = [match[1] for match in said if match]
    asked = (Signal.UPDATE if words.endswith(" LD") else _ASKED.get(words.partition(" ")[0]) for words in found)
    takes = [words for words in found if _ASKED.get(words) not in (Signal.KILL, Signal.ADVISORY)]
    return Revision(takes[0] if takes else "", tuple(signal for signal in asked if signal))


def genre_signals(genres: Iterable[str]) -> tuple[Signal, ...]:
    """What a kind of copy, by name, asks of the desk."""
    names = [plain_words(genre) for genre in genres]
    desk = (Signal.ADVISORY,) if any(_FOR_THE_DESK.search(name) for name in names) else ()
    called = (signal for words, signal in _KINDS_OF_COPY if any(words.fullmatch(name) for name in names))
    return (*desk, *signals_named(names), *called)


def eight_digits(*codes: str) -> str:
    """The IPTC's subject code in the first of `codes` that holds one."""
    found = (_EIGHT_DIGITS.search(code) for code in codes)
    return next((match[0] for match in found if match), "")


def whole(sent: str) -> int | None:
    """A count or a size; nothing when it is not one."""
    return int(sent) if re.fullmatch(r"[0-9]{1,9}", sent.strip()) else None
