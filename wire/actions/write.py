"""An editor's save: clean what was written, give it its address, and keep the state it is now in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.find_furniture import refuse_furniture, refuse_furniture_in_rows
from wire.actions.hold import hold_wire_story
from wire.actions.schedule import is_scheduled, keep_moment
from wire.agate import tables_for_readers
from wire.markup import house_html
from wire.merging.carry import carry, fits, whole
from wire.merging.origins import Origin, Origins
from wire.models import Article, ArticleRevision, FormerAddress, WireStory, WireVersion
from wire.restrictions import binding_moments

WORDS = ("kicker", "headline", "summary", "byline", "dateline", "body", "contributor_line", "language")
SETTINGS = (
    *("source_id", "wire_version_id", "section_id", "url_slug", "front_order", "embargoed_until", "expires_at"),
    *("rail_heading", "has_talk_block", "has_support_block", "desk_status", "pubstatus", "kill_notice"),
    *("publish_at", "replacement_id", "barred_words", "unacknowledged_words", "embargo_words"),
)
READ_BY_READERS = {
    *("headline", "summary", "byline", "dateline", "body", "contributor_line", "placements", "corrections"),
}
# What actions and the wire say of an article; an editor's save leaves it as it is stored.
_NOT_THE_EDITORS = (
    *("desk_status", "pubstatus", "embargo_words", "first_published_at", "updated_at", "killed_at", "kill_notice"),
    *("address", "wire_version_id", "replacement_id", "barred_words", "unacknowledged_words", "restrictions"),
)
_SLUG_LENGTH = 80


def save_article(article: Article, *, by: Any = None, at: datetime, also: Sequence[tuple[str, Origins]] = ()) -> None:
    """Store the row of a new or changed article: body reduced to house HTML, slug and address kept right.

    Its words keep their origins; what neither the stored text has nor what its sender sent is `by`’s. `also`: further
    texts that words were taken from, each with its origins, as a merge has them.
    Its revision is recorded by record_revision(), once photos, teasers and tags are stored too. Raises DeskError when
    readers would meet wire furniture in it, when a published story would lack its headline, text or section, or when
    one that readers see would be given a moment to come.
    """
    article.body = house_html(article.body)
    article.url_slug = article.url_slug or slug_of(article.headline)
    article.saved_at = at
    if article.pk is None:
        article.created_at, article.created_by = at, by
    with transaction.atomic():
        stored = _keep_what_was_said_meanwhile(article)
        article.origins = _origins(article, stored, _ours(by, at), also)
        if article.is_published and stored:
            _refuse_gaps(article, stored)
            refuse_furniture(article, stored)
            keep_moment(article, stored, at)
        if article.is_published and article.section_id:
            give_address(article)
        article.save()


def _refuse_gaps(article: Article, stored: Article) -> None:
    """What is published stays whole."""
    lacks = rules.complete.missing(article)
    if lacks:
        raise DeskError(f"“{stored}” is published. {lacks} Fill it in, or unpublish the story first.")


def _keep_what_was_said_meanwhile(article: Article) -> Article | None:
    """A story killed or called back after `article` was fetched stays so; its sender's embargo is never shortened,
    nor its expiry put off.

    The row as it is stored, which stays locked; None for a new article.
    """
    hold_wire_story(article)
    stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
    if stored:
        if stored.embargo_words != article.embargo_words:  # said meanwhile: the moment in the form answers other words
            article.embargoed_until = stored.embargoed_until
        for name in _NOT_THE_EDITORS:
            setattr(article, name, getattr(stored, name))
    if article.wire_story_id:
        _keep_to_the_senders_moments(article)
    return stored


def _keep_to_the_senders_moments(article: Article) -> None:
    sent = WireStory.objects.only("embargoed_until", "expires_at", "restrictions").get(pk=article.wire_story_id)
    until, expires = binding_moments(sent.restrictions)
    until = max(filter(None, [until, sent.embargoed_until]), default=None)
    expires = min(filter(None, [expires, sent.expires_at]), default=None)
    if until and not (article.embargo_words and article.embargoed_until is None):
        article.embargoed_until = max(until, article.embargoed_until or until)
    if expires:
        article.expires_at = min(expires, article.expires_at or expires)


def as_sent(version: WireVersion) -> tuple[str, Origins]:
    """The text of a version as an article is made of it, and the origins of its words: all are its sender's."""
    body = tables_for_readers(version.body_html)
    return body, whole(body, _origin(version))


