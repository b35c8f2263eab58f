"""An article given a state: one that it was in before, or what a merge makes of two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.dateparse import parse_datetime

from wire.actions.errors import DeskError
from wire.actions.hold import hold
from wire.actions.write import WORDS, record_revision, save_article
from wire.models import Article, PhotoAsset, Placement, Section, Source, Teaser
from wire.vocabulary import DeskStatus

# What an editor's save may change, apart from WORDS; the sender's word and our own status stay as they are.
PLAIN = ("url_slug", "front_order", "rail_heading", "has_talk_block", "has_support_block")
MOMENTS = ("embargoed_until", "expires_at", "publish_at")
EDITORS = (*WORDS, *PLAIN, *MOMENTS, "section_id", "source_id", "tags", "placements", "teasers")


def put_state(article: Article, state: Mapping[str, Any], *, why: str, by: Any = None, at: datetime) -> Article:
    """Give `article` the words, settings, tags, photos and rail of `state`, as far as `state` names them.

    Photos, sections and stories that are gone meanwhile are left out. Raises DeskError as an editor's save does.
    """
    with transaction.atomic():
        locked = hold(article)
        if locked.desk_status == DeskStatus.KILLED:
            raise DeskError(f"“{locked}” was killed: its text is kept as it was.")
        for name in (*WORDS, *PLAIN):
            if name in state:
                setattr(locked, name, state[name])
        refuse_long(locked, WORDS)
        is_endless = bool(locked.embargo_words) and locked.embargoed_until is None  # no earlier state has its end
        for name in MOMENTS:
            if name in state and not (is_endless and name == "embargoed_until"):
                setattr(locked, name, parse_datetime(state[name]) if state[name] else None)
        _set_owners(locked, state)
        earlier = [(state["body"], state["origins"])] if state.get("origins") else []
        save_article(locked, by=by, at=at, also=earlier)
        _set_rows(locked, state)
        record_revision(locked, why=why, by=by, at=at)
    return Article.objects.get(pk=article.pk)


def refuse_long(thing: Model, names: Iterable[str]) -> None:
    """Raise DeskError when words of `thing` are longer than is kept of them."""
    for name in names:
        field, length = thing._meta.get_field(name), len(getattr(thing, name))
        most = getattr(field, "max_length", None)
        if most and length > most:
            told = f"The {field.verbose_name} has {length} characters, at most {most} are kept. Shorten it."
            raise DeskError(told)


def _set_owners(article: Article, state: Mapping[str, Any]) -> None:
    if state.get("section_id") in _here(Section, [state.get("section_id")]):
        article.section_id = state["section_id"]
    if "source_id" in state and article.wire_story_id is None:
        article.source_id = next(iter(_here(Source, [state["source_id"]])), None)


def _set_rows(article: Article, state: Mapping[str, Any]) -> None:
    if "tags" in state:
        article.tags.set(state["tags"])
    if "placements" in state:
        _place(article, state["placements"])
    if "teasers" in state:
        _hang(article, state["teasers"])


def _place(article: Article, rows: list[dict[str, Any]]) -> None:
    photos = _here(PhotoAsset, [row["photo_id"] for row in rows])
    article.placements.all().delete()
    Placement.objects.bulk_create(Placement(article=article, **row) for row in rows if row["photo_id"] in photos)


def _hang(article: Article, rows: list[dict[str, Any]]) -> None:
    photos = _here(PhotoAsset, [row["photo_id"] for row in rows])
    stories = _here(Article, [row["linked_article_id"] for row in rows])
    article.teasers.all().delete()
    for row in rows:
        kept = row | {"photo_id": row["photo_id"] if row["photo_id"] in photos else None}
        if row["linked_article_id"] is None or row["linked_article_id"] in stories:
            Teaser.objects.create(article=article, **kept)


def _here(model: type[Model], keys: list[Any]) -> set[Any]:
    """Those of `keys` that are still rows of `model`."""
    return set(model._default_manager.filter(pk__in=[key for key in keys if key]).values_list("pk", flat=True))
