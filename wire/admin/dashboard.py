"""The desk's first page: what waits, what is live, what was refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Max
from django.http import HttpRequest
from django.utils import timezone

from wire.models import Alarm, Article, Delivery, PendingUpdate, PhotoAsset, WireStory
from wire.vocabulary import DeskStatus, Outcome

SHOWN = 8


def fill(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Adds what templates/admin/index.html shows: of each thing, for those who may see it."""
    at = timezone.now()
    since = at - timedelta(days=1)
    queue = WireStory.objects.for_queue()
    articles = Article.objects.select_related("section", "source")
    refused = Delivery.objects.filter(outcome=Outcome.REFUSED, received_at__gte=since).order_by().values("reason")
    shown = {
        "alarm": {"alarms": Alarm.objects.ringing()},
        "wirestory": {"waiting": queue.new()},
        "pendingupdate": {"updates": PendingUpdate.objects.gravest_first()},
        "article": {
            "drafts": articles.filter(desk_status=DeskStatus.DRAFT),
            "live": articles.public(at).newest_first(),
            "scheduled": articles.scheduled(at),
        },
        "delivery": {
            "refused": refused.annotate(total=Count("pk"), last=Max("pk"), name=Max("name")).order_by("-last")
        },
    }
    may_see = {model for model in (*shown, "photoasset") if request.user.has_perm(f"wire.view_{model}")}
    context = context | {name: rows[:SHOWN] for model in may_see & shown.keys() for name, rows in shown[model].items()}
    if "wirestory" in may_see:
        context["waiting_total"] = WireStory.objects.new().count()
    if "photoasset" in may_see:
        context["photos_awaiting"] = PhotoAsset.objects.awaiting_file().count()
        context["photos_uncredited"] = PhotoAsset.objects.without_credit().count()
    return context