def known_origins(article: Article) -> Origins:
    """The origins of the text of a stored article; of one saved before they were kept, as its versions tell them."""
    if fits(article.body, article.origins):
        return article.origins
    author = article.created_by if article.wire_version_id is None else None
    since = article.saved_at if article.wire_version_id else article.created_at
    came = WireVersion.objects.filter(story=article.wire_story_id, pk__lte=article.wire_version_id or 0)
    sent = [as_sent(version) for version in came.select_related("story__source").order_by("pk")]
    return carry("", [], article.body, otherwise=_ours(author, since), also=sent)


def _origins(article: Article, stored: Article | None, ours: Origin, also: Sequence[tuple[str, Origins]]) -> Origins:
    if stored is None and article.wire_version_id:
        return whole(article.body, _origin(article.wire_version))
    if stored is None:
        return carry("", [], article.body, otherwise=ours, also=also)
    known = known_origins(stored)
    if stored.body == article.body:
        return known
    # What was sent is asked last: words that somebody else has cut meanwhile are not this editor's.
    return carry(stored.body, known, article.body, otherwise=ours, also=[*also, *_sent(article)])


def _sent(article: Article) -> list[tuple[str, Origins]]:
    return [as_sent(article.wire_version)] if article.wire_version_id else []


def _origin(version: WireVersion) -> Origin:
    source = version.story.source
    told = {"source": source.slug, "credit": source.credit_line, "story": version.story.guid}
    return {**told, "version": version.pk}


def _ours(by: Any, at: datetime) -> Origin:
    return {"by": by.get_username() if by else "", "at": _plain(at)}


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
        Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        last = article.revisions.order_by("-number").first()
        if last is not None and _without_origins(last.state) == _without_origins(state):
            return None
        if last and article.is_published and _published_in(last):
            refuse_furniture_in_rows(article, last.state)
        seen = article.is_published and not is_scheduled(article, at)
        if last and seen and _published_in(last) and _reads_differently(last.state, state):
            article.updated_at = at
            article.save(update_fields=["updated_at"])
        return ArticleRevision.objects.create(
            article=article, number=last.number + 1 if last else 1, made_at=at, made_by=by, why=why[:300], state=state
        )


def _without_origins(state: dict[str, Any]) -> dict[str, Any]:
    """Whose the words are is no change of what they say."""
    return {name: value for name, value in state.items() if name != "origins"}


def _published_in(revision: ArticleRevision) -> bool:
    return bool(revision.state["desk_status"] == "published")


def _reads_differently(before: dict[str, Any], now: dict[str, Any]) -> bool:
    return any(before.get(name) != now.get(name) for name in READ_BY_READERS)


def state_of(article: Article) -> dict[str, Any]:
    """All that an editor can change of an article, as JSON keeps it."""
    state = state_of_fields(article) | {"origins": article.origins}
    state["tags"] = sorted(article.tags.names())
    state["placements"] = list(article.placements.order_by("order", "pk").values("photo_id", "order", "caption"))
    notes = article.corrections.filter(published_at__isnull=False).order_by("published_at", "pk")
    if told := [{"kind": kind, "text": text} for kind, text in notes.values_list("kind", "text")]:
        state["corrections"] = told
    fields = ("linked_article_id", "url", "headline", "summary", "kicker", "photo_id", "order")
    state["teasers"] = list(article.teasers.order_by("order", "pk").values(*fields))
    return state


def state_of_fields(article: Article) -> dict[str, Any]:
    """The part of state_of() that stands in the article's own row; no query."""
    return {name: _plain(getattr(article, name)) for name in (*WORDS, *SETTINGS)}


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
