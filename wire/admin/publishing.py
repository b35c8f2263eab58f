"""Out to readers, now or at a set moment, and back; and what must be taken out of the copy before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.find_furniture import (
    PHOTO_WORDS,
    Left,
    furniture_in,
    furniture_in_photo,
    furniture_in_placement,
    furniture_in_teaser,
    furniture_in_words,
    is_in_published_story,
)
from wire.actions.publish import publish, unpublish
from wire.actions.schedule import in_words, is_coming, is_scheduled, was_live
from wire.actions.strike_furniture import strike_furniture
from wire.admin.skin import action
from wire.markup import house_html
from wire.models import Article, FormerAddress, PhotoAsset
from wire.vocabulary import DeskStatus

MOMENTS = {
    "publish_at": ("Publish at", "Press Publish, and readers see it from then on. Empty: at once."),
    "embargoed_until": ("Embargoed until", "Readers see nothing of it before."),
    "expires_at": ("Unpublish at", "Readers see nothing of it from then on. Empty: it stays."),
}
NOT_ON_SITE = "Readers see this story. Take it out, or unpublish the story first."


def urls() -> list[URLPattern]:
    strike = admin.site.admin_view(require_POST(strike_view))
    return [path("<int:pk>/furniture/", strike, name="wire_article_furniture")]


def facts(article: Article, request: HttpRequest, at: datetime) -> dict[str, Any]:
    """What the story's panel on the desk shows of this."""
    found = furniture_in(article)
    return {
        "refusals": _refusals(article, at, has_furniture=bool(found)),
        "is_scheduled": is_scheduled(article, at),
        "is_coming": is_coming(article, at),
        "was_live": was_live(article, at),
        "furniture": found,
        "can_strike_all": sum(left.can_go for left in found) > 1,
        "may_strike": request.user.has_perm("wire.change_article"),
    }


def _refusals(article: Article, at: datetime, *, has_furniture: bool) -> list[str]:
    """Why readers do not see it, or would not at the moment that is set."""
    if article.is_published and not is_scheduled(article, at):
        return rules.article_refusals(article, at)
    reasons = rules.publishing_refusals(article, at, article.publish_at)
    return [*reasons, "Wire furniture is left in it: see above."] if has_furniture else reasons


def state_of_story(article: Article, at: datetime) -> tuple[str, str]:
    """A story's state for lists: what readers have of it, and in words."""
    if is_scheduled(article, at):
        return "scheduled", f"scheduled for {in_words(article.publish_at)}"
    if article.is_published and rules.article_refusals(article, at):
        return "hidden", "held by a rule"
    return article.desk_status, article.get_desk_status_display()


# ── the form ─────────────────────────────────────────────────────────────────
class PublishingForm(forms.ModelForm):
    """A story's form that lets nothing into a published story that readers must not see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MOMENTS.keys() & self.fields.keys():
            label, told = MOMENTS[name]
            self.fields[name].label = label
            self.fields[name].help_text = f"{told} Time in {timezone.get_current_timezone_name()}."

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        at = timezone.now()
        goes_live, leaves = given.get("publish_at"), given.get("expires_at")
        comes = goes_live is not None and goes_live > at
        if comes and leaves and leaves <= goes_live:
            self.add_error("expires_at", "It would leave the site before it goes live.")
        if self.instance.is_published:
            if comes and not is_scheduled(self.instance, at):
                told = "Readers see this story already. Unpublish it first, then set when it goes live again."
                self.add_error("publish_at", told)
            self._refuse_furniture(given)
        return given

    def _refuse_furniture(self, given: dict[str, Any]) -> None:
        for name in given.keys() & self.fields.keys():
            if name not in self.changed_data:
                continue
            here = {left.hit for left in furniture_in_words(name, getattr(self.instance, name))}
            words = house_html(given[name]) if name == "body" else given[name]
            brought = [left for left in furniture_in_words(name, words) if left.hit not in here]
            for left in brought:
                self.add_error(name, f"{left.sentence} {NOT_ON_SITE}")


class PhotoWordsForm(forms.ModelForm):
    """A photo's form: what it prints with a published story is read the moment it is saved."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.instance.pk and is_in_published_story(self.instance):
            asked = {name: given[name] for name in PHOTO_WORDS if name in given and name in self.changed_data}
            for left in furniture_in_photo(PhotoAsset(**asked)):
                self.add_error(left.field, f"{left.sentence} A published story has this photo.")
        return given


class _CleanRows(forms.BaseInlineFormSet):
    """Rows of a published story's form: none brings furniture before readers."""

    words: set[str] = set()

    def found(self, row: Any) -> list[Left]:
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        if not self.instance.is_published:
            return
        for form in self.forms:
            changed = self.words & set(form.changed_data)
            if form.is_valid() and changed and not form.cleaned_data.get("DELETE"):
                for left in self.found(form.instance):
                    form.add_error("photo" if left.photo else left.field, f"{left.sentence} {NOT_ON_SITE}")


