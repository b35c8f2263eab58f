"""NewsML-G2, the IPTC's XML for all kinds of news: a message of items, one item, or a package of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from wire.parsers._derived import Status, Times, finished
from wire.parsers._newsml_body import Body, best_content, filled_from_nitf, read_body
from wire.parsers._newsml_g2_extra import left_over
from wire.parsers._newsml_g2_items import ROOTS, Story, references_of, stories_in
from wire.parsers._newsml_g2_media import description, is_media, media_beside, read_media, rights
from wire.parsers._newsml_g2_meta import (
    called,
    code_of,
    embargo_of,
    kind_of,
    language_of,
    named,
    notes_of,
    role_of,
    signals_of,
    status_of,
    type_of,
)
from wire.parsers._newsml_g2_people import bylines, subject_matter
from wire.parsers._newsml_words import (
    city_in,
    fuller_dateline,
    revision_in,
    whole,
)
from wire.parsers._ninjs_body import plain_words
from wire.parsers._text import split_credit
from wire.parsers._time import read_time
from wire.parsers._xml import parse_xml, root_tag, text_of
from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem, ParsedMedia
from wire.parsers.nitf import NITF
from wire.sluglines import Slugline, split_slugline
from wire.vocabulary import URGENCY_HIGHEST, URGENCY_LOWEST, Signal

_MAIN_HEADLINES = ("main", "", "headline", "title")
_SUMMARY_ROLES = ("summary", "abstract", "teaser", "intro", "lead", "preamble", "synthe", "synopsis")
_ABSTRACT_ROLES = (*_SUMMARY_ROLES, "")
_WIDER_THAN_A_CITY = ("country", "cntry", "iso3166", "state", "province", "region", "continent", "world")


class NewsMLG2(Parser):
    """One newsItem or packageItem is one item. `story` is it and the message round it, tags without namespace."""

    name = "newsmlg2"

    def recognizes(self, data: bytes) -> bool:
        return root_tag(data) in ROOTS

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        found = 0
        for story in stories_in(parse_xml(data, self.name), self.name):
            found += 1
            yield self.item(story, context)
        if not found:
            raise MalformedItem(f"{self.name}: there is no story in it: its items are empty.")

    def item(self, story: Story, context: Context) -> ParsedItem:
        """The item of one story. Raises MalformedItem."""
        times, body = Times(), self.body(story)
        fields = self.heading(story, body, context) | self.dates(story, times, context)
        fields |= self.subject_matter(story) | self.rights(story) | self.described(story, body)
        fields |= self.place(story, body) | self.bylines(story, body)
        fields |= {
            "body_html": body.copy.body_html,
            "contributor_line": body.copy.contributor_line,
            "word_count": self.declared_word_count(story) or body.copy.word_count,
            "signals": self.signals(story, fields),
            "media": self.media(story, body, context),
            "headline_instead": self.headline_instead(story, fields),
        }
        extra = left_over(story, body, fields)
        fields = filled_from_nitf(fields, body)
        return finished(self.name, fields, context, status=self.status(story), times=times, extra=extra)

    def heading(self, story: Story, body: Body, context: Context) -> dict[str, Any]:
        """The fields a desk sorts by."""
        slug, headline = self.slugline(story), self.headline(story) or self.headline_in_body(body)
        notes = [notes_of(story.item).ednote, body.ednote]
        return {
            "kind": kind_of(story.item),
            "source": context.source or self.source(story),
            "guid": self.guid(story),
            "version": self.version(story),
            "references": self.references(story),
            "headline": headline,
            "slugline": slug.slugline,
            "take": slug.take or revision_in(headline, slug.slugline).take,
            "language": language_of(story.item),
            "urgency": self.urgency(story),
            "priority": text_of(story.header, "priority") if story.header is not None else "",
            "ednote": "\n".join(filter(None, notes)),
        }

    # Identity

    def guid(self, story: Story) -> str:
        """The lasting name; Reuters repeats the version at its end."""
        version = self.version(story)
        sent = story.item.get("guid", "").strip()
        is_urn = sent.startswith("urn:newsml:") and sent.count(":") > 4
        return sent.removesuffix(f":{version}") if version and (len(version) > 2 or is_urn) else sent

    def version(self, story: Story) -> str:
        return story.item.get("version", "").strip()

    def references(self, story: Story) -> tuple[str, ...]:
        linked = [(each.get("residref") or "").strip() for each in story.item.iterfind("itemMeta/link")]
        held = references_of(story.item) if story.item.tag == "packageItem" else ()
        return tuple(dict.fromkeys(filter(None, [*held, *story.grouped, *linked])))

    def source(self, story: Story) -> str:
        for path in ("itemMeta/provider", "contentMeta/infoSource"):
            for each in story.item.iterfind(path):
                if name := named(each) or code_of(each.get("qcode", "")) or each.get("uri", "").strip():
                    return name
        return text_of(story.header, "sender") if story.header is not None else ""

    def status(self, story: Story) -> Status:
        return status_of(story.item)

    def signals(self, story: Story, fields: dict[str, Any]) -> tuple[Signal, ...]:
        return (*signals_of(story.item), *revision_in(fields["headline"], fields["slugline"]).signals)

    # What the desk reads first

    def headlines(self, story: Story) -> list[tuple[str, str]]:
        """Role and words of each; of several languages the item's own comes first."""
        language, lang = language_of(story.item)[:2], "{http://www.w3.org/XML/1998/namespace}lang"
        nodes = sorted(
            story.item.iterfind("contentMeta/headline"), key=lambda each: each.get(lang, language)[:2] != language
        )
        return [(role_of(each), words) for each in nodes if (words := plain_words(text_of(each)))]

    def headline(self, story: Story) -> str:
        sent = self.headlines(story)
        return next((words for wanted in _MAIN_HEADLINES for role, words in sent if role == wanted), "")

    def headline_in_body(self, body: Body) -> str:
        return NITF().headline(body.nitf) if body.nitf is not None else ""

    def headline_instead(self, story: Story, fields: dict[str, Any]) -> list[str]:
        title = plain_words(text_of(story.item, "itemMeta/title"))
        lines = [words for _, words in self.headlines(story)]
        return [title, *lines, split_credit(fields["caption"])[0], fields["abstract"]]

    def slugline(self, story: Story) -> Slugline:
        return split_slugline(plain_words(text_of(story.item, "contentMeta/slugline")))

    def urgency(self, story: Story) -> int | None:
        value = whole(text_of(story.item, "contentMeta/urgency"))
        return value if value and URGENCY_HIGHEST <= value <= URGENCY_LOWEST else None

    def bylines(self, story: Story, body: Body) -> dict[str, Any]:
        return bylines(story.item, body, self.source(story))

    def dates(self, story: Story, times: Times, context: Context) -> dict[str, datetime | None]:
        def read(key: str, *paths: str) -> datetime | None:
            sent = next((text for path in paths if (text := text_of(story.item, path))), "")
            return times.keep(key, read_time(sent, context.zone))

        version = ("itemMeta/versionCreated", "contentMeta/contentModified", "contentMeta/contentCreated")
        sent = text_of(story.header, "sent") if story.header is not None else ""
        return {
            "first_created": read("first_created", "itemMeta/firstCreated", "contentMeta/contentCreated"),
            "version_created": read("version_created", *version)
            or times.keep("version_created", read_time(sent, context.zone)),
            "embargoed_until": embargo_of(story.item, times, context.zone),
            "expires_at": read("expires_at", "itemMeta/expires"),
        }

    # What it is about, who owns it

    def subject_matter(self, story: Story) -> dict[str, tuple[str, ...]]:
        return subject_matter(story.item)

    def rights(self, story: Story) -> dict[str, str]:
        return {
            "copyright_holder": rights(story.item, "copyrightHolder"),
            "copyright_notice": rights(story.item, "copyrightNotice"),
            "usage_terms": rights(story.item, "usageTerms"),
        }

    def described(self, story: Story, body: Body) -> dict[str, str]:
        """A description sums a text up, and is the caption of a picture."""
        credit = text_of(story.item, "contentMeta/creditline")
        if is_media(story.item):
            caption = description(story.item)
            summary = description(story.item, _SUMMARY_ROLES)
            return {"abstract": summary, "caption": caption, "credit_line": credit or split_credit(caption)[1]}
        abstract = description(story.item, _ABSTRACT_ROLES)
        if not abstract and body.nitf is not None:
            abstract = NITF().abstract(body.nitf)
        return {"abstract": abstract, "caption": "", "credit_line": credit}

    # The copy, and what comes with it

    def body(self, story: Story) -> Body:
        nodes = [each for name in ("inlineXML", "inlineData") for each in story.item.iterfind(f"contentSet/{name}")]
        headlines = {words for _, words in self.headlines(story)}
        return read_body(best_content(nodes), headlines, description(story.item, _ABSTRACT_ROLES))

    def declared_word_count(self, story: Story) -> int | None:
        counts = (whole(each.get("wordcount", "")) for each in story.item.iterfind("contentSet/*"))
        return next(filter(None, counts), None)

    def place(self, story: Story, body: Body) -> dict[str, str]:
        """The dateline as its field prints it, else as the copy does; Reuters puts a time into that field.

        The place field may name the agency's bureau: the dateline in the copy wins.
        """
        printed = text_of(story.item, "contentMeta/dateline")
        if not printed and body.nitf is not None:
            printed = NITF().dateline(body.nitf).dateline
        located, in_copy = self.located(story), body.copy.city
        if not located or located.casefold() not in in_copy.casefold():  # else the field is written with more care
            located = in_copy or located
        return {
            "dateline": fuller_dateline(printed, body.copy.dateline),
            "city": city_in(printed) or located,
        }

    def located(self, story: Story) -> str:
        """The first place that is no country or region; one that is called a city before others."""
        nodes = list(story.item.iterfind("contentMeta/located"))
        kinds = {each: type_of(each).lower() for each in nodes}
        for each in sorted(nodes, key=lambda each: "city" not in kinds[each]):
            scheme, _, code = each.get("qcode", "").rpartition(":")
            city = city_in(called(story.item, each)) or (city_in(code) if "city" in scheme.lower() else "")
            if city and not any(word in f"{kinds[each]} {scheme.lower()}" for word in _WIDER_THAN_A_CITY):
                return city
        return ""

    def media(self, story: Story, body: Body, context: Context) -> tuple[ParsedMedia, ...]:
        """An item that is a picture is its own medium; a text has those packed with it, linked and in its copy."""
        if is_media(story.item):
            return (read_media(story.item, context.zone),)
        found: dict[str, ParsedMedia] = {}
        for each in (*media_beside(story, context.zone), *body.media):
            known = found.get(each.guid or each.href)
            found[each.guid or each.href] = _joined(known, each) if known else each
        return tuple(each for each in found.values() if each.href or each.caption or each.credit_line)


def _joined(known: ParsedMedia, again: ParsedMedia) -> ParsedMedia:
    """One picture told twice: what the first leaves open, the second says."""
    names = ("href", "caption", "credit_line", "alt_text")
    return replace(known, **{name: getattr(known, name) or getattr(again, name) for name in names})
