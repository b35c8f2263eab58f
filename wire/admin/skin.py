"""The one place that names the admin's skin; everything else asks here."""

from typing import Any

from django.db.models import Field, URLField
from django.http import HttpRequest
from unfold.admin import ModelAdmin as UnfoldModelAdmin
from unfold.admin import StackedInline as UnfoldStackedInline
from unfold.admin import TabularInline as UnfoldTabularInline
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, RelatedDropdownFilter
from unfold.decorators import action, display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import (
    INPUT_CLASSES,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

__all__ = [
    "INPUT_CLASSES",
    "AdminPasswordChangeForm",
    "ChoicesDropdownFilter",
    "DropdownFilter",
    "ModelAdmin",
    "ReadOnlyAdmin",
    "RelatedDropdownFilter",
    "StackedInline",
    "TabularInline",
    "UnfoldAdminFileFieldWidget",
    "UnfoldAdminSelectWidget",
    "UnfoldAdminTextInputWidget",
    "UnfoldAdminTextareaWidget",
    "UserChangeForm",
    "UserCreationForm",
    "action",
    "display",
]


class HouseFields:
    """Addresses typed without a scheme are https, as from Django 6.0 on."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class StackedInline(HouseFields, UnfoldStackedInline):
    pass


class TabularInline(HouseFields, UnfoldTabularInline):
    """Rows under one heading: each input says by itself what it is, for those who do not see the heading."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs.setdefault("aria-label", str(field.label))
        return field


class ModelAdmin(HouseFields, UnfoldModelAdmin):
    """The house's manner: filters that stay, a warning before unsaved work is lost, lists of 50."""

    compressed_fields = False
    warn_unsaved_form = True
    list_filter_submit = False
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False
    show_facets = False


class ReadOnlyAdmin(ModelAdmin):
    """What arrived stays as it arrived: to be read, never added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest, *args: object) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
