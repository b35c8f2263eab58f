"""Every way in which an article or a photo can stand towards readers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from wire.models import Article, PhotoAsset, Section
from wire.tests.cast import DAY, HOUR, section
from wire.vocabulary import DeskStatus, PubStatus

WORDS = "Embargoed until noon"
EMBARGOES: list[dict[str, Any]] = [
    {},
    {"embargoed_until": DAY - HOUR},
    {"embargoed_until": DAY},
    {"embargoed_until": DAY + HOUR},
    {"embargo_words": WORDS},
    {"embargo_words": WORDS, "embargoed_until": DAY - HOUR},
    {"embargo_words": WORDS, "embargoed_until": DAY + HOUR},
]
EXPIRIES = [None, DAY - HOUR, DAY, DAY + HOUR]
WHOLE = {"headline": "Ferry returns", "body": "<p>It is back.</p>", "section": True}
GAPS: list[dict[str, Any]] = [
    {},
    {"headline": ""},
    {"body": ""},
    {"section": None},
    {"headline": "", "body": "", "section": None},
]
PUBLISH_AT = [None, DAY, DAY + HOUR]
RIGHTS: list[dict[str, str]] = [
    {},
    {"barred_words": "ONLINE OUT"},
    {"unacknowledged_words": "NO ARCHIVING"},
    {"barred_words": "ONLINE OUT", "unacknowledged_words": "NO ARCHIVING"},
]
CREDITS = ["", "Mara Quist"]


def articles() -> list[Article]:
    """Stored, one of each that the database lets in."""
    local = section()
    return Article.objects.bulk_create(_each_article(local))


def photos() -> list[PhotoAsset]:
    """Stored, one of each."""
    stances = product(PubStatus, EMBARGOES, EXPIRIES, RIGHTS, CREDITS)
    return PhotoAsset.objects.bulk_create(
        PhotoAsset(pubstatus=word, expires_at=expiry, credit_line=credit, added_at=DAY, **embargo, **rights)
        for word, embargo, expiry, rights, credit in stances
    )


def _each_article(local: Section) -> Iterator[Article]:
    stances = product(PubStatus, DeskStatus, EMBARGOES, EXPIRIES, PUBLISH_AT, GAPS, RIGHTS)
    for number, (word, desk, embargo, expiry, moment, gap, rights) in enumerate(stances):
        if rights and (gap or moment):  # enough to meet every other rule without a grid that takes minutes
            continue
        told = WHOLE | gap
        if desk == DeskStatus.PUBLISHED and not (told["headline"] and told["section"]):
            continue
        told["section"] = local if told["section"] else None
        ours = {"desk_status": desk, "address": f"local-news/2031/05/06/{number}", "first_published_at": DAY}
        killed = {"killed_at": DAY, "kill_notice": "Withdrawn."} if desk == DeskStatus.KILLED else {}
        moments = {"expires_at": expiry, "publish_at": moment, "created_at": DAY, "saved_at": DAY}
        yield Article(pubstatus=word, **ours, **killed, **moments, **embargo, **rights, **told)
