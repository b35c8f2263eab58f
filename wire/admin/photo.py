"""The photo desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html

from wire import rules
from wire.actions.bind_rights import bind_photo
from wire.actions.errors import DeskError
from wire.actions.make_renditions import attach_file, make_renditions
from wire.admin import rights
from wire.admin.publishing import PhotoWordsForm
from wire.admin.skin import DropdownFilter, ModelAdmin, UnfoldAdminFileFieldWidget, display
from wire.models import PhotoAsset
from wire.models.photo import PhotoAssetQuerySet

IN_THE_PICTURE = {"credit_line", "copyright_notice", "copyright_holder", "caption"}  # written into each rendition


class LackFilter(DropdownFilter):
    title = "what it lacks"
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("file", "its file"), ("credit", "a credit line"), ("alt", "alternative text")]

    def queryset(self, request: HttpRequest, queryset: PhotoAssetQuerySet) -> QuerySet[PhotoAsset]:
        lacking = {
            "file": queryset.awaiting_file,
            "credit": queryset.without_credit,
            "alt": queryset.without_alt_text,
        }
        return lacking[self.value()]() if self.value() in lacking else queryset


class PhotoForm(PhotoWordsForm):
    file = forms.FileField(
        label="Picture file",
        required=False,
        widget=UnfoldAdminFileFieldWidget,
        help_text="JPEG, PNG, WebP, TIFF, AVIF.",
    )

    class Meta:
        model = PhotoAsset
        exclude = ["image", "guid"]  # noqa: DJ006  (all that an editor may change)


@admin.register(PhotoAsset)
class PhotoAdmin(ModelAdmin):
    form = PhotoForm
    change_form_outer_before_template = "admin/wire/rights.html"
    list_display = ["thumbnail", "words", "credit", "source", "uses", "added_at"]
    list_display_links = ["thumbnail", "words"]
    list_select_related = ["source"]
    list_filter = [LackFilter, "source"]
    search_fields = ["caption", "credit_line", "alt_text", "photographer", "guid"]
    readonly_fields = ["picture", "why_not", "href", "pubstatus"]
    fieldsets = [
        (None, {"fields": ["picture", "why_not", "file", "caption", "credit_line", "alt_text", "photographer"]}),
        ("Rights", {"fields": ["source", "copyright_holder", "copyright_notice", "usage_terms", "licence"]}),
        ("Limits", {"fields": ["pubstatus", "embargoed_until", "expires_at", "href"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PhotoAsset]:
        return super().get_queryset(request).prefetch_related("renditions").annotate(use_count=Count("placements"))

    @display(description="")
    def thumbnail(self, photo: PhotoAsset) -> str:
        return render_to_string("admin/wire/thumbnail.html", {"photo": photo, "size": "small"})

    @display(description="picture")
    def picture(self, photo: PhotoAsset) -> str:
        return render_to_string("admin/wire/thumbnail.html", {"photo": photo, "size": "large"})

    @display(description="caption")
    def words(self, photo: PhotoAsset) -> str:
        return str(photo)

    @display(description="credit", ordering="credit_line")
    def credit(self, photo: PhotoAsset) -> str:
        return photo.credit_line or format_html('<strong class="desk-facts__bad">{}</strong>', "no credit")

    @display(description="in stories", ordering="use_count")
    def uses(self, photo: PhotoAsset) -> int:
        return photo.use_count

    @display(description="readers")
    def why_not(self, photo: PhotoAsset) -> str:
        if photo.pk is None:
            return "–"
        return " ".join(rules.photo_refusals(photo, timezone.now())) or "They may see it in a published story."

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        photo = kwargs.get("obj")
        if photo:
            context |= rights.facts(photo, request, timezone.now())
        return super().render_change_form(request, context, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        return [*rights.photo_urls(), *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: PhotoAsset, form: PhotoForm, change: bool) -> None:
        if not change:
            obj.added_at = timezone.now()
        bind_photo(obj, at=timezone.now())
        obj.save()
        uploaded = form.cleaned_data["file"]
        try:
            if uploaded:
                attach_file(obj, uploaded.read(), name=uploaded.name)
            elif obj.has_file and IN_THE_PICTURE & set(form.changed_data):
                make_renditions(obj)
        except DeskError as error:
            messages.error(request, f"The words were saved, the picture was not: {error}")
