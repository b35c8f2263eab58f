"""Import copy: paste it or hand in files, see what was recognised, then import. And all that ever arrived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from wire.actions.read_copy import WireError, max_delivery_bytes, read_copy, too_large
from wire.actions.receive import Receipt, as_stream, receive
from wire.admin.skin import (
    ChoicesDropdownFilter,
    ReadOnlyAdmin,
    RelatedDropdownFilter,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    display,
)
from wire.channels import tray
from wire.models import Delivery, Source
from wire.vocabulary import Channel, Outcome

FILES_AT_MOST = 50
PASTED = "pasted copy.txt"
_REASON_IN_A_LIST = 160  # characters


class Files(forms.FileField):
    """Any number of files, or none."""

    widget = forms.ClearableFileInput

    def __init__(self, **options: Any) -> None:
        widget = forms.FileInput(attrs={"class": "desk-files"})
        widget.allow_multiple_selected = True
        widget.attrs["multiple"] = True
        super().__init__(widget=widget, **options)

    def clean(self, value: Any, initial: Any = None) -> list[Any]:
        return [super(Files, self).clean(each, initial) for each in value or []]


class CopyForm(forms.Form):
    pasted = forms.CharField(
        label="Paste copy",
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 14, "autofocus": True}),
        help_text="A story as it was sent, in any format we read, or a newspaper’s page saved as text.",
    )
    files = Files(label="Or hand in files", required=False, allow_empty_file=True)
    source = forms.ModelChoiceField(
        Source.objects.all(),
        required=False,
        widget=UnfoldAdminSelectWidget,
        empty_label="The copy says it itself",
        help_text="Who sent it.",
    )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not told.get("pasted", "").strip() and not told.get("files"):
            raise forms.ValidationError("Paste some copy or choose a file first.")
        if len(told.get("files", [])) > FILES_AT_MOST:
            raise forms.ValidationError(f"At most {FILES_AT_MOST} files at a time; use import_wire for more.")
        return told

    def handed_in(self) -> list[tuple[str, Any]]:
        """Each piece of copy with its name."""
        pasted = self.cleaned_data["pasted"].replace("\r\n", "\n")
        files = [(file.name, file) for file in self.cleaned_data["files"]]
        return files + ([(PASTED, ContentFile(pasted.encode()))] if pasted.strip() else [])


@dataclass
class Seen:
    """What was recognised in one piece of copy, before anything of it is stored."""

    name: str
    size: int
    format: str = ""
    items: tuple[Any, ...] = ()
    problem: str = ""
    was_here: bool = False
    receipt: Receipt | None = field(default=None)

    @property
    def needs_source(self) -> bool:
        return any(not item.source for item in self.items)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ["received_at", "name", "source", "format", "result", "why"]
    list_display_links = ["received_at", "name"]
    list_select_related = ["source"]
    list_filter = [
        ("outcome", ChoicesDropdownFilter),
        ("source", RelatedDropdownFilter),
        ("channel", ChoicesDropdownFilter),
    ]
    search_fields = ["name", "reason"]
    fields = [
        ("outcome", "source", "format"),
        ("received_at", "channel", "received_by"),
        ("name", "size"),
        "digest",
        "said",
    ]
    readonly_fields = ["said"]
    change_form_outer_before_template = "admin/wire/refused.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        return queryset.defer("body") if request.resolver_match.url_name == "wire_delivery_changelist" else queryset

    @display(description="outcome", label={"imported": "success", "refused": "danger", "received": "warning"})
    def result(self, delivery: Delivery) -> tuple[str, str]:
        return delivery.outcome, delivery.get_outcome_display()

    @display(description="why")
    def why(self, delivery: Delivery) -> str:
        return Truncator(delivery.reason).chars(_REASON_IN_A_LIST)

    @display(description="as received")
    def said(self, delivery: Delivery) -> str:
        body = bytes(delivery.body or b"")[:20_000]
        return body.decode("utf-8", "backslashreplace") or "(the bytes are not kept here)"

    # ── Import copy ──────────────────────────────────────────────────────────
    def get_urls(self) -> list[URLPattern]:
        own = [
            path("import/", self.admin_site.admin_view(self.import_view), name="wire_import"),
            path("import/look/<str:token>/", self.admin_site.admin_view(self.look_view), name="wire_import_look"),
            path(
                "<int:pk>/read-again/",
                self.admin_site.admin_view(require_POST(self.read_again_view)),
                name="wire_delivery_read_again",
            ),
        ]
        return own + super().get_urls()

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take copy in by paste or upload, and lay it on the tray."""
        _demand_permission(request)
        form = CopyForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            token = tray.put(request.user.pk, form.handed_in(), at=timezone.now())
            source = form.cleaned_data["source"]
            target = redirect("admin:wire_import_look", token)
            target["Location"] += f"?source={source.slug}" if source else ""
            return target
        return render(request, "admin/wire/import.html", self._context(request, form=form))

    def look_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show what was recognised; import it when told to."""
        _demand_permission(request)
        told = request.POST if request.method == "POST" else request.GET
        source = Source.objects.filter(slug=told.get("source", "")).first()
        files = list(tray.look(request.user.pk, token))
        if not files:
            messages.error(request, "This copy is no longer on the tray. Hand it in again.")
            return redirect("admin:wire_import")
        if request.method == "POST" and "import" in request.POST:
            return self._import(request, token, files, source)
        seen = [_seen(file, source) for file in files]
        context = self._context(request, seen=seen, source=source, sources=Source.objects.all(), token=token)
        return render(request, "admin/wire/import_look.html", context)

    def _import(self, request: HttpRequest, token: str, files: list[Any], source: Source | None) -> HttpResponse:
        done = []
        for file in files:
            channel = Channel.PASTE if file.name == PASTED else Channel.UPLOAD
            with file.open() as stream:
                at = timezone.now()
                receipt = receive(stream, name=file.name, channel=channel, at=at, source=source, by=request.user)
            done.append(Seen(file.name, receipt.delivery.size, problem=receipt.refusal, receipt=receipt))
        tray.clear(request.user.pk, token)
        context = self._context(request, done=done, stories=_stories(done))
        return render(request, "admin/wire/import_done.html", context)

    # ── a refused delivery ───────────────────────────────────────────────────
    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if request.user.has_perm("wire.import_delivery"):
            context["sources"] = Source.objects.all()
        return super().render_change_form(request, context, **kwargs)

    def read_again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Import a refused delivery after all: its sender is named now, or its format is read by now."""
        _demand_permission(request)
        delivery = get_object_or_404(Delivery, pk=pk, body__isnull=False)
        source = Source.objects.filter(slug=request.POST.get("source", "")).first()
        kept = as_stream(bytes(delivery.body))
        told = {"name": delivery.name, "channel": delivery.channel, "source": source, "by": request.user}
        receipt = receive(kept, at=timezone.now(), **told)
        if receipt.refusal:
            messages.error(request, receipt.refusal)
            return redirect("admin:wire_delivery_change", pk)
        seen = Seen(delivery.name, delivery.size, receipt=receipt)
        return render(
            request, "admin/wire/import_done.html", self._context(request, done=[seen], stories=_stories([seen]))
        )

    def _context(self, request: HttpRequest, **more: Any) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {"title": "Import copy", "opts": self.opts} | more


def _demand_permission(request: HttpRequest) -> None:
    if not request.user.has_perm("wire.import_delivery"):
        raise PermissionDenied


def _seen(file: tray.HandedIn, source: Source | None) -> Seen:
    if file.size > max_delivery_bytes():
        return Seen(file.name, file.size, problem=too_large(file.size))
    with file.open() as stream:
        data = stream.read()
    try:
        parsed = read_copy(data, source=source, at=timezone.now())
    except WireError as error:
        return Seen(file.name, file.size, problem=str(error))
    return Seen(file.name, file.size, parsed.format, parsed.items, was_here=_was_here(data))


def _was_here(data: bytes) -> bool:
    return Delivery.objects.with_bytes(data).filter(outcome=Outcome.IMPORTED).exists()


def _stories(done: list[Seen]) -> list[Any]:
    """The stories that these deliveries hold, new or not, in their order."""
    versions = [version for each in done for version in each.receipt.delivery.versions.select_related("story__source")]
    return list({version.story_id: version.story for version in versions}.values())
