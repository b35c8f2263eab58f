"""An editor's save: clean what was written, give it its address, and keep the state it is now in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from wire.markup import house_html
from wire.models import Article, ArticleRevision, FormerAddress, WireStory

WORDS = ("kicker", "headline", "summary", "byline", "dateline", "body", "contributor_line", "language")
SETTINGS = (
    *("source_id", "wire_version_id", "section_id", "url_slug", "front_order", "embargoed_until", "expires_at"),
    *("rail_heading", "has_talk_block", "has_support_block", "desk_status", "pubstatus", "kill_notice"),
    *("publish_at", "replacement_id", "barred_words", "unacknowledged_words"),
)
READ_BY_READERS = {"headline", "summary", "byline", "dateline", "body", "contributor_line", "placements"}
# What actions and the wire say of an article; an editor's save leaves it as it is stored.
_NOT_THE_EDITORS = (
    *("desk_status", "pubstatus", "embargo_words", "first_published_at", "updated_at", "killed_at", "kill_notice"),
    *("address", "wire_version_id"),
)
_SLUG_LENGTH = 80


def save_article(article: Article, *, by: Any = None, at: datetime) -> None:
    """Store the row of a new or changed article: body reduced to house HTML, slug and address kept right.

    Its revision is recorded by record_revision(), once photos, teasers and tags are stored too.
    """
    article.body = house_html(article.body)
    article.url_slug = article.url_slug or slug_of(article.headline)
    article.saved_at = at
    if article.pk is None:
        article.created_at, article.created_by = at, by
    with transaction.atomic():
        _keep_what_was_said_meanwhile(article)
        if article.is_published and article.section_id:
            give_address(article)
        article.save()


def _keep_what_was_said_meanwhile(article: Article) -> None:
    """A story killed or called back after `article` was fetched stays so; its sender's embargo is never shortened."""
    stored = Article.objects.select_for_update().filter(pk=article.pk).first()
    if stored:
        for name in _NOT_THE_EDITORS:
            setattr(article, name, getattr(stored, name))
    if article.wire_story_id:
        sent = WireStory.objects.values_list("embargoed_until", flat=True).get(pk=article.wire_story_id)
        if sent and (article.embargoed_until is None or article.embargoed_until < sent):
            article.embargoed_until = sent


def slug_of(headline: str) -> str:
    """The last part of an address: whole words, at most 80 characters; "story" when no letter is left."""
    slug = slugify(headline)
    if len(slug) > _SLUG_LENGTH:
        slug = slug[: _SLUG_LENGTH + 1].rpartition("-")[0] or slug[:_SLUG_LENGTH]
    return slug or "story"


def give_address(article: Article) -> None:
    """Set the address from section, day of first publishing (the site's zone) and slug; the old one redirects."""
    day = timezone.localtime(article.first_published_at)
    wanted = f"{article.section.slug}/{day:%Y/%m/%d}/{article.url_slug}"
    if article.address and _is_numbered(article.address, wanted) and _is_taken(wanted, article):
        return
    address, number = wanted, 1
    while _is_taken(address, article):
        number += 1
        address = f"{wanted}-{number}"
    if address == article.address:
        return
    FormerAddress.objects.filter(address=address).delete()
    if article.address:
        FormerAddress.objects.update_or_create(address=article.address, defaults={"article": article})
    article.address = address


def _is_numbered(address: str, wanted: str) -> bool:
    """Whether `address` is `wanted` with a number, as keeps it apart from another story's."""
    start, _, number = address.rpartition("-")
    return start == wanted and number.isdecimal()


def _is_taken(address: str, article: Article) -> bool:
    """Whether another story stands at `address`, or sends its readers on from there."""
    standing = Article.objects.exclude(pk=article.pk).filter(address=address)
    moved = FormerAddress.objects.exclude(article_id=article.pk).filter(address=address)
    return standing.exists() or moved.exists()


def record_revision(article: Article, *, why: str, by: Any = None, at: datetime) -> ArticleRevision | None:
    """Keep the article's present state as its next revision; None when it is the last one's.

    When what readers read has changed on a published story, its `updated_at` moves to `at`.
    """
    state = state_of(article)
    with transaction.atomic():
        Article.objects.select_for_update().filter(pk=article.pk).first()
        last = article.revisions.order_by("-number").first()
        if last is not None and last.state == state:
            return None
        if last and article.is_published and _published_in(last) and _reads_differently(last.state, state):
            article.updated_at = at
            article.save(update_fields=["updated_at"])
        return ArticleRevision.objects.create(
            article=article, number=last.number + 1 if last else 1, made_at=at, made_by=by, why=why[:300], state=state
        )


def _published_in(revision: ArticleRevision) -> bool:
    return bool(revision.state["desk_status"] == "published")


def _reads_differently(before: dict[str, Any], now: dict[str, Any]) -> bool:
    return any(before.get(name) != now.get(name) for name in READ_BY_READERS)


def state_of(article: Article) -> dict[str, Any]:
    """All that an editor can change of an article, as JSON keeps it."""
    state = state_of_fields(article)
    state["tags"] = sorted(article.tags.names())
    state["placements"] = list(article.placements.order_by("order", "pk").values("photo_id", "order", "caption"))
    fields = ("linked_article_id", "url", "headline", "summary", "kicker", "photo_id", "order")
    state["teasers"] = list(article.teasers.order_by("order", "pk").values(*fields))
    return state


def state_of_fields(article: Article) -> dict[str, Any]:
    """The part of state_of() that stands in the article's own row; no query."""
    return {name: _plain(getattr(article, name)) for name in (*WORDS, *SETTINGS)}


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
