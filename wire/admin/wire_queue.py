"""The wire queue, and a story as its sender sent it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.pick_up import pick_up, pick_up_refusal
from wire.actions.schedule import is_scheduled
from wire.admin.sent import number
from wire.admin.skin import ChoicesDropdownFilter, DropdownFilter, ReadOnlyAdmin, RelatedDropdownFilter, display
from wire.models import Article, WireStory, WireVersion
from wire.models.wire_story import WireStoryQuerySet
from wire.vocabulary import PubStatus


class StateFilter(DropdownFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("new", "New"), ("picked", "Picked up"), ("live", "Live"), ("changed", "Changed since picked up")]

    def queryset(self, request: HttpRequest, queryset: WireStoryQuerySet) -> QuerySet[WireStory]:
        at = timezone.now()
        states = {
            "new": queryset.new,
            "picked": partial(queryset.picked_up, at),
            "live": partial(queryset.live, at),
            "changed": queryset.changed_since_pick_up,
        }
        return states[self.value()]() if self.value() in states else queryset


class PhotoFilter(DropdownFilter):
    title = "photos"
    parameter_name = "photos"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "With photos")]

    def queryset(self, request: HttpRequest, queryset: WireStoryQuerySet) -> QuerySet[WireStory]:
        return queryset.with_photos() if self.value() == "yes" else queryset


@admin.register(WireStory)
class WireStoryAdmin(ReadOnlyAdmin):
    list_display = ["came_in", "urgency", "sender", "slug", "headline", "words", "edition", "state", "pick"]
    list_display_links = ["slug", "headline"]
    list_filter = [StateFilter, ("source", RelatedDropdownFilter), ("kind", ChoicesDropdownFilter), PhotoFilter]
    search_fields = ["current__headline", "current__slugline", "current__body_html", "guid"]
    search_help_text = "Slugline, headline, text or sender’s id"
    actions = ["pick_up_chosen"]
    list_fullwidth = True
    list_after_template = "admin/wire/queue_keys.html"

    class Media:
        js = ["js/queue.js"]

    # ── the list ─────────────────────────────────────────────────────────────
    def get_queryset(self, request: HttpRequest) -> QuerySet[WireStory]:
        return super().get_queryset(request).for_queue()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Wire queue", **(extra_context or {})})

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The list also knows who may import: where it is empty, the page has no other way to ask."""
        stories = super().get_changelist_instance(request)
        stories.may_import = request.user.has_perm("wire.import_delivery")
        return stories

    @display(description="time", ordering="last_received_at")
    def came_in(self, story: WireStory) -> str:
        local = timezone.localtime(story.last_received_at)
        today = local.date() == timezone.localdate()
        return format_html(
            '<time datetime="{}" title="{}">{}</time>',
            local.isoformat(),
            f"{local:%A, %B %-d, %Y, %H:%M:%S %Z}",
            f"{local:%H:%M}" if today else f"{local:%b %-d %H:%M}",
        )

    @display(description="urg.", ordering="current__urgency")
    def urgency(self, story: WireStory) -> str:
        return str(story.current.urgency or "")

    @display(description="source", ordering="source__name")
    def sender(self, story: WireStory) -> str:
        return story.source.name

    @display(description="slugline", ordering="current__slugline")
    def slug(self, story: WireStory) -> str:
        return story.current.slugline or "–"

    @display(description="headline", ordering="current__headline")
    def headline(self, story: WireStory) -> str:
        return story.current.headline or "(no headline)"

    @display(description="words", ordering="current__word_count")
    def words(self, story: WireStory) -> str:
        return str(story.current.word_count or "")

    @display(description="version")
    def edition(self, story: WireStory) -> str:
        said = story.current.take or story.current.version
        return f"{said} ({story.version_total} here)" if story.version_total > 1 else said

    @display(
        description="state",
        label={"new": "info", "picked": "warning", "live": "success", "changed": "danger", "stop": "danger"},
    )
    def state(self, story: WireStory) -> tuple[str, str]:
        if story.pubstatus != PubStatus.USABLE:
            return "stop", story.get_pubstatus_display()
        article = getattr(story, "article", None)
        if article is None:
            return _waiting(story)
        word = _ours(article)
        if article.wire_version_id != story.current_id:
            return "changed", f"{word}, newer version"
        return ("live" if word == "live" else "picked"), word

    @display(description="")
    def pick(self, story: WireStory) -> str:
        article = getattr(story, "article", None)
        if article:
            return format_html(
                '<a class="desk-button" href="{}">Open</a>', reverse("admin:wire_article_change", args=[article.pk])
            )
        story.current.story = story  # known here; it would be fetched again for every row
        if not self.has_pick_up_permission(self.request) or pick_up_refusal(story.current):
            return ""
        return format_html(
            '<button class="desk-button" type="submit" formmethod="post" formaction="{}" aria-label="Pick up {}">'
            "Pick up</button>",
            reverse("admin:wire_wirestory_pick_up", args=[story.pk]), story.current.headline,
        )  # fmt: skip

    def has_pick_up_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("wire.pick_up_wirestory")

    @admin.action(description="Pick up the chosen stories", permissions=["pick_up"])
    def pick_up_chosen(self, request: HttpRequest, queryset: QuerySet[WireStory]) -> None:
        for story in queryset:
            self._pick_up(request, story)

    # ── one story ────────────────────────────────────────────────────────────
    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                "<int:pk>/pick-up/",
                self.admin_site.admin_view(require_POST(self.pick_up_view)),
                name="wire_wirestory_pick_up",
            )
        ]
        return own + super().get_urls()

    def pick_up_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One click: the draft opens, or the reason is said."""
        story = get_object_or_404(WireStory.objects.select_related("current", "source"), pk=pk)
        article = self._pick_up(request, story)
        return redirect("admin:wire_article_change", article.pk) if article else redirect(story)

    def _pick_up(self, request: HttpRequest, story: WireStory) -> Article | None:
        if not self.has_pick_up_permission(request):
            messages.error(request, "Picking up stories is for wire editors.")
            return None
        try:
            article = pick_up(story.current, by=request.user, at=timezone.now())
        except DeskError as error:
            messages.error(request, f"{story}: {error}")
            return None
        messages.success(request, f"Picked up: {article}")
        return article

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The story to read: note to editors first, then rights, text and photos; `?version=` an earlier one."""
        if not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        story = get_object_or_404(
            WireStory.objects.select_related("source", "current", "article"), pk=number(object_id)
        )
        versions = list(story.versions.select_related("delivery").defer("body_html"))
        chosen = number(request.GET.get("version"))
        version = get_object_or_404(story.versions, pk=chosen) if chosen is not None else story.current
        context = self.admin_site.each_context(request) | {
            "title": version.headline or version.slugline,
            "opts": self.opts,
            "story": story,
            "version": version,
            "versions": versions,
            "photos": version.photos.prefetch_related("renditions"),
            "article": Article.objects.filter(wire_story=story).first(),
            "is_seen": Article.objects.public(timezone.now()).filter(wire_story=story).exists(),
            "refusal": pick_up_refusal(version),
            "limits": rules.embargo.refuses(story, timezone.now()),
            "facts": _facts(version),
            "may_pick_up": self.has_pick_up_permission(request),
        }
        return render(request, "admin/wire/story.html", context)


def _ours(article: Article) -> str:
    if not article.is_published:
        return "picked up"
    return "scheduled" if is_scheduled(article, timezone.now()) else "live"


def _waiting(story: WireStory) -> tuple[str, str]:
    if not story.current.is_for_readers:
        return "stop", story.current.signals[0]
    held = rules.embargo.refuses(story, timezone.now())
    return ("picked", "embargoed") if held else ("new", "new")


def _facts(version: WireVersion) -> list[tuple[str, str]]:
    """What else the sender said, as label and words, in the order that a desk asks."""
    told = [
        ("Slugline", version.slugline),
        ("Version", " ".join(filter(None, [version.version, version.take]))),
        ("Signals", ", ".join(version.signals)),
        ("Urgency", str(version.urgency or "")),
        ("Category", ", ".join(version.category)),
        ("Keywords", ", ".join(version.keywords)),
        ("Place", version.city),
        ("Words", str(version.word_count or "")),
        ("Copyright", version.copyright_notice or version.copyright_holder),
        ("Usage terms", version.usage_terms),
        ("Language", version.language),
        ("Read as", version.format),
        ("Assumed by us", ", ".join(version.assumed)),
        ("Sender’s id", version.story.guid),
    ]
    return [(label, words) for label, words in told if words]
