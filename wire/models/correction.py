"""What we tell readers that we had wrong."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def drafts(self) -> CorrectionQuerySet:
        return self.filter(published_at=None)

    def public(self, at: datetime) -> CorrectionQuerySet:
        """Those that readers see at `at`, the newest first."""
        return self.filter(published_at__lte=at).order_by("-published_at", "-pk")


class Correction(models.Model):
    """A dated note to readers on a live story; a draft until it is published. `version` is what gave rise to it."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"

    article = models.ForeignKey("wire.Article", on_delete=models.CASCADE, related_name="corrections")
    version = models.ForeignKey(
        "wire.WireVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.CORRECTION)
    text = models.TextField(help_text="For readers: what was wrong, and what is right.")
    drafted_at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_something"),
            models.UniqueConstraint(fields=["article", "version"], name="a_version_is_owned_up_to_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
