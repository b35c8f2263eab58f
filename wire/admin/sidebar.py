"""The desk's navigation: what is done each day first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

DAILY = [
    ("Alarms", "notifications_active", "admin:wire_alarm_changelist", "wire.view_alarm"),
    ("Wire queue", "inbox", "admin:wire_wirestory_changelist", "wire.view_wirestory"),
    ("Updates", "difference", "admin:wire_pendingupdate_changelist", "wire.view_pendingupdate"),
    ("Import copy", "download", "admin:wire_import", "wire.import_delivery"),
    ("Stories", "article", "admin:wire_article_changelist", "wire.view_article"),
    ("Photos", "photo_camera", "admin:wire_photoasset_changelist", "wire.view_photoasset"),
]
PAPER = [
    ("Sections", "dashboard", "admin:wire_section_changelist", "wire.view_section"),
    ("Standing blocks", "campaign", "admin:wire_siteblock_changelist", "wire.view_siteblock"),
    ("Sources", "cell_tower", "admin:wire_source_changelist", "wire.view_source"),
    ("Tags", "sell", "admin:taggit_tag_changelist", "taggit.view_tag"),
    ("Deliveries", "inventory_2", "admin:wire_delivery_changelist", "wire.view_delivery"),
]
PEOPLE = [
    ("Accounts", "person", "admin:auth_user_changelist", "auth.view_user"),
    ("Groups", "group", "admin:auth_group_changelist", "auth.view_group"),
]


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Unfold's groups of links, as far as this person may follow them."""
    groups = [("Desk", DAILY), ("The paper", PAPER), ("People", PEOPLE)]
    shown = [{"title": title, "items": _links(request, entries)} for title, entries in groups]
    return [group for group in shown if group["items"]]


def _links(request: HttpRequest, entries: list[tuple[str, str, str, str]]) -> list[dict[str, Any]]:
    return [
        {"title": title, "icon": icon, "link": reverse(address), "active": _stands_at(request, reverse(address))}
        for title, icon, address, permission in entries
        if request.user.has_perm(permission)
    ]


def _stands_at(request: HttpRequest, address: str) -> bool:
    """Whether this page belongs to the link: the import page lies below the deliveries' address, but is its own."""
    imports = reverse("admin:wire_import")
    if request.path.startswith(imports):
        return address == imports
    return request.path.startswith(address)
