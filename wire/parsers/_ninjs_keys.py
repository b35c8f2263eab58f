"""How ninjs 1, 2 and 3 spell the same thing: keys in any case, singular or plural, one value or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wire.parsers._digitalwires import as_ninjs, is_digitalwires
from wire.parsers._text import decode
from wire.parsers.errors import MalformedItem

Story = Mapping[str, Any]
Variant = tuple[str, str, str]


class Remembered(dict[str, Any]):
    """A story that is asked several times for the forms of its texts, and looks for them once."""

    def __init__(self, story: Story) -> None:
        super().__init__(story)
        self.variants: dict[tuple[str, str], tuple[Variant, ...]] = {}


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_SIGN = re.compile(r'"((?>[^"\\]++|\\.)*+)"\s*(:?)|([{}\[\]])', re.DOTALL)
_VALUE = re.compile(r'\s*"((?>[^"\\]++|\\.)*+)"')
_SESSION = re.compile(r"(?<=[?&])(?:qt|et|ai|cid|pt)=[^&#]*&?")
_STANDARD = re.compile(r'"\$?standard"\s*:\s*\{[^{}]{0,400}"name"\s*:\s*"ninjs"', re.IGNORECASE)
# AP's own names beside the uri: such JSON is of the AP Media API, a cousin of ninjs with a reader of its own.
AP_NAMES = re.compile(r'(?:"altids"\s*:)?\s*\{[^{}]{0,2000}"itemid"\s*:\s*"')
_LOOKED_AT = 65_536
_DEEPEST = 100  # levels; what reads the values later walks them by recursion
_ENOUGH = 4
# What a key says for these bytes being ninjs. Words that any JSON may use weigh little.
_WEIGHTS = {
    **dict.fromkeys(("uri", "guid"), 2),
    **dict.fromkeys(("versioncreated", "pubstatus", "embargoed", "embargoeduntil", "representationtype"), 2),
    **dict.fromkeys(("headlines", "bodies", "copyrightholder", "copyrightnotice", "infosources", "slugline"), 2),
    **dict.fromkeys(("body_text", "body_html", "body_xhtml", "body_html5", "description_text", "firstcreated"), 2),
    **dict.fromkeys(("headline", "byline", "urgency", "associations", "renditions", "ednote", "usageterms"), 1),
    **dict.fromkeys(("descriptions", "located"), 1),
    **{"urn": 2, "article_html": 2, "version_created": 1},
}
# Under what keys an API answers with a list of items.
_PAGES = ("items", "_items", "item", "hits", "results", "docs", "articles")
_LIST_OF_OBJECTS = re.compile(r"\s*\[\s*\{")
_TYPES = {"text", "audio", "video", "picture", "graphic", "composite", "component", "planning", "event"}


def looks_like_ninjs(data: bytes, may_be_page: bool = True) -> bool:
    """Whether the keys of the outermost object are those of ninjs; broken-off JSON has them too.

    `may_be_page`: whether the items may lie in a list of their own, in the answer of an API.
    """
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] not in (b"{", b"[") and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    text = decode(data[:_LOOKED_AT])
    weight, seen = 0, set()
    if '"itemid"' in text and any(k == "altids" and AP_NAMES.match(text, at) for k, at in outer_keys(text)):
        return False
    for key, value_at in outer_keys(text):
        if key not in seen:
            seen.add(key)
            weight += _weight(key, text, value_at)
        if weight >= _ENOUGH:
            return True
        if may_be_page and key in _PAGES and _LIST_OF_OBJECTS.match(text, value_at) and not AP_NAMES.search(text):
            return looks_like_ninjs(text[value_at:].encode("utf-8", "replace"), may_be_page=False)
    return bool(_STANDARD.search(text))


def unwrapped(stories: list[Story]) -> Iterator[Story]:
    """The objects themselves, and those in an answer of an API: {"_items": [...]}."""
    for story in stories:
        pages = [story[key] for key in _PAGES if isinstance(story.get(key), list)]
        inside = [each for page in pages for each in page if isinstance(each, dict)]
        if inside and not any(map(story.get, ("uri", "guid", "headline", "headlines", "type"))):
            yield from (as_ninjs(each) if is_digitalwires(each) else each for each in inside)
        else:
            yield as_ninjs(story) if is_digitalwires(story) else story


def read_stories(data: bytes, format_name: str) -> list[Story]:
    """The objects in these bytes, keys in small letters. Raises MalformedItem."""
    try:
        read = json.loads(decode(data), object_pairs_hook=_folded)
    except RecursionError as error:
        raise MalformedItem(f"{format_name}: the JSON is nested too deep to be a story.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}"
        raise MalformedItem(f"{format_name}: the JSON is broken off or damaged ({where}): {error.msg}") from error
    except ValueError as error:  # a number longer than Python reads
        raise MalformedItem(f"{format_name}: the JSON cannot be read: {error}") from error
    if _nested_deeper(read, _DEEPEST):
        raise MalformedItem(f"{format_name}: the JSON is nested too deep to be a story.")
    stories = read if isinstance(read, list) else [read]
    for number, story in enumerate(stories, 1):
        if not isinstance(story, dict):
            raise MalformedItem(f"{format_name}: item {number} is no object but {type(story).__name__}.")
    return stories


def text_at(story: Story, *keys: str) -> str:
    """The words of the first of `keys` that has any, on one line."""
    for key in keys:
        value = story.get(key)
        if type(value) is str:
            if value.isprintable() and "  " not in value and (text := value.strip()):
                return text
            text = raw_text(value).strip()
        else:
            text = _text(value) if value is not None else ""
        if text:
            # Of all blanks only the space is printable: what is, stands on one line.
            return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text).strip()
    return ""


def lasting_name(story: Story) -> str:
    """The uri; AP hangs words of its session on it, which change from one fetch to the next."""
    uri = text_at(story, "uri", "guid")
    return _SESSION.sub("", uri).rstrip("?&") if ".ap.org/" in uri else uri


def raw_text(value: Any) -> str:
    """A string as sent, without characters that no text may hold; "" when it is no string."""
    if not isinstance(value, str):
        return ""
    return value if value.isprintable() else _FORBIDDEN.sub("", value)


def whole_number(value: Any) -> int | None:
    """A number that counts something; None for anything else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def each_at(story: Story, *keys: str) -> Iterator[Any]:
    """All values at `keys`: of a list, of an object its values, or the one value itself."""
    for key in keys:
        value = story.get(key)
        if isinstance(value, list):
            yield from value
        elif value not in (None, ""):
            yield value


