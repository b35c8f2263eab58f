"""Formatting, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from wire import markup
from wire.models import Article, Rendition

register = template.Library()


@register.simple_tag
def house_html(body: str, dateline: str = "") -> SafeString:
    """Stored copy as HTML, once more through the house's allow-list; the dateline opens its first paragraph."""
    shown = markup.shown_html(body)
    if dateline := dateline.rstrip(" -–—"):  # some agencies print the dash with it
        opening = f'<span class="copy__dateline">{escape(dateline)} —</span> '
        shown = f"<p>{opening}{shown[3:]}" if shown.startswith("<p>") else f"<p>{opening}</p>{shown}"
    return mark_safe(shown)  # noqa: S308  (the one place: markup.shown_html lets nothing else through)


@register.filter
def srcset(renditions: Iterable[Rendition], format: str) -> str:
    """The renditions of one format as a srcset: "/pictures/3/800.webp 800w, …"."""
    return ", ".join(f"{each.get_absolute_url()} {each.width}w" for each in renditions or () if each.format == format)


@register.filter
def of_format(renditions: Iterable[Rendition], format: str) -> Rendition | None:
    """The widest rendition of one format, or None."""
    return next((each for each in renditions or () if each.format == format), None)


@register.filter
def printed_byline(article: Article) -> str:
    """Who wrote it, as printed; "" when that is only the source once more, which stands beside it anyway."""
    name = article.byline.strip()
    if name[:3].casefold() == "by ":
        name = name[3:].strip()
    ours = {settings.SITE_NAME.casefold(), f"{settings.SITE_NAME} staff".casefold()}
    sources = article.source.signatures if article.source else ours
    if not name or name.casefold() in sources:
        return ""
    return name if name.casefold().startswith("from ") else f"By {name}"


@register.filter
def host(url: str) -> str:
    """The name of an outside site, as readers know it: "example.org"."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
