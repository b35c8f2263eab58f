"""A wire version → our own article, ready to edit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wire.actions.as_article import as_article, shortened
from wire.actions.bind_rights import bind_photo, bind_stories, restricted_words
from wire.actions.errors import DeskError
from wire.actions.wire_photos import photo_of
from wire.actions.write import record_revision, save_article
from wire.models import Article, PhotoAsset, Placement, Section, Source, Teaser, WireStory, WireVersion
from wire.parsers.item import ParsedMedia
from wire.restrictions import Verdict
from wire.vocabulary import ItemKind, PubStatus

TAGS_AT_MOST = 12
_TAG_LENGTH = 60


def pick_up(version: WireVersion, *, by: Any = None, at: datetime, section: Section | None = None) -> Article:
    """Make a draft of `version`: words, source, section, tags, photos and rail filled in.

    A story is picked up once: the second time, its article comes back. Raises DeskError for what is no copy
    (kill notices, advisories, pictures) and for what the sender has called back.
    """
    refusal = pick_up_refusal(version)
    if refusal:
        raise DeskError(refusal)
    with transaction.atomic():
        story = (
            WireStory.objects.select_for_update(of=("self",), no_key=True)
            .select_related("source")
            .get(pk=version.story_id)
        )
        here = Article.objects.filter(wire_story=story).first()
        if here:
            return here
        version.story = story
        bind_stories([story], [version])  # for copy that came before its words were read so
        article = _draft(version, story, section or _section_for(version, story.source))
        save_article(article, by=by, at=at)
        article.tags.set(_tags(version))
        _place_photos(article, version)
        _hang_teasers(article, version, at)
        record_revision(article, why=f"Picked up from {story.source}", by=by, at=at)
    return article


def pick_up_refusal(version: WireVersion) -> str:
    """Why `version` cannot be made an article; "" when it can."""
    if not version.is_for_readers:
        return f"This is a message to editors ({', '.join(version.signals)}), not copy for readers."
    if version.story.pubstatus != PubStatus.USABLE:
        return f"{version.story.source} says this story is {version.story.pubstatus}: it must not be used."
    if version.kind != ItemKind.TEXT:
        kind = version.get_kind_display()
        return f"This is {'an' if kind == 'audio' else 'a'} {kind}, not a story. Its photos are under Photos."
    return ""


def _draft(version: WireVersion, story: WireStory, section: Section | None) -> Article:
    return Article(
        **as_article(version),
        source=story.source,
        wire_story=story,
        wire_version=version,
        section=section,
        pubstatus=story.pubstatus,
        embargoed_until=story.embargoed_until,
        embargo_words=story.embargo_words,
        expires_at=story.expires_at,
        restrictions=story.restrictions,
        barred_words=restricted_words(story.restrictions, Verdict.BARRED),
        unacknowledged_words=restricted_words(story.restrictions, Verdict.ACKNOWLEDGE),
    )


def _section_for(version: WireVersion, source: Source) -> Section | None:
    codes = [*version.category, *version.subjects, *version.keywords]
    named = Section.objects.for_codes(codes)
    return named or source.default_section or Section.objects.catching_all()


def _tags(version: WireVersion) -> list[str]:
    words = [" ".join(word.split()) for word in version.keywords]
    return [word for word in dict.fromkeys(words) if word and len(word) <= _TAG_LENGTH][:TAGS_AT_MOST]


def _place_photos(article: Article, version: WireVersion) -> None:
    for order, photo in enumerate(version.photos.order_by("pk"), start=1):
        Placement.objects.create(article=article, photo=photo, order=order)


def _hang_teasers(article: Article, version: WireVersion, at: datetime) -> None:
    lines = [line for line in version.teasers if line.get("headline")]
    for order, line in enumerate(lines, start=1):
        Teaser.objects.create(
            article=article,
            order=order,
            headline=shortened(line.get("headline", ""), 300),
            summary=line.get("summary", ""),
            kicker=shortened(line.get("kicker", ""), 100),
            url=_web_address(line.get("url", "")),
            photo=_teaser_photo(line, at),
        )


def _web_address(url: str) -> str:
    """`url` where readers' browsers may be sent, else ""."""
    fits = len(url) <= Teaser._meta.get_field("url").max_length
    return url if fits and url.lower().startswith(("http://", "https://")) else ""


def _teaser_photo(line: dict[str, str], at: datetime) -> PhotoAsset | None:
    """The photo beside a line on a related story. Who sends the story need not be who sends the photo."""
    words = {name: line.get(name, "") for name in ("caption", "credit_line")}
    photo = photo_of(ParsedMedia(**words), None, at) if any(words.values()) else None
    if photo and bind_photo(photo, at=at):
        photo.save()
    return photo
