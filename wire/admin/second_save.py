"""Two editors on one story: the second save meets the first instead of overwriting it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wire.actions.errors import DeskError
from wire.actions.hold import hold
from wire.actions.put_state import EDITORS, put_state
from wire.actions.write import state_of, state_of_fields
from wire.admin.meeting import Sides, choices, field_label, lines, questions
from wire.admin.sent import number
from wire.markup import house_html
from wire.merging.merge import Unsettled, drafted
from wire.merging.states import merge_states, settled_state
from wire.models import Article, ArticleRevision

ROW_FIELDS = {
    "placements": ("photo_id", "order", "caption"),
    "teasers": ("linked_article_id", "url", "headline", "summary", "kicker", "photo_id", "order"),
}


class SavedMeanwhile(Exception):
    """Somebody saved the story after this editor opened it; nothing of this save is stored."""

    def __init__(self, article: Article, seen: int, ours: dict[str, Any]) -> None:
        super().__init__(article, seen)
        self.article, self.seen, self.ours = article, seen, ours


def urls() -> list[URLPattern]:
    return [path("<int:pk>/meet/", admin.site.admin_view(require_POST(meet_view)), name="wire_article_meet")]


def facts(article: Article, request: HttpRequest, at: Any) -> dict[str, Any]:
    """The number of the revision that this form shows; of a form that is shown again, the one it was opened on."""
    last = article.revisions.order_by("-number").values_list("number", flat=True).first()
    return {"seen_revision": request.POST.get("seen_revision") or last or 0}


def seen_before(request: HttpRequest, article: Article) -> int | None:
    """The revision that this editor opened, when another editor's save came after it; else None.

    Call it in the save's transaction: the article stays locked until that ends.
    """
    seen = number(request.POST.get("seen_revision"))
    if article.pk is None or seen is None:
        return None
    stored = hold(article)
    opened = stored.revisions.filter(number=seen).first()
    if opened is None or not stored.revisions.filter(number__gt=seen).exists():
        return None
    now = state_of(stored)
    differ = any(opened.state.get(name, now[name]) != now[name] for name in (*EDITORS, "embargo_words"))
    return opened.number if differ else None


def sent_state(form: Any, formsets: Iterable[Any]) -> dict[str, Any]:
    """What this editor's form says, in the shape of a revision's state; nothing is stored."""
    state = state_of_fields(form.instance)
    state["body"] = house_html(state["body"])
    state["tags"] = sorted(form.cleaned_data.get("tags") or ())
    for formset in formsets:
        name = formset.prefix
        kept = [each for each in formset.forms if each.cleaned_data and not each.cleaned_data.get("DELETE")]
        rows = [{field: getattr(each.instance, field) for field in ROW_FIELDS[name]} for each in kept]
        state[name] = sorted(rows, key=lambda row: row["order"])
    return {name: value for name, value in state.items() if name in EDITORS}


def meet(request: HttpRequest, told: SavedMeanwhile, sent: QueryDict | None = None) -> HttpResponse:
    """The page on which this editor's save and the other's become one."""
    article = Article.objects.get(pk=told.article.pk)
    opened = get_object_or_404(article.revisions, number=told.seen)
    later = article.revisions.filter(number__gt=told.seen).select_related("made_by").order_by("-number")
    theirs = state_of(article)
    merged = merge_states(opened.state, theirs, told.ours)
    sides = Sides(ours="you", theirs=_names(later), label="Yours")
    taken = [(field_label(name), field) for name, field in merged.fields.items() if field.outcome == "theirs"]
    context = admin.site.each_context(request) | {
        "title": f"Saved meanwhile: {article}",
        "opts": Article._meta,
        "article": article,
        "sides": sides,
        "later": later,
        "taken": taken,
        "questions": questions(merged, sides, sent),
        "lines": lines(merged, theirs["body"]),
        "draft": drafted(merged.body),
        "seen": told.seen,
        "met": later[0].number if later else told.seen,
        "ours": signing.dumps(told.ours, salt=_salt(article), compress=True),
        "back": reverse("admin:wire_article_change", args=[article.pk]),
    }
    return render(request, "admin/wire/meet.html", context)


def meet_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Stores what the editor decided; asks again when something is undecided or a third save came."""
    article = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm("wire.change_article"):
        messages.error(request, "Changing stories is for those who edit them.")
        return redirect("admin:wire_article_change", pk)
    try:
        ours = signing.loads(request.POST.get("ours", ""), salt=_salt(article))
    except signing.BadSignature:
        messages.error(request, "This page is too old to be saved. Open the story and make your change again.")
        return redirect("admin:wire_article_change", pk)
    told = SavedMeanwhile(article, number(request.POST.get("seen")) or 0, ours)
    last = article.revisions.order_by("-number").values_list("number", flat=True).first()
    if str(last) != request.POST.get("met"):
        messages.error(request, "The story was saved once more meanwhile. Look at it again.")
        return meet(request, told, request.POST)
    opened = get_object_or_404(article.revisions, number=told.seen)
    merged = merge_states(opened.state, state_of(article), ours)
    try:
        state = settled_state(merged, choices(merged, request.POST))
        why = "Edited, with what was saved meanwhile"
        saved = put_state(article, state, why=why, by=request.user, at=timezone.now())
    except (Unsettled, DeskError) as error:
        messages.error(request, str(error))
        return meet(request, told, request.POST)
    messages.success(request, f"Saved: {saved}. Both changes are in it.")
    return redirect("admin:wire_article_change", pk)


def _salt(article: Article) -> str:
    """What one story's page was given is no save of another."""
    return f"wire.second_save.{article.pk}"


def _names(later: Iterable[ArticleRevision]) -> str:
    people = dict.fromkeys(str(each.made_by or "Wiredesk itself") for each in later)
    return " and ".join(people) or "somebody"
