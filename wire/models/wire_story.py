"""What the agencies said: stories, and each version of them as sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from wire.rules import desk, schedule
from wire.vocabulary import ItemKind, PubStatus, Signal

NOT_FOR_READERS = {Signal.KILL, Signal.WITHHOLD, Signal.ADVISORY}


class WireStoryQuerySet(models.QuerySet["WireStory"]):
    def for_queue(self) -> WireStoryQuerySet:
        """With all that one line of the wire queue prints, in one query."""
        unprinted = [f"current__{name}" for name in ("body_html", "extra", "media", "teasers")]
        return self.select_related("source", "current", "article").defer(
            *unprinted, "article__body", "article__origins"
        )

    def new(self) -> WireStoryQuerySet:
        return self.filter(article=None)

    def picked_up(self, at: datetime) -> WireStoryQuerySet:
        """Those that we have an article of and have not published, or only for a moment to come."""
        return self.filter(article__isnull=False).exclude(_published(at))

    def live(self, at: datetime) -> WireStoryQuerySet:
        return self.filter(_published(at))

    def changed_since_pick_up(self) -> WireStoryQuerySet:
        """Picked up from a version that is no longer the current one."""
        return self.filter(article__isnull=False).exclude(article__wire_version=models.F("current"))

    def with_photos(self) -> WireStoryQuerySet:
        return self.filter(Exists(WireVersion.photos.through.objects.filter(wireversion=OuterRef("current"))))


def _published(at: datetime) -> Q:
    via = "article__"
    return desk.q(at, via) & schedule.q(at, via)


class WireStory(models.Model):
    """One lasting guid of one source: the chain of its versions.

    The embargo and the sender's word bind all versions (IPTC NewsML-G2, embargoed), so they stand here.
    """

    source = models.ForeignKey("wire.Source", on_delete=models.PROTECT, related_name="stories")
    guid = models.CharField(max_length=500)
    kind = models.CharField(max_length=16, choices=ItemKind.choices, default=ItemKind.TEXT)
    current = models.OneToOneField(
        "wire.WireVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="current_of"
    )
    version_total = models.PositiveIntegerField("versions", default=0)
    first_received_at = models.DateTimeField()
    last_received_at = models.DateTimeField(db_index=True)
    pubstatus = models.CharField(max_length=16, choices=PubStatus.choices, default=PubStatus.USABLE)
    embargoed_until = models.DateTimeField(null=True, blank=True)
    embargo_words = models.CharField(max_length=500, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    restrictions = models.JSONField(default=list, blank=True)
    called_back_at = models.DateTimeField(null=True, blank=True)

    objects = WireStoryQuerySet.as_manager()

    class Meta:
        ordering = ["-last_received_at", "-pk"]
        verbose_name_plural = "wire stories"
        permissions = [("pick_up_wirestory", "Can pick up wire stories")]
        constraints = [
            models.UniqueConstraint(fields=["source", "guid"], name="one_story_per_guid_of_a_source"),
            models.CheckConstraint(condition=~Q(guid=""), name="story_has_guid"),
        ]

    def __str__(self) -> str:
        version = self.current
        return (version.slugline or version.headline or self.guid) if version else self.guid

    def get_absolute_url(self) -> str:
        return reverse("admin:wire_wirestory_change", args=[self.pk])


class WireVersion(models.Model):
    """One version of a wire story as parsed. Written once; written again, from the same bytes, only by
    `import_wire --replay --apply`, and only where nobody has made an article of its story."""

    story = models.ForeignKey(WireStory, on_delete=models.CASCADE, related_name="versions")
    delivery = models.ForeignKey("wire.Delivery", on_delete=models.PROTECT, related_name="versions")
    format = models.CharField(max_length=32)
    received_at = models.DateTimeField()
    version = models.CharField(max_length=64, blank=True, help_text="As sent; empty when the sender gave none.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of all that was read.")

    kind = models.CharField(max_length=16, choices=ItemKind.choices, default=ItemKind.TEXT)
    headline = models.TextField(blank=True)
    kicker = models.CharField(max_length=200, blank=True)
    abstract = models.TextField(blank=True)
    slugline = models.CharField(max_length=500, blank=True)
    take = models.CharField(max_length=200, blank=True)
    byline = models.CharField(max_length=500, blank=True)
    authors = models.JSONField(default=list, blank=True)
    dateline = models.CharField(max_length=500, blank=True)
    city = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=35, blank=True)
    urgency = models.PositiveSmallIntegerField(null=True, blank=True)
    priority = models.CharField(max_length=16, blank=True)
    category = models.JSONField(default=list, blank=True)
    keywords = models.JSONField(default=list, blank=True)
    subjects = models.JSONField(default=list, blank=True)
    sequence = models.CharField(max_length=64, blank=True)
    word_count = models.PositiveIntegerField(null=True, blank=True)
    pubstatus = models.CharField(max_length=16, choices=PubStatus.choices, default=PubStatus.USABLE)
    signals = models.JSONField(default=list, blank=True)
    references = models.JSONField(default=list, blank=True)
    first_created = models.DateTimeField(null=True, blank=True)
    version_created = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    embargoed_until = models.DateTimeField(null=True, blank=True)
    embargo_words = models.CharField(max_length=500, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    ednote = models.TextField("note to editors", blank=True)
    usage_terms = models.TextField(blank=True)
    copyright_holder = models.CharField(max_length=500, blank=True)
    copyright_notice = models.TextField(blank=True)
    caption = models.TextField(blank=True)
    credit_line = models.CharField(max_length=500, blank=True)
    body_html = models.TextField(blank=True)
    contributor_line = models.TextField(blank=True)
    media = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    rail_heading = models.CharField(max_length=200, blank=True)
    teasers = models.JSONField(default=list, blank=True)
    assumed = models.JSONField(default=list, blank=True)
    extra = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    photos = models.ManyToManyField("wire.PhotoAsset", blank=True, related_name="wire_versions")

    class Meta:
        ordering = ["story", "-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["story", "version"], condition=~Q(version=""), name="each_version_once"),
            models.UniqueConstraint(
                fields=["story", "fingerprint"], condition=Q(version=""), name="unnumbered_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline or self.slugline} (version {self.version or 'as received'})"

    @property
    def is_for_readers(self) -> bool:
        """Whether this is copy at all, and not a kill notice, a withhold or an advisory."""
        return not NOT_FOR_READERS & set(self.signals)

    def supersedes(self, other: WireVersion | None) -> bool:
        """Whether this version is later than `other`: by number, else by its time, else by arrival."""
        if other is None:
            return True
        return self._place_beside(other) > other._place_beside(self)

    def _place_beside(self, other: WireVersion) -> tuple[Any, ...]:
        arrival = (self.received_at, self.pk or float("inf"))
        if self.version.isdecimal() and other.version.isdecimal() and self.version != other.version:
            return (int(self.version), *arrival)
        if self.version_created and other.version_created:
            return (self.version_created, *arrival)
        return arrival
