"""What the desk is called to decide, now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from wire.vocabulary import AlarmKind


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def ringing(self) -> AlarmQuerySet:
        """Those that nobody has settled, the newest first."""
        return self.filter(settled_at=None).select_related("version__story__source", "article", "photo")


class Alarm(models.Model):
    """A decision that the wire asks for and that no rule may take alone; `version` raised it.

    `article` and `photo` are what it is probably about: several candidates are several alarms.
    """

    kind = models.CharField(max_length=16, choices=AlarmKind.choices)
    words = models.TextField(help_text="What is asked, as a sentence for the desk.")
    version = models.ForeignKey(
        "wire.WireVersion", null=True, blank=True, on_delete=models.CASCADE, related_name="alarms"
    )
    article = models.ForeignKey("wire.Article", null=True, blank=True, on_delete=models.CASCADE, related_name="alarms")
    photo = models.ForeignKey("wire.PhotoAsset", null=True, blank=True, on_delete=models.CASCADE, related_name="alarms")
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=300, blank=True, help_text="What was done about it.")

    objects = AlarmQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [models.Index(fields=["-raised_at"], condition=Q(settled_at=None), name="alarm_ringing")]
        constraints = [
            models.CheckConstraint(condition=Q(settled_at=None) | ~Q(outcome=""), name="settled_alarm_says_how"),
        ]

    def __str__(self) -> str:
        return self.words
