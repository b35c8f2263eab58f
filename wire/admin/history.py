"""Each state a story was in: who made it so, when and why; what differs between any two; and the way back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wire.actions.errors import DeskError
from wire.actions.put_state import EDITORS
from wire.actions.restore import restore
from wire.admin.meeting import field_label, shown_value
from wire.admin.sent import number
from wire.markup import plain_text
from wire.merging.difference import Row, difference
from wire.models import Article, ArticleRevision, PhotoAsset

_APART = ("body", "placements", "teasers", "tags")
_PLAIN = [name for name in (*EDITORS, "desk_status", "pubstatus") if name not in _APART]
_FOR_EDITORS = "A story’s revisions are for those who edit it."
_UNCHANGED_SHOWN = 1  # paragraphs before and after a change


def urls() -> list[URLPattern]:
    view = admin.site.admin_view
    return [
        path("<int:pk>/revisions/", view(revisions_view), name="wire_article_revisions"),
        path("<int:pk>/revisions/compare/", view(compare_view), name="wire_article_compare"),
        path("<int:pk>/revisions/<int:number>/restore/", view(require_POST(restore_view)), name="wire_article_restore"),
    ]


def facts(article: Article, request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the story's panel on the desk shows of this."""
    return {}


def revisions_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Each state of the story: who, when, why, and how long it was."""
    article = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm("wire.view_articlerevision"):
        messages.error(request, _FOR_EDITORS)
        return redirect("admin:wire_article_change", pk)
    rows = [_row(revision) for revision in article.revisions.select_related("made_by")]
    return _page(request, article, "revisions", f"Revisions of “{article}”", {
        "rows": rows, "back": reverse("admin:wire_article_change", args=[pk]),
    })  # fmt: skip


def compare_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs between two states, word by word; without numbers, the last two."""
    article = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm("wire.view_articlerevision"):
        messages.error(request, _FOR_EDITORS)
        return redirect("admin:wire_article_change", pk)
    numbers = [number(request.GET.get(name)) for name in ("one", "other")]
    found = list(article.revisions.filter(number__in=numbers).select_related("made_by").order_by("number"))
    if len(found) < 2:
        found = list(article.revisions.select_related("made_by").order_by("-number")[:2])[::-1]
    if len(found) < 2:
        messages.info(request, "This story has one state so far: there is nothing to compare it with.")
        return redirect("admin:wire_article_revisions", pk)
    before, after = found
    text = difference(before.state["body"], after.state["body"])
    return _page(request, article, "compare", f"Revisions {before.number} and {after.number} of “{article}”", {
        "before": before, "after": after, "fields": _fields(before, after), "rows": _near_changes(text),
        "may_restore": request.user.has_perm("wire.change_article"),
        "back": reverse("admin:wire_article_revisions", args=[pk]),
    })  # fmt: skip


def restore_view(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Puts the story back; the state that it leaves stays among the revisions."""
    article = get_object_or_404(Article, pk=pk)
    revision = get_object_or_404(article.revisions, number=number)
    if not request.user.has_perm("wire.change_article"):
        messages.error(request, "Restoring a revision is for editors.")
        return redirect("admin:wire_article_revisions", pk)
    try:
        restored = restore(article, revision, by=request.user, at=timezone.now())
    except DeskError as error:
        messages.error(request, str(error))
        return redirect("admin:wire_article_revisions", pk)
    messages.success(request, f"Restored revision {number} of “{restored}”.")
    return redirect("admin:wire_article_change", pk)


def _page(request: HttpRequest, article: Article, name: str, title: str, told: dict[str, Any]) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": title, "article": article, "opts": Article._meta} | told
    return render(request, f"admin/wire/{name}.html", context)


def _row(revision: ArticleRevision) -> dict[str, Any]:
    return {
        "revision": revision,
        "headline": revision.state.get("headline", ""),
        "words": len(plain_text(revision.state.get("body", "")).split()),
        "text": plain_text(revision.state.get("body", "")).splitlines(),
    }


def _fields(before: ArticleRevision, after: ArticleRevision) -> list[tuple[str, str, str]]:
    """Label, what it was, what it became; for each part but the text that differs."""
    states = (before.state, after.state)
    told = [(field_label(name), *(shown_value(name, state.get(name)) for state in states)) for name in _PLAIN]
    told.append(("Tags", *(", ".join(state.get("tags", [])) for state in states)))
    told.append(("Photos", *(_photos(state.get("placements", [])) for state in states)))
    told.append(("Related stories", *(_teasers(state.get("teasers", [])) for state in states)))
    return [each for each in told if each[1] != each[2]]


def _photos(rows: list[dict[str, Any]]) -> str:
    known = PhotoAsset.objects.in_bulk([row["photo_id"] for row in rows])
    return "; ".join(str(known.get(row["photo_id"], "a photo that is gone")) for row in rows)


def _teasers(rows: list[dict[str, Any]]) -> str:
    known = Article.objects.in_bulk([row["linked_article_id"] for row in rows if row["linked_article_id"]])
    return "; ".join(row["headline"] or str(known.get(row["linked_article_id"], "gone")) for row in rows)


def _near_changes(rows: list[Row]) -> list[Row | None]:
    """The changed paragraphs with their neighbours; None where unchanged ones are left out."""
    changed = {n for n, row in enumerate(rows) if row.kind != "same"}
    near = {n + step for n in changed for step in range(-_UNCHANGED_SHOWN, _UNCHANGED_SHOWN + 1)}
    out: list[Row | None] = []
    for n, row in enumerate(rows):
        if n in near:
            out.append(row)
        elif out and out[-1] is not None and changed:
            out.append(None)
    return out
