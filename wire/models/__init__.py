"""What is kept."""

from wire.models.alarm import Alarm
from wire.models.article import Article, ArticleRevision, FormerAddress
from wire.models.correction import Correction
from wire.models.delivery import Delivery
from wire.models.photo import PhotoAsset, Placement, Rendition
from wire.models.rights import Acknowledgement
from wire.models.source import Source
from wire.models.teaser import Section, SiteBlock, Teaser
from wire.models.update import PendingUpdate
from wire.models.wire_story import WireStory, WireVersion

__all__ = [
    "Acknowledgement",
    "Alarm",
    "Article",
    "ArticleRevision",
    "Correction",
    "Delivery",
    "FormerAddress",
    "PendingUpdate",
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