def named_objects(story: Story, key: str) -> Iterator[tuple[str, Story]]:
    """The objects at `key` with their names: ninjs 1 has them as keys, 2 and 3 in a "name" of each."""
    value = story.get(key)
    unnamed = value if isinstance(value, list) else []
    for name, held in value.items() if isinstance(value, dict) else [("", each) for each in unnamed]:
        for each in held if isinstance(held, list) else [held]:
            if isinstance(each, dict):
                yield name or text_at(each, "name"), each


def variants(story: Story, one: str, many: str) -> Sequence[Variant]:
    """(role, content type, value) of a text that comes in several forms: `body_html` or `bodies: [...]`."""
    if not isinstance(story, Remembered):
        return tuple(_variants(story, one, many))
    if (one, many) not in story.variants:
        story.variants[one, many] = tuple(_variants(story, one, many))
    return story.variants[one, many]


def _variants(story: Story, one: str, many: str) -> Iterator[Variant]:
    prefix = f"{one}_"
    for key, value in story.items():
        if key.startswith(one) and (key == one or key.startswith(prefix)):
            yield key[len(prefix) :], "", _as_read(value)
    for each in each_at(story, many):
        if isinstance(each, dict):
            kind = text_at(each, "contenttype", "mimetype").lower()
            yield text_at(each, "role").lower(), kind, _as_read(each.get("value"))
        else:
            yield "", "", raw_text(each)


def _as_read(value: Any) -> str:
    """A string of an object, which was cleaned when it was read; "" when it is no string."""
    return value if isinstance(value, str) else ""


def cleaned(value: Any) -> Any:
    """JSON that may be kept: no characters that a database refuses."""
    if isinstance(value, str):
        return raw_text(value)
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    if isinstance(value, dict):
        return {raw_text(key): cleaned(each) for key, each in value.items()}
    return value if value is None or abs(value) < 10**15 else str(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return raw_text(value).strip()
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return text_at(value, "name", "value", "code")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return ""


def _folded(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    folded: dict[str, Any] = {}
    for key, value in pairs:
        small = key.lower()
        if folded.get(small) in (None, "", [], {}):  # "embargoed": "…" is not undone by a later "Embargoed": null
            folded[small] = raw_text(value) if isinstance(value, str) else value
    return folded


def _nested_deeper(read: Any, levels: int) -> bool:
    level = [read]
    while level and levels >= 0:
        inner = (each.values() if isinstance(each, dict) else each for each in level if isinstance(each, (dict, list)))
        level = [value for values in inner for value in values if isinstance(value, (dict, list))]
        levels -= 1
    return bool(level)


def outer_keys(text: str) -> Iterator[tuple[str, int]]:
    """The keys of the outermost object, small, and where their values begin."""
    depth = outermost = 0
    for sign in _SIGN.finditer(text):
        if sign[3]:
            depth += 1 if sign[3] in "{[" else -1
        elif sign[2]:
            outermost = outermost or depth
            if depth == outermost:
                yield sign[1].lower(), sign.end()


def _weight(key: str, text: str, value_at: int) -> int:
    if key != "type":
        return _WEIGHTS.get(key, 0)
    value = _VALUE.match(text, value_at)
    return 1 if value and value[1].lower() in _TYPES else 0
