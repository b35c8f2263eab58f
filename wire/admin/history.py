"""Each state a story was in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from wire.markup import plain_text
from wire.models import Article, ArticleRevision


def urls() -> list[URLPattern]:
    return [path("<int:pk>/revisions/", admin.site.admin_view(revisions_view), name="wire_article_revisions")]


def facts(article: Article, request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the story's panel on the desk shows of this."""
    return {}


def revisions_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Each state of the story: who, when, why, and how long it was."""
    article = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm("wire.view_articlerevision"):
        return redirect("admin:wire_article_change", pk)
    rows = [_row(revision) for revision in article.revisions.select_related("made_by")]
    context = admin.site.each_context(request) | {
        "title": f"Revisions of “{article}”", "article": article, "rows": rows, "opts": Article._meta,
        "back": reverse("admin:wire_article_change", args=[pk]),
    }  # fmt: skip
    return render(request, "admin/wire/revisions.html", context)


def _row(revision: ArticleRevision) -> dict[str, Any]:
    return {
        "revision": revision,
        "headline": revision.state.get("headline", ""),
        "words": len(plain_text(revision.state.get("body", "")).split()),
        "text": plain_text(revision.state.get("body", "")).splitlines(),
    }
