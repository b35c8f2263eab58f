"""What the paper is made of: its sections, its standing blocks, the sources of its copy, its tags."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from taggit.admin import TagAdmin as TaggitTagAdmin
from taggit.models import Tag

from wire.admin.fields import rich_text
from wire.admin.skin import ModelAdmin
from wire.markup import house_html
from wire.models import Section, SiteBlock, Source

admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(TaggitTagAdmin, ModelAdmin):
    inlines = []
    list_display = ["name", "slug"]
    search_fields = ["name"]

    @admin.action(description="Merge the chosen tags", permissions=["change"])
    def render_tag_form(self, request: HttpRequest, queryset: QuerySet[Tag]) -> HttpResponse:
        return super().render_tag_form(request, queryset)

    def merge_tags_view(self, request: HttpRequest) -> HttpResponse:
        """taggit asks nobody's permission, and breaks where no tags were chosen."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if not request.session.get("selected_tag_ids"):
            messages.error(request, "Choose the tags to merge in the list first.")
            return redirect("admin:taggit_tag_changelist")
        return super().merge_tags_view(request)


@admin.register(Section)
class SectionAdmin(ModelAdmin):
    list_display = ["name", "slug", "order"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Source)
class SourceAdmin(ModelAdmin):
    list_display = ["name", "slug", "credit_line", "default_section", "default_zone"]
    list_select_related = ["default_section"]
    search_fields = ["name", "slug", "also_called"]
    prepopulated_fields = {"slug": ["name"]}


class SiteBlockForm(forms.ModelForm):
    body = rich_text("Text", required=False)

    class Meta:
        model = SiteBlock
        fields = ["heading", "body", "is_on"]

    def clean_body(self) -> str:
        return house_html(self.cleaned_data["body"])


@admin.register(SiteBlock)
class SiteBlockAdmin(ModelAdmin):
    form = SiteBlockForm
    list_display = ["heading", "is_on"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
