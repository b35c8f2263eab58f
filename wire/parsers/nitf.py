"""NITF 3.x, the agencies' XML for text: with or without its namespace, with or without its DOCTYPE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from lxml import etree

from wire.parsers._body import Copy, copy_of, dateline_in_field, read_copy
from wire.parsers._derived import Status, Times, finished, people, read_status, signals_named, without_by
from wire.parsers._nitf_body import (
    body_markup,
    cut_repeated_lead,
    cut_sign_off,
    editors_notes,
    files_in,
    links_in,
    media_in,
    pictures_in,
    plain_blocks,
)
from wire.parsers._nitf_head import (
    categories_in,
    key_words,
    keywords_in,
    location_words,
    place_words,
    rights_in,
    sections_in,
    subjects_in,
    told_besides,
    words_declared,
)
from wire.parsers._text import Dateline
from wire.parsers._time import read_time
from wire.parsers._xml import Node, attribute, indexed, parse_xml, root_tag, text_of, texts_of, words_in
from wire.parsers.base import Parser
from wire.parsers.item import Context, ParsedItem, ParsedMedia
from wire.sluglines import Slugline, is_wire_slug, split_slugline
from wire.vocabulary import URGENCY_HIGHEST, URGENCY_LOWEST, Signal

_CONTENT = "body/body.content"
_HEADLINES = ("body/body.head/hedline/hl1", "body/body.head/headline/hl1")
_SUBHEADS = ("body/body.head/hedline/hl2", "body/body.head/headline/hl2")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TAKE_NUMBER = re.compile(r"^\d+ (?=[A-Z]{3,} )")
_BEFORE_COMMA = re.compile(r" +,")
_INITIALS = re.compile(r"[a-z]{1,4}(?:\s?[/.-]\s?[a-z]{1,4})*")


class NITF(Parser):
    """One <nitf> is one item. `story` is its root element, tags without namespace."""

    name = "nitf"
    # Head metas are each agency's own words: a dialect names those of its agency.
    slugline_metas: Sequence[str] = ("anpa-keyword", "slug", "NTBStikkord", "subject")
    take_metas: Sequence[str] = ("anpa-takekey",)
    sequence_metas: Sequence[str] = ("anpa-sequence", "NTBIPTCSequence")
    category_metas: Sequence[str] = ("anpa-category", "categoria")
    priority_metas: Sequence[str] = ("anpa-priority", "priority", "aap-priority", "NTBPrioritet", "prioridad")

    def recognizes(self, data: bytes) -> bool:
        return root_tag(data) == "nitf"

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        yield self.item(parse_xml(data, self.name), context)

    def item(self, story: Node, context: Context) -> ParsedItem:
        """The item of one story; formats that carry NITF may call it too. Raises MalformedItem."""
        times, story = Times(), indexed(story)
        fields = self.heading(story, context) | self.dates(story, times, context) | self.subject_matter(story)
        fields |= self.rights(story) | {"ednote": self.ednote(story), "media": tuple(self.media(story))}
        fields["signals"] = self.signals(story)
        extra = self.left_over(story, fields) | self.signed_off(story)
        copy = self.copy(story)
        fields |= self.place(story, copy)
        fields |= {
            "body_html": copy.body_html,
            "contributor_line": copy.contributor_line,
            "word_count": copy.word_count or self.declared_word_count(story),
            "headline_instead": self.headline_instead(story),
        }
        return finished(self.name, fields, context, status=self.status(story), times=times, extra=extra)

    def heading(self, story: Node, context: Context) -> dict[str, Any]:
        """The fields a desk sorts by."""
        slug, byline = self.slugline(story), self.byline(story)
        return {
            "source": context.source or self.source(story),
            "guid": self.guid(story),
            "version": self.version(story),
            "references": self.references(story),
            "headline": self.headline(story),
            "abstract": self.abstract(story),
            "slugline": slug.slugline,
            "take": slug.take or self.meta(story, self.take_metas),
            "byline": byline,
            "authors": people(byline),
            "language": self.language(story),
            "urgency": self.urgency(story),
            "priority": self.meta(story, self.priority_metas),
            "sequence": self.meta(story, self.sequence_metas),
        }

    # Identity

    def guid(self, story: Node) -> str:
        return attribute(story, "head/docdata/doc-id", "id-string") or attribute(story, ".", "uno")

    def version(self, story: Node) -> str:
        return attribute(story, "head/docdata/du-key", "version", "generation")

    def references(self, story: Node) -> tuple[str, ...]:
        """The document that this one is about, the one it corrects, and those it points to; never itself."""
        named = [attribute(story, "head/docdata", "management-doc-idref")]
        named.append(attribute(story, "head/docdata/correction", "id-string"))
        named += [name for content in story.iterfind(_CONTENT) for name in links_in(content)]
        own = self.guid(story)
        return tuple(dict.fromkeys(name for name in named if name and name != own))

    def source(self, story: Node) -> str:
        return (
            text_of(story, "body/body.head/distributor/org")
            or text_of(story, "body/body.head/distributor")
            or attribute(story, "head/docdata/doc-id", "regsrc")
            or attribute(story, "head/pubdata", "name")
            or attribute(story, "head/docdata/doc.copyright", "holder")
        )

    def status(self, story: Node) -> Status:
        return read_status(attribute(story, "head/docdata", "management-status"))

    def signals(self, story: Node) -> tuple[Signal, ...]:
        """Elements and codes that say more than news; an empty <correction> of a template is none."""
        corrects = attribute(story, "head/docdata/correction", "info", "id-string")
        codes = [attribute(story, "head/tobject", "tobject.type"), attribute(story, "head/docdata/ed-msg", "msg-type")]
        return signals_named([*codes, "correction" if corrects else ""])

    # What the desk reads first

    def headline(self, story: Node) -> str:
        return text_of(story, _HEADLINES[0]) or text_of(story, _HEADLINES[1])

    def headline_instead(self, story: Node) -> list[str]:
        subheads = [text_of(story, path) for path in _SUBHEADS]
        return [*subheads, _TAKE_NUMBER.sub("", text_of(story, "head/title"))]

    def abstract(self, story: Node) -> str:
        paragraphs = texts_of(story, "body/body.head/abstract/p")
        return " ".join(paragraphs) if len(paragraphs) > 1 else text_of(story, "body/body.head/abstract")

    def slugline(self, story: Node) -> Slugline:
        return split_slugline(
            attribute(story, "head/docdata/du-key", "key")
            or self.meta(story, self.slugline_metas)
            or next(filter(None, key_words(story)), "")
            or (title if is_wire_slug(title := text_of(story, "head/title")) else "")
        )

    def byline(self, story: Node) -> str:
        """The names of all bylines; EFE's editors' initials and a headline said twice, as ANSA does, are none."""
        printed = [name for each in story.iterfind("body/body.head/byline") if (name := self.byline_names(each))]
        if not printed:
            return ""
        names, said = [without_by(name) for name in printed], self.said_above(story)
        signed = [name for name, as_sent in zip(names, printed, strict=True) if name != as_sent]
        named = [name for name in signed or names if not _INITIALS.fullmatch(name) and name not in said]
        return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)

    def byline_rest(self, story: Node, byline: str) -> str:
        """Titles, and lines that name no writer."""
        names = map(self.byline_names, story.iterfind("body/body.head/byline"))
        others = [name for name in names if without_by(name) not in byline]
        titles = [title for title in texts_of(story, "body/body.head/byline/byttl") if without_by(title) != byline]
        return ", ".join(dict.fromkeys([*titles, *others]))

    def said_above(self, story: Node) -> set[str]:
        """The headline and the line below it."""
        return {self.headline(story), *(text_of(story, path) for path in _SUBHEADS)}

    def byline_names(self, byline: etree._Element) -> str:
        """The names in a byline without their titles; what stands alone in the place of a title is a name."""
        if len(byline) == 0:
            return text_of(byline)
        titles = {text for title in byline.iter("byttl") for text in words_in(title)}
        names = " ".join(" ".join(text for text in words_in(byline) if text not in titles).split())
        return _BEFORE_COMMA.sub(",", names) or text_of(byline)

    def ednote(self, story: Node) -> str:
        messages = [attribute(each, ".", "info") or text_of(each) for each in story.iterfind("head/docdata/ed-msg")]
        messages.append(attribute(story, "head/docdata/correction", "info"))
        notes = [*messages, *texts_of(story, "body/body.head/note")]
        notes += [note for content in story.iterfind(_CONTENT) for note in editors_notes(content)]
        return "\n".join(note for note in dict.fromkeys(notes) if note)

    def urgency(self, story: Node) -> int | None:
        sent = attribute(story, "head/docdata/urgency", "ed-urg") or attribute(story, ".//urgency", "ed-urg")
        value = int(sent) if re.fullmatch(r"[0-9]{1,2}", sent) else 0
        return value if URGENCY_HIGHEST <= value <= URGENCY_LOWEST else None

    def language(self, story: Node) -> str:
        return attribute(story, ".", "baselang", _LANGUAGE) or attribute(story, "body", _LANGUAGE)

    def dates(self, story: Node, times: Times, context: Context) -> dict[str, datetime | None]:
        """A release later than the issue, or one whose issue we cannot see, is an embargo."""

        def read(key: str, path: str, name: str) -> datetime | None:
            sent = attribute(story, path, name)
            if not sent and (printed := text_of(story, path))[:4].isdigit():  # some put the time between the tags
                sent = printed
            return times.keep(key, read_time(sent, context.zone))

        issued = (
            read("version_created", "head/docdata/date.issue", "norm")
            or read("version_created", "head/pubdata", "date.publication")
            or read("version_created", "body/body.head/dateline/story.date", "norm")
        )
        released = read("embargoed_until", "head/docdata/date.release", "norm")
        arrived = context.received_at
        held = released and (released > issued if issued else arrived is None or released > arrived)
        return {
            "first_created": read("first_created", "body/body.head/dateline/story.date", "norm"),
            "version_created": issued or released,
            "released_at": released,
            "embargoed_until": released if held else None,
            "expires_at": read("expires_at", "head/docdata/date.expire", "norm"),
        }

    # What it is about, who owns it

    def subject_matter(self, story: Node) -> dict[str, Any]:
        named = {"keywords": self.keywords, "subjects": self.subjects, "category": self.category}
        return {key: tuple(dict.fromkeys(filter(None, read(story)))) for key, read in named.items()}

    def keywords(self, story: Node) -> list[str]:
        return keywords_in(story)

    def subjects(self, story: Node) -> list[str]:
        return list(subjects_in(story))

    def category(self, story: Node) -> list[str]:
        codes = [*categories_in(story), self.meta(story, self.category_metas)]
        return codes if any(codes) else sections_in(story)

    def rights(self, story: Node) -> dict[str, Any]:
        return rights_in(story)

    def media(self, story: Node) -> Iterator[ParsedMedia]:
        for content in story.iterfind(_CONTENT):
            yield from media_in(content)
            yield from pictures_in(content)

    def copy(self, story: Node) -> Copy:
        contents = list(story.iterfind(_CONTENT))
        for content in contents:
            cut_repeated_lead(content)
        plain = plain_blocks(contents[0]) if len(contents) == 1 else None
        return copy_of(plain) if plain is not None else read_copy("".join(map(body_markup, contents)))

    def signed_off(self, story: Node) -> dict[str, str]:
        """The editors' sign below the copy, cut out of it."""
        initials = [words for words in texts_of(story, "body/body.head/byline") if _INITIALS.fullmatch(words)]
        signs = [sign for content in story.iterfind(_CONTENT) if (sign := cut_sign_off(content, initials))]
        return {"sign_off": signs[-1]} if signs else {}

    def place(self, story: Node, copy: Copy) -> dict[str, Any]:
        """Where it was written: as printed in the copy, else as the field says; at worst where it happened."""
        city = text_of(story, "body/body.head/dateline/location/city") or copy.city
        if city and copy.dateline:
            return {"dateline": copy.dateline, "city": city}
        field = self.dateline(story)
        event = attribute(story, "head/docdata/evloc", "city") or text_of(story, "head/docdata/evloc")
        city = city or field.city or event
        return {"dateline": copy.dateline or field.dateline, "city": city}

    def dateline(self, story: Node) -> Dateline:
        return dateline_in_field(
            location_words(story.find("body/body.head/dateline/location"))
            or place_words(story.find("body/body.head/dateline"))
        )

    def declared_word_count(self, story: Node) -> int | None:
        sent = self.meta(story, ("anpa-wordcount",))
        return int(sent) if re.fullmatch(r"[0-9]{1,5}", sent) and int(sent) else words_declared(story)

    def meta(self, story: Node, names: Sequence[str]) -> str:
        """The first of the head metas `names` that says something, in the order of `names`."""
        sent = indexed(story).values_at("head/meta", "name", "content")
        for name in names:
            if found := sent.get(name):
                return found
        return ""

    def left_over(self, story: Node, fields: dict[str, Any]) -> dict[str, Any]:
        """What was said and has no field."""
        taken = {
            *self.slugline_metas,
            *self.take_metas,
            *self.sequence_metas,
            *self.category_metas,
            *self.priority_metas,
        }
        subhead = text_of(story, _SUBHEADS[0]) or text_of(story, _SUBHEADS[1])
        metas = {
            name: each.get("content", "").strip()
            for each in story.iterfind("head/meta")
            if (name := each.get("name", "")) not in taken and each.get("content", "").strip()
        }
        said = {
            "subheadline": subhead if subhead not in (fields["headline"], fields["slugline"]) else "",
            "byline_other": self.byline_rest(story, fields["byline"]),
            "tagline": text_of(story, "body/body.end/tagline"),
            "files": [file for content in story.iterfind(_CONTENT) for file in files_in(content)],
            **told_besides(story),
            "event_place": attribute(story, "head/docdata/evloc", "city", "county-dist", "state-prov", "iso-cc"),
            "metas": {key: value for key, value in metas.items() if key},
        }
        return {key: value for key, value in said.items() if value}
