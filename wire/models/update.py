"""A later version that waits to meet our text."""

from __future__ import annotations

from django.db import models

from wire.vocabulary import Consequence, DeskStatus

GRAVEST_FIRST = list(Consequence)


class PendingUpdateQuerySet(models.QuerySet["PendingUpdate"]):
    def gravest_first(self) -> PendingUpdateQuerySet:
        """What readers are being told wrongly first, then by time; with all that a line of the board prints.

        A killed story waits for nothing.
        """
        rank = models.Case(*(models.When(consequence=each, then=n) for n, each in enumerate(GRAVEST_FIRST)))
        told = self.exclude(article__desk_status=DeskStatus.KILLED)
        return told.select_related("article__section", "article__source", "version").order_by(rank, "came_at", "pk")


class PendingUpdate(models.Model):
    """The newest version of a story that we have an article of, not yet merged into it; `changes` say what it does
    to what we publish, the gravest first: a list of {"consequence": …, "words": …}."""

    article = models.OneToOneField("wire.Article", on_delete=models.CASCADE, related_name="pending_update")
    version = models.ForeignKey("wire.WireVersion", on_delete=models.CASCADE, related_name="+")
    came_at = models.DateTimeField()
    consequence = models.CharField(max_length=16, choices=Consequence.choices)
    changes = models.JSONField(default=list)

    objects = PendingUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_consequence_display()}: {self.version}"
