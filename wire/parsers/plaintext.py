"""Plain text as newsrooms get it: agency copy with a slug line, a news service's copy, a page saved as text.

Nothing above the copy is thrown away: what fits no field is kept in extra["unparsed_header"].
Ranges in extra["optional_trims"] are first and last block of the body, counted from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from wire.markup import word_count
from wire.parsers._embargo import embargo_lifts_at, moment_in
from wire.parsers._furniture import html_of
from wire.parsers._newsml_words import revision_in
from wire.parsers._story import Story, has_story_shape, is_text, outlet_in, read_story, without_emphasis
from wire.parsers._telex import stories_of
from wire.parsers._text import decode, embargo_words_in, first_sentence, people_in, signals_in
from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.sluglines import bare_slug, slugified
from wire.vocabulary import PubStatus, Signal

# What an agency calls itself in short, and its name.
SOURCE_NAMES = {
    **{"AP": "The Associated Press", "Associated Press": "The Associated Press", "AFP": "Agence France-Presse"},
    **{
        "Reuter": "Reuters",
        "BUSINESS WIRE": "Business Wire",
        "Thomson Reuters": "Reuters",
        "THE CANADIAN PRESS": "The Canadian Press",
        "United Press International": "UPI",
    },
    **{"Washington Post": "The Washington Post", "WASHPOST": "The Washington Post", "WP": "The Washington Post"},
}
# In the copy itself only these words count; an "advisory" there may be the weather's.
_GRAVE = (Signal.KILL, Signal.WITHHOLD, Signal.CORRECTION, Signal.CLARIFICATION, Signal.ALERT)
_COPYRIGHT = re.compile(
    r"(?:\([cC]\)|©|Copyright|COPYRIGHT|[cC]\.(?= ?\d{4}))"
    r"(?:\s|[:,©]|\([cC]\)|Copyright)*(?:\d{4}(?:[-–]\d{4})?)?[,\s]*(?:by )?(?P<holder>[^.,;]*)"
)
_LOOKED_AT = 64 * 1024  # bytes in which a text shows whether it is a story
_MOST_LINES = 20_000
_TRAILER = re.compile(r"[A-Z]{2,4}-W[A-Z]-(\d\d-\d\d-\d\d \d{4})GMT")
_PHOTO_ID = re.compile(r"\b[A-Z]{2,}\d+\w*")
_LONGEST_HEADLINE = 120


class PlainText(Parser):
    """Copy without mark-up."""

    name = "plaintext"
    largest = 2 * 1024 * 1024  # one story

    def recognizes(self, data: bytes) -> bool:
        start = data if len(data) <= _LOOKED_AT else data[: data.rfind(b"\n", 0, _LOOKED_AT) + 1] or data[:_LOOKED_AT]
        text = decode(start)
        return is_text(start, text) and any(has_story_shape(read_story(each)) for each in self.stories(text))

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        lines = data.count(b"\n")
        if lines > _MOST_LINES:
            raise MalformedItem(f"{self.name}: {lines} lines are more than stories have; {_MOST_LINES} are read.")
        for text in self.stories(decode(data)):
            yield self.item(read_story(text), context)

    def stories(self, text: str) -> list[str]:
        """The stories of a file."""
        return stories_of(text)

    def item(self, story: Story, context: Context) -> ParsedItem:
        headline, headline_is_assumed = self.headline(story)
        if not headline:
            raise MalformedItem(f"{self.name}: no headline, slug or copy was found in these lines.")
        guid, guid_from = self.guid(story, headline, context)
        revision = revision_in(headline, "")
        copy = ParsedItem(
            source=self.source(story, context),
            guid=guid,
            headline=headline,
            kicker=story.header.first("kicker"),
            abstract=story.header.first("abstract"),
            slugline=story.slug.slugline,
            take=story.slug.take or revision.take,
            byline=self.byline(story),
            authors=self.authors(story),
            dateline=story.dateline.dateline,
            city=story.dateline.city,
            body_html=story.agate.put_back(html_of(list(story.paragraphs))),
            contributor_line=story.copy.contributor_line,
            assumed=("guid", "headline") if headline_is_assumed else ("guid",),
            extra=self.kept_apart(story, guid_from),
        )
        return self.with_page(self.with_orders(copy, story, context), story)

    def with_orders(self, item: ParsedItem, story: Story, context: Context) -> ParsedItem:
        """The item with what the sender asks of the desk: signals, embargo, notes, rights."""
        signals, embargo = self.signals(story), self.embargo_lines(story)
        told = embargo_lifts_at(embargo)
        until = told or embargo_lifts_at(embargo, self.written_at(story, context))
        return replace(
            item,
            signals=signals,
            pubstatus=self.pubstatus(signals),
            embargoed_until=until,
            assumed=(*item.assumed, "embargoed_until") if until and not told else item.assumed,
            embargo_words=embargo[0] if embargo else "",
            ednote="\n".join([*story.said("ednote"), *story.said("editors_note")]),
            usage_terms=" ".join(story.said("usage")),
            copyright_holder=self.copyright_holder(story),
            copyright_notice=" ".join(story.said("copyright")),
        )

    def with_page(self, item: ParsedItem, story: Story) -> ParsedItem:
        """The item with its times, labels and photos, and the rail that stood beside it."""
        priority = story.header.first("priority")
        return replace(
            item,
            references=self.references(story),
            priority=priority[:1],
            category=tuple(priority[2:] or story.header.said.get("category", ())),
            keywords=self.keywords(story),
            word_count=word_count(item.body_html) or None,
            version_created=self.version_created(story),
            media=tuple(story.page.media),
            rail_heading=next(iter(story.page.rails), ""),
            teasers=tuple(story.page.teasers),
        )

    def headline(self, story: Story) -> tuple[str, bool]:
        """The headline, and whether it had to be made of the copy's first sentence or the slug."""
        said = story.header.first("headline")
        if said:
            return said, False
        sentence = without_emphasis(first_sentence(story.lead()))
        if len(sentence) > _LONGEST_HEADLINE:
            sentence = sentence[: _LONGEST_HEADLINE - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
        notes = " ".join(story.said("ednote"))[:_LONGEST_HEADLINE]
        return sentence.rstrip(".") or bare_slug(story.slug.slugline) or notes, True

    def source(self, story: Story, context: Context) -> str:
        names, outlet = outlet_in(self.byline(story))
        title = re.sub(r"^(?:Special [Tt]o|via) ", "", story.header.outlet)
        titled = next((name for short, name in SOURCE_NAMES.items() if re.match(rf"(?:The )?{short}\b", title)), "")
        below = titled or (title if outlet_in(title)[1] else "")
        signed = "".join(story.said("signoff")[:1]).removeprefix("The ")
        labelled = story.header.first("source")
        said = (
            context.source
            or labelled
            or self.copyright_holder(story)
            or below
            or outlet
            or story.dateline.agency
            or signed
        )
        service = re.sub(r"^The | News Service.*", "", said)
        return SOURCE_NAMES.get(said) or SOURCE_NAMES.get(service, said)

    def guid(self, story: Story, headline: str, context: Context) -> tuple[str, list[str]]:
        """A lasting name from what is stable in the copy, and what it was made from."""
        source = slugified(self.source(story, context))
        if story.slug.slugline:
            day, said_by = self.story_date(story, context)
            return f"text:{source}:{slugified(bare_slug(story.slug.slugline))}:{day}", ["source", "slugline", said_by]
        lead = first_sentence(story.lead() or headline)
        mark = sha256(without_emphasis(lead).encode("utf-8", "replace")).hexdigest()[:8]
        return f"text:{source}:{slugified(headline)}:{mark}", ["source", "headline", "lead"]

    def story_date(self, story: Story, context: Context) -> tuple[str, str]:
        stated = self.version_created(story)
        moment = stated or context.received_at
        if moment is None:
            return "undated", "no date"
        return f"{moment.astimezone(context.zone):%Y-%m-%d}", "version_created" if stated else "received_at"

    def byline(self, story: Story) -> str:
        return story.header.first("byline")

    def authors(self, story: Story) -> tuple[str, ...]:
        names, _ = outlet_in(self.byline(story))
        return people_in(names) if " " in names and not names.endswith(("staff", "reports", "services")) else ()

    def byline_title(self, story: Story) -> str:
        names, outlet = outlet_in(self.byline(story))
        return story.header.outlet or (outlet if names else "")

    def references(self, story: Story) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_PHOTO_ID.findall(" ".join(story.said("photos")))))

    def keywords(self, story: Story) -> tuple[str, ...]:
        below = "".join(story.copy.said.get("keywords", [])[:1])
        said = story.header.first("keywords") or below.partition(":")[2]
        return tuple(word.strip() for word in said.split(",") if word.strip())

    def header_texts(self, story: Story) -> list[str]:
        header = story.header
        shown = [header.first(kind) for kind in ("slugline", "headline", "abstract", "kicker")]
        return [*shown, *header.unparsed, *story.said("ednote"), *story.said("correction_note"), *story.said("usage")]

    def signals(self, story: Story) -> tuple[Signal, ...]:
        edges = [*story.paragraphs[:3], *story.paragraphs[-2:]]
        grave = [signal for signal in signals_in(*edges) if signal in _GRAVE]
        filed = revision_in(story.header.first("headline"), "").signals
        return tuple(dict.fromkeys([*signals_in(*self.header_texts(story)), *grave, *filed]))

    def pubstatus(self, signals: tuple[Signal, ...]) -> PubStatus:
        if Signal.KILL in signals:
            return PubStatus.CANCELED
        return PubStatus.WITHHELD if Signal.WITHHOLD in signals else PubStatus.USABLE

    def embargo_lines(self, story: Story) -> list[str]:
        texts = self.header_texts(story)
        return [words for text in (*texts[1:], texts[0]) if (words := embargo_words_in(text))]

    def written_at(self, story: Story, context: Context) -> datetime | None:
        """When the words were written, in the sender's zone: the notes speak of "Thursday" from there."""
        at = self.version_created(story) or context.received_at
        return at.astimezone(context.zone) if at else None

    def version_created(self, story: Story) -> datetime | None:
        found = _TRAILER.search(" ".join(story.said("trailer")))
        if not found:
            return next(filter(None, map(moment_in, story.header.said.get("date", []))), None)
        try:
            return datetime.strptime(f"{found[1]} +0000", "%m-%d-%y %H%M %z").astimezone(UTC)
        except ValueError:
            return None

    def copyright_holder(self, story: Story) -> str:
        found = _COPYRIGHT.match(next(iter(story.said("copyright")), ""))
        return re.sub(r"\s*(?:All [Rr]ights.*|\d{4}$)", "", found["holder"]).strip() if found else ""

    def kept_apart(self, story: Story, guid_from: list[str]) -> dict[str, Any]:
        """What has no key of its own; empty values are left out."""
        kept = {
            "guid_from": guid_from,
            "unparsed_header": story.header.unparsed,
            "byline_title": self.byline_title(story),
            "word_count_declared": story.slug.word_count,
            "optional_trims": story.copy.trims,
            "trim_unclosed": story.copy.trim_unclosed,
            "standing_blocks": story.page.standing,
            "rail_headings": story.page.rails[1:],
        }
        for kind in ("editors_note", "correction_note", "follow_lines", "embeds", "after_end"):
            kept[kind] = story.said(kind)
        return {key: value for key, value in kept.items() if value}
