"""What the management part of a NewsML-G2 item says: status, embargo, signals, notes to editors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import NamedTuple

from lxml import etree

from wire.parsers._derived import Status, Times, merged, read_status, signals_named
from wire.parsers._newsml_words import genre_signals
from wire.parsers._time import read_time
from wire.parsers._xml import Node, attribute, once, text_of, words_in
from wire.vocabulary import ItemKind, PubStatus, Signal

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODE = re.compile(r"(?:.*/)?([\w.-]*)[:/]([\w.-]+)")
_LONGEST_CODE = 200
_KINDS = {
    **{"text": ItemKind.TEXT, "picture": ItemKind.PICTURE, "photo": ItemKind.PICTURE, "image": ItemKind.PICTURE},
    **{"graphic": ItemKind.GRAPHIC, "animation": ItemKind.GRAPHIC, "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO},
    **{"composite": ItemKind.COMPOSITE, "package": ItemKind.COMPOSITE, "application": ItemKind.TEXT},
}
# Letters that mean what they mean in one code list only.
_LETTERS = {
    "edstat": {"u": Signal.UPDATE, "c": Signal.CORRECTION, "d": Signal.KILL},
    "msgtype": {"r": Signal.UPDATE, "a": Signal.CORRECTION, "d": Signal.KILL},
}
_NOTES_APART = {"notepad", "closingline", "correctionshort", "public"}  # kept, each under its own name


class Notes(NamedTuple):
    """Notes to editors, and those that have a use of their own, by name."""

    ednote: str
    apart: dict[str, str]
    embargo: str = ""
    corrects: bool = False


def code_of(value: str) -> str:
    """The code without its scheme: "drol:caption" is "caption"."""
    return value.strip().rpartition(":")[2].rpartition("/")[2]


def role_of(node: etree._Element) -> str:
    """An element's role, small letters, without its scheme."""
    return code_of(node.get("role", "") or node.get("roleuri", "")).lower()


def type_of(node: etree._Element) -> str:
    """What kind of thing it names, without the scheme: person, geoArea, category."""
    return code_of(node.get("type", "") or node.get("typeuri", ""))


def asserted(item: Node, node: etree._Element) -> etree._Element | None:
    """What the item itself asserts about a thing that it names by a mark only; dpa puts its places there."""
    asserts = list(item.iterfind("assert"))
    mark = node.get("literal") or node.get("qcode")
    if not asserts or not mark or node.find("name") is not None:
        return None
    return next((each for each in asserts if mark in (each.get("literal"), each.get("qcode"))), None)


def named(node: etree._Element, language: str = "") -> str:
    """A party's, place's or subject's name; else what it is called literally."""
    names = [(each.get(_LANG, "")[:2], text) for each in node.findall("name") if (text := text_of(each))]
    wanted = next((text for lang, text in names if lang in ("", language[:2])), "")
    return wanted or (names[0][1] if names else "") or " ".join(node.get("literal", "").split())


def called(item: Node, node: etree._Element) -> str:
    """A place's or subject's name; of what the item itself asserts, the name there."""
    told = asserted(item, node)
    return named(node) if told is None else text_of(told, "POIDetails/address/locality/name") or text_of(told, "name")


@once
def language_of(item: Node) -> str:
    """The content's own word before the content's mark-up, before the item's."""
    inside = (attribute(each, ".", _LANG) for each in item.iterfind("contentSet/*"))
    return attribute(item, "contentMeta/language", "tag") or next(filter(None, inside), "") or item.get(_LANG, "")


@once
def kind_of(item: Node) -> ItemKind:
    """The class as sent; unsaid, what the item is made of. A package is one, whatever it calls itself."""
    if item.tag == "packageItem":
        return ItemKind.COMPOSITE
    known = _KINDS.get(code_of(attribute(item, "itemMeta/itemClass", "qcode", "uri", "literal")).lower())
    if known:
        return known
    remote = item.find("contentSet/remoteContent")
    inline = any(item.find(f"contentSet/{name}") is not None for name in ("inlineXML", "inlineData"))
    if remote is None or inline:
        return ItemKind.TEXT
    return _KINDS.get(remote.get("contenttype", "").partition("/")[0].lower(), ItemKind.TEXT)


