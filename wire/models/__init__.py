"""What is kept."""

from wire.models.article import Article, ArticleRevision, FormerAddress
from wire.models.delivery import Delivery
from wire.models.photo import PhotoAsset, Placement, Rendition
from wire.models.source import Source
from wire.models.teaser import Section, SiteBlock, Teaser
from wire.models.wire_story import WireStory, WireVersion

__all__ = [
    "Article",
    "ArticleRevision",
    "Delivery",
    "FormerAddress",
    "PhotoAsset",
    "Placement",
    "Rendition",
    "Section",
    "SiteBlock",
    "Source",
    "Teaser",
    "WireStory",
    "WireVersion",
]