class PlacementRows(_CleanRows):
    words = {"photo", "caption"}

    def found(self, row: Any) -> list[Left]:
        return furniture_in_placement(row)


class TeaserRows(_CleanRows):
    words = {"headline", "kicker", "summary"}

    def clean(self) -> None:
        """A story of ours is chosen, not linked to: what the rules take off the site leaves the rail with it."""
        super().clean()
        for form in self.forms:
            url = getattr(form, "cleaned_data", {}).get("url")
            if url and "url" in form.changed_data and not form.cleaned_data.get("DELETE") and _is_ours(url):
                form.add_error("url", "This is a story of ours. Choose it under “our article” instead.")

    def found(self, row: Any) -> list[Left]:
        return furniture_in_teaser(row)


def _is_ours(url: str) -> bool:
    """Whether one of our stories stands, or stood, at this address."""
    address = urlsplit(url).path.strip("/")
    here = Article.objects.filter(address=address).exists()
    return here or FormerAddress.objects.filter(address=address).exists()


def warn_of_furniture(request: HttpRequest, article: Article) -> None:
    """What a draft may hold and a published story may not."""
    found = [] if article.is_published else furniture_in(article)
    if found:
        lines = ", ".join(f"“{left.hit.line}”" for left in found)
        messages.warning(request, f"Saved. It cannot be published yet: wire furniture is left in it. {lines}")


def strike_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: a piece of furniture goes, or all of it."""
    article = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm("wire.change_article"):
        messages.error(request, "Changing stories is for those who edit them.")
        return redirect("admin:wire_article_change", pk)
    field, is_one, line = request.POST.get("piece", "").partition(":")
    one = {"field": field, "line": line} if is_one else {}
    try:
        if not is_one and "all" not in request.POST:
            raise DeskError("Say which line goes: press the button beside it.")
        gone = strike_furniture(article, **one, by=request.user, at=timezone.now())
    except DeskError as error:
        messages.error(request, str(error))
    else:
        lines = ", ".join(f"“{left.hit.line}”" for left in gone)
        messages.success(request, f"Took out: {lines}")
    return redirect("admin:wire_article_change", pk)


# ── the buttons ──────────────────────────────────────────────────────────────
class PublishingActions:
    """The desk's buttons and list actions, for the admin of stories."""

    def has_publish_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        return request.user.has_perm("wire.publish_article")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A new story can be published with its first save."""
        offered = [self.get_unfold_action("publish_now")] if self.has_publish_permission(request) else []
        return super().add_view(request, form_url, {"actions_submit_line": offered, **(extra_context or {})})

    def get_actions_submit_line(self, request: HttpRequest, object_id: Any) -> list[Any]:
        article = Article.objects.filter(pk=object_id).first()
        offered = _offered(article, timezone.now()) if article else set()
        return [each for each in super().get_actions_submit_line(request, object_id) if each.path in offered]

    @action(description="Publish", permissions=["publish"])
    def publish_now(self, request: HttpRequest, article: Article) -> None:
        _publish(request, [article])

    @action(description="Publish when the embargo ends", permissions=["publish"])
    def publish_at_embargo_end(self, request: HttpRequest, article: Article) -> None:
        _publish(request, [article], publish_at=article.embargoed_until)

    @action(description="Unpublish", permissions=["publish"])
    def unpublish_now(self, request: HttpRequest, article: Article) -> None:
        _unpublish(request, [article])

    @admin.action(description="Publish the chosen stories", permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        _publish(request, queryset)

    @admin.action(description="Unpublish the chosen stories", permissions=["publish"])
    def unpublish_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        _unpublish(request, queryset)


def _offered(article: Article, at: datetime) -> set[str]:
    if article.is_published:
        return {"unpublish_now"}
    if article.desk_status != DeskStatus.DRAFT:
        return set()
    is_held = article.embargoed_until is not None and article.embargoed_until > at
    return {"publish_now", "publish_at_embargo_end"} if is_held else {"publish_now"}


def _publish(request: HttpRequest, articles: Iterable[Article], publish_at: datetime | None = None) -> None:
    for article in articles:
        at = timezone.now()
        try:
            out = publish(article, by=request.user, at=at, publish_at=publish_at)
        except DeskError as error:
            messages.error(request, str(error))
            continue
        if is_scheduled(out, at):
            messages.success(request, f"Scheduled for {in_words(out.publish_at)}: {out}")
        else:
            text = 'Published: <a class="underline" href="{}">{}</a>'
            messages.success(request, format_html(text, out.get_absolute_url(), out))


def _unpublish(request: HttpRequest, articles: Iterable[Article]) -> None:
    for article in articles:
        try:
            gone = unpublish(article, by=request.user, at=timezone.now())
        except DeskError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"No longer on the site: {gone}")
