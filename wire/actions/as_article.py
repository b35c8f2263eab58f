"""A wire version in the words that an article of ours would have of it: what is picked up, and what updates meet."""

from __future__ import annotations

import re

from wire.agate import tables_for_readers
from wire.models import Article, WireVersion

WORDS_OF_A_VERSION = (
    *("headline", "summary", "kicker", "byline", "dateline", "body", "contributor_line", "language", "rail_heading"),
)
_AGENCY_AND_DASH = re.compile(r"\s*(?:\([A-Za-z]{2,12}\))?[\s_–—-]*\Z")  # "(AFP) -", as fields of some senders hold it


def as_article(version: WireVersion) -> dict[str, str]:
    """By field of an article, what `version` says there, as short as the field needs it."""
    told = {
        "headline": version.headline or version.slugline,
        "summary": version.abstract,
        "kicker": version.kicker,
        "byline": _byline(version),
        "dateline": _AGENCY_AND_DASH.sub("", version.dateline),
        "body": tables_for_readers(version.body_html),
        "contributor_line": version.contributor_line,
        "language": version.language,
        "rail_heading": version.rail_heading,
    }
    return {name: _fitting(name, told[name]) for name in WORDS_OF_A_VERSION}


def _byline(version: WireVersion) -> str:
    """The byline in our type: agencies send names in capitals, and parsers know the people by their names."""
    if not version.byline.isupper() or not version.authors:
        return version.byline
    *others, last = version.authors
    return f"{', '.join(others)} and {last}" if others else last


def _fitting(name: str, value: str) -> str:
    limit = Article._meta.get_field(name).max_length
    return shortened(value, limit) if limit else value


def shortened(text: str, limit: int) -> str:
    """`text`, or as much of it as `limit` characters hold, with an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
