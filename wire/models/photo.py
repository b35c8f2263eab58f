"""Pictures, what must be said with them, and where they stand."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from wire import rules
from wire.vocabulary import PubStatus


class PhotoAssetQuerySet(models.QuerySet["PhotoAsset"]):
    def public(self, at: datetime) -> PhotoAssetQuerySet:
        """Photos that readers may be shown at `at`: allowed themselves, and standing in something public."""
        in_public_article = rules.article_q(at, via="article__")
        placed = Placement.objects.filter(in_public_article, photo=OuterRef("pk"))
        teased = PhotoAsset.teasers.rel.related_model.objects.public(at).filter(in_public_article, photo=OuterRef("pk"))
        return self.filter(rules.photo_q(at)).filter(Exists(placed) | Exists(teased))

    def awaiting_file(self) -> PhotoAssetQuerySet:
        return self.filter(image="")

    def without_credit(self) -> PhotoAssetQuerySet:
        return self.filter(credit_line="")

    def without_alt_text(self) -> PhotoAssetQuerySet:
        return self.filter(alt_text="")


class PhotoAsset(models.Model):
    """A picture. Its words may be known from copy before its file arrives."""

    source = models.ForeignKey(
        "wire.Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="Who sent it. Empty: nobody did; the credit says whose.",
    )
    guid = models.CharField(max_length=500, blank=True, editable=False)
    href = models.CharField("reference", max_length=1000, blank=True, help_text="Where the sender says the file is.")
    image = models.ImageField(upload_to="photos/%Y/%m", blank=True, width_field="width", height_field="height")
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    caption = models.TextField(blank=True, help_text="Printed under the picture.")
    credit_line = models.CharField(
        max_length=500, blank=True, help_text="As printed: AP Photo/Mara Quist. Without it readers see no picture."
    )
    alt_text = models.TextField(
        "alternative text", blank=True, help_text="What is to be seen, for those who cannot see it. Not the caption."
    )
    photographer = models.CharField(max_length=200, blank=True)
    copyright_holder = models.CharField(max_length=500, blank=True)
    copyright_notice = models.TextField(blank=True)
    usage_terms = models.TextField(blank=True, help_text="What the sender lets us do.")
    licence = models.CharField(max_length=200, blank=True)
    pubstatus = models.CharField("sender’s status", max_length=16, choices=PubStatus.choices, default=PubStatus.USABLE)
    embargoed_until = models.DateTimeField(null=True, blank=True)
    embargo_words = models.CharField(max_length=500, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    barred_words = models.TextField(blank=True, editable=False)  # the sender's exact words that forbid its use
    unacknowledged_words = models.TextField(blank=True, editable=False)  # those that an editor has yet to answer for
    restrictions = models.JSONField(default=list, blank=True, editable=False)
    added_at = models.DateTimeField(editable=False)

    objects = PhotoAssetQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = "photo"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "guid"], condition=~Q(guid=""), name="one_photo_per_guid_of_a_source"
            ),
            models.UniqueConstraint(
                fields=["guid"], condition=Q(source=None) & ~Q(guid=""), name="one_photo_per_guid_of_nobody"
            ),
        ]

    def __str__(self) -> str:
        words = self.caption or self.alt_text or self.href or f"Photo {self.pk}"
        return words if len(words) <= 80 else f"{words[:79]}…"

    @property
    def has_file(self) -> bool:
        return bool(self.image)

    @property
    def rendition_list(self) -> list[Rendition]:
        """Widest first; no query when they were prefetched."""
        return sorted(self.renditions.all(), key=lambda rendition: -rendition.width)


class Rendition(models.Model):
    """One size of a photo in one format, made by us."""

    photo = models.ForeignKey(PhotoAsset, on_delete=models.CASCADE, related_name="renditions")
    file = models.FileField(upload_to="renditions/%Y/%m")
    format = models.CharField(max_length=8, choices=[("webp", "WebP"), ("jpg", "JPEG")])
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["photo", "format", "width"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "format", "width"], name="each_size_of_a_photo_once"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="rendition_has_size"),
        ]

    def __str__(self) -> str:
        return f"{self.width}×{self.height} {self.format}"

    def get_absolute_url(self) -> str:
        return reverse("public:picture", args=[self.photo_id, self.width, self.format])


class PlacementQuerySet(models.QuerySet["Placement"]):
    def public(self, at: datetime) -> PlacementQuerySet:
        """Placements whose photo readers may see at `at`."""
        return self.filter(rules.photo_q(at, via="photo__"))

    def with_photo(self) -> PlacementQuerySet:
        return self.select_related("photo").prefetch_related("photo__renditions")


class Placement(models.Model):
    """A photo in an article. The first one leads."""

    article = models.ForeignKey("wire.Article", on_delete=models.CASCADE, related_name="placements")
    photo = models.ForeignKey(PhotoAsset, on_delete=models.PROTECT, related_name="placements")
    order = models.PositiveSmallIntegerField(default=0)
    caption = models.TextField("caption here", blank=True, help_text="Empty: the photo’s own.")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["article", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "photo"], name="a_photo_once_in_an_article")]

    def __str__(self) -> str:
        return str(self.photo)

    @property
    def caption_shown(self) -> str:
        return self.caption or self.photo.caption
