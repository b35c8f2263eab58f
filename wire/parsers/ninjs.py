"""ninjs 1, 2 and 3, the IPTC's JSON for news: read by one reader, since the three differ in spelling only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from wire.parsers._body import Copy, dateline_in_field, read_copy
from wire.parsers._derived import Status, Times, finished, merged, people, read_status, signals_named, without_by
from wire.parsers._newsml_body import figures_in
from wire.parsers._ninjs_body import best_body, figures_of, plain_words
from wire.parsers._ninjs_keys import (
    Remembered,
    Story,
    cleaned,
    each_at,
    lasting_name,
    looks_like_ninjs,
    named_objects,
    read_stories,
    text_at,
    unwrapped,
    variants,
    whole_number,
)
from wire.parsers._ninjs_media import credit_of, description, embargo_of, is_media, kind_of, read_media
from wire.parsers._text import split_credit
from wire.parsers._time import read_time
from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem, ParsedMedia
from wire.sluglines import Slugline, split_slugline
from wire.vocabulary import URGENCY_HIGHEST, URGENCY_LOWEST, Signal

_EIGHT_DIGITS = re.compile(r"(?<![0-9A-Za-z])[0-9]{8}(?![0-9A-Za-z])")
_NOT_NEWS = {"planning", "event"}
# How TT says what an item does to those that it replaces, and that an item is for the desk only.
_UPDATE_TYPES = {
    **{"korr": Signal.CORRECTION, "rä": Signal.CORRECTION, "uv": Signal.UPDATE, "avpub": Signal.KILL},
}
_FOR_THE_DESK = "info"
_KINDS_OF_SUBJECT = {kind: re.compile(rf"(?:^pa|/){kind}(?:$|/)") for kind in ("keyword", "service")}
_CATEGORIES = ("service", "services", "category", "categories", "anpa_category", "sector")
# Keys that have a field of their own; all others are kept in `extra`.
_READ = {
    *("uri", "guid", "type", "version", "versioncreated", "firstcreated", "embargoed", "embargoeduntil", "expires"),
    *("pubstatus", "urgency", "priority", "copyrightholder", "copyrightnotice", "usageterms", "ednote", "language"),
    *("infosource", "infosources", "source", "provider", "byline", "by", "authors", "slugline", "slug", "located"),
    *("title", "dateline"),
    *("keyword", "keywords", "subject", "subjects", *_CATEGORIES),
    *("headlines", "bodies", "descriptions", "renditions", "associations", "creditline", "wordcount", "charcount"),
    *("signal", "signals", "editorialtypes", "standard", "$standard", "mimetype", "evolvedfrom", "evolved_from"),
    "replacing",
}
_READ_FAMILIES = re.compile(r"(?:headline|body|description)(?:_|$)")


class Ninjs(Parser):
    """One object is one item; a list holds several. `story` is the object, its keys in small letters."""

    name = "ninjs"

    def recognizes(self, data: bytes) -> bool:
        return looks_like_ninjs(data)

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        for story in unwrapped(read_stories(data, self.name)):
            yield self.item(Remembered(story), context)

    def item(self, story: Story, context: Context) -> ParsedItem:
        """The item of one object. Raises MalformedItem."""
        sent_type = text_at(story, "type").lower()
        if sent_type in _NOT_NEWS:
            raise MalformedItem(f"{self.name}: this “{sent_type}” is a plan; only news copy can be imported.")
        times, copy = Times(), self.copy(story)
        fields = self.heading(story, context) | self.dates(story, times, context) | self.subject_matter(story)
        fields |= self.rights(story) | self.associated(story, context) | self.described(story)
        fields |= self.place(story, copy)
        fields |= {
            "body_html": copy.body_html,
            "contributor_line": copy.contributor_line,
            "word_count": self.word_count(story, copy),
            "signals": self.signals(story),
        }
        fields["headline_instead"] = (*self.headline_instead(story), fields["caption"])
        return finished(self.name, fields, context, status=self.status(story), times=times, extra=self.left_over(story))

    def heading(self, story: Story, context: Context) -> dict[str, Any]:
        """The fields a desk sorts by."""
        slug, byline = self.slugline(story), self.byline(story)
        return {
            "kind": kind_of(story),
            "source": context.source or self.source(story),
            "guid": self.guid(story),
            "version": text_at(story, "version"),
            "headline": self.headline(story),
            "slugline": slug.slugline,
            "take": slug.take,
            "byline": byline,
            "authors": self.authors(story) or people(byline),
            "language": text_at(story, "language"),
            "urgency": self.urgency(story),
            "priority": text_at(story, "priority"),
            "ednote": self.ednote(story),
        }

    # Identity

    def guid(self, story: Story) -> str:
        return lasting_name(story)

    def source(self, story: Story) -> str:
        named = (_words(each) for each in each_at(story, "infosource", "infosources", "source", "provider"))
        return next(filter(None, named), "")

    def status(self, story: Story) -> Status:
        return read_status(text_at(story, "pubstatus"))

    def signals(self, story: Story) -> tuple[Signal, ...]:
        """Codes, and the profile: an advisory is for the desk, whatever its status."""
        coded = (each for each in each_at(story, "signal", "signals", "editorialtypes"))
        codes = [
            code
            for each in coded
            for code in ([text_at(each, "code"), text_at(each, "name")] if isinstance(each, dict) else [str(each)])
        ]
        profile = text_at(story, "profile")
        for_the_desk = (Signal.ADVISORY,) if profile.lower() == _FOR_THE_DESK else ()
        return merged(signals_named([*codes, profile]), self.update_types(story), for_the_desk)

    def update_types(self, story: Story) -> tuple[Signal, ...]:
        sent = story.get("signals")
        word = text_at(sent, "updatetype").lower() if isinstance(sent, dict) else ""
        return (_UPDATE_TYPES[word],) if word in _UPDATE_TYPES else ()

    # What the desk reads first

    def headline(self, story: Story) -> str:
        said = {role: words for role, _, text in self.headlines(story) if (words := plain_words(text))}
        return next((said[role] for role in ("main", "", *said) if role in said), "")

    def headline_instead(self, story: Story) -> list[str]:
        return [plain_words(text_at(story, "title"))]

    def headlines(self, story: Story) -> list[tuple[str, str, str]]:
        return list(variants(story, "headline", "headlines"))[::-1]  # of two with one role the first is kept

    def slugline(self, story: Story) -> Slugline:
        return split_slugline(text_at(story, "slugline", "slug"))

    def byline(self, story: Story) -> str:
        return without_by(plain_words(text_at(story, "byline", "by"))) or " and ".join(self.authors(story))

    def authors(self, story: Story) -> tuple[str, ...]:
        """Those in a list of their own; TT's also names editors, who are not for readers."""
        named = [text_at(each, "name") for each in each_at(story, "authors") if isinstance(each, dict)]
        for each in each_at(story, "bylines"):
            if isinstance(each, dict) and str(each.get("internal", "")).lower() != "true":
                whole = f"{text_at(each, 'firstname')} {text_at(each, 'lastname')}".strip()
                named.append(whole or without_by(text_at(each, "byline")))
        return tuple(dict.fromkeys(filter(None, named)))

    def ednote(self, story: Story) -> str:
        return plain_words(text_at(story, "ednote")) or description(story, ("usage",))

    def urgency(self, story: Story) -> int | None:
        value = whole_number(story.get("urgency"))
        return value if value and URGENCY_HIGHEST <= value <= URGENCY_LOWEST else None

    def city(self, story: Story) -> str:
        """Where it was written, unless that field holds a number or a filler."""
        place = text_at(story, "located").partition(",")[0]
        return "" if any(c.isdigit() for c in place) or place.lower().startswith("no-data") else place

    def place(self, story: Story, copy: Copy) -> dict[str, str]:
        field = dateline_in_field(text_at(story, "dateline"))
        return {"dateline": copy.dateline or field.dateline, "city": self.city(story) or copy.city or field.city}

    def dates(self, story: Story, times: Times, context: Context) -> dict[str, datetime | None]:
        def read(key: str, *names: str) -> datetime | None:
            return times.keep(key, read_time(text_at(story, *names), context.zone))

        return {
            "first_created": read("first_created", "firstcreated"),
            "version_created": read("version_created", "versioncreated"),
            "embargoed_until": embargo_of(story, times, context.zone),
            "expires_at": read("expires_at", "expires"),
        }

    # What it is about, who owns it

    def subject_matter(self, story: Story) -> dict[str, Any]:
        sent = list(each_at(story, "subject", "subjects"))
        keywords = [word for each in each_at(story, "keywords", "keyword") for word in _keywords(each, story)]
        category = [_code(each) for each in each_at(story, *_CATEGORIES)]
        keywords += [text_at(each, "name") for each in sent if _is_called(each, "keyword")]
        category += [_code(each) for each in sent if _is_called(each, "service")]
        return {
            "keywords": tuple(dict.fromkeys(filter(None, keywords))),
            "category": tuple(dict.fromkeys(filter(None, category))),
            "subjects": tuple(dict.fromkeys(filter(None, map(self.subject, sent)))),
        }

    def subject(self, sent: Any) -> str:
        """A subject's eight digits, wherever they stand; else its code; else its name."""
        if isinstance(sent, dict):
            for key in ("code", "literal", "uri"):
                if digits := _EIGHT_DIGITS.search(text_at(sent, key)):
                    return digits[0]
        return _code(sent)

    def rights(self, story: Story) -> dict[str, str]:
        return {
            "copyright_holder": text_at(story, "copyrightholder"),
            "copyright_notice": text_at(story, "copyrightnotice"),
            "usage_terms": text_at(story, "usageterms"),
        }

    # The copy, and what comes with it

    def copy(self, story: Story) -> Copy:
        return read_copy(best_body(story, self.headline(story))) if not is_media(story) else Copy()

    def word_count(self, story: Story, copy: Copy) -> int | None:
        return copy.word_count or whole_number(story.get("wordcount")) or None

    def described(self, story: Story) -> dict[str, str]:
        """A description sums a text up, and is the caption of a picture."""
        words = description(story, ("caption", "", "text", "html", "xhtml", "richtext", "summary"))
        if not is_media(story):
            summary = description(story, ("summary", "abstract", "lead", "teaser")) or words
            return {"abstract": summary, "caption": "", "credit_line": credit_of(story)}
        return {"abstract": "", "caption": words, "credit_line": credit_of(story) or split_credit(words)[1]}

    def associated(self, story: Story, context: Context) -> dict[str, Any]:
        """Pictures and the like as media; copy as references. A picture alone is its own medium."""
        media: list[ParsedMedia] = [read_media("", story, context.zone)] if is_media(story) else []
        references = [_words(each) for each in each_at(story, "evolvedfrom", "evolved_from", "replacing")]
        for name, each in named_objects(story, "associations"):
            if is_media(each):
                media.append(read_media(name, each, context.zone))
            else:
                references.append(self.guid(each))
        shown = self.with_figures(story, media)
        return {"media": shown, "references": tuple(dict.fromkeys(filter(None, references)))}

    def with_figures(self, story: Story, media: list[ParsedMedia]) -> tuple[ParsedMedia, ...]:
        """The media, and the figures of the copy that are none of them; what only a figure says of one, it keeps."""
        body = figures_of(story) if not is_media(story) else None
        if body is None:
            return tuple(media)
        named = {text_at(each, "guid", "uri"): each for _, each in named_objects(story, "associations")}
        files = {
            text_at(file, "href"): guid for guid, each in named.items() for _, file in named_objects(each, "renditions")
        }
        for figure in figures_in(body):
            words, guid = split_credit(figure.caption)[0], files.get(figure.href)
            at = next(
                (i for i, each in enumerate(media) if (guid and each.guid == guid) or same_words(each.caption, words)),
                None,
            )
            if at is None and (figure.caption or figure.href.startswith("http")):
                media.append(figure)
            elif at is not None and figure.credit_line and not media[at].credit_line:
                media[at] = replace(media[at], caption=figure.caption, credit_line=figure.credit_line)
        return tuple(media)

    def left_over(self, story: Story) -> dict[str, Any]:
        """What was said and has no field."""
        kept = {
            key: cleaned(value)
            for key, value in story.items()
            if key not in _READ and not _READ_FAMILIES.match(key) and value not in (None, "", [], {})
        }
        if isinstance(story.get("signals"), dict):
            kept["signals"] = cleaned(story["signals"])
        if text_at(story, "located") and not self.city(story):
            kept["located"] = text_at(story, "located")
        headline = self.headline(story)
        others = {role: words for role, _, text in self.headlines(story) if (words := plain_words(text)) != headline}
        return kept | {f"headline_{role or 'other'}": words for role, words in others.items() if words}


def same_words(caption: str, words: str) -> bool:
    """Whether two captions are one, with or without a credit at their ends."""
    return bool(words) and split_credit(caption)[0].casefold().rstrip(" .") == words.casefold().rstrip(" .")


def _keywords(sent: Any, story: Story) -> list[str]:
    """One keyword; several where a single text stands in the place of the list."""
    words = _words(sent)
    is_list = any(sent is story.get(key) for key in ("keywords", "keyword"))
    return [word.strip() for word in re.split("[;,]", words)] if is_list else [words]


def _is_called(subject: Any, kind: str) -> bool:
    """PA and TT keep keywords and services among the subjects, told apart by profile or scheme."""
    said = (text_at(subject, "profile"), text_at(subject, "scheme")) if isinstance(subject, dict) else ()
    return any(_KINDS_OF_SUBJECT[kind].search(each) for each in said)


def _code(sent: Any) -> str:
    return text_at(sent, "code", "literal", "qcode", "name") if isinstance(sent, dict) else _words(sent)


def _words(sent: Any) -> str:
    return text_at({"": sent}, "")
