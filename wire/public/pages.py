"""What each page's template may use: small dataclasses, each field with a line of help."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.paginator import Page

from wire import rules
from wire.models import Article, Correction, PhotoAsset, Placement, Section, SiteBlock, Teaser


@dataclass(frozen=True)
class Shell:
    """What stands round every page."""

    sections: list[Section]  # of the navigation, in their order
    at: datetime  # when the page was made
    site_name: str = field(default_factory=lambda: settings.SITE_NAME)
    tagline: str = field(default_factory=lambda: settings.SITE_TAGLINE)
    language: str = field(default_factory=lambda: settings.LANGUAGE_CODE)

    @classmethod
    def at_moment(cls, at: datetime) -> Shell:
        return cls(sections=list(Section.objects.all()), at=at)


@dataclass(frozen=True)
class Card:
    """One story on a front or in a rail."""

    headline: str
    summary: str = ""
    kicker: str = ""
    url: str = ""  # "" when nobody said where the story stands
    photo: PhotoAsset | None = None  # allowed for readers; may still wait for its file
    credit_line: str = ""  # of the photo
    source_line: str = ""  # whose story it is; "" for outside addresses
    is_wire: bool = False
    is_outside: bool = False
    published_at: datetime | None = None
    section: Section | None = None

    @classmethod
    def of_article(cls, article: Article) -> Card:
        """`article` as ArticleQuerySet.with_lead_photo() fetches it."""
        photo = article.shown_placements[0].photo if article.shown_placements else None
        return cls(
            headline=article.headline,
            summary=article.summary,
            kicker=article.kicker,
            url=article.get_absolute_url(),
            photo=photo,
            credit_line=photo.credit_line if photo else "",
            source_line=article.source_line,
            is_wire=article.is_wire,
            published_at=article.first_published_at,
            section=article.section,
        )

    @classmethod
    def of_teaser(cls, teaser: Teaser, at: datetime) -> Card:
        """`teaser` as ArticleQuerySet.with_rail() fetches it; its own words win over its article's."""
        story = cls.of_article(teaser.linked_article) if teaser.linked_article else cls(headline="")
        own = teaser.photo if teaser.photo and not rules.photo_refusals(teaser.photo, at) else None
        photo = own or story.photo
        return cls(
            headline=teaser.headline or story.headline,
            summary=teaser.summary or story.summary,
            kicker=teaser.kicker or story.kicker,
            url=teaser.url or story.url,
            photo=photo,
            credit_line=photo.credit_line if photo else "",
            source_line=story.source_line,
            is_wire=story.is_wire,
            is_outside=bool(teaser.url),
            published_at=story.published_at,
            section=story.section,
        )


@dataclass(frozen=True)
class Strip:
    """A section on the front."""

    section: Section
    cards: list[Card]


@dataclass(frozen=True)
class FrontPage:
    shell: Shell
    lead: Card | None  # the day's first story; None when nothing is published
    top: list[Card]  # the next ones, beside and under the lead
    strips: list[Strip]  # then each section's newest


@dataclass(frozen=True)
class ListPage:
    """A section or a tag: stories, newest first."""

    shell: Shell
    heading: str
    description: str
    cards: list[Card]
    page: Page[Article]  # for "newer" and "older"
    section: Section | None = None  # None for a tag


@dataclass(frozen=True)
class ArticlePage:
    shell: Shell
    article: Article
    lead: Placement | None  # the first photo readers may see
    more_photos: list[Placement]
    rail_heading: str
    rail: list[Card]
    tags: list[str | object]
    talk: SiteBlock | None  # "Talk to us", unless switched off
    support: SiteBlock | None  # "Support local journalism", unless switched off
    corrections: list[Correction] = field(default_factory=list)  # what we had wrong, the newest first
    is_preview: bool = False
    refusals: list[str] = field(default_factory=list)  # in a preview: why readers do not see it yet


@dataclass(frozen=True)
class GonePage:
    """In the place of a story that was killed or withheld: our words, none of its own."""

    shell: Shell
    notice: str
    killed_at: datetime | None
    is_withheld: bool = False  # its sender may give it free again
    replacement: Article | None = None  # the story to read instead; readers may see it


@dataclass(frozen=True)
class NotFoundPage:
    shell: Shell
