"""Labelled lines that a correspondent sets over the copy: "Headline: …", "Byline: …", "Slug: …"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wire.parsers._body import words_of
from wire.parsers._derived import people, without_by
from wire.parsers._embargo import embargo_lifts_at
from wire.parsers._mail_time import read_mail_time
from wire.parsers.item import Context, ParsedItem
from wire.sluglines import split_slugline
from wire.vocabulary import Signal

_FIELDS = {
    **dict.fromkeys(("headline", "title", "story title"), "headline"),
    **dict.fromkeys(("byline", "author", "reporter"), "byline"),
    **dict.fromkeys(("slug", "slugline"), "slugline"),
    **dict.fromkeys(("abstract", "summary"), "abstract"),
    **dict.fromkeys(("keywords", "tags"), "keywords"),
    **dict.fromkeys(("category", "categories", "section"), "category"),
    **dict.fromkeys(("dateline", "city"), "dateline"),
    **dict.fromkeys(("embargo", "embargoed until"), "embargo"),
    **dict.fromkeys(("ednote", "editor's note", "note to editors", "notes to editors", "eds"), "ednote"),
    **dict.fromkeys(("body", "story", "text", "article", "copy"), "body"),
    **{name: name for name in ("urgency", "priority", "language", "source", "copyright", "usage", "place", "location")},
}
_IN_THE_BLOCK = dict.fromkeys(("note", "notes", "desk note"), "ednote")  # copy may open so as well
_OPENS = re.compile(
    r"\s*(?:headline|byline|slug(?:line)?|abstract|summary|keywords|story title)\s*:\s*\S", re.IGNORECASE
)
_LINE = re.compile(r"\s*([A-Za-z][A-Za-z’' ]{1,24}?)\s?:(?:\s+(.*)|)$")
_USED = {"slugline", "embargo", "copyright", "usage"}  # under other names
_URGENCIES = tuple("12345678")
_MOST_LINES = 40


def opens_form(text: str) -> bool:
    return bool(_OPENS.match(text))


def read_form(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The labelled lines' values, and how many lines they took. "Body:" ends them."""
    said: dict[str, str] = {}
    last, end = "", 0
    for at, line in enumerate(lines[:_MOST_LINES]):
        found = _LINE.match(line)
        name = _name(found[1], said, lines[at - 1] if at else "") if found else ""
        if found and name == "body":
            return (said, at) if found[2] else (said, at + 1)
        if found and name:
            said[name], last, end = (found[2] or "").strip(), name, at + 1
        elif last == "abstract" and line.strip() and end == at:
            said[last], end = f"{said[last]} {line.strip()}".strip(), at + 1
        elif line.strip():
            break
    return said, end


def read_html_form(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The same of house HTML, and the lines below it."""
    parts = [(at, part) for at, line in enumerate(lines[:_MOST_LINES]) for part in [*line.split("<br>"), ""]]
    said, taken = read_form([words_of(part) for _, part in parts])
    below = parts[taken:]
    if not said or not below:
        return said, []
    at = below[0][0]
    first = "<br>".join(part for line, part in below if line == at and part)
    whole = [line for line in (first, *lines[at + 1 :]) if words_of(line)]
    return said, [line if line.startswith("<") else f"<p>{line}" for line in whole]


def _name(label: str, said: Mapping[str, str], above: str) -> str:
    """A label's field; one that nobody knows counts inside the block only, and keeps its own name."""
    plain = label.strip().lower().replace("’", "'")
    known = _FIELDS.get(plain, "")
    if not known and said and above.strip() and len(plain.split()) < 4:
        return _IN_THE_BLOCK.get(plain, plain)
    return known


def with_form(item: ParsedItem, said: Mapping[str, str], context: Context) -> ParsedItem:
    """The item with what its form said; labels without a field of ours are kept beside it."""
    fields = _fields(item, said)
    rest = {name: words for name, words in said.items() if words and not (name in _USED or fields.get(name))}
    item = replace(item, **{name: value for name, value in fields.items() if value})
    if said.get("headline"):
        item = replace(item, assumed=tuple(each for each in item.assumed if each != "headline"))
    return replace(embargoed(item, said.get("embargo", ""), context), extra={**item.extra, **rest})


def _fields(item: ParsedItem, said: Mapping[str, str]) -> dict[str, Any]:
    slug, byline = split_slugline(said.get("slugline", "")), without_by(said.get("byline", ""))
    place, urgency = said.get("dateline", ""), said.get("urgency", "")
    return {
        **{name: said.get(name, "") for name in ("headline", "abstract", "priority", "language")},
        "slugline": slug.slugline,
        "take": slug.take,
        "byline": byline,
        "authors": people(byline),
        "keywords": _listed(said.get("keywords", "")),
        "category": _listed(said.get("category", "")),
        "urgency": int(urgency) if urgency in _URGENCIES else None,
        "dateline": item.dateline or place,
        "city": item.city or place.partition(",")[0],
        "ednote": "\n".join(filter(None, (said.get("ednote", ""), item.ednote))),
        "copyright_notice": said.get("copyright", ""),
        "usage_terms": said.get("usage", ""),
    }


def embargoed(item: ParsedItem, words: str, context: Context) -> ParsedItem:
    """An embargo that nobody can read is one all the same; "none" is none."""
    if not words or words.lower().strip(" .") in ("none", "no", "n/a", "-"):
        return item
    moment = read_mail_time(words, context.zone)
    until = moment.at or embargo_lifts_at([words]) or embargo_lifts_at([f"Embargoed until {words}"])
    assumed = ("zone",) if moment.zone_assumed and "zone" not in item.assumed else ()
    return replace(
        item,
        signals=tuple(signal for signal in Signal if signal in {*item.signals, Signal.EMBARGO}),
        embargo_words=words,
        embargoed_until=until or item.embargoed_until,
        assumed=(*item.assumed, *assumed),
    )


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split("[,;]", words) if word.strip())