def status_of(item: Node) -> Status:
    """The publishing status; Reuters deletes by a signal, AP by a role, and both leave the status usable."""
    word = attribute(item, "itemMeta/pubStatus", "qcode", "uri", "literal") or text_of(item, "itemMeta/pubStatus")
    asked, sent = coded_signals(item), read_status(word)
    if Signal.KILL in asked:
        return Status(PubStatus.CANCELED, (Signal.KILL,))
    if Signal.WITHHOLD in asked and sent.pubstatus == PubStatus.USABLE:
        return Status(PubStatus.WITHHELD, merged(sent.signals, (Signal.WITHHOLD,)), sent.unknown)
    return sent


def embargo_of(item: Node, times: Times, zone: tzinfo) -> datetime | None:
    """Until when it is embargoed. An empty element is an embargo until further notice."""
    sent = item.find("itemMeta/embargoed")
    note = notes_of(item).embargo if sent is None else ""
    if sent is None and not note:
        return None
    moment = read_time(text_of(sent) or note, zone)
    return times.keep("embargoed_until", moment if moment.at or moment.words else moment._replace(words="embargoed"))


@once
def coded_signals(item: Node) -> tuple[Signal, ...]:
    """Signals given as codes; codes that only route an item are none."""
    return merged(signal for scheme, code in _codes(item) for signal in _signals_of(scheme, code))


def signals_of(item: Node) -> tuple[Signal, ...]:
    """Everything fields ask: codes, kinds of copy, notes that are corrections."""
    genres = [each for path in ("contentMeta/genre", "itemMeta/profile") for each in item.iterfind(path)]
    words = [named(each) or text_of(each) or code_of(each.get("qcode", "")) for each in genres]
    correction = (Signal.CORRECTION,) if notes_of(item).corrects else ()
    return merged(coded_signals(item), genre_signals(words), correction)


@once
def notes_of(item: Node) -> Notes:
    """The notes: most are one text for editors; some are known by their roles."""
    said: dict[str, None] = {}
    apart: defaultdict[str, list[str]] = defaultdict(list)
    embargo, corrects = "", False
    for note in item.iterfind("itemMeta/edNote"):
        role = role_of(note)
        text = " ".join(" ".join(words_in(note)).split()) if len(note) else text_of(note)
        if role in _NOTES_APART and text:
            apart[f"note_{role}"].append(text)
        if text and role not in ("notepad", "closingline"):
            said[text] = None
        embargo = text or "embargoed" if role.startswith("embargo") else embargo
        corrects = corrects or role in ("correction", "correctionshort")
    return Notes("\n".join(said), {name: "\n".join(texts) for name, texts in apart.items()}, embargo, corrects)


def _codes(item: Node) -> Iterator[tuple[str, str]]:
    meta = item.find("itemMeta")
    for each in meta if meta is not None else ():
        if each.tag == "signal":
            found = _CODE.fullmatch(attribute(each, ".", "qcode", "uri")[:_LONGEST_CODE])
            yield (found[1].lower(), found[2].lower()) if found else ("sig", each.get("literal", "").lower())
        elif each.tag == "role":  # AP: what kind of filing it is, by name
            yield "sig", (named(each) or code_of(each.get("qcode", ""))).lower()
        elif "msgtype" in f"{each.tag}{each.get('type', '')}".lower():
            sent = attribute(each, ".", "qcode", "value", "literal", "valueuri") or text_of(each)
            yield "msgtype", code_of(sent).lower()
    # Reuters hangs it on the class of the item, in a namespace of its own: rtr:msgType="D".
    for holder in [meta, meta.find("itemClass")] if meta is not None else ():
        for name in map(str, holder.keys()) if holder is not None else ():
            if holder is not None and name.endswith("msgType"):
                yield "msgtype", holder.get(name, "").strip().lower()


def _signals_of(scheme: str, code: str) -> tuple[Signal, ...]:
    for letters, meanings in _LETTERS.items():
        if scheme.endswith(letters):
            return (meanings[code],) if code in meanings else ()
    if scheme.startswith("update") or (scheme.endswith(("sig", "signal")) and code.startswith(("update", "replace"))):
        return (Signal.UPDATE,)
    return signals_named([code]) if not scheme or scheme.endswith(("sig", "signal")) else ()
