"""Receipts: of each paragraph of a story, who sent or wrote it, in which delivery it came, and how it went live."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from wire.actions.trace import paragraphs_of, trace
from wire.models import Article


def urls() -> list[URLPattern]:
    return [path("<int:pk>/receipts/", admin.site.admin_view(receipts_view), name="wire_article_receipts")]


def facts(article: Article, request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the story's panel on the desk shows of this."""
    may_see_receipts = request.user.has_perm("wire.view_articlerevision")
    return {"paragraphs": paragraphs_of(article), "may_see_receipts": may_see_receipts}


def receipts_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Every paragraph with its receipts; `?find=` only the sentences with these words."""
    articles = Article.objects.select_related("source", "created_by", "wire_version__story__source")
    article = get_object_or_404(articles, pk=pk)
    if not request.user.has_perm("wire.view_articlerevision"):
        messages.error(request, "A story’s receipts are for those who edit it.")
        return redirect("admin:wire_article_change", pk)
    find = " ".join(request.GET.get("find", "").split())
    context = admin.site.each_context(request) | {
        "title": f"Receipts of “{article}”", "article": article, "opts": Article._meta, "find": find,
        "paragraphs": trace(article, find),
    }  # fmt: skip
    return render(request, "admin/wire/receipts.html", context)
