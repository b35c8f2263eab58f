"""NewsML 1.x, older and looser than G2: an envelope of news items, each a nest of components."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from wire.parsers._derived import Status, Times, finished, merged, read_status
from wire.parsers._newsml_12_extra import left_over
from wire.parsers._newsml_12_media import media_in
from wire.parsers._newsml_12_names import each_near, lasting_name, subject_matter
from wire.parsers._newsml_12_notes import editors_notes, signals_of
from wire.parsers._newsml_12_parts import ROOTS, Story, language_of, part_of_copy, stories_in, words_of_part
from wire.parsers._newsml_body import Body, filled_from_nitf, read_body
from wire.parsers._newsml_words import (
    authors_in,
    city_in,
    fuller_dateline,
    printed_byline,
    revision_in,
    whole,
)
from wire.parsers._ninjs_body import plain_words
from wire.parsers._text import split_credit
from wire.parsers._time import read_time
from wire.parsers._xml import attribute, parse_xml, root_tag, text_of
from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.nitf import NITF
from wire.sluglines import Slugline, split_slugline
from wire.vocabulary import URGENCY_HIGHEST, URGENCY_LOWEST, ItemKind, PubStatus, Signal

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class NewsML12(Parser):
    """One NewsItem is one item, or one in each of its languages. `story`: its components, tags without namespace."""

    name = "newsml12"

    def recognizes(self, data: bytes) -> bool:
        return root_tag(data) in ROOTS

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        root, found = parse_xml(data, self.name), 0
        for story in stories_in(root):
            if self.says_something(story):
                found += 1
                yield self.item(story, context)
        if not found:
            refers = "it only lists others" if root.find(".//NewsItemRef") is not None else "its items are empty"
            raise MalformedItem(f"{self.name}: there is no story in it: {refers}.")

    def says_something(self, story: Story) -> bool:
        """Not an index of other items, nor an envelope with nothing in it; a kill may come without any copy."""
        if story.content is not None or self.headline(story):
            return True
        status = attribute(story.item, "NewsManagement/Status", "FormalName").lower()
        has_files = story.item.find(".//ContentItem") is not None
        return bool(self.guid(story)) and (has_files or status not in ("", "usable"))

    def item(self, story: Story, context: Context) -> ParsedItem:
        """The item of one story. Raises MalformedItem."""
        times, headline, abstract = Times(), self.headline(story), self.abstract(story)
        body = read_body(story.content, {headline, plain_words(self.near_lines(story, "SubHeadLine"))} - {""}, abstract)
        fields = self.heading(story, headline, context) | self.dates(story, times, context)
        fields |= self.subject_matter(story) | self.rights(story) | self.bylines(story, body, fields["source"])
        fields |= self.place(story, body) | self.pictured(story, body)
        fields["abstract"] = abstract or (NITF().abstract(body.nitf) if body.nitf is not None else "")
        fields |= {
            "body_html": body.copy.body_html,
            "contributor_line": body.copy.contributor_line,
            "word_count": self.declared_word_count(story) or body.copy.word_count,
            "signals": self.signals(story, fields),
            "ednote": "\n".join(filter(None, [self.ednote(story), body.ednote])),
            "headline_instead": self.headline_instead(story, body, fields),
        }
        extra = left_over(story, body, fields)
        fields = filled_from_nitf(fields, body)
        return finished(self.name, fields, context, status=self.status(story), times=times, extra=extra)

    def heading(self, story: Story, headline: str, context: Context) -> dict[str, Any]:
        """The fields a desk sorts by."""
        slug = self.slugline(story)
        return {
            "source": context.source or self.source(story),
            "guid": self.guid(story),
            "version": self.version(story),
            "references": self.references(story),
            "headline": headline,
            "slugline": slug.slugline,
            "take": slug.take or revision_in(headline, slug.slugline).take,
            "language": self.language(story),
            "urgency": self.urgency(story),
            "priority": attribute(story.envelope, "Priority", "FormalName"),
        }

    # Looking things up

    def near(self, story: Story, path: str, *names: str) -> str:
        """What the component of the copy says, or the nearest one round it; at last what any other part says."""
        for component in story.around:
            if found := attribute(component, path, *names) if names else text_of(component, path):
                return found
        return ""

    # Identity

    def guid(self, story: Story) -> str:
        return lasting_name(story)

    def version(self, story: Story) -> str:
        return text_of(story.item, "Identification/NewsIdentifier/RevisionId")

    def references(self, story: Story) -> tuple[str, ...]:
        """Items this one belongs with or comes from, and itself in other languages."""
        paths = ("NewsManagement/AssociatedWith", "NewsManagement/DerivedFrom")
        linked = [each.get("NewsItem", "").strip() for path in paths for each in story.item.iterfind(path)]
        listed = [each.get("NewsItem", "").strip() for each in story.item.iter("NewsItemRef")]
        told = [self.guid(story._replace(language=each)) for each in story.languages if each != story.language]
        told += [self.guid(story._replace(part=each)) for each in story.parts if each != story.part]
        return tuple(dict.fromkeys(filter(None, [*told, *linked, *listed])))

    def source(self, story: Story) -> str:
        return (
            self.near(story, "AdministrativeMetadata/Provider/Party", "FormalName")
            or attribute(story.envelope, "SentFrom/Party", "FormalName")
            or self.near(story, "AdministrativeMetadata/Source/Party", "FormalName")
            or text_of(story.item, "Identification/NewsIdentifier/ProviderId")
        )

    def status(self, story: Story) -> Status:
        word = attribute(story.item, "NewsManagement/Status", "FormalName")
        return read_status(word or text_of(story.item, "NewsManagement/Status"))

    def signals(self, story: Story, fields: dict[str, Any]) -> tuple[Signal, ...]:
        return merged(signals_of(story), revision_in(fields["headline"], fields["slugline"]).signals)

    # What the desk reads first

    def headline(self, story: Story) -> str:
        """AFP's pictures have a bare number where others have a headline."""
        line = self.near_lines(story, "HeadLine") or words_of_part(story, "headline")
        line = plain_words(line)
        return line if any(c.isalpha() for c in line) else ""

    def near_lines(self, story: Story, name: str) -> str:
        """A news line of the copy's component or those round it; a picture's line is not the story's."""
        paths = (f"NewsLines/{name}", f"NewsLines/NewsLine/{name}")  # some wrap each line in one
        lines = (text for path in paths for each in story.chain if (text := text_of(each, path)))
        return next(lines, "")

    def headline_instead(self, story: Story, body: Body, fields: dict[str, Any]) -> list[str]:
        inside = NITF().headline(body.nitf) if body.nitf is not None else ""
        subhead = self.near_lines(story, "SubHeadLine") or words_of_part(story, "subheadline")
        return [inside, plain_words(subhead), split_credit(fields["caption"])[0], fields["abstract"]]

    def abstract(self, story: Story) -> str:
        return "" if part_of_copy(story) == "abstract" else plain_words(words_of_part(story, "abstract"))

    def slugline(self, story: Story) -> Slugline:
        label = text_of(story.item, "Identification/NameLabel") or text_of(story.item, "Identification/Label/LabelText")
        return split_slugline(self.near_lines(story, "SlugLine") or label)

    def ednote(self, story: Story) -> str:
        return "\n".join(editors_notes(story))

    def urgency(self, story: Story) -> int | None:
        value = whole(attribute(story.item, "NewsManagement/Urgency", "FormalName"))
        return value if value and URGENCY_HIGHEST <= value <= URGENCY_LOWEST else None

    def language(self, story: Story) -> str:
        said = (language_of(each) for each in story.chain)
        return story.language or next(filter(None, said), "") or attribute(story.item, ".", _LANG)

    def bylines(self, story: Story, body: Body, source: str) -> dict[str, Any]:
        """The line as printed; else the creator, unless that is the agency."""
        inside = NITF().byline(body.nitf) if body.nitf is not None else body.byline
        printed = self.near_lines(story, "ByLine") or inside
        byline = printed_byline(plain_words(printed), self.language(story))
        if not byline:
            maker = self.near(story, "AdministrativeMetadata/Creator/Party", "FormalName")
            byline = maker if maker.casefold() != source.casefold() and " " in maker else ""
        return {"byline": byline, "authors": authors_in(byline, self.language(story))}

    def dates(self, story: Story, times: Times, context: Context) -> dict[str, datetime | None]:
        """A status that will change says when an embargo ends, or when the item does."""

        def read(key: str, *paths: str) -> datetime | None:
            sent = next((text for path in paths if (text := text_of(story.item, path))), "")
            return times.keep(key, read_time(sent, context.zone))

        change = "NewsManagement/StatusWillChange"
        future = read_status(attribute(story.item, f"{change}/FutureStatus", "FormalName")).pubstatus
        is_end = future is not PubStatus.USABLE
        sent = text_of(story.envelope, "DateAndTime") if story.envelope is not None else ""
        return {
            "first_created": read("first_created", "NewsManagement/FirstCreated"),
            "version_created": read("version_created", "NewsManagement/ThisRevisionCreated")
            or times.keep("version_created", read_time(sent, context.zone)),
            "embargoed_until": None if is_end else read("embargoed_until", f"{change}/DateAndTime"),
            "expires_at": read("expires_at", f"{change}/DateAndTime") if is_end else None,
        }

    # What it is about, who owns it

    def subject_matter(self, story: Story) -> dict[str, tuple[str, ...]]:
        return subject_matter(story)

    def rights(self, story: Story) -> dict[str, str]:
        holder = "RightsMetadata/Copyright/CopyrightHolder"
        terms = [text_of(each) for each in each_near(story, "RightsMetadata/UsageRights/UsageType")]
        terms += [text_of(each) for each in each_near(story, "RightsMetadata/UsageRights/Limitations")]
        return {
            "copyright_holder": self.near(story, holder) or self.near(story, f"{holder}/Party", "FormalName"),
            "copyright_notice": self.near_lines(story, "CopyrightLine"),
            "usage_terms": "\n".join(dict.fromkeys(filter(None, terms))),
        }

    # The copy, and what comes with it

    def place(self, story: Story, body: Body) -> dict[str, str]:
        """Where it was written: as the lines print it; the place field may say otherwise."""
        printed = self.near_lines(story, "DateLine")
        if not printed and body.nitf is not None:
            printed = NITF().dateline(body.nitf).dateline
        located = ""
        for each in each_near(story, "DescriptiveMetadata/Location/Property"):
            if each.get("FormalName", "").lower() == "city" and not located:
                located = city_in(each.get("Value", ""))
        return {
            "dateline": fuller_dateline(printed, body.copy.dateline),
            "city": city_in(printed) or body.copy.city or located,
        }

    def pictured(self, story: Story, body: Body) -> dict[str, Any]:
        """Pictures belong to a text; without one the item is what its files are."""
        media = tuple(media_in(story))
        media += tuple(each for each in body.media if not (media and each.href.startswith("#")))
        credit = self.near_lines(story, "CreditLine")
        if body.copy.body_html or not media:
            return {"kind": ItemKind.TEXT, "media": media, "caption": "", "credit_line": credit}
        caption = plain_words(words_of_part(story, "caption")) or media[0].caption
        credit = credit or split_credit(caption)[1] or media[0].credit_line
        return {"kind": media[0].kind, "media": media, "caption": caption, "credit_line": credit}

    def declared_word_count(self, story: Story) -> int | None:
        item = story.content.getparent() if story.content is not None else None
        for each in item.iterfind("Characteristics/Property") if item is not None else ():
            if each.get("FormalName", "").lower() in ("words", "wordcount", "word count"):
                return whole(each.get("Value", "")) or None
        return None
