"""A story of ours locked until the transaction ends: its wire story first, as an import has them."""

from __future__ import annotations

from wire.models import Article, WireStory


def hold_wire_story(article: Article) -> None:
    """Lock the wire story that `article` was made of. Call it before the article itself is locked.

    All locks leave keys alone (`no_key`), so that what merely points to a row, as a photo placed or an alarm raised,
    waits for nobody.
    """
    if article.wire_story_id:
        held = WireStory.objects.select_for_update(no_key=True).filter(pk=article.wire_story_id)
        list(held.values_list("pk"))


def hold(article: Article) -> Article:
    """The article as it is stored now, locked."""
    hold_wire_story(article)
    return Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
