"""Later versions that wait to meet our text: the board, and the page where they are merged."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.timesince import timesince

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.update import Meeting, apply_update, keep_ours, meeting
from wire.admin.meeting import Sides, choices, field_label, lines, questions
from wire.admin.sent import number, words
from wire.admin.skin import ReadOnlyAdmin, display
from wire.merging.merge import drafted
from wire.models import Article, Correction, PendingUpdate
from wire.vocabulary import DeskStatus

GRAVITY = {
    **dict.fromkeys(("kill", "correction", "fact"), "danger"),
    **dict.fromkeys(("new top", "added", "cut"), "warning"),
    **dict.fromkeys(("photos", "cosmetic"), "info"),
}


@admin.register(PendingUpdate)
class PendingUpdateAdmin(ReadOnlyAdmin):
    """What is changed in stories that we have, the gravest first."""

    list_display = ["consequence_label", "story", "what", "state", "behind"]
    list_display_links = ["story"]
    list_filter = ["consequence"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PendingUpdate]:
        return PendingUpdate.objects.gravest_first()

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return []

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Updates", **(extra_context or {})})

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.has_view_permission(request):
            return super().change_view(request, object_id, *args, **kwargs)
        waiting = get_object_or_404(PendingUpdate, pk=number(object_id))
        return redirect("admin:wire_article_update", waiting.article_id)

    @display(description="change", label=GRAVITY)
    def consequence_label(self, update: PendingUpdate) -> tuple[str, str]:
        return update.consequence, update.get_consequence_display()

    @display(description="story")
    def story(self, update: PendingUpdate) -> str:
        return str(update.article)

    @display(description="what")
    def what(self, update: PendingUpdate) -> str:
        first = update.changes[0]["words"] if update.changes else ""
        more = len(update.changes) - 1
        return f"{first} (and {more} more)" if more > 0 else first

    @display(description="state", label={"published": "success", "draft": "info", "killed": "danger"})
    def state(self, update: PendingUpdate) -> tuple[str, str]:
        return update.article.desk_status, update.article.get_desk_status_display()

    @display(description="behind")
    def behind(self, update: PendingUpdate) -> str:
        return timesince(update.came_at, timezone.now())


def urls() -> list[URLPattern]:
    return [path("<int:pk>/update/", admin.site.admin_view(update_view), name="wire_article_update")]


def facts(article: Article, request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the story's panel on the desk shows of this."""
    return {"update": PendingUpdate.objects.gravest_first().filter(article=article).first()}


def update_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed since what we publish, the merged text, and what only an editor can decide."""
    article = get_object_or_404(Article.objects.select_related("wire_story__current", "wire_version", "source"), pk=pk)
    if not request.user.has_perm("wire.change_article"):
        messages.error(request, "Updating a story is for wire editors.")
        return redirect("admin:wire_article_change", pk)
    if article.desk_status == DeskStatus.KILLED:
        messages.error(request, f"“{article}” was killed: its text is kept as it was.")
        return redirect("admin:wire_article_change", pk)
    here = meeting(article)
    if here is None:
        messages.info(request, "This story has the newest version already.")
        return redirect("admin:wire_article_change", pk)
    sent = request.POST if request.method == "POST" else QueryDict()
    if sent:
        try:
            return _decided(request, here, sent)
        except DeskError as error:
            messages.error(request, str(error))
    return render(request, "admin/wire/update.html", _context(request, here, sent))


def _decided(request: HttpRequest, here: Meeting, sent: QueryDict) -> HttpResponse:
    by, at = request.user, timezone.now()
    seen = get_object_or_404(here.theirs.story.versions, pk=number(sent.get("version")))
    if "keep" in sent:
        keep_ours(here.article, version=seen, by=by, at=at)
        messages.success(request, f"Kept our text of “{here.article}”.")
    else:
        may_publish = request.user.has_perm("wire.publish_article")
        notes = _notes(sent) if may_publish else {}
        done = apply_update(
            here.article, version=seen, choices=choices(here.merged, sent), notes=notes,
            revision=number(sent.get("revision")) or 0, goes_live="publish" in sent and may_publish, by=by, at=at,
        )  # fmt: skip
        messages.success(request, f"Merged into “{done}”. {_where(done, at)}")
    return redirect("admin:wire_article_change", here.article.pk)


def _where(article: Article, at: datetime) -> str:
    """What readers have of it now."""
    if not article.is_published:
        return "It is a draft."
    refusals = rules.article_refusals(article, at)
    return f"Readers do not see it: {refusals[0]}" if refusals else f"Readers see it at {article.get_absolute_url()}."


def _notes(sent: QueryDict) -> dict[int, str]:
    """By key of a drafted note that goes out, what it says."""
    return {key: words(sent.get(f"note-{key}-text")) for key in map(number, sent.getlist("note")) if key}


def _drafts(article: Article, sent: QueryDict) -> list[tuple[Correction, str, bool]]:
    """Each drafted note, its text as this editor has it, and whether it is to go out."""
    asked = _notes(sent)
    drafts = article.corrections.drafts()
    return [
        (note, words(sent.get(f"note-{note.pk}-text", note.text)), note.pk in asked if sent else article.is_published)
        for note in drafts
    ]


def _context(request: HttpRequest, here: Meeting, sent: QueryDict) -> dict[str, Any]:
    sides = Sides(ours="we", theirs=here.article.source.name, label="Ours")
    last = here.article.revisions.order_by("-number").values_list("number", flat=True).first()
    taken = [(name, field) for name, field in here.merged.fields.items() if field.outcome == "theirs"]
    return admin.site.each_context(request) | {
        "title": f"Update: {here.article}",
        "opts": Article._meta,
        "article": here.article,
        "here": here,
        "sides": sides,
        "changes": [(GRAVITY[each.consequence], each) for each in here.changes],
        "taken": [(field_label(name), field) for name, field in taken],
        "questions": questions(here.merged, sides, sent),
        "lines": lines(here.merged, here.article.body),
        "draft": drafted(here.merged.body),
        "notes": _drafts(here.article, sent),
        "revision": last or 0,
        "may_publish": request.user.has_perm("wire.publish_article"),
        "back": reverse("admin:wire_article_change", args=[here.article.pk]),
    }
