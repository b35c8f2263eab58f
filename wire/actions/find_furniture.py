"""Wire furniture where readers would read it: in a story, with its photos and its rail. Stores nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from wire import furniture
from wire.actions.errors import DeskError
from wire.models import Article, PhotoAsset, Placement, Teaser
from wire.vocabulary import DeskStatus

OWN_WORDS = {
    "headline": "Headline",
    "kicker": "Kicker",
    "summary": "Summary",
    "byline": "Byline",
    "dateline": "Dateline",
    "body": "Text",
    "contributor_line": "Contributor line",
    "rail_heading": "Rail heading",
}
TEASER_WORDS = {"headline": "Related story", "kicker": "Related story", "summary": "Related story"}
PHOTO_WORDS = {"caption": "Caption", "credit_line": "Credit", "alt_text": "Alternative text"}


@dataclass(frozen=True)
class Left:
    """A piece of furniture, and where it stands: `holder` is the row whose `field` has the words."""

    place: str
    field: str
    hit: furniture.Hit
    holder: Article | Placement | Teaser | PhotoAsset = field(compare=False, repr=False)

    @property
    def words(self) -> str:
        return str(getattr(self.holder, self.field))

    @property
    def struck(self) -> str:
        """The words without it; as they are when nothing of it can go at a click."""
        if self.field == "body":
            return furniture.strike(self.words, self.hit)
        return furniture.strike_in_words(self.words, self.hit)

    @property
    def can_go(self) -> bool:
        """Whether a click takes it out of the story. What stands in the photo itself is the photo desk's."""
        return not isinstance(self.holder, PhotoAsset) and self.struck != self.words

    @property
    def taken(self) -> str:
        """What a click takes out, without the brackets round it."""
        return "".join(words for words, goes in self.pieces if goes).strip().strip("()")

    @property
    def is_rule(self) -> bool:
        """Whether it is a rule, written out: what stands below it may be furniture because of it."""
        return furniture.is_rule(self.hit.line)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        return furniture.pieces(self.hit, is_copy=self.field == "body")

    @property
    def photo(self) -> PhotoAsset | None:
        """The photo on whose page it can be mended."""
        return self.holder if isinstance(self.holder, PhotoAsset) else None

    @property
    def sentence(self) -> str:
        return f"“{self.hit.line}” is wire furniture. {self.hit.says}"


def furniture_in(article: Article) -> list[Left]:
    """All of it that readers of `article` would read, in the order of the page."""
    own = list(_in_fields(article, OWN_WORDS))
    if article.pk is None:
        return own
    placed = [left for each in article.placements.select_related("photo") for left in furniture_in_placement(each)]
    return own + placed + [left for each in article.teasers.all() for left in furniture_in_teaser(each)]


def furniture_in_placement(placement: Placement) -> list[Left]:
    """In the words printed with a photo: the caption given here, or else the photo's own; its credit."""
    photo = placement.photo
    if not placement.caption:
        return furniture_in_photo(photo)
    here = list(_in_fields(placement, {"caption": "Caption"}))
    return here + [left for left in furniture_in_photo(photo) if left.field != "caption"]


def furniture_in_photo(photo: PhotoAsset) -> list[Left]:
    return list(_in_fields(photo, PHOTO_WORDS))


def is_in_published_story(photo: PhotoAsset) -> bool:
    """Whether a published story, live or to come, has `photo` in it or in its rail."""
    placed, teased = Q(placements__photo=photo), Q(teasers__photo=photo)
    return Article.objects.filter(placed | teased, desk_status=DeskStatus.PUBLISHED).exists()


def furniture_in_teaser(teaser: Teaser) -> list[Left]:
    return list(_in_fields(teaser, TEASER_WORDS))


def furniture_in_words(field: str, words: str) -> list[Left]:
    """In what is to be put into one field of a story; nothing in a field that readers do not read."""
    return list(_in_fields(Article(**{field: words}), {field: OWN_WORDS[field]})) if field in OWN_WORDS else []


def refuse_furniture(article: Article, before: Article | None) -> None:
    """Raises DeskError when a save would show readers furniture that did not stand there before."""
    known = set(_in_fields(before, OWN_WORDS)) if before else set()
    _refuse(article, [left for left in _in_fields(article, OWN_WORDS) if left not in known])


def refuse_furniture_in_rows(article: Article, before: Mapping[str, Any]) -> None:
    """The same for its photos and its rail, which were not so in the state `before`."""
    placed = {(row["photo_id"], row["caption"]) for row in before.get("placements", ())}
    teased = {(row["headline"], row["kicker"], row["summary"]) for row in before.get("teasers", ())}
    placements = [each for each in article.placements.all() if (each.photo_id, each.caption) not in placed]
    teasers = [each for each in article.teasers.all() if (each.headline, each.kicker, each.summary) not in teased]
    brought = [left for row in placements for left in furniture_in_placement(row)]
    _refuse(article, brought + [left for row in teasers for left in furniture_in_teaser(row)])


def _refuse(article: Article, brought: list[Left]) -> None:
    if brought:
        told = " ".join(left.sentence for left in brought)
        raise DeskError(f"“{article}” is published, and readers would read this in it. {told}")


def _in_fields(holder: Article | Placement | Teaser | PhotoAsset, fields: dict[str, str]) -> Iterator[Left]:
    for name, place in fields.items():
        words = getattr(holder, name)
        found = furniture.hits(words) if name == "body" else furniture.hits_in_words(words, name)
        yield from (Left(place, name, hit, holder) for hit in found)
