"""What senders forbid or ask: shown with their exact words, and answered for with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from wire.actions.acknowledge import LONGEST_REASON, acknowledge
from wire.actions.errors import DeskError
from wire.admin.sent import words as words_in
from wire.admin.skin import UnfoldAdminTextInputWidget
from wire.models import Acknowledgement, Article, PhotoAsset

BARRED = "Bars this use"
ASKED = "Needs somebody’s answer"
ANSWERED = "Answered for"
OVERRIDDEN = "Overridden"
VERDICTS = {"allowed": "Allowed on our site", "until": "Not before", "expires": "Not after"}


class AnswerForm(forms.Form):
    reason = forms.CharField(
        label="Why this use is right", max_length=LONGEST_REASON, widget=UnfoldAdminTextInputWidget
    )


class OverrideForm(AnswerForm):
    reason = forms.CharField(
        label="Why it may be used all the same: who cleared it, and how",
        max_length=LONGEST_REASON,
        widget=UnfoldAdminTextInputWidget,
    )


@dataclass(frozen=True)
class Line:
    """One restriction as the desk reads it."""

    words: str
    says: str
    verdict: str
    stands: bool  # against the use, now
    is_barred: bool = False
    form: forms.Form | None = None  # of those who may answer
    until: datetime | None = None
    answer: Acknowledgement | None = None


def urls() -> list[URLPattern]:
    return [
        path("<int:pk>/rights/", admin.site.admin_view(require_POST(answer_for_article)), name="wire_article_rights")
    ]


def photo_urls() -> list[URLPattern]:
    return [
        path("<int:pk>/rights/", admin.site.admin_view(require_POST(answer_for_photo)), name="wire_photoasset_rights")
    ]


def facts(thing: Article | PhotoAsset, request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the page of a story or of a photo shows of this."""
    lines = sorted(lines_of(thing, request), key=lambda line: not line.stands)
    name = "wire_article_rights" if isinstance(thing, Article) else "wire_photoasset_rights"
    return {
        "rights": lines,
        "rights_stand": any(line.stands for line in lines),
        "rights_address": reverse(f"admin:{name}", args=[thing.pk]),
    }


def lines_of(thing: Article | PhotoAsset, request: HttpRequest) -> Iterator[Line]:
    barred, asked = thing.barred_words.splitlines(), thing.unacknowledged_words.splitlines()
    answers = {each.words: each for each in thing.acknowledgements.select_related("by").order_by("at", "pk")}
    may_answer = request.user.has_perm("wire.add_acknowledgement")
    may_override = may_answer and request.user.has_perm("wire.publish_article")
    for number, each in enumerate(thing.restrictions, start=1):
        named = {"auto_id": f"id_rights_{number}_%s"}
        words, says = each["words"], each["says"]
        if words in barred:
            yield Line(words, says, BARRED, True, is_barred=True, form=OverrideForm(**named) if may_override else None)
        elif words in asked:
            yield Line(words, says, ASKED, True, form=AnswerForm(**named) if may_answer else None)
        elif each["verdict"] in VERDICTS:
            moment = parse_datetime(each.get("until") or each.get("expires") or "")
            yield Line(words, says, VERDICTS[each["verdict"]], False, until=moment)
        else:
            told = OVERRIDDEN if each["verdict"] == "barred" else ANSWERED
            yield Line(words, says, told, False, answer=answers.get(words))


def answer_for_article(request: HttpRequest, pk: int) -> HttpResponse:
    """An editor answers for a story."""
    _answer(request, get_object_or_404(Article, pk=pk))
    return redirect("admin:wire_article_change", pk)


def answer_for_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """An editor answers for a photo."""
    _answer(request, get_object_or_404(PhotoAsset, pk=pk))
    return redirect("admin:wire_photoasset_change", pk)


def _answer(request: HttpRequest, thing: Article | PhotoAsset) -> None:
    words, reason = request.POST.get("words", ""), words_in(request.POST.get("reason"))
    if not request.user.has_perm("wire.add_acknowledgement"):
        messages.error(request, "Answering for what senders ask is for editors.")
        return
    overrides = request.user.has_perm("wire.publish_article")
    try:
        acknowledge(thing, words=words, reason=reason, overrides=overrides, by=request.user, at=timezone.now())
    except DeskError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"You answer for “{words}”.")
