"""Stories: ours, and those we picked up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from js_asset import Media

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.publish import publish, refusals, unpublish
from wire.actions.write import record_revision, save_article
from wire.admin import history, kill
from wire.admin.fields import rich_text
from wire.admin.skin import (
    INPUT_CLASSES,
    ChoicesDropdownFilter,
    DropdownFilter,
    ModelAdmin,
    RelatedDropdownFilter,
    StackedInline,
    TabularInline,
    action,
    display,
)
from wire.models import Article, Placement, Teaser
from wire.vocabulary import DeskStatus


class ArticleForm(forms.ModelForm):
    body = rich_text("Text", required=False)

    class Meta:
        model = Article
        exclude = ["pubstatus"]  # noqa: DJ006  (the rest that is not editable stays out by itself)


class PlacementInline(TabularInline):
    model = Placement
    extra = 0
    autocomplete_fields = ["photo"]
    fields = ["order", "photo", "caption"]
    ordering_field = "order"
    verbose_name_plural = "photos (the first one leads)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Placement]:
        return super().get_queryset(request).select_related("photo")


class TeaserInline(StackedInline):
    model = Teaser
    fk_name = "article"
    extra = 0
    autocomplete_fields = ["linked_article", "photo"]
    fields = [("linked_article", "url"), ("kicker", "headline"), "summary", ("photo", "order")]
    ordering_field = "order"
    collapsible = True
    verbose_name_plural = "related stories"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Teaser]:
        return super().get_queryset(request).select_related("linked_article", "photo")


class OriginFilter(DropdownFilter):
    title = "whose story"
    parameter_name = "origin"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("local", "Our own"), ("wire", "From the wire")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() in ("local", "wire"):
            return queryset.filter(source__isnull=self.value() == "local")
        return queryset


@admin.register(Article)
class ArticleAdmin(ModelAdmin):
    form = ArticleForm
    list_display = ["title", "state", "section", "whose", "saved"]
    list_select_related = ["section", "source"]
    list_filter = [("desk_status", ChoicesDropdownFilter), OriginFilter, ("section", RelatedDropdownFilter)]
    search_fields = ["headline", "summary", "body", "byline"]
    autocomplete_fields = ["section", "source"]
    inlines = [PlacementInline, TeaserInline]
    actions = ["publish_chosen", "unpublish_chosen"]
    actions_submit_line = ["publish_now", "unpublish_now"]
    change_form_before_template = "admin/wire/article_facts.html"
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "summary", ("byline", "dateline"), "body", "contributor_line"]}),
        ("Where it stands", {"fields": [("section", "front_order"), ("tags", "url_slug")]}),
        (
            "Whose it is, and when",
            {"classes": ["tab"], "fields": [("source", "language"), "embargoed_until", "expires_at"]},
        ),
        ("The page", {"classes": ["tab"], "fields": ["rail_heading", ("has_talk_block", "has_support_block")]}),
    ]

    # ── the list ─────────────────────────────────────────────────────────────
    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).prefetch_related("tags")

    @display(description="story", header=True, ordering="headline")
    def title(self, article: Article) -> list[str]:
        return [str(article), article.byline]

    @display(
        description="state",
        ordering="desk_status",
        label={"draft": "info", "published": "success", "killed": "danger", "hidden": "warning"},
    )
    def state(self, article: Article) -> tuple[str, str]:
        if article.is_published and rules.article_refusals(article, timezone.now()):
            return "hidden", "held by a rule"
        return article.desk_status, article.get_desk_status_display()

    @display(description="whose")
    def whose(self, article: Article) -> str:
        return article.source_line

    @display(description="saved", ordering="saved_at")
    def saved(self, article: Article) -> Any:
        return article.saved_at

    # ── the form ─────────────────────────────────────────────────────────────
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "tags" and formfield is not None:
            formfield.widget.attrs["class"] = " ".join(INPUT_CLASSES)
            formfield.help_text = "Separated by commas."
        return formfield

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        return ["source"] if obj and obj.wire_story_id else []

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        article = kwargs.get("obj")
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        if article:
            at = timezone.now()
            why_not = rules.article_refusals if article.is_published else refusals
            context |= {
                "article": article,
                "refusals": why_not(article, at),
                "version": article.wire_version,
                **kill.facts(article, request, at),
                **history.facts(article, request, at),
            }
        return super().render_change_form(request, context, **kwargs)

    def get_view_on_site_url(self, obj: Article | None = None) -> str | None:
        return obj.get_absolute_url() or None if obj and obj.is_published else None

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.first_published_at is None)

    # ── what happens at a save ───────────────────────────────────────────────
    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        save_article(obj, by=request.user, at=timezone.now())

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        article = form.instance
        why = "Edited" if change else "Written"
        record_revision(article, why=why, by=request.user, at=timezone.now())
        for pressed in self.get_actions_submit_line(request, article.pk):
            if pressed.action_name in request.POST:
                pressed.method(request, article)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A new story can be published with its first save."""
        offered = [self.get_unfold_action("publish_now")] if self.has_publish_permission(request) else []
        return super().add_view(request, form_url, {"actions_submit_line": offered, **(extra_context or {})})

    def get_actions_submit_line(self, request: HttpRequest, object_id: Any) -> list[Any]:
        status = Article.objects.filter(pk=object_id).values_list("desk_status", flat=True).first()
        offered = {DeskStatus.DRAFT: "publish_now", DeskStatus.PUBLISHED: "unpublish_now"}.get(status, "")
        return [each for each in super().get_actions_submit_line(request, object_id) if each.path == offered]

    def has_publish_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        return request.user.has_perm("wire.publish_article")

    @action(description="Publish", permissions=["publish"])
    def publish_now(self, request: HttpRequest, article: Article) -> None:
        self._publish(request, [article])

    @action(description="Unpublish", permissions=["publish"])
    def unpublish_now(self, request: HttpRequest, article: Article) -> None:
        self._unpublish(request, [article])

    @admin.action(description="Publish the chosen stories", permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._publish(request, queryset)

    @admin.action(description="Unpublish the chosen stories", permissions=["publish"])
    def unpublish_chosen(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._unpublish(request, queryset)

    def _publish(self, request: HttpRequest, articles: Any) -> None:
        for article in articles:
            try:
                live = publish(article, by=request.user, at=timezone.now())
            except DeskError as error:
                messages.error(request, str(error))
            else:
                text = 'Published: <a class="underline" href="{}">{}</a>'
                messages.success(request, format_html(text, live.get_absolute_url(), live))

    def _unpublish(self, request: HttpRequest, articles: Any) -> None:
        for article in articles:
            try:
                gone = unpublish(article, by=request.user, at=timezone.now())
            except DeskError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, f"No longer on the site: {gone}")

    # ── pages of its own, a module each ──────────────────────────────────────
    def get_urls(self) -> list[URLPattern]:
        return [*kill.urls(), *history.urls(), *super().get_urls()]
