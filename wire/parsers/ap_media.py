"""The AP Media API's JSON: an item, a page of a feed; a cousin of ninjs, with the text fetched beside it as NITF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from wire.parsers._ap_media_json import item_id, lasting_address, looks_like_ap_media, read_ap_stories
from wire.parsers._ap_nitf import fetched_nitf, said_besides, with_gaps_filled
from wire.parsers._body import Copy, dateline_in_field
from wire.parsers._derived import Status, Times, merged, read_status, without_by
from wire.parsers._ninjs_body import plain_words
from wire.parsers._ninjs_keys import Remembered, Story, cleaned, each_at, named_objects, text_at, whole_number
from wire.parsers._ninjs_media import credit_of, description, is_media, read_media
from wire.parsers._text import split_credit
from wire.parsers.item import Context, ParsedItem, ParsedMedia
from wire.parsers.ninjs import Ninjs
from wire.vocabulary import PubStatus, Signal

_FOR_READERS = "newscontent"  # AP's signal on all that may be published; advisories and daybooks lack it
_ALERT = "newsalert"  # the role of a headline's length of copy, before the story
_ADVISORIES = "v"  # the category of messages to editors
_CATEGORIES = ("category", "suppcategory")
_PICTURE_IDS = ("friendlykey", "transref")
# AP asks never to decide by pubstatus alone: these editorial types take a story back as well.
_TAKEN_BACK = {
    **dict.fromkeys(("kill", "elimination"), Status(PubStatus.CANCELED, (Signal.KILL,))),
    **dict.fromkeys(("withhold", "disregard"), Status(PubStatus.WITHHELD, (Signal.WITHHOLD,))),
}
# Read by this parser, above what ninjs reads.
_READ = {"nitf", "editorialpriority", "altids", "links", "uri", "headline_extended", "bylines"}


class APMedia(Ninjs):
    """`story` is the object of an item, keys in small letters; under "nitf" the fetched story, as it was read."""

    name = "apmedia"

    def recognizes(self, data: bytes) -> bool:
        return looks_like_ap_media(data)

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        for story, sent in read_ap_stories(data, self.name):
            nitf = fetched_nitf(sent, self.name, context) if sent else None
            yield self.item(Remembered({**story, "nitf": nitf}), context)

    def nitf(self, story: Story) -> ParsedItem | None:
        nitf = story.get("nitf")
        return nitf if isinstance(nitf, ParsedItem) else None

    def heading(self, story: Story, context: Context) -> dict[str, Any]:
        names = story.get("altids")
        said = super().heading(story, context) | {
            "priority": text_at(story, "editorialpriority", "priority"),
            "sequence": text_at(names, "transref") if isinstance(names, dict) else "",
        }
        return with_gaps_filled(said, self.nitf(story))

    # Identity

    def guid(self, story: Story) -> str:
        return item_id(story)

    def source(self, story: Story) -> str:
        return text_at(story, "provider") or super().source(story)

    def status(self, story: Story) -> Status:
        """The stricter of the status and the editorial types."""
        sent = read_status(text_at(story, "pubstatus"))
        types = (str(each).strip().lower() for each in each_at(story, "editorialtypes"))
        for taken_back in filter(None, map(_TAKEN_BACK.get, types)):
            if sent.pubstatus != PubStatus.CANCELED:
                sent = Status(taken_back.pubstatus, merged(sent.signals, taken_back.signals), sent.unknown)
        return sent

    def signals(self, story: Story) -> tuple[Signal, ...]:
        nitf = self.nitf(story)
        for_editors = self.is_for_editors(story) or _ADVISORIES in self.categories(story)
        advisory = (Signal.ADVISORY,) if for_editors else ()
        alert = (Signal.ALERT,) if text_at(story, "editorialrole").lower() == _ALERT else ()
        return merged(super().signals(story), advisory, alert, nitf.signals if nitf else ())

    def is_for_editors(self, story: Story) -> bool:
        """What AP does not signal as news is never published, whatever its status."""
        return _FOR_READERS not in {str(each).strip().lower() for each in each_at(story, "signals", "signal")}

    # What the desk reads first

    def headline(self, story: Story) -> str:
        return plain_words(text_at(story, "headline"))

    def headline_instead(self, story: Story) -> list[str]:
        return [plain_words(text_at(story, key)) for key in ("headline_extended", "title", "headline_seo")]

    def byline(self, story: Story) -> str:
        written = (text_at(each, "by") if isinstance(each, dict) else str(each) for each in each_at(story, "bylines"))
        names = list(dict.fromkeys(filter(None, map(without_by, written))))
        if not names:
            return without_by(text_at(story, "photographer")) or super().byline(story)
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

    def place(self, story: Story, copy: Copy) -> dict[str, str]:
        located, where = dateline_in_field(text_at(story, "located")), story.get("datelinelocation")
        city = text_at(where, "city") if isinstance(where, dict) else ""
        said = {"dateline": copy.dateline or located.dateline, "city": city or copy.city or self.city(story)}
        return with_gaps_filled(said, self.nitf(story))

    def dates(self, story: Story, times: Times, context: Context) -> dict[str, datetime | None]:
        return with_gaps_filled(super().dates(story, times, context), self.nitf(story))

    # What it is about, who owns it

    def subject_matter(self, story: Story) -> dict[str, Any]:
        subjects = (self.subject(each) for each in each_at(story, "subject") if not _is_category(each))
        said = super().subject_matter(story) | {
            "category": self.categories(story),
            "subjects": tuple(dict.fromkeys(filter(None, subjects))),
        }
        return with_gaps_filled(said, self.nitf(story))

    def categories(self, story: Story) -> tuple[str, ...]:
        """The category letter, then the supplementary ones."""
        codes = [
            text_at(each, "code", "name")
            for role in _CATEGORIES
            for each in each_at(story, "subject")
            if isinstance(each, dict) and role in each_at(each, "rels")
        ]
        return tuple(dict.fromkeys(filter(None, codes)))

    def rights(self, story: Story) -> dict[str, str]:
        said = super().rights(story) | {"usage_terms": _usage_terms(story)}
        return with_gaps_filled(said, self.nitf(story))

    # The copy, and what comes with it

    def copy(self, story: Story) -> Copy:
        nitf = self.nitf(story)
        if nitf is None or is_media(story):
            return super().copy(story)
        place = (nitf.dateline, nitf.city) if nitf.dateline else ("", "")
        return Copy(nitf.body_html, *place, "", nitf.contributor_line, nitf.word_count)

    def word_count(self, story: Story, copy: Copy) -> int | None:
        """AP counts the words of the story itself, and says so beside its file."""
        files = dict(named_objects(story, "renditions"))
        return whole_number(files.get("nitf", {}).get("words")) or super().word_count(story, copy)

    def described(self, story: Story) -> dict[str, str]:
        caption, credit = description(story, ("caption",)), credit_of(story)
        if is_media(story):
            caption = caption or description(story, ("summary",))
            return {"abstract": "", "caption": caption, "credit_line": credit or split_credit(caption)[1]}
        longer = plain_words(text_at(story, "headline_extended"))
        summary = description(story, ("summary",)) or (longer if longer != self.headline(story) else "")
        return with_gaps_filled({"abstract": summary, "caption": caption, "credit_line": credit}, self.nitf(story))

    def associated(self, story: Story, context: Context) -> dict[str, Any]:
        media = [self.medium("", story, context)] if is_media(story) else []
        references = [item_id(each) for each in each_at(story, "derivedfrom", "refersto") if isinstance(each, dict)]
        for name, held in named_objects(story, "associations"):
            each = held.get("item", held)
            if isinstance(each, dict) and is_media(each):
                media.append(self.medium(name, each, context))
            elif isinstance(each, dict):
                references.append(item_id(each))
        said = {"media": tuple(media), "references": tuple(dict.fromkeys(filter(None, references)))}
        return with_gaps_filled(said, self.nitf(story))

    def medium(self, name: str, story: Story, context: Context) -> ParsedMedia:
        """A picture. One that is only pointed to has the address of its item, from which its files are known."""
        found = read_media(name, story, context.zone)
        made_by, address = without_by(text_at(story, "photographer")), lasting_address(text_at(story, "uri"))
        status, ids = self.status(story).pubstatus, story.get("altids")
        # By these AP's notices name a picture; one that is an item of its own has them there.
        named = {key: text_at(ids, key) for key in _PICTURE_IDS} if name and isinstance(ids, dict) else {}
        named["uri"] = address
        return replace(
            found,
            href=found.href or address,
            guid=item_id(story),
            photographer=found.photographer or made_by,
            credit_line=found.credit_line or made_by,
            usage_terms=_usage_terms(story),
            pubstatus=status if status != PubStatus.USABLE else found.pubstatus,
            extra={**found.extra, **{key: value for key, value in named.items() if value}},
        )

    def left_over(self, story: Story) -> dict[str, Any]:
        nitf = self.nitf(story)
        said = {
            "uri": lasting_address(text_at(story, "uri")),
            "altids": cleaned(story.get("altids")),
            "byline_title": _titles(story),
            "editorialtypes": cleaned(story.get("editorialtypes")),
            "not_signalled_as_news": self.is_for_editors(story),
            "editornotes": description(story, ("editornotes",)),
            "subject_names": _subject_names(story),
            "links": cleaned(story.get("links")),
            "renditions": _files(story),
        }
        rest = super().left_over({key: value for key, value in story.items() if key not in _READ})
        return {**said_besides(nitf), **rest, **{key: value for key, value in said.items() if value}}


def _titles(story: Story) -> str:
    """What the writers or the photographer are: "AP Sports Writer"."""
    named = (each for each in each_at(story, "bylines") if isinstance(each, dict))
    photographer = story.get("photographer")
    titles = [text_at(each, "title") for each in [*named, photographer] if isinstance(each, dict)]
    return ", ".join(dict.fromkeys(filter(None, titles)))


def _is_category(subject: Any) -> bool:
    return isinstance(subject, dict) and any(role in _CATEGORIES for role in each_at(subject, "rels"))


def _usage_terms(story: Story) -> str:
    return " ".join(filter(None, (str(each).strip() for each in each_at(story, "usageterms"))))


def _subject_names(story: Story) -> dict[str, str]:
    each_name = {
        text_at(each, "code"): text_at(each, "name") for each in each_at(story, "subject") if isinstance(each, dict)
    }
    return {code: name for code, name in each_name.items() if code and name}


def _files(story: Story) -> dict[str, str]:
    """Where the text and the other files can be fetched, with a key of one's own."""
    named = {name: lasting_address(text_at(each, "href")) for name, each in named_objects(story, "renditions")}
    return {name: address for name, address in named.items() if address}
