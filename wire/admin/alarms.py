"""Alarms: what the wire asks and no rule may decide alone; each is answered with one key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.matching import likeness_to
from wire.actions.notices import words_of
from wire.actions.settle_alarm import KILL, WITHHOLD, Answer, answers_to, settle_alarm, stories_asked
from wire.admin.sent import number
from wire.admin.skin import ReadOnlyAdmin
from wire.models import Alarm, PhotoAsset, WireStory

SETTLED_SHOWN = 20


@dataclass(frozen=True)
class Card:
    """One alarm as the desk reads it."""

    alarm: Alarm
    notice: str  # what was sent, in its own words
    likeness: str  # what agrees, and what does not
    readers_see: str
    stories: list[WireStory]  # to choose from, where it is about none in particular
    answers: list[Answer]
    story_answers: list[Answer]  # to each of `stories`


@admin.register(Alarm)
class AlarmAdmin(ReadOnlyAdmin):
    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The ringing ones to answer, then what was answered last."""
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        settled = Alarm.objects.filter(settled_at__isnull=False).select_related("settled_by", "article", "photo")
        lately = settled.order_by("-settled_at", "-pk")[:SETTLED_SHOWN]
        ringing = Alarm.objects.ringing().select_related("article__wire_story")
        return self._page(request, "Alarms", ringing, lately)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One alarm by itself."""
        if not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        alarm = get_object_or_404(Alarm.objects.select_related("settled_by"), pk=number(object_id))
        ringing = Alarm.objects.ringing().filter(pk=alarm.pk)
        return self._page(request, str(alarm), ringing, [alarm] if alarm.settled_at else [])

    def _page(
        self, request: HttpRequest, title: str, ringing: Iterable[Alarm], settled: Iterable[Alarm]
    ) -> HttpResponse:
        at = timezone.now()
        context = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "cards": [_card(alarm, request, at) for alarm in ringing],
            "settled": settled,
            "may_settle": request.user.has_perm("wire.change_alarm"),
        }
        return render(request, "admin/wire/alarms.html", context)

    def get_urls(self) -> list[URLPattern]:
        settle = self.admin_site.admin_view(require_POST(settle_view))
        return [path("<int:pk>/settle/", settle, name="wire_alarm_settle"), *super().get_urls()]


def settle_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer of the button that was pressed."""
    alarm = get_object_or_404(Alarm, pk=pk)
    answer, _, story = request.POST.get("answer", "").partition(":")
    refusal = _refusal(request, answer)
    if refusal:
        messages.error(request, refusal)
        return redirect("admin:wire_alarm_changelist")
    meant = WireStory.objects.filter(pk=number(story)).first()
    try:
        settled = settle_alarm(alarm, answer, story=meant, by=request.user, at=timezone.now())
    except DeskError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, settled.outcome)
    return redirect("admin:wire_alarm_changelist")


def ringing(request: HttpRequest) -> dict[str, Callable[[], int]]:
    """For every page of the desk: how many alarms ring. Asked only where a template wants to know."""
    return {"ringing_alarms": lambda: _ringing_for(request)}


def _ringing_for(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    return Alarm.objects.filter(settled_at=None).count() if user and user.has_perm("wire.view_alarm") else 0


def _refusal(request: HttpRequest, answer: str) -> str:
    if not request.user.has_perm("wire.change_alarm"):
        return "Answering alarms is for editors."
    if answer in KILLERS and not request.user.has_perm("wire.kill_article"):
        return "Taking a story away, or back into use, is for publishers. Call one."
    return ""


KILLERS = {"kill", "withhold", "take-back"}


def _card(alarm: Alarm, request: HttpRequest, at: datetime) -> Card:
    may_kill = request.user.has_perm("wire.kill_article")
    stories = stories_asked(alarm)
    return Card(
        alarm=alarm,
        notice=words_of(alarm.version) if alarm.version else "",
        likeness=_likeness(alarm),
        readers_see=_readers_see(alarm, at),
        stories=stories,
        answers=[each for each in answers_to(alarm) if may_kill or not each.kills],
        story_answers=[KILL, WITHHOLD] if may_kill else [],
    )


def _likeness(alarm: Alarm) -> str:
    story = alarm.article.wire_story if alarm.article else None
    if story is None or alarm.version is None or alarm.kind not in ("kill", "withhold"):
        return ""
    return likeness_to(alarm.version, story).in_words


def _readers_see(alarm: Alarm, at: datetime) -> str:
    if alarm.photo:
        shown = PhotoAsset.objects.public(at).filter(pk=alarm.photo_id).exists()
        return "Readers see the photo now." if shown else "Readers do not see the photo."
    if alarm.article is None:
        return ""
    refusals = rules.article_refusals(alarm.article, at)
    return f"Readers do not see it: {refusals[0]}" if refusals else "Readers read it now."
