"""Killing a story: a page that says what readers will see, then does it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone

from wire.actions.errors import DeskError
from wire.actions.kill import kill
from wire.admin.skin import UnfoldAdminTextareaWidget
from wire.models import Article
from wire.vocabulary import DeskStatus


class KillForm(forms.Form):
    notice = forms.CharField(
        label="What readers will see in its place",
        initial="This story has been withdrawn.",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )


def urls() -> list[URLPattern]:
    return [path("<int:pk>/kill/", admin.site.admin_view(kill_view), name="wire_article_kill")]


def facts(article: Article, request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the story's panel on the desk shows of this."""
    may_kill = (
        article.first_published_at is not None
        and article.desk_status != DeskStatus.KILLED
        and request.user.has_perm("wire.kill_article")
    )
    return {"may_kill": may_kill}


def kill_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what readers will see, then does it."""
    article = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm("wire.kill_article"):
        messages.error(request, "Killing a story is for publishers.")
        return redirect("admin:wire_article_change", pk)
    form = KillForm(request.POST or None)
    if form.is_valid():
        try:
            kill(article, notice=form.cleaned_data["notice"], by=request.user, at=timezone.now())
        except DeskError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Killed: {article}. Its address now answers with the notice.")
        return redirect("admin:wire_article_change", pk)
    context = admin.site.each_context(request) | {
        "title": f"Kill “{article}”", "article": article, "form": form, "opts": Article._meta,
    }  # fmt: skip
    return render(request, "admin/wire/kill.html", context)
