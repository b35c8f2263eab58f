"""The NITF that comes with AP's metadata: what it says fills the gaps that the metadata leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from wire.parsers._body import read_copy
from wire.parsers._ninjs_body import best_body
from wire.parsers._ninjs_keys import raw_text
from wire.parsers._xml import parse_xml, root_tag
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.nitf import NITF

# What AP says in its metadata as well as in the NITF; the metadata win.
_SHARED = (
    *("headline", "abstract", "slugline", "take", "byline", "authors", "dateline", "city", "language", "urgency"),
    *("priority", "category", "keywords", "subjects", "sequence", "ednote", "usage_terms", "copyright_holder"),
    *("source", "copyright_notice", "embargoed_until", "expires_at", "first_created", "version_created", "media"),
)


def fetched_nitf(sent: Any, format_name: str, context: Context) -> ParsedItem | None:
    """The story that was fetched for an item: NITF, or an object or a text that somebody made of it."""
    if isinstance(sent, Mapping):
        copy = read_copy(best_body(sent, ""))
    else:
        text = raw_text(sent)
        data = text.encode("utf-8", "replace")
        if root_tag(data) == "nitf":
            return read_nitf(parse_xml(data, format_name), context)
        copy = read_copy(best_body({"body_html": text}, ""))
    return ParsedItem(
        body_html=copy.body_html,
        dateline=copy.dateline,
        city=copy.city,
        contributor_line=copy.contributor_line,
        word_count=copy.word_count,
    )


def read_nitf(story: etree._Element | None, context: Context) -> ParsedItem | None:
    """The item of an embedded <nitf>; None when it says nothing by itself."""
    try:
        return NITF().item(story, context) if story is not None else None
    except MalformedItem:
        return None


def with_gaps_filled(fields: Mapping[str, Any], nitf: ParsedItem | None) -> dict[str, Any]:
    """`fields`, with what only the NITF says. What was made up for the NITF is not taken."""
    if nitf is None:
        return dict(fields)
    takeable = [key for key in _SHARED if key in fields and key not in nitf.assumed]
    return {**fields, **{key: getattr(nitf, key) for key in takeable if not fields[key]}}


def said_besides(nitf: ParsedItem | None) -> dict[str, Any]:
    """What the NITF says that has no field, but for how a name was made for it."""
    return {key: value for key, value in nitf.extra.items() if key != "guid_from"} if nitf else {}
