"""ANPA 1312, the wire of the teletype: AP's satellite and FTP copy, and Kyodo's.

Below its control bytes it is the text that PlainText reads; this file adds what the transmission says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from wire.markup import word_count
from wire.parsers._anpa_copy import read_text
from wire.parsers._anpa_transmission import Transmission, is_anpa, sent_at, transmissions
from wire.parsers._derived import merged
from wire.parsers._story import Story
from wire.parsers._text import signals_in
from wire.parsers._time import Moment
from wire.parsers.item import Context, ParsedItem
from wire.parsers.plaintext import SOURCE_NAMES, PlainText
from wire.sluglines import split_slugline
from wire.vocabulary import Signal

# What a letter of the second line asks of the desk; other letters only sort.
CATEGORY_SIGNALS = {"v": Signal.ADVISORY}
PRIORITY_SIGNALS = {"f": Signal.ALERT}
_SHARED_SLUG = re.compile(r"(?i)news ?(?:alert|break|minute|now)\b")


class ANPA1312(PlainText):
    """Copy with the control bytes of a transmission."""

    name = "anpa1312"

    def recognizes(self, data: bytes) -> bool:
        return is_anpa(data)

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        """An item for each transmission that holds any text."""
        for sent in transmissions(data):
            if sent.text.strip():
                yield self.transmitted(sent, context)

    def transmitted(self, sent: Transmission, context: Context) -> ParsedItem:
        story = read_text(sent.text, sent.slug, sent.is_table)
        if sent.day:
            story.header.note("day", sent.day)
        moment = sent_at(sent.stamp, context.zone) if sent.stamp else Moment()
        if moment.at:
            story.header.note("sent_at", moment.at.astimezone(context.zone).isoformat())
        agency = SOURCE_NAMES.get(sent.agency, sent.agency)
        item = self.item(story, replace(context, source=context.source or agency))
        return self.with_transmission(item, sent, moment)

    def with_transmission(self, item: ParsedItem, sent: Transmission, moment: Moment) -> ParsedItem:
        """The item with what head and trailer say."""
        signals = self.transmitted_signals(item, sent)
        declared = item.extra.get("word_count_declared")
        return replace(
            item,
            take=item.take or split_slugline(sent.slug).take,
            priority=sent.priority,
            category=(sent.category,) if sent.category else (),
            sequence=sent.sequence,
            signals=signals,
            pubstatus=self.pubstatus(signals),
            version_created=moment.at,
            word_count=declared or word_count(item.body_html) or None,
            assumed=(*item.assumed, *(["zone"] if moment.zone_assumed else [])),
            extra={**item.extra, **self.transmission_facts(sent, moment)},
        )

    def transmitted_signals(self, item: ParsedItem, sent: Transmission) -> tuple[Signal, ...]:
        letters = (CATEGORY_SIGNALS.get(sent.category), PRIORITY_SIGNALS.get(sent.priority))
        packed = signals_in(sent.slug, f"BC, {split_slugline(sent.slug).take}")
        return merged(item.signals, packed, (signal for signal in letters if signal))

    def transmission_facts(self, sent: Transmission, moment: Moment) -> dict[str, Any]:
        facts = {
            "service": sent.service,
            "selector": sent.selector,
            "packed_slug": sent.slug,
            "transmission_date": sent.day,
            "transmission_number": sent.number,
            "unparsed_head": list(sent.unread),
            "version_created": moment.words,
        }
        return {key: value for key, value in facts.items() if value}

    def guid(self, story: Story, headline: str, context: Context) -> tuple[str, list[str]]:
        """The chain's name; all alerts of a day share one slug line, so their words set them apart."""
        guid, made_from = super().guid(story, headline, context)
        if not _SHARED_SLUG.search(story.slug.slugline):
            return guid, made_from
        return f"{guid}:{sha256(headline.encode('utf-8', 'replace')).hexdigest()[:8]}", [*made_from, "headline"]

    def story_date(self, story: Story, context: Context) -> tuple[str, str]:
        """The day of the trailer; else the head's, which has no year."""
        for key, said_by in (("sent_at", "version_created"), ("day", "transmission_date")):
            if day := story.header.first(key):
                return day[: len("2031-05-04")], said_by
        return super().story_date(story, context)

    def written_at(self, story: Story, context: Context) -> datetime | None:
        sent = story.header.first("sent_at")
        return datetime.fromisoformat(sent) if sent else super().written_at(story, context)

    def kept_apart(self, story: Story, guid_from: list[str]) -> dict[str, Any]:
        kept = super().kept_apart(story, guid_from)
        for key in ("reference_number", "signoff"):
            if said := story.said(key):
                kept[key] = said
        return kept
