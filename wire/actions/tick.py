"""What the clock brings: told and tidied up after the rules have long acted on it.

Readers see what they should at every moment whether this runs or not; it may run in several places at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from wire import rules
from wire.actions.hold import hold_wire_story
from wire.actions.publish import unpublish
from wire.actions.schedule import in_words
from wire.actions.write import record_revision
from wire.models import Alarm, Article, PhotoAsset, Placement, Teaser
from wire.vocabulary import AlarmKind, DeskStatus


@dataclass(frozen=True)
class Ticked:
    """What one tick found to do, and what the audit found: each thing that readers see against a rule."""

    went_live: list[Article] = field(default_factory=list)
    left: list[Article] = field(default_factory=list)
    photos: list[PhotoAsset] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)


def tick(*, at: datetime) -> Ticked:
    """Do each thing that has come due by `at`, once, in a transaction of its own; then audit what readers see."""
    published = Article.objects.filter(desk_status=DeskStatus.PUBLISHED)
    expired = list(published.filter(expires_at__lte=at).order_by("expires_at", "pk"))
    left = [story for story in expired if _leave(story, at)]
    due = list(published.filter(publish_at__lte=at).order_by("publish_at", "pk"))
    went_live = [story for story in due if _go_live(story, at)]
    photos = [photo for photo in _photos_gone(at) if _ring(photo, at)]
    return Ticked(went_live, left, photos, list(violations(at)))


def violations(at: datetime) -> Iterator[str]:
    """The audit: what a list shows readers at `at`, each thing asked by itself. Nothing, unless we are wrong."""
    for article in Article.objects.public(at).iterator():
        yield from (f"“{article}”: {reason}" for reason in rules.article_refusals(article, at))
    for photo in PhotoAsset.objects.public(at).iterator():
        yield from (f"Photo “{photo}”: {reason}" for reason in rules.photo_refusals(photo, at))
    teasers = Teaser.objects.public(at).filter(linked_article__isnull=False).select_related("linked_article")
    for teaser in teasers.iterator():
        reasons = rules.article_refusals(teaser.linked_article, at)
        yield from (f"Related story “{teaser}”: {reason}" for reason in reasons)


def _leave(story: Article, at: datetime) -> bool:
    with transaction.atomic():
        hold_wire_story(story)
        held = Article.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=story.pk)
        locked = held.filter(desk_status=DeskStatus.PUBLISHED, expires_at__lte=at).first()
        if locked:
            unpublish(locked, at=at, why=f"Left the site: expired {in_words(locked.expires_at)}")
    return locked is not None


def _go_live(story: Article, at: datetime) -> bool:
    """What another rule holds back beyond its moment is told when it does go live."""
    with transaction.atomic():
        hold_wire_story(story)
        held = Article.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=story.pk)
        locked = held.filter(publish_at__lte=at).first()
        if locked is None or rules.article_refusals(locked, at):
            return False
        locked.publish_at = None
        locked.save(update_fields=["publish_at"])
        record_revision(locked, why="Went live as scheduled", at=at)
    return True


def _photos_gone(at: datetime) -> list[PhotoAsset]:
    """Expired photos that stand in stories that readers see, of which nobody has been told."""
    in_story = Placement.objects.filter(rules.article_q(at, via="article__"), photo=OuterRef("pk"))
    told = Alarm.objects.filter(photo=OuterRef("pk"), **_TOLD, raised_at__gte=OuterRef("expires_at"))
    expired = PhotoAsset.objects.filter(Exists(in_story), ~Exists(told), expires_at__lte=at)
    return list(expired.order_by("expires_at", "pk"))


# An expiry raises an alarm by itself; every other alarm about rights comes of what a sender said.
_TOLD = {"kind": AlarmKind.RIGHTS, "version": None, "words__contains": " expired "}


def _ring(photo: PhotoAsset, at: datetime) -> bool:
    with transaction.atomic():
        held = PhotoAsset.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=photo.pk)
        locked = held.filter(expires_at__lte=at).first()
        if locked is None:
            return False
        if Alarm.objects.filter(photo=locked, **_TOLD, raised_at__gte=locked.expires_at).exists():
            return False
        stories = list(Article.objects.public(at).filter(placements__photo=locked).order_by("pk"))
        if not stories:
            return False
        told = "; ".join(_without_it(story, locked, at) for story in stories)
        words = f"Photo “{locked}” expired {in_words(locked.expires_at)}: {told}."
        Alarm.objects.create(kind=AlarmKind.RIGHTS, words=words, article=stories[0], photo=locked, raised_at=at)
    return True


def _without_it(story: Article, photo: PhotoAsset, at: datetime) -> str:
    """How `story` stands without `photo`."""
    first = story.placements.order_by("order", "pk").first()
    if first is None or first.photo_id != photo.pk:
        return f"it is gone from “{story}”"
    if Placement.objects.public(at).filter(article=story).exists():
        return f"the next one leads in “{story}”"
    return f"“{story}” has no photo now"
