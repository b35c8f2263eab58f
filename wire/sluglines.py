"""A story's slugline taken to pieces, and the keyword that all its filings share."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

TAKE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)\s?)?(?:Ld|ld|LD|Lead|LEAD|Add|ADD|Sub|SUB|Insert|INSERT|Writethru|WRITETHRU|UPDATE)"
    r"(?:-(?:Writethru|WRITETHRU|Ld|Correction|pickup\w{0,10}))?"
    r"|KILL|Kill|CORRECTIVE|Corrective|CORRECTION|Correction|CLARIFICATION|Clarification|ADVISORY|Advisory|WITHHOLD"
    r"|ADV ?\d{1,2}|Adv ?\d{1,2}|HFR"
)
_PACKED = re.compile(rf"(\S.*?) +({TAKE.pattern})")
_SLUG_NOTES = re.compile(r"(?<=/)(?: \([^()]*\))+$")  # "FERRY-PIER/ (UPDATE 2, PIX)": another with each filing
_SERVICE_MARK = re.compile(r" \((?:WASHPOST|WP|(?P<advance>ADV\b[^()]*))\)$")
_MOST_MARKS = 3
_TAKEN_UP = re.compile(r"[a-zA-Z]\d{3,4}")  # the story that this one leads: "1st Ld, a0480"
_COUNT = re.compile(r"[0-9]{1,5}")
_CAPITAL_TOKEN = re.compile(r"[A-Z\d]+(?:[-/][A-Z\d]+)+(?: \(?[A-Z]{2,}\)?)?")
_WIRE_FORM = re.compile(r"(?:BC|AP|AM|PM)-|[A-Z]{2,3}--|[A-Z\d]+(?:-[A-Z\d]+)+$")
_AP_SLUG = re.compile(r"(?:BC|AP|AM|PM)-\S|[A-Z]{2,3}--\S")
_CYCLE = re.compile(r"^(?:BC|AP|AM|PM)-(?=\w)")


class Slugline(NamedTuple):
    """A slug line in its parts."""

    slugline: str  # "BC-US--Ferry Crash": as sent, without take and count
    take: str  # "1st Ld-Writethru"
    word_count: int | None  # as declared


def split_slugline(line: str) -> Slugline:
    """A slug line in its parts: "BC-US--Ferry Crash, 1st Ld-Writethru,640"."""
    line, advance = _without_service_mark(line.strip())
    slug, *parts = (part.strip() for part in line.split(","))
    take = [advance] if advance else []
    if slug.endswith(" ADV") and _COUNT.fullmatch(slug[:-4].rpartition(" ")[2]):
        slug, take = slug[:-4], ["ADV"]
    bare, _, counted = slug.rpartition(" ")
    # "FERRY-CRASH 850" is counted; "WORLD CUP 2030", "HARBROOK/ (UPDATE 1, PIX)" are slugs as they stand.
    count = int(counted) if _COUNT.fullmatch(counted) and _CAPITAL_TOKEN.fullmatch(bare) else None
    slug = slug if count is None else _without_service_mark(bare)[0]
    is_wire_form = bool(_WIRE_FORM.match(slug) or any(map(TAKE.fullmatch, parts)))
    for part in parts:
        if _COUNT.fullmatch(part) and is_wire_form:
            count = int(part)
        elif TAKE.fullmatch(part) or take and _TAKEN_UP.fullmatch(part):
            take.append(part)
        elif part:
            slug = f"{slug}, {part}"
    packed = _PACKED.fullmatch(slug) if not take else None
    if packed:
        slug, take = packed[1], [packed[2]]
    return Slugline(slug, ", ".join(take), count)


def is_wire_slug(line: str) -> bool:
    """Whether a title is a slug in AP's form, and no headline: "US--Ferry Crash", "BC-Ferry Crash"."""
    return bool(_AP_SLUG.match(line))


def bare_slug(slugline: str) -> str:
    """The keyword that all filings of a story share: no "BC-", "AP-", no take. "US--Ferry Crash"."""
    slug = _CYCLE.sub("", split_slugline(slugline).slugline)
    return _SLUG_NOTES.sub("", slug) if slug[-1:] == ")" else slug


def slugified(words: str) -> str:
    """Words as a part of a guid: "US--Ferry Crash" becomes "us-ferry-crash"; letters of any script stay."""
    plain = unicodedata.normalize("NFKC", words).lower().replace("’", "").replace("'", "")
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def _without_service_mark(slug: str) -> tuple[str, str]:
    """A slug without the mark of its news service in brackets, and what a mark says of an advance."""
    advance = ""
    for _ in range(_MOST_MARKS if slug.endswith(")") else 0):
        if found := _SERVICE_MARK.search(slug):
            slug, advance = slug[: found.start()], found["advance"] or advance
    return slug, advance
