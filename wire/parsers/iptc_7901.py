"""IPTC 7901, the European agencies' wire before XML: dpa, ATS, older AFP and PA."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wire.parsers._dateline import AGENCIES
from wire.parsers._derived import Status, Times, finished, merged, people
from wire.parsers._furniture import html_of
from wire.parsers._header import Header
from wire.parsers._iptc_copy import Text, outlet_apart, read_text
from wire.parsers._iptc_transmission import Message, is_iptc_7901, messages, sent_at
from wire.parsers._page import Page
from wire.parsers._story import Story, settled, without_emphasis
from wire.parsers._text import signals_in
from wire.parsers._time import Moment
from wire.parsers.base import Parser
from wire.parsers.item import Context, ParsedItem
from wire.vocabulary import PubStatus, Signal

# One row a take word or phrase and what it asks of the desk.
TAKE_SIGNALS: tuple[tuple[Signal, str], ...] = (
    (Signal.ALERT, r"\b(?:EXTRA|EIL(?:MELDUNG)?|FLASH|SNAP|NEWSBREAK|BULLETIN)\b"),
    (Signal.CORRECTION, r"\b(?:REFILE|CORRECT(?:ION|ED|IF)?|RECTIF(?:ICATIF)?|KORREKTUR|BERICHTIGUNG)\b"),
    (Signal.UPDATE, r"\b(?:LEAD|NET|UPDATE)\b|^\d{1,2}(?:DER|LEAD)?$"),
    (Signal.KILL, r"\b(?:KILL|ANNULATION)\b"),
    (Signal.WITHHOLD, r"\bWITHHOLD\b"),
    (Signal.ADVISORY, r"\b(?:ADVISORY|AVIS)\b"),
    (Signal.CLARIFICATION, r"\bCLARIFICATION\b"),
)
NOTE_SIGNALS: tuple[tuple[Signal, str], ...] = (
    (Signal.KILL, r"\bbitte nicht (?:mehr )?verwenden\b|\bprière de ne pas (?:utiliser|publier)\b"),
    (Signal.CORRECTION, r"\bcorrects\b|\bkorrigiert\b|\bberichtigt\b|\bcorrige\b"),
)
_BRACKETED = re.compile(r"\(([^()]{3,80})\)")  # among the keywords: "(Achtung: Neu: Zitat)"
_FREE_ID = re.compile(r"(?:^|\s)(?P<agency>[A-Za-z]{2,8})[ -]?(?P<number>\d{2,5}|\.{4})(?:\s+COR \d{1,4})?\s*$")
_PAGE = re.compile(r"^\d{1,2} ")  # of the press association's take: "2 COURTS Quarry"
_BELGA_LANGUAGE = re.compile(r"([FNE]) BELGA-")
_LANGUAGES = {"F": "fr", "N": "nl", "E": "en"}
_AGENCY_NAMES = {name.lower(): name for name in AGENCIES} | {"ots": "APA-OTS", "itar-tass": "TASS"}


class IPTC7901(Parser):
    """Copy in 69 columns between control bytes."""

    name = "iptc7901"

    def recognizes(self, data: bytes) -> bool:
        return is_iptc_7901(data)

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        for message in messages(data):
            yield self.item(message, context)

    def item(self, message: Message, context: Context) -> ParsedItem:
        text = read_text(message.text)
        above = map(_BRACKETED.fullmatch, map(str.strip, message.keywords.split("\n")))
        text.takes[:0] = [found[1] for found in above if found]
        story = settled(Header(), text.copy, Page())
        times = Times()
        moment = sent_at(message.stamp, context.zone) if message.stamp else Moment()
        fields = self.heading(message, text) | self.copy(message, text, story)
        fields["source"] = context.source or self.source(message, story.dateline.agency, outlet_apart(text.byline)[1])
        fields["version_created"] = times.keep("version_created", moment)
        if belga := _BELGA_LANGUAGE.match(message.option):
            fields["language"] = _LANGUAGES[belga[1]]
        extra = self.kept_apart(message, text)
        return finished(self.name, fields, context, status=self.status(fields), times=times, extra=extra)

    def heading(self, message: Message, text: Text) -> dict[str, Any]:
        """The fields a desk sorts by."""
        slugline = self.slugline(message)
        return {
            "guid": "",
            "headline": text.headline,
            "abstract": text.subtitle,
            "kicker": " / ".join(line for line in text.context if _PAGE.sub("", line) != slugline),
            "slugline": slugline,
            "take": ", ".join(text.takes),
            "byline": text.byline,
            "authors": people(outlet_apart(text.byline)[0]),
            "priority": message.priority,
            "category": (message.category,) if message.category else (),
            "keywords": self.keywords(slugline),
            "sequence": message.sequence,
            "signals": self.signals(text),
            "first_created": None,
            "embargoed_until": None,
        }

    def copy(self, message: Message, text: Text, story: Story) -> dict[str, Any]:
        """What readers read, and the notes that stood among it."""
        counted = len(without_emphasis(" ".join(story.paragraphs)).split())
        return {
            "dateline": story.dateline.dateline,
            "city": story.dateline.city,
            "word_count": message.word_count or counted or None,
            "ednote": "\n".join(filter(None, [*text.notes, *story.said("ednote"), text.notebook.ednote()])),
            "usage_terms": " ".join(story.said("usage")),
            "copyright_notice": " ".join(story.said("copyright")),
            "contributor_line": story.copy.contributor_line,
            "body_html": text.agate.put_back(html_of(list(story.paragraphs))),
        }

    def slugline(self, message: Message) -> str:
        lines = [line.strip().strip("/").strip() for line in message.keywords.split("\n")]
        return "/".join(line for line in lines if line and not _BRACKETED.fullmatch(line))

    def keywords(self, slugline: str) -> tuple[str, ...]:
        """Set apart by strokes; where there is none, as ATS has it, by commas."""
        return tuple(word.strip() for word in slugline.split("/" if "/" in slugline else ",") if word.strip())

    def source(self, message: Message, dateline_agency: str, signed_by: str) -> str:
        """The agency: of the free id, of the service's letters, of the dateline or of the byline."""
        free = _FREE_ID.search(message.option)
        named = [free["agency"] if free else "", message.service, dateline_agency, signed_by]
        return next((_AGENCY_NAMES[name.lower()] for name in named if name.lower() in _AGENCY_NAMES), "")

    def signals(self, text: Text) -> tuple[Signal, ...]:
        takes = "\n".join(text.takes)
        notes = "\n".join([text.headline, text.notebook.ednote(), *text.copy.paragraphs[:2]])
        asked = [signal for signal, words in TAKE_SIGNALS if re.search(words, takes, re.MULTILINE)]
        noted = [signal for signal, words in NOTE_SIGNALS if re.search(words, notes, re.IGNORECASE)]
        return merged(asked, noted)

    def status(self, fields: dict[str, Any]) -> Status:
        """The format has no status: words alone kill and withhold."""
        said = {*fields["signals"], *signals_in(fields["headline"], fields["take"], fields["ednote"])}
        if Signal.KILL in said:
            return Status(PubStatus.CANCELED, (Signal.KILL,))
        return Status(PubStatus.WITHHELD, (Signal.WITHHOLD,)) if Signal.WITHHOLD in said else Status(PubStatus.USABLE)

    def kept_apart(self, message: Message, text: Text) -> dict[str, Any]:
        """What has no key of its own; empty values are left out."""
        facts = {
            "service": message.service,
            "option": message.option,
            "notebook": {title: lines for title, lines in text.notebook.sections.items() if lines},
            "links": text.notebook.links(),
            "initials": text.initials,
            "optional_trims": text.copy.trims,
            **{
                kind: text.copy.said.get(kind, [])
                for kind in ("editors_note", "after_end", "correction_note", "embeds")
            },
        }
        return {key: value for key, value in facts.items() if value}
