"""What a version is: copy that readers may be given, a part of it, or a notice; and what a notice says of its story."""

from __future__ import annotations

import re
from datetime import datetime

from wire.markup import plain_text
from wire.models import WireVersion
from wire.parsers._signals import signals_in
from wire.sluglines import bare_slug, slugified
from wire.vocabulary import ItemKind, PubStatus, Signal

CALLS_BACK = {Signal.KILL: PubStatus.CANCELED, Signal.WITHHOLD: PubStatus.WITHHELD}
CORRECTS = {Signal.CORRECTION, Signal.CLARIFICATION}
LONGEST_NOTICE = 200  # words; what is longer is a story, though it may speak of a kill
LONGEST_CAPTION_NOTE = 80

_PART = re.compile(r"(?i)\b(?:add|insert|sub)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
_EARLIER_STORY = re.compile(
    r"(?i)\s*in (?:(?:an?|our|the|its|some) )?(?:[\w’'.,-]+ ){0,5}?(?:story|stories|article|item|report|caption)s?\b"
)
_ERROR = re.compile(r"(?i)\b(?:erroneous|incorrect|inaccurat|wrong|mis[a-z]{3,}|should have|clarif|did not make clear)")
_CORRECTS_ONE = re.compile(r"(?i)\s*(?:CORRECTION|CORRECTIVE|CLARIFICATION)\s*[:,–—-]")
_KEYWORD = re.compile(
    r"(?i)\s*(?:CORRECTION|CORRECTIVE|CLARIFICATION)\s*[:,–—-]+\s*(.+?)(?:\s+(?:story|stories|item))?\s*$"
)
_SLUGGED = re.compile(r"(?i)\bslugged:?\s+[“\"]?([^,;”\"\n]+?)(?=[,;”\"\n]|\.(?:\s|$)|\s+datelined\b|$)")
_DATELINED = re.compile(r"(?i)\bdateline[ds]?:?\s+(?=([^\n]{2,100}))")
_PICTURES = r"(?:photo|graphic|picture|PHOTO|GRAPHIC|PICTURE|Photo|Graphic|Picture)s?"
_OF_A_PHOTO = re.compile(
    rf"\b{_PICTURES}\s+(?:ELIMINATION|KILL|WITHHOLD|CORRECTION)\b|\b{_PICTURES}:?\s+(?:\w+\s){{0,2}}[A-Z]{{2,}}\d"
    r"|(?:ELIMINATION|Elimination)\s+[A-Z]{2,}\d"
)
_PHOTO_ID = re.compile(r"\b[A-Z]{2,}\d+\w*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.? (\d{1,2})\b"
)


def call_back_in(version: WireVersion) -> PubStatus | None:
    """What `version` makes of its story, by status or by words: CANCELED, WITHHELD; None when it asks for neither."""
    if version.pubstatus == PubStatus.CANCELED or Signal.KILL in version.signals:
        return PubStatus.CANCELED
    if version.pubstatus != PubStatus.USABLE or Signal.WITHHOLD in version.signals:
        return PubStatus.WITHHELD
    return None


def is_named_by_sender(version: WireVersion) -> bool:
    """Whether its guid is the sender's own; a name that we made of slug and day is shared by notice and story."""
    return "guid" not in version.assumed


def speaks_of_a_call_back(version: WireVersion) -> bool:
    """Whether its words do, and not its status alone."""
    return bool(CALLS_BACK.keys() & set(signals_in(*_headers(version), *_edges(version))))


def reads_as_order(version: WireVersion) -> bool:
    """Whether its own words, none of them quoted, order a kill or a withhold, and it is no story."""
    told = [_QUOTED.sub("", text) for text in (*_headers(version), *_edges(version))]
    return _length(version) <= LONGEST_NOTICE and bool(CALLS_BACK.keys() & set(signals_in(*told)))


def is_corrective(version: WireVersion) -> bool:
    """Whether it corrects an earlier story and is none itself: it begins "In a story …", or is a headline and no text.

    A full text that says it corrects (a writethru) is a story.
    """
    if not CORRECTS & set(version.signals) or call_back_in(version) or Signal.UPDATE in version.signals:
        return False
    says_so, copy = bool(_CORRECTS_ONE.match(version.headline)), _paragraphs(version)
    if any(_EARLIER_STORY.match(text) and (says_so or _ERROR.search(text)) for text in copy[:2]):
        return True
    if version.kind == ItemKind.TEXT and not version.dateline and names_photos(version):
        return _length(version) <= LONGEST_CAPTION_NOTE
    return says_so and not copy


def is_part(version: WireVersion) -> bool:
    """Whether it is an add, an insert or a sub, which is no story without the rest of it.

    What comes again under an id of its sender's own is all of the item, whatever its take is called.
    """
    if Signal.UPDATE in version.signals or is_named_by_sender(version):
        return False
    return Signal.ADD in version.signals or bool(_PART.search(version.take))


def is_copy(version: WireVersion) -> bool:
    """Whether it is the story, as its sender would have readers read it."""
    return rank(version) == 2


def rank(version: WireVersion) -> int:
    """2: the story. 1: a part of it, or a correction of it. 0: a notice, or what must not be used."""
    if version.pubstatus != PubStatus.USABLE or not version.is_for_readers:
        return 0
    if not version.signals and not version.take:
        return 2
    return 1 if is_part(version) or is_corrective(version) else 2


def moment(version: WireVersion) -> datetime:
    """When its sender made it, as far as he says; else when it came."""
    return version.version_created or version.received_at


def words_of(version: WireVersion) -> str:
    """All that it says in words, a line each."""
    headline = "" if "headline" in version.assumed else version.headline  # made of what stands below anyway
    told = [headline, version.ednote, *_paragraphs(version), version.abstract, version.caption]
    for kind in ("unparsed_header", "correction_note"):
        kept = version.extra.get(kind) or ()
        told += [kept] if isinstance(kept, str) else [line for line in kept if isinstance(line, str)]
    return "\n".join(dict.fromkeys(line for line in told if line))


def gist_of(version: WireVersion, length: int = 160) -> str:
    """What it says, on one line."""
    words = " ".join((version.ednote or words_of(version)).split())
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


def slugs_named(version: WireVersion) -> list[str]:
    """The slugs of the story meant: those it names in words, else its own; each as part of a guid."""
    named = [slugified(bare_slug(slug.strip())) for slug in _SLUGGED.findall(words_of(version))]
    return [slug for slug in named if slug] or [slug for slug in [slugified(bare_slug(version.slugline))] if slug]


def means_another(version: WireVersion) -> bool:
    """Whether it names a slug that is not its own."""
    own = slugified(bare_slug(version.slugline))
    return bool(own) and own not in slugs_named(version)


def keyword_named(version: WireVersion) -> str:
    """The keyword of "CORRECTION: Ferry Crash story", as part of a guid; "" where the headline is of no such form."""
    found = _KEYWORD.match(version.headline)
    return slugified(found[1]) if found else ""


def places_named(version: WireVersion) -> list[str]:
    """The words that follow "datelined"; else its own dateline."""
    return _DATELINED.findall(words_of(version)) or [place for place in [version.city or version.dateline] if place]


def days_named(version: WireVersion) -> set[tuple[int, int]]:
    """Months and days that its words speak of, as (5, 4)."""
    found = _DAY.findall(words_of(version))
    return {(_MONTHS.index(month.lower()) + 1, int(day)) for month, day in found}


def names_photos(version: WireVersion) -> bool:
    """Whether its words are about photos: "PHOTO ELIMINATION: XYZ101 …", "in photo XYZ102"."""
    return bool(_OF_A_PHOTO.search(words_of(version)))


def photo_ids(version: WireVersion) -> list[str]:
    """The ids of the photos that it names, in their order."""
    return list(dict.fromkeys(_PHOTO_ID.findall(words_of(version))))


def _headers(version: WireVersion) -> tuple[str, ...]:
    slug = f"{version.slugline}, {version.take}" if version.take else version.slugline
    return (slug, version.headline, version.ednote, version.caption)


def _length(version: WireVersion) -> int:
    told = [version.headline, version.ednote, version.abstract, version.caption, *_paragraphs(version)]
    return sum(len(line.split()) for line in told)


def _edges(version: WireVersion) -> list[str]:
    """Where an order stands, if anywhere in the copy."""
    copy = _paragraphs(version)
    return copy if len(copy) < 5 else [*copy[:3], *copy[-2:]]


def _paragraphs(version: WireVersion) -> list[str]:
    return [line for line in plain_text(version.body_html).splitlines() if line.strip()]
