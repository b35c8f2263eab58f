"""Notes to readers on what we had wrong: drafted ones to publish or drop, and one of the editor's own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from wire.actions.correct import correct, drop_correction, publish_correction, reword_correction, write_correction
from wire.actions.errors import DeskError
from wire.actions.schedule import was_live
from wire.admin.sent import words
from wire.admin.skin import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget
from wire.models import Article, Correction
from wire.vocabulary import DeskStatus

NOT_YOURS = "Notes to readers are for wire editors."
NOT_OUT = "Publishing a note to readers is for publishers. It is kept as a draft."


class NoteForm(forms.Form):
    kind = forms.ChoiceField(label="What it is", choices=Correction.Kind.choices, widget=UnfoldAdminSelectWidget)
    text = forms.CharField(
        label="What readers will read",
        help_text="What was wrong, and what is right. It is dated by itself.",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
    )


def urls() -> list[URLPattern]:
    decide = admin.site.admin_view(require_POST(decide_view))
    return [
        path("<int:pk>/corrections/", admin.site.admin_view(corrections_view), name="wire_article_corrections"),
        path("<int:pk>/corrections/<int:note>/", decide, name="wire_article_correction"),
    ]


def facts(article: Article, request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the story's panel on the desk shows of this."""
    may_correct = _may_write(request) and was_live(article, at) and article.desk_status != DeskStatus.KILLED
    return {
        "may_correct": may_correct,
        "may_publish_notes": request.user.has_perm("wire.publish_article"),
        "drafted_notes": list(article.corrections.drafts().select_related("version")) if may_correct else [],
    }


def corrections_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A note of the editor's own; those drafted, and those that readers have."""
    article = get_object_or_404(Article, pk=pk)
    if not _may_write(request):
        messages.error(request, NOT_YOURS)
        return redirect("admin:wire_article_change", pk)
    at = timezone.now()
    form = NoteForm(request.POST or None)
    if form.is_valid():
        try:
            messages.success(request, _write(request, article, form.cleaned_data, at))
            return redirect("admin:wire_article_corrections", pk)
        except DeskError as error:
            form.add_error("text", str(error))
    context = admin.site.each_context(request) | facts(article, request, at) | {
        "title": f"Corrections of “{article}”", "article": article, "form": form, "opts": Article._meta,
        "published": article.corrections.public(at).select_related("by"),
    }  # fmt: skip
    return render(request, "admin/wire/corrections.html", context)


def _write(request: HttpRequest, article: Article, told: dict[str, str], at: datetime) -> str:
    """Publish the note, or keep it as a draft; what became of it."""
    if "publish" in request.POST and request.user.has_perm("wire.publish_article"):
        correct(article, **told, by=request.user, at=at)
        return "Readers see the note now."
    write_correction(article, **told, by=request.user, at=at)
    return "The note is drafted: somebody who may publish stories decides on it."


def decide_view(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """A draft is published, kept in other words, or dropped."""
    article = get_object_or_404(Article, pk=pk)
    if not _may_write(request):
        messages.error(request, NOT_YOURS)
        return redirect("admin:wire_article_change", pk)
    draft = article.corrections.filter(pk=note).select_related("article").first()
    try:
        if draft is None:
            raise DeskError("Somebody has dropped this note meanwhile.")
        messages.success(request, _decide(request, draft))
    except DeskError as error:
        messages.error(request, str(error))
    where = "corrections" if request.POST.get("from") == "corrections" else "change"
    return redirect(f"admin:wire_article_{where}", pk)


def _decide(request: HttpRequest, draft: Correction) -> str:
    by, at, text = request.user, timezone.now(), words(request.POST.get("text"))
    if "drop" in request.POST:
        drop_correction(draft, by=by, at=at)
        return "Dropped: readers will not see that note."
    if "publish" in request.POST and by.has_perm("wire.publish_article"):
        publish_correction(draft, text=text, by=by, at=at)
        return "Readers see the note now."
    reword_correction(draft, text=text, by=by, at=at)
    return NOT_OUT if "publish" in request.POST else "The draft is kept."


def _may_write(request: HttpRequest) -> bool:
    return request.user.has_perm("wire.change_correction")
