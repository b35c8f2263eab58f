"""What a sender left out and a desk needs: a headline, a lasting name. And what fields and words ask of the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from html import unescape
from typing import Any, NamedTuple

from wire.parsers._body import edge_words, opening_words
from wire.parsers._credit import split_credit, split_for_clients
from wire.parsers._dateline import AGENCIES
from wire.parsers._embargo import embargo_lifts_at
from wire.parsers._text import embargo_words_in, first_sentence, people_in, signals_in
from wire.parsers._time import Moment
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem, ParsedMedia
from wire.sluglines import bare_slug, slugified
from wire.vocabulary import PubStatus, Signal

_LONGEST_HEADLINE = 120
# "By", also in languages where it begins no name.
_BY = re.compile(r"^(?:(?i:by)[\s:]+(?=\S)|(?:Av|AV|Af|Par|PAR|Por|POR|Door|DOOR|Von|VON)[\s:]+(?=[^\W\d_a-z]))")
# What stands behind a name in a byline and is nobody: "Ada Moor, Transport Reporter".
_NOBODY = re.compile(
    r"(?:The .*|.*\b(?:Reporters?|Editors?|Correspondents?|Writers?|Columnists?|Staff|Press|Agency|News|Bureau|Chief"
    r"|Media|Newsroom|Office|Desk|Team|Communications|Relations))"
)
_AND_AGENCY = re.compile(r"\s?/\s?(?:[^\W\d_a-z]{2,}(?:\s?/.*)?|ritzau/?)$")  # "Ada Moor/TT", "Ada Moor /ritzau/"
_WHERE = re.compile(r" in [^\W\d_a-z][^,&]*?(?=,| and | & |$)")  # "Ada Moor in Port Alder and Lee Park"
_THEN = re.compile(r";\s*(?:[^\W\d_]+ by )?")  # "DANA ORTEGA; compiled by Lee Park"
# "Story and photos by Hal Moor", "Ada Moor; photos by Lee Park".
_MADE_BY = re.compile(
    r"(?:^|(?<=, ))(?i:(?:(?:story|text|words|reporting|photos?|photographs|pictures|video|graphics?)"
    r"(?:, |,? and | & | ))+by )(?=[^\W\d_a-z])"
)
_UPDATES = re.compile(
    r"\b(?:UPDATES?|RECASTS?|UPDATING)\b[:,]?"
    # What another filing brings; "Updates to follow" promises one.
    r"|(?m:^)\(?(?:Updates|Recasts):? (?!to (?:come|follow)|will |are |as |at |every |expected|on |throughout the )"
    r"|(?m:^)\(?(?:[Nn]eu|[Aa]ktualisiert|[Oo]ppdatert|[Oo]pdateret|[Uu]ppdaterad): "
    r"|\b(?:er oppdatert|er opdateret|är uppdaterad)\b"
)
_CORRECTS = re.compile(r"(?m)^\(?(?:Corrects|Refiles)\b")
_LINES = ("headline", "abstract", "byline", "slugline", "dateline", "city", "ednote", "caption", "credit_line")
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9A-Fa-f]{2,4}|[A-Za-z]{2,8});")
_EMBARGO_BY_CODE = "embargoed"  # where a status or a code says so and no words do: an embargo without end
_STATUS = {
    "": (PubStatus.USABLE, ()),
    "usable": (PubStatus.USABLE, ()),
    "embargoed": (PubStatus.USABLE, (Signal.EMBARGO,)),
    "withheld": (PubStatus.WITHHELD, (Signal.WITHHOLD,)),
    "canceled": (PubStatus.CANCELED, (Signal.KILL,)),
    "cancelled": (PubStatus.CANCELED, (Signal.KILL,)),
    "killed": (PubStatus.CANCELED, (Signal.KILL,)),
}


_NAMED = {
    **{signal.value: signal for signal in Signal},
    **{"corrective": Signal.CORRECTION, "elimination": Signal.KILL, "delete": Signal.KILL},
    **{"writethru": Signal.UPDATE, "lead": Signal.UPDATE, "holdforrelease": Signal.EMBARGO, "flash": Signal.ALERT},
    **{"daybook": Signal.ADVISORY},
}


class Status(NamedTuple):
    """The sender's status word as ours, what it asks for, and the word itself when it is none we know."""

    pubstatus: PubStatus
    signals: tuple[Signal, ...] = ()
    unknown: str = ""


