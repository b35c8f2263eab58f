"""AP Media API JSON: how its bytes are told from ninjs, and the items in a page, a feed or a file of one item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wire.parsers._ninjs_keys import AP_NAMES, Story, outer_keys, read_stories, text_at
from wire.parsers._text import decode
from wire.parsers.errors import MalformedItem

_PAGE = re.compile(r'"method"\s*:\s*"/content|\bapi\.ap\.org\b')
_LOOKED_AT = 65_536
_NAME_IN_ADDRESS = re.compile(r"/content/([0-9A-Za-z]{8,64})(?=[./?#]|$)")
# Words of one session or one customer that AP hangs on its addresses.
_SESSION = re.compile(r"(?<=[?&])(?:qt|et|ai|cid|pt|dt|apikey)=[^&#]*&?", re.IGNORECASE)


def looks_like_ap_media(data: bytes) -> bool:
    """Whether this is an answer of the AP Media API, or one item of it saved by itself."""
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return False
    text = decode(data[:_LOOKED_AT])
    is_page = ('"/content' in text or "api.ap.org" in text) and bool(_PAGE.search(text))
    if "altids" not in text and not is_page:
        return False
    outer: dict[str, int] = {}
    for key, value_at in outer_keys(text):
        outer.setdefault(key, value_at)
    if "altids" in outer and AP_NAMES.match(text, outer["altids"]):
        return True
    if "api_version" in outer and is_page:
        return True
    return bool({"data", "item", "items"} & outer.keys() and AP_NAMES.search(text))


def read_ap_stories(data: bytes, format_name: str) -> Iterator[tuple[Story, Any]]:
    """Each item with the NITF that was fetched for it, if any. Raises MalformedItem."""
    for page in read_stories(data, format_name):
        inner = page.get("data")
        held = inner if isinstance(inner, dict) else page
        entries = held.get("items", [held])
        if not isinstance(entries, list):
            raise MalformedItem(f"{format_name}: “items” is no list but {type(entries).__name__}.")
        for number, entry in enumerate(entries, 1):
            story = entry.get("item", entry) if isinstance(entry, dict) else entry
            if not isinstance(story, dict):
                raise MalformedItem(f"{format_name}: item {number} is no object but {type(story).__name__}.")
            alone = [held, page] if len(entries) == 1 else []
            yield story, next((each["nitf"] for each in (story, entry, *alone) if each.get("nitf")), None)


def item_id(story: Story) -> str:
    """The name that all versions share; of an item that is only pointed to, from its address."""
    names = story.get("altids")
    named = text_at(names, "itemid") if isinstance(names, dict) else ""
    found = _NAME_IN_ADDRESS.search(text_at(story, "uri"))
    return named or (found[1] if found else lasting_address(text_at(story, "uri")))


def lasting_address(address: str) -> str:
    """An address without the words of a session, and without any key."""
    return _SESSION.sub("", address).rstrip("?&")
