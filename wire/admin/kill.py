"""Killing a story: a page that says what readers will see, then does it; later the notice, and the way back."""

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

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.kill import is_gone, kill, reinstate, say_instead
from wire.actions.schedule import was_live
from wire.admin.skin import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget
from wire.models import Article
from wire.vocabulary import PubStatus

OFFERED = 100  # of the newest live stories, to read in the place of this one


class KillForm(forms.Form):
    notice = forms.CharField(
        label="What readers will see in its place",
        initial="This story has been withdrawn.",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )
    replacement = forms.ModelChoiceField(
        Article.objects.none(),
        label="Story to read instead",
        required=False,
        empty_label="None",
        widget=UnfoldAdminSelectWidget,
        help_text="The notice points to it while readers can see it. It can be chosen later, too.",
    )

    def __init__(self, *args: Any, article: Article, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        live = Article.objects.public(at).exclude(pk=article.pk).newest_first().values_list("pk", flat=True)
        offered = [*live[:OFFERED], *filter(None, [article.replacement_id])]
        choice = self.fields["replacement"]
        choice.queryset = Article.objects.filter(pk__in=offered).newest_first()  # type: ignore[attr-defined]


class ReinstateForm(forms.Form):
    reason = forms.CharField(
        label="Why it may be used again", max_length=200, widget=UnfoldAdminTextInputWidget, required=False
    )


def urls() -> list[URLPattern]:
    desk = admin.site.admin_view
    return [
        path("<int:pk>/kill/", desk(kill_view), name="wire_article_kill"),
        path("<int:pk>/reinstate/", desk(require_POST(reinstate_view)), name="wire_article_reinstate"),
    ]


def facts(article: Article, request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the story's panel on the desk shows of this."""
    may = request.user.has_perm("wire.kill_article")
    is_out = was_live(article, at) and not is_gone(article)
    return {"may_kill": may and is_out, "may_answer_for_gone": may and is_gone(article)}


def kill_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what readers will see, then does it; of a story that is gone, changes what they see."""
    article = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm("wire.kill_article"):
        messages.error(request, "Killing a story is for publishers.")
        return redirect("admin:wire_article_change", pk)
    at, was_gone = timezone.now(), is_gone(article)
    initial = {"notice": article.kill_notice, "replacement": article.replacement_id} if was_gone else None
    form = KillForm(request.POST or None, article=article, at=at, initial=initial)
    if form.is_valid():
        act, done = (say_instead, "Changed") if was_gone else (kill, "Killed")
        try:
            act(article, **form.cleaned_data, by=request.user, at=at)
        except DeskError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{done}: {article}. Its address now answers with the notice.")
        return redirect("admin:wire_article_change", pk)
    context = admin.site.each_context(request) | {
        "title": f"In the place of “{article}”" if was_gone else f"Kill “{article}”",
        "article": article,
        "form": form,
        "opts": Article._meta,
        "is_gone": was_gone,
        "reinstating": ReinstateForm() if article.pubstatus != PubStatus.USABLE else None,
    }
    return render(request, "admin/wire/kill.html", context)


def reinstate_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The story comes back; who answers for it, and why, is kept."""
    article = get_object_or_404(Article, pk=pk)
    form = ReinstateForm(request.POST)
    if not request.user.has_perm("wire.kill_article"):
        messages.error(request, "Taking a story back into use is for publishers.")
    elif form.is_valid():
        try:
            back = reinstate(article, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except DeskError as error:
            messages.error(request, str(error))
            return redirect("admin:wire_article_kill", pk)
        refusals = rules.article_refusals(back, timezone.now())
        hidden = f"Readers do not see it: {refusals[0]}" if refusals else "Readers see it again."
        messages.success(
            request, f"Taken back into use: {back}. {hidden if back.is_published else 'It is a draft again.'}"
        )
    else:
        messages.error(request, f"The reason was not taken. {' '.join(form.errors['reason'])}")
        return redirect("admin:wire_article_kill", pk)
    return redirect("admin:wire_article_change", pk)