class Identity(NamedTuple):
    """A name made of stable fields, and which they were."""

    guid: str
    made_from: tuple[str, ...]


def read_status(word: str) -> Status:
    """A status that we do not know is withheld: nothing is shown because we failed to understand."""
    plain = word.strip().lower().rpartition(":")[2].rpartition("/")[2]
    if plain in _STATUS:
        return Status(*_STATUS[plain])
    return Status(PubStatus.WITHHELD, (Signal.WITHHOLD,), word.strip())


def merged(*signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """Signals of several places, each once, in the vocabulary's order."""
    found = {signal for some in signals for signal in some}
    return tuple(signal for signal in Signal if signal in found) if found else ()


def signals_named(codes: Iterable[str]) -> tuple[Signal, ...]:
    """Signals given as codes: "sig:correction", "Kill"; what we do not know is no signal."""
    plain = (code.strip().lower().rpartition(":")[2].rpartition("/")[2] for code in codes)
    return tuple(_NAMED[code] for code in plain if code in _NAMED)


def update_signals(ednote: str) -> tuple[Signal, ...]:
    """Notes to editors say "UPDATES: adds comment", and "(Corrects name in paragraph 3)", in words of their own."""
    updates = (Signal.UPDATE,) if _UPDATES.search(ednote) else ()
    return (*updates, Signal.CORRECTION) if _CORRECTS.search(ednote) else updates


def without_by(byline: str) -> str:
    """A byline as printed, without "By "."""
    return _BY.sub("", byline.strip()).strip()


def people(byline: str) -> tuple[str, ...]:
    """The people of a byline; an agency's own name, or its letters, are nobody."""
    if byline.startswith("The "):
        return ()
    byline = _WHERE.sub("", byline) if " in " in byline else byline
    byline = _THEN.sub(", ", byline) if ";" in byline else byline
    names = people_in(_MADE_BY.sub("", byline) if " by " in byline else byline)
    names = tuple(_AND_AGENCY.sub("", name) for name in names) if "/" in byline else names
    return tuple(
        name
        for name in names
        if " " in name and not _NOBODY.fullmatch(name) and name.partition(" ")[0] not in AGENCIES  # "PA Sport"
    )


def headline_from(*candidates: str) -> str:
    """The first that says anything, cut at a word when it is too long for a headline."""
    for each in candidates:
        line = each.strip()
        if len(line) > _LONGEST_HEADLINE:
            line = line[:_LONGEST_HEADLINE].rpartition(" ")[0].rstrip(" ,;:-–—") + "…"
        if line:
            return line
    return ""


def guid_from(name: str, source: str, slugline: str, headline: str, at: datetime | None, context: Context) -> Identity:
    """A lasting name for an item that has none: the same for every version of the story on its day."""
    day = at or context.received_at
    slug = bare_slug(slugline)
    parts = [
        ("source", slugified(source)),
        ("slugline" if slug else "headline", slugified(slug or headline) or (slug or headline).encode().hex()[:16]),
        ("date" if at else "received_at", f"{day.astimezone(context.zone):%Y-%m-%d}" if day else ""),
    ]
    used = [(what, word) for what, word in parts if word]
    return Identity(":".join([name, *(word for _, word in used)]), tuple(what for what, _ in used))


class Times:
    """Collects the moments of one item: which had no zone, and which could not be read."""

    def __init__(self) -> None:
        self.zone_assumed = False
        self.unreadable: dict[str, str] = {}

    def keep(self, key: str, moment: Moment) -> datetime | None:
        """The time itself; notes beside it what a desk should know of it."""
        self.zone_assumed |= moment.zone_assumed
        if moment.words:
            self.unreadable[key] = moment.words
        return moment.at


def finished(
    name: str, fields: Mapping[str, Any], context: Context, *, status: Status, times: Times, extra: dict[str, Any]
) -> ParsedItem:
    """The item, with what follows from several of its fields. Raises MalformedItem when it says nothing.

    `fields`: what the sender said, under the item's keys; "headline_instead": what may serve for a headline.
    """
    said = _without_words_to_clients(_escaped_once(fields))
    instead = said.pop("headline_instead", ())
    assumed = [] if said["headline"] else ["headline"]
    if not said["headline"]:
        lead = first_sentence(opening_words(said["body_html"]))
        said["headline"] = headline_from(*instead, lead, said["slugline"])
    if not (said["headline"] or said["guid"]):
        raise MalformedItem(f"{name}: there is no story in it: no id, headline, slugline, words or caption was found.")
    if not said["guid"]:
        at = said["first_created"] or said["version_created"]
        made = guid_from(name, said["source"], said["slugline"], said["headline"], at, context)
        said["guid"], extra["guid_from"] = made.guid, list(made.made_from)
        assumed.append("guid")
    if times.zone_assumed:
        assumed.append("zone")
    if status.unknown:
        extra["pubstatus"] = status.unknown
    said = _signalled(said, status, times.unreadable.pop("embargoed_until", ""), written_at(said, context))
    if said.pop("embargo_assumed"):
        assumed.append("embargoed_until")
    return ParsedItem(**said, pubstatus=status.pubstatus, assumed=tuple(assumed), extra=extra | times.unreadable)


def _escaped_once(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Lines that were escaped once more than their format does: "Moor &amp; Lund"."""
    twice = {key: line for key in _LINES if "&" in (line := fields.get(key) or "") and ";" in line}
    return {**fields, **{key: _ENTITY.sub(lambda found: unescape(found[0]), line) for key, line in twice.items()}}


def _without_words_to_clients(said: dict[str, Any]) -> dict[str, Any]:
    """Captions are for readers: orders, terms of use and what was put right have fields of their own."""
    media, told = said.get("media") or (), split_for_clients(said.get("caption") or "")
    if told.terms or told.notice:
        said["caption"] = told.caption
        said["usage_terms"] = _both(said.get("usage_terms") or "", told.terms)
        said["ednote"] = _both(said.get("ednote") or "", told.notice)
    if media:
        said["media"] = tuple(map(_for_readers, media))
    return said


def _for_readers(medium: ParsedMedia) -> ParsedMedia:
    told = split_for_clients(medium.caption)
    if not (told.terms or told.notice):
        return medium
    terms = _both(medium.usage_terms, told.terms)
    notice = {"ednote": _both(medium.extra.get("ednote", ""), told.notice)} if told.notice else {}
    credit, extra = split_credit(told.caption)[1] or medium.credit_line, {**medium.extra, **notice}
    return replace(medium, caption=told.caption, usage_terms=terms, credit_line=credit, extra=extra)


def _both(known: str, more: str) -> str:
    return known if more in known else f"{known}\n{more}".strip()


def written_at(said: Mapping[str, Any], context: Context) -> datetime | None:
    """When the words of an item were written, in the sender's zone: its notes speak of "Thursday" from there."""
    at = said.get("version_created") or said.get("first_created") or context.received_at
    return at.astimezone(context.zone) if at else None


def _signalled(said: dict[str, Any], status: Status, unreadable_embargo: str, near: datetime | None) -> dict[str, Any]:
    """The fields with the signals of status, fields and words. An embargo nobody can read is still an embargo."""
    headers = (said["headline"], said["slugline"], said["take"], said["ednote"], edge_words(said["body_html"]))
    in_words = signals_in(*headers)
    words = unreadable_embargo or (embargo_words_in(*headers) if Signal.EMBARGO in in_words else "")
    sent = None if unreadable_embargo else said["embargoed_until"]
    told = sent or (embargo_lifts_at([words]) if words else None)
    until = told or (embargo_lifts_at([words], near) if words else None)
    embargo = (Signal.EMBARGO,) if words or until else ()
    signals = merged(status.signals, said.get("signals", ()), in_words, update_signals(said["ednote"]), embargo)
    if Signal.EMBARGO in signals and not until:
        words = words or _EMBARGO_BY_CODE
    found = {"signals": signals, "embargo_words": words, "embargoed_until": until}
    return said | found | {"embargo_assumed": until is not None and told is None}
