"""What arrived, whole."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models

from wire.vocabulary import Channel, Outcome


def private_storage() -> Storage:
    return storages["private"]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def with_bytes(self, data: bytes) -> DeliveryQuerySet:
        return self.filter(digest=hashlib.sha256(data).hexdigest())


class Delivery(models.Model):
    """One lump of bytes as received: never edited, never lost, and what became of it."""

    name = models.CharField(max_length=500, help_text="The path or file name it came under.")
    channel = models.CharField(max_length=16, choices=Channel.choices)
    source = models.ForeignKey("wire.Source", null=True, blank=True, on_delete=models.PROTECT)
    received_at = models.DateTimeField(db_index=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    body = models.BinaryField(null=True, editable=False)
    parked = models.FileField(
        storage=private_storage, upload_to="oversized", blank=True, help_text="The bytes, when too many to read."
    )
    size = models.PositiveBigIntegerField(default=0, help_text="In bytes.")
    digest = models.CharField("SHA-256", max_length=64, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, default=Outcome.RECEIVED, db_index=True)
    reason = models.TextField(blank=True, help_text="Why it was refused.")
    traceback = models.TextField(blank=True)
    format = models.CharField(max_length=32, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name_plural = "deliveries"
        permissions = [("import_delivery", "Can import copy")]
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~models.Q(digest=""), name="same_bytes_once"),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.REFUSED) | ~models.Q(reason=""), name="refusal_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name
