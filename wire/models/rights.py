"""Who answered for using a thing in spite of what its sender says of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Acknowledgement(models.Model):
    """An editor's answer to words of a sender that no rule settles: who, when, why. Never changed."""

    article = models.ForeignKey(
        "wire.Article", null=True, blank=True, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    photo = models.ForeignKey(
        "wire.PhotoAsset", null=True, blank=True, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    words = models.TextField(help_text="The sender’s, exactly.")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(words=""), name="acknowledgement_gives_reason"),
            models.CheckConstraint(
                condition=Q(article=None, photo__isnull=False) | Q(article__isnull=False, photo=None),
                name="acknowledgement_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.words}”: {self.reason}"
