"""AP WebFeeds: Atom whose entries carry AP's own blocks (apcm:, apnm:) and the story as NITF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from wire.parsers._ap_nitf import fetched_nitf, read_nitf, said_besides, with_gaps_filled
from wire.parsers._body import dateline_in_field, words_of
from wire.parsers._derived import Status, Times, finished, merged, people, read_status, signals_named, without_by
from wire.parsers._feed_text import html_of
from wire.parsers._text import split_credit
from wire.parsers._time import read_time
from wire.parsers._xml import Node, attribute, indexed, parse_xml, root_tag, text_of, texts_of
from wire.parsers.base import Parser
from wire.parsers.item import Context, ParsedItem, ParsedMedia
from wire.sluglines import is_wire_slug, split_slugline
from wire.vocabulary import URGENCY_HIGHEST, URGENCY_LOWEST, ItemKind, PubStatus, Signal

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_AP = b"ap.org/schemas/03/2005/ap"
_META = "ContentMetadata/"
_NEWS = "NewsManagement/"
_CATEGORIES = ("AP Category Code", "AP Supplemental Category Code", "AP Supplementary Category Code")
_ADVISORIES = "v"
_APS_OWN, _NAME = ":ap.org:", "AP"  # who named the entry sends it, where nothing else says so
_KINDS = {
    **{"text": ItemKind.TEXT, "photo": ItemKind.PICTURE, "picture": ItemKind.PICTURE, "graphic": ItemKind.GRAPHIC},
    **{"audio": ItemKind.AUDIO, "video": ItemKind.VIDEO, "complexdata": ItemKind.COMPOSITE},
}
_NO_MEDIA = (None, ItemKind.TEXT)
_NO_WRITERS = {"caption writer"}  # titles in bylines of those whom no reader is told of
_TAKEN_BACK = {"kill", "delete", "elimination"}
_STRICTNESS = (PubStatus.USABLE, PubStatus.WITHHELD, PubStatus.CANCELED)
# Fields of their own; all other words of AP's blocks are kept in `extra`.
_READ = {
    *("ManagementId", "ManagementSequenceNumber", "PublishingStatus", "PublishingSpecialInstructions", "Instructions"),
    *("ReleaseDateTime", "PublishingReleaseDateTime", "HeadLine", "SlugLine", "ByLine", "DateLine", "CreditLine"),
    *("TransmissionReference", "Keywords", "CopyrightLine", "SubjectClassification", "MediaType", "Source"),
    *("ExtendedHeadLine", "Priority"),
}


class APAtom(Parser):
    """`story` is an <entry>, tags without namespace. What its blocks leave open, the NITF in it says."""

    name = "apatom"

    def recognizes(self, data: bytes) -> bool:
        return _AP in data and root_tag(data) in ("feed", "entry")

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        root = parse_xml(data, self.name)
        for story in [root] if root.tag == "entry" else root.iterfind("entry"):
            yield self.item(story, context)

    def item(self, story: Node, context: Context) -> ParsedItem:
        """The item of one entry. Raises MalformedItem."""
        story, times = indexed(story), Times()
        nitf, status = self.nitf(story, context), self.status(story)
        fields = self.heading(story, context) | self.dates(story, times, context, status) | self.about(story)
        fields = with_gaps_filled(fields | self.place(story) | {"media": self.media(story, nitf)}, nitf)
        fields["source"] = fields["source"] or (_NAME if _APS_OWN in fields["guid"] else "")
        fields |= self.copy(nitf, fields)
        fields["signals"] = merged(self.signals(story, fields), nitf.signals if nitf else ())
        fields["headline_instead"] = [*self.headlines(story), nitf.headline if nitf else "", text_of(story, "title")]
        extra = said_besides(nitf) | self.left_over(story)
        return finished(self.name, fields, context, status=status, times=times, extra=extra)

    def nitf(self, story: Node, context: Context) -> ParsedItem | None:
        """The story in the entry: NITF, or HTML (hNews) in its place."""
        content = story.find("content")
        found = story.find("content/nitf")
        if found is None and content is not None:
            return fetched_nitf(html_of(content), self.name, context)
        return read_nitf(found, context)

    def heading(self, story: Node, context: Context) -> dict[str, Any]:
        """The fields a desk sorts by."""
        slug, byline = split_slugline(self.slugline(story)), self.byline(story)
        return {
            "kind": self.kind(story),
            "source": context.source or text_of(story, f"{_META}Source"),
            "guid": text_of(story, f"{_NEWS}ManagementId") or text_of(story, "id"),
            "version": text_of(story, f"{_NEWS}ManagementSequenceNumber"),
            "headline": text_of(story, f"{_META}HeadLine"),
            "abstract": text_of(story, f"{_META}ExtendedHeadLine") or text_of(story, "summary"),
            "slugline": slug.slugline,
            "take": slug.take,
            "byline": byline,
            "authors": people(byline),
            "language": story.get(_LANGUAGE, "") or attribute(story.getparent(), ".", _LANGUAGE),
            "urgency": self.urgency(story),
            "priority": attribute(story, f"{_META}Priority", "Legacy"),
            "sequence": text_of(story, f"{_META}TransmissionReference"),
            "ednote": text_of(story, f"{_NEWS}PublishingSpecialInstructions") or text_of(story, f"{_NEWS}Instructions"),
        }

    def slugline(self, story: Node) -> str:
        """AP's title of an entry is its slug, unless some other system set a headline there."""
        title = text_of(story, "title")
        return text_of(story, f"{_META}SlugLine") or (title if is_wire_slug(title) else "")

    def kind(self, story: Node) -> ItemKind:
        sent = text_of(story, f"{_META}MediaType") or attribute(story, f"{_META}Characteristics", "MediaType")
        return _KINDS.get(sent.lower(), ItemKind.TEXT)

    def headlines(self, story: Node) -> list[str]:
        return [text_of(story, f"{_META}{name}") for name in ("OriginalHeadLine", "ExtendedHeadLine")]

    def byline(self, story: Node) -> str:
        signed = [each for each in story.iterfind(f"{_META}ByLine") if each.get("Title", "").lower() not in _NO_WRITERS]
        names = list(dict.fromkeys(filter(None, map(without_by, _signed([text_of(each) for each in signed])))))
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

    def outlets(self, story: Node) -> list[str]:
        """Second bylines below one that names a writer: where the writer comes from."""
        printed = [text_of(each) for each in story.iterfind(f"{_META}ByLine") if not each.get("Title")]
        return [line for line in printed if line not in _signed(printed)]

    def urgency(self, story: Node) -> int | None:
        sent = attribute(story, f"{_META}Priority", "Numeric") or text_of(story, f"{_META}Priority")
        value = int(sent) if re.fullmatch(r"[0-9]", sent) else 0
        return value if URGENCY_HIGHEST <= value <= URGENCY_LOWEST else None

    # Status: what may be done with it, and when

    def status(self, story: Node) -> Status:
        """The stricter of the publishing status and of what the entry is for."""
        sent = read_status(text_of(story, f"{_NEWS}PublishingStatus"))
        asked = signals_named(self.purposes(story))
        if any(each.lower() in _TAKEN_BACK for each in self.purposes(story)):
            sent = Status(PubStatus.CANCELED, merged(sent.signals, (Signal.KILL,)), sent.unknown)
        if Signal.WITHHOLD in asked and _STRICTNESS.index(sent.pubstatus) < 1:
            sent = Status(PubStatus.WITHHELD, merged(sent.signals, asked), sent.unknown)
        return sent

    def purposes(self, story: Node) -> list[str]:
        """What AP calls the entry: "Change", "Kill", "Advisory", "Corrective"."""
        named = [*texts_of(story, f"{_NEWS}ManagementType"), *texts_of(story, f"{_NEWS}EditorialType")]
        return [*named, *(each.get("Type", "") for each in story.iterfind(f"{_NEWS}Editorial") if each.get("Type"))]

    def signals(self, story: Node, fields: dict[str, Any]) -> tuple[Signal, ...]:
        profile = attribute(story, f"{_META}ItemContentType", "Value") or text_of(story, f"{_META}ItemContentType")
        for_editors = text_of(story, f"{_META}ConsumerReady").lower() == "false"
        advisory = (Signal.ADVISORY,) if for_editors or _ADVISORIES in fields["category"] else ()
        return merged(signals_named([*self.purposes(story), profile]), advisory)

    def dates(self, story: Node, times: Times, context: Context, status: Status) -> dict[str, datetime | None]:
        """A release later than the entry itself is an embargo, and so is any release of what is called embargoed."""

        def read(key: str, sent: str) -> datetime | None:
            return times.keep(key, read_time(sent, context.zone))

        changed = read("version_created", text_of(story, "updated"))
        named = text_of(story, f"{_NEWS}ReleaseDateTime") or text_of(story, f"{_NEWS}PublishingReleaseDateTime")
        released = read("released_at", named)
        is_embargoed = Signal.EMBARGO in status.signals
        lifted = (
            attribute(story, f"{_NEWS}PublishingStatus", "statusChangeOn", "StatusChangeOn") if is_embargoed else ""
        )
        until = read("embargoed_until", lifted)
        if released and (is_embargoed or changed is None or released > changed):
            until = max(until or released, released)
        return {
            "first_created": read("first_created", text_of(story, "published")),
            "version_created": changed,
            "released_at": released,
            "embargoed_until": until,
            "expires_at": None,
        }

    # What it is about, who owns it

    def about(self, story: Node) -> dict[str, Any]:
        coded = [(each.get("Authority", ""), each) for each in story.iterfind(f"{_META}SubjectClassification")]
        letters = [
            each.get("Value", "") or each.get("Id", "")
            for name in _CATEGORIES
            for authority, each in coded
            if authority == name
        ]
        subjects = [
            each.get("Id", "") or each.get("Value", "") for authority, each in coded if authority not in _CATEGORIES
        ]
        words = [word.strip() for text in texts_of(story, f"{_META}Keywords") for word in re.split("[,;]", text)]
        words += [each.get("label", "") or each.get("term", "") for each in story.iterfind("category")]
        return {
            "category": tuple(dict.fromkeys(filter(None, letters))),
            "subjects": tuple(dict.fromkeys(filter(None, subjects))),
            "keywords": tuple(dict.fromkeys(filter(None, words))),
            "credit_line": text_of(story, f"{_META}CreditLine"),
            "copyright_notice": text_of(story, f"{_META}CopyrightLine") or text_of(story, "rights"),
            "copyright_holder": attribute(story, f"{_META}Copyright", "Holder"),
            "usage_terms": "",
        }

    def place(self, story: Node) -> dict[str, str]:
        printed = dateline_in_field(text_of(story, f"{_META}DateLine"))
        city = attribute(story, f"{_META}DateLineLocation", "City")
        return {"dateline": printed.dateline, "city": city or printed.city}

    # The copy, and what comes with it

    def copy(self, nitf: ParsedItem | None, fields: dict[str, Any]) -> dict[str, Any]:
        """The words under a picture are its caption, those of a story its body."""
        if nitf is None or fields["kind"] in (ItemKind.TEXT, ItemKind.COMPOSITE):
            body, count, line = (nitf.body_html, nitf.word_count, nitf.contributor_line) if nitf else ("", None, "")
            return {"body_html": body, "word_count": count, "contributor_line": line, "caption": ""}
        caption = words_of(nitf.body_html)
        printed = split_credit(caption)[1]
        credit = fields["credit_line"] or printed
        media = [
            replace(
                each,
                caption=each.caption or caption,
                credit_line=each.credit_line or printed or credit,
                extra={**each.extra, **({"creditline": fields["credit_line"]} if fields["credit_line"] else {})},
                photographer=fields["byline"],
            )
            for each in fields["media"]
        ]
        return {"body_html": "", "word_count": None, "caption": caption, "credit_line": credit, "media": tuple(media)}

    def media(self, story: Node, nitf: ParsedItem | None) -> tuple[ParsedMedia, ...]:
        """A story's pictures stand in its NITF, with their words; files that the entry points to, where it has none."""
        files = self.files(story)
        if nitf is None or not nitf.media or self.kind(story) != ItemKind.TEXT:
            return files
        shown = {medium.kind for medium in nitf.media}
        return (*nitf.media, *(medium for medium in files if medium.kind not in shown))

    def files(self, story: Node) -> tuple[ParsedMedia, ...]:
        """Files that the entry points to."""
        found = [(each, "href") for each in story.iterfind("link[@rel='enclosure']")]
        found += [(each, "src") for each in story.iterfind("content[@src]")]
        mimes = [(each, each.get(name, ""), each.get("type", "")) for each, name in found]
        files = [
            (_length(each), ParsedMedia(href=href, mime_type=mime, kind=kind))
            for each, href, mime in mimes
            if href and (kind := _KINDS.get(mime.partition("/")[0].replace("image", "photo"))) not in _NO_MEDIA
        ]
        if self.kind(story) == ItemKind.PICTURE and files:  # its sizes: one picture
            return (max(files, key=itemgetter(0))[1],)
        return tuple(medium for _, medium in files)

    def left_over(self, story: Node) -> dict[str, Any]:
        """What was said and has no field."""
        said: dict[str, Any] = {}
        for each in [*story.iterfind(f"{_NEWS}*"), *story.iterfind(f"{_META}*")]:
            words = text_of(each) or {str(name).rpartition("}")[2]: str(value) for name, value in each.attrib.items()}
            if each.tag not in _READ and words:
                said.setdefault(str(each.tag), []).append(words)
        titles = [each.get("Title", "") for each in story.iterfind(f"{_META}ByLine")]
        links: dict[str, list[str]] = {}
        for each in story.iterfind("link"):
            links.setdefault(each.get("rel", "alternate"), []).append(each.get("href", ""))
        classes = [
            each
            for each in story.iterfind(f"{_META}SubjectClassification")
            if each.get("Id") and each.get("Authority", "") not in _CATEGORIES
        ]
        named = {
            "entry_id": text_of(story, "id"),
            "title": text_of(story, "title"),
            "links": {rel: found[0] if len(found) == 1 else found for rel, found in links.items()},
            "byline_title": ", ".join(filter(None, [*titles, *self.outlets(story)])),
            "not_by": [words for each in story.iterfind(f"{_META}ByLine") if (words := _unsigned(each))],
            "summary": text_of(story, "summary"),
            "author": text_of(story, "author/name"),
            "contributors": texts_of(story, "contributor/name"),
            "subject_names": {each.get("Id", ""): each.get("Value", "") for each in classes if each.get("Value")},
        }
        alone = {name: found[0] if len(found) == 1 else found for name, found in said.items()}
        return alone | {key: value for key, value in named.items() if value}


def _signed(printed: list[str]) -> list[str]:
    """The lines that name writers: where one has "By", not those without it that name nobody."""
    with_by = [line for line in printed if without_by(line) != line]
    return [line for line in printed if line in with_by or people(line)] if with_by else printed


def _unsigned(byline: Node) -> str:
    """Who is named in a byline that readers do not see."""
    title = byline.get("Title", "")
    return f"{text_of(byline)} ({title})" if title.lower() in _NO_WRITERS else ""


def _length(link: Node) -> int:
    sent = link.get("length", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 16 else 0
