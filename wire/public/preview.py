"""A piece as readers would see it, for the desk alone."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wire import rules
from wire.models import Article
from wire.public.views import article_page


@require_safe
@cache_control(private=True, no_store=True)
@staff_member_required(login_url=reverse_lazy("admin:login"))
@permission_required("wire.view_article", raise_exception=True)
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The article's page, published or not, with the reasons why readers do not see it yet."""
    at = timezone.now()
    story = get_object_or_404(Article.objects.with_lead_photo(at).with_rail(at), pk=pk)
    page = replace(article_page(story, at), is_preview=True, refusals=rules.article_refusals(story, at))
    response = render(request, "public/article.html", {"page": page})
    response["X-Robots-Tag"] = "noindex"
    return response
