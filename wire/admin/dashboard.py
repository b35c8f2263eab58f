"""The desk's first page: what waits, what is live, what was refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from wire.models import Alarm, Article, Delivery, PendingUpdate, PhotoAsset, WireStory
from wire.vocabulary import DeskStatus, Outcome

SHOWN = 8


def fill(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Adds what templates/admin/index.html shows."""
    at = timezone.now()
    since = at - timedelta(days=1)
    queue = WireStory.objects.for_queue()
    refused = Delivery.objects.filter(outcome=Outcome.REFUSED, received_at__gte=since).defer("body")
    return context | {
        "alarms": Alarm.objects.ringing()[:SHOWN] if request.user.has_perm("wire.view_alarm") else [],
        "waiting": queue.new()[:SHOWN],
        "waiting_total": WireStory.objects.new().count(),
        "updates": PendingUpdate.objects.gravest_first()[:SHOWN],
        "drafts": Article.objects.filter(desk_status=DeskStatus.DRAFT).select_related("section", "source")[:SHOWN],
        "live": Article.objects.public(at).newest_first().select_related("section", "source")[:SHOWN],
        "scheduled": Article.objects.scheduled(at).select_related("section", "source")[:SHOWN],
        "refused": refused[:SHOWN],
        "photos_awaiting": PhotoAsset.objects.awaiting_file().count(),
        "photos_uncredited": PhotoAsset.objects.without_credit().count(),
    }
