"""Pictures that arrive as files: an item of their own, read from the words in the file and never from its pixels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wire.parsers import _picture_time
from wire.parsers._credit import parse_credit, split_credit, split_order
from wire.parsers._derived import Status, Times, finished, merged, people, read_status, signals_named, without_by
from wire.parsers._picture_file import PictureFile, is_jpeg, is_picture_with_words, read_picture
from wire.parsers._picture_words import NAMES, Words, read_words
from wire.parsers._signals import EMBARGO_WORDS, signals_in
from wire.parsers._text import first_sentence
from wire.parsers.base import Parser
from wire.parsers.item import Context, ParsedItem, ParsedMedia
from wire.sluglines import slugified
from wire.vocabulary import URGENCY_HIGHEST, URGENCY_LOWEST, ItemKind, PubStatus, Signal

_EIGHT_DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")
_NOBODY = {"str", "stringer", "handout", "uncredited", "staff", "pool", "unknown", "anonymous", "contributed"}
_NO_NAME = re.compile(r".*\b(?:contributor|photographers?|handout)\b.*|xx\w+xx.*|pool .*", re.IGNORECASE)
_RESTRICTED = re.compile(
    r"MANDATORY CREDIT|MUST CREDIT|\bNO (?:SALES|ARCHIV|LICENSING|ACCESS|USE|THIRD)|\b[A-Z]+ OUT\b"
    r"|(?i:\bredaktionelle[nr]? (?:verwendung|nutzung)\b|\bhonorarpflichtig|\busage restreint\b)"
    r"|(?i:\buse only\b|\bone[- ]time use\b|\bnot for (?:sale|use)|\brestrict(?:ed|ions?)\b)"
)
_LONGEST_ORDER = 300
_SHORTEST_NAME = 6  # an id of fewer letters is a counter
_ORIENTATION, _ON_ITS_SIDE = 0x0112, {5, 6, 7, 8}
_KILLED = "01"  # IIM 2:42, object kill
_ADVISORY = "v"  # the category of notes to editors


class Photo(Parser):
    """A JPEG file. `story` is the Words of one file."""

    name = "jpeg"
    largest = 1024 * 1024 * 1024  # pictures are as large as they are: the newsroom's own limit holds

    def recognizes(self, data: bytes) -> bool:
        return is_jpeg(data)

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        file = read_picture(data, self.name)
        yield self.item(read_words(file), file, hashlib.sha256(data).hexdigest(), context)

    def item(self, story: Words, file: PictureFile, digest: str, context: Context) -> ParsedItem:
        """The item of one file. Raises MalformedItem."""
        times = Times()
        guid, made_from = self.guid(story, digest)
        caption, order = self.caption(story)
        fields = self.heading(story, order, context) | self.dates(story, context, times) | self.rights(story)
        fields |= {
            "guid": guid,
            "caption": caption,
            "signals": self.signals(story),
            "headline_instead": (first_sentence(split_credit(caption)[0]),),
            "body_html": "",
        }
        extra = self.left_over(story, fields) | ({"guid_from": made_from} if made_from else {})
        item = finished(self.name, fields, context, status=self.status(story), times=times, extra=extra)
        if made_from:
            item = replace(item, assumed=(*item.assumed, "guid"))
        return replace(item, media=(self.medium(story, item, file, digest),))

    # Identity

    def guid(self, story: Words, digest: str) -> tuple[str, list[str]]:
        """A lasting name in the file; else job, title and moment; else the bytes themselves."""
        for place in NAMES:
            sent = story.first(place)
            if len(sent) >= _SHORTEST_NAME and sent.strip("0-:"):
                return sent, []
        job, title = story.first("photoshop:TransmissionReference", (2, 103)), story.text("title")
        taken = _picture_time.created(story, Context().zone, Times()).at
        if job and title:
            parts = [self.name, slugified(job), slugified(title), f"{taken:%Y%m%dT%H%M%S}" if taken else ""]
            made_from = ["transmission_reference", "slugline", *(["first_created"] if taken else [])]
            return ":".join(part for part in parts if part)[:200], made_from
        return f"sha256:{digest}", ["sha256"]

    def status(self, story: Words) -> Status:
        """What the file's fields say, and its words: the elimination of a photo is sent as a picture of its own."""
        asked = self.signals(story)
        if story.text("action_advised") == _KILLED or Signal.KILL in asked:
            return read_status("canceled")
        return read_status("withheld" if Signal.WITHHOLD in asked else "")

    def signals(self, story: Words) -> tuple[Signal, ...]:
        words = [story.text(name) for name in ("caption", "edit_status", "instructions", "headline", "title")]
        advisory = [Signal.ADVISORY] if _ADVISORY in map(str.lower, story.texts("category")) else []
        return merged(signals_named([story.text("edit_status")]), signals_in(*words), advisory)

    # What the desk reads first

    def heading(self, story: Words, order: str, context: Context) -> dict[str, Any]:
        creators = [without_by(each) for each in story.texts("creators")]
        urgency = story.text("urgency")
        return {
            "kind": ItemKind.PICTURE,
            "source": context.source or story.text("source"),
            "headline": _one_line(story.text("headline")),
            "slugline": _one_line(story.text("title")),
            "take": "",
            "byline": " and ".join([", ".join(creators[:-1]), *creators[-1:]] if creators[1:] else creators),
            "authors": tuple(dict.fromkeys(name for each in creators for name in self.people(each))),
            "city": _one_line(story.text("city") or story.city_of_the_camera()),
            "language": story.text("language"),
            "urgency": int(urgency) if urgency in map(str, range(URGENCY_HIGHEST, URGENCY_LOWEST + 1)) else None,
            "priority": story.text("priority"),
            "category": tuple(dict.fromkeys(story.texts("category") + story.texts("more_categories"))),
            "keywords": self.keywords(story),
            "subjects": self.subjects(story),
            "ednote": self.ednote(story, order),
        }

    def ednote(self, story: Words, order: str) -> str:
        """Instructions, and what a caption says to editors; an embargo in a caption must be heard."""
        order = order or _embargo_in(story.text("caption"))
        return "\n".join(filter(None, [order, story.text("instructions")]))

    def people(self, creator: str) -> tuple[str, ...]:
        """The people in one creator's field: "Mara Quist/Harbor Daily". An agency or "STR" is nobody."""
        names = people(creator.partition("/")[0].strip())
        return tuple(name for name in names if self.is_name(name))

    def is_name(self, words: str) -> bool:
        return words.lower() not in _NOBODY and not _NO_NAME.fullmatch(words) and parse_credit(words) is None

    def keywords(self, story: Words) -> tuple[str, ...]:
        """Each a value of its own, or all in one, joined with semicolons as AP does, or with commas."""
        sent = story.texts("keywords")
        sign = "," if len(sent) == 1 and ";" not in sent[0] and sent[0].count(",") > 1 else ";"
        parts = (part.strip() for each in sent for part in each.split(sign))
        return tuple(dict.fromkeys(filter(None, parts)))

    def subjects(self, story: Words) -> tuple[str, ...]:
        """The eight digits of "IPTC:15054000:Sport:Football"; else what was sent."""
        sent = story.texts("subjects")
        return tuple(dict.fromkeys(found[0] if (found := _EIGHT_DIGITS.search(each)) else each for each in sent))

    def caption(self, story: Words) -> tuple[str, str]:
        """The caption, and the order to editors that it began with: "CORRECTS spelling of name: …"."""
        return split_order(story.text("caption"))

    # When, and who owns it

    def dates(self, story: Words, context: Context, times: Times) -> dict[str, Any]:
        return {
            "first_created": _picture_time.created(story, context.zone, times).at,
            "version_created": _picture_time.changed(story, context.zone, times).at,
            "embargoed_until": _picture_time.embargoed(story, context.zone, times).at,
            "expires_at": _picture_time.expires(story, context.zone, times).at,
        }

    def rights(self, story: Words) -> dict[str, str]:
        instructions = story.text("instructions")
        return {
            "credit_line": self.credit(story),
            "copyright_holder": ", ".join(story.texts("owners")),
            "copyright_notice": _one_line(story.text("copyright_notice")),
            "usage_terms": story.text("usage_terms") or (instructions if _RESTRICTED.search(instructions) else ""),
        }

    def credit(self, story: Words) -> str:
        in_caption = (split_credit(line)[1] for line in self.caption(story)[0].splitlines())
        return _one_line(story.text("credit")) or next(filter(None, in_caption), "")

    def left_over(self, story: Words, fields: dict[str, Any]) -> dict[str, Any]:
        """What was said and has no field; of credit, source and caption what each witness said."""
        kept = story.unplaced()
        if story.text("source") not in ("", fields["source"]):
            kept["source"] = story.text("source")
        if story.text("urgency") and fields["urgency"] is None:
            kept["urgency"] = story.text("urgency")
        for name in ("credit", "creators", "copyright_notice"):
            said = story.witnesses(name)
            if len({_one_line(text) for text in said.values()}) > 1:
                kept[f"{name}_witnesses"] = said
        return kept

    # The picture

    def medium(self, story: Words, item: ParsedItem, file: PictureFile, digest: str) -> ParsedMedia:
        """The file as the item's own medium; its bytes are found again by their digest."""
        printed = split_credit(item.caption)[1]
        side = story.exif.get(_ORIENTATION, (1,))[0] in _ON_ITS_SIDE
        held_back = Signal.EMBARGO in item.signals and item.embargoed_until is None
        said = story.witnesses("credit")
        extra = {
            "sha256": digest,
            "creditline": item.credit_line if printed else "",
            "credit_witnesses": said if len(said) > 1 else {},
        }
        return ParsedMedia(
            guid=item.guid,
            kind=ItemKind.PICTURE,
            headline="" if "headline" in item.assumed else item.headline,
            caption=item.caption,
            credit_line=printed or item.credit_line or item.byline,
            alt_text=story.text("alt_text"),
            photographer=" and ".join(item.authors),
            copyright_holder=item.copyright_holder,
            copyright_notice=item.copyright_notice,
            usage_terms=item.usage_terms,
            mime_type=file.mime_type,
            width=file.height if side else file.width,
            height=file.width if side else file.height,
            pubstatus=PubStatus.WITHHELD if held_back else item.pubstatus,
            embargoed_until=item.embargoed_until,
            expires_at=item.expires_at,
            extra={key: value for key, value in extra.items() if value},
        )


class Picture(Photo):
    """PNG, WebP, TIFF, GIF, AVIF and HEIC that carry words."""

    name = "picture"
    largest = 1024 * 1024 * 1024  # pictures are as large as they are: the newsroom's own limit holds

    def recognizes(self, data: bytes) -> bool:
        return is_picture_with_words(data)


def _embargo_in(caption: str) -> str:
    """The words of a caption from where they speak of an embargo."""
    found = (line[words.start() :] for line in caption.splitlines() if (words := EMBARGO_WORDS.search(line)))
    return next(found, "")[:_LONGEST_ORDER].strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())
