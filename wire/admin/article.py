"""Stories: ours, and those we picked up."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils import timezone
from js_asset import Media

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.write import record_revision, save_article
from wire.admin import corrections, history, kill, publishing, receipts, rights, second_save, updates
from wire.admin.fields import rich_text
from wire.admin.skin import (
    INPUT_CLASSES,
    ChoicesDropdownFilter,
    DropdownFilter,
    ModelAdmin,
    RelatedDropdownFilter,
    StackedInline,
    TabularInline,
    display,
)
from wire.models import Article, Placement, Teaser


class ArticleForm(publishing.PublishingForm):
    body = rich_text("Text", required=False)

    class Meta:
        model = Article
        exclude = ["pubstatus"]  # noqa: DJ006  (the rest that is not editable stays out by itself)


class PlacementInline(TabularInline):
    model = Placement
    formset = publishing.PlacementRows
    extra = 0
    autocomplete_fields = ["photo"]
    fields = ["order", "photo", "caption"]
    ordering_field = "order"
    verbose_name = "photo"
    verbose_name_plural = "photos (the first one leads)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Placement]:
        return super().get_queryset(request).select_related("photo")


class TeaserInline(StackedInline):
    model = Teaser
    formset = publishing.TeaserRows
    fk_name = "article"
    extra = 0
    autocomplete_fields = ["linked_article", "photo"]
    fields = [("linked_article", "url"), ("kicker", "headline"), "summary", ("photo", "order")]
    ordering_field = "order"
    collapsible = True
    verbose_name = "related story"
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
class ArticleAdmin(publishing.PublishingActions, ModelAdmin):
    form = ArticleForm
    list_display = ["title", "state", "section", "whose", "saved"]
    list_select_related = ["section", "source"]
    list_filter = [("desk_status", ChoicesDropdownFilter), OriginFilter, ("section", RelatedDropdownFilter)]
    search_fields = ["headline", "summary", "body", "byline"]
    autocomplete_fields = ["section", "source"]
    inlines = [PlacementInline, TeaserInline]
    actions = ["publish_chosen", "unpublish_chosen"]
    actions_submit_line = ["publish_now", "publish_at_embargo_end", "unpublish_now"]
    change_form_outer_before_template = "admin/wire/before_story.html"
    change_form_before_template = "admin/wire/article_facts.html"
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "summary", ("byline", "dateline"), "body", "contributor_line"]}),
        ("Where it stands", {"fields": [("section", "front_order"), ("tags", "url_slug")]}),
        (
            "Whose it is, and when",
            {"classes": ["tab"], "fields": [("source", "language"), "publish_at", "embargoed_until", "expires_at"]},
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
        label={"draft": "info", "published": "success", "killed": "danger", "hidden": "warning", "scheduled": "info"},
    )
    def state(self, article: Article) -> tuple[str, str]:
        return publishing.state_of_story(article, timezone.now())

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
        fixed = ["source"] if obj and obj.wire_story_id else []
        moves = obj is None or not obj.is_published or self.has_publish_permission(request)
        return fixed if moves else [*fixed, "publish_at"]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        article = kwargs.get("obj")
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        if article:
            at = timezone.now()
            context |= {
                "article": article,
                "version": article.wire_version,
                **publishing.facts(article, request, at),
                **kill.facts(article, request, at),
                **corrections.facts(article, request, at),
                **history.facts(article, request, at),
                **receipts.facts(article, request, at),
                **rights.facts(article, request, at),
                **updates.facts(article, request, at),
                **second_save.facts(article, request, at),
            }
        return super().render_change_form(request, context, **kwargs)

    def get_view_on_site_url(self, obj: Article | None = None) -> str | None:
        is_seen = obj is not None and not rules.article_refusals(obj, timezone.now())
        return obj.get_absolute_url() if is_seen else None

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.first_published_at is None)

    # ── what happens at a save ───────────────────────────────────────────────
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except second_save.SavedMeanwhile as told:  # nothing of this save was stored
            return second_save.meet(request, told)
        except DeskError as error:  # published while this form was open: what a draft may hold, it may not
            messages.error(request, f"{error} Nothing was saved.")
            return redirect(request.path)

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        form.seen_before = second_save.seen_before(request, obj)
        if form.seen_before is None:
            save_article(obj, by=request.user, at=timezone.now())

    def save_related(self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool) -> None:
        article = form.instance
        if form.seen_before is not None:
            raise second_save.SavedMeanwhile(article, form.seen_before, second_save.sent_state(form, formsets))
        super().save_related(request, form, formsets, change)
        why = "Edited" if change else "Written"
        record_revision(article, why=why, by=request.user, at=timezone.now())
        for pressed in self.get_actions_submit_line(request, article.pk):
            if pressed.action_name in request.POST:
                return pressed.method(request, article)
        publishing.warn_of_furniture(request, article)

    # ── pages of its own, a module each ──────────────────────────────────────
    def get_urls(self) -> list[URLPattern]:
        pages = (kill, corrections, history, publishing, receipts, rights, second_save, updates)
        return [address for page in pages for address in page.urls()] + super().get_urls()
