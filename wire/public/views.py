"""The reader's pages: ask a queryset, build a context, render."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from taggit.models import Tag

from wire.models import Article, FormerAddress, PhotoAsset, Rendition, Section, SiteBlock
from wire.public.pages import ArticlePage, Card, FrontPage, GonePage, ListPage, NotFoundPage, Shell, Strip
from wire.vocabulary import PubStatus

ON_TOP = 7  # stories beside and under the lead
IN_STRIP = 5
ON_LIST = 21  # full rows of three

GONE = "This story has been withdrawn."

# Shared caches ask again each time: a killed story is gone at its next answer.
fresh = cache_control(public=True, no_cache=True)


@require_safe
@fresh
def front(request: HttpRequest) -> HttpResponse:
    """The front page: placed stories first, then the newest, then each section's own."""
    at = timezone.now()
    newest = Article.objects.public(at).newest_of_each_section(ON_TOP + IN_STRIP + 1).with_lead_photo(at)
    stories = sorted(newest, key=_place_on_front)
    shell = Shell.at_moment(at)
    top, rest = stories[: ON_TOP + 1], stories[ON_TOP + 1 :]
    cards = [Card.of_article(story) for story in top]
    page = FrontPage(shell=shell, lead=cards[0] if cards else None, top=cards[1:], strips=_strips(shell, rest))
    return render(request, "public/front.html", {"page": page})


def _place_on_front(story: Article) -> tuple[int, float]:
    placed = story.front_order if story.front_order is not None else 1_000_000
    return placed, -story.first_published_at.timestamp()


def _strips(shell: Shell, stories: Iterable[Article]) -> list[Strip]:
    of_section: dict[int, list[Card]] = {section.pk: [] for section in shell.sections}
    for story in stories:
        if len(of_section[story.section_id]) < IN_STRIP:
            of_section[story.section_id].append(Card.of_article(story))
    return [Strip(each, of_section[each.pk]) for each in shell.sections if of_section[each.pk]]


@require_safe
@fresh
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's stories, newest first."""
    at = timezone.now()
    this = get_object_or_404(Section, slug=slug)
    page = _numbered(request, Article.objects.public(at).filter(section=this), at)
    context = ListPage(Shell.at_moment(at), this.name, this.description, _cards(page), page, this)
    return render(request, "public/section.html", {"page": context})


@require_safe
@fresh
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories with a tag, newest first; no page for a tag that no public story carries."""
    at = timezone.now()
    this = get_object_or_404(Tag, slug=slug)
    page = _numbered(request, Article.objects.public(at).filter(tags=this), at)
    if not page.object_list:
        raise Http404(f"No public story is tagged {this.name}.")
    context = ListPage(Shell.at_moment(at), this.name, "", _cards(page), page)
    return render(request, "public/section.html", {"page": context})


def _numbered(request: HttpRequest, stories: Iterable[Article], at: datetime) -> Page[Article]:
    paginator = Paginator(stories.newest_first().with_lead_photo(at), ON_LIST)
    return paginator.get_page(request.GET.get("page"))


def _cards(page: Page[Article]) -> list[Card]:
    return [Card.of_article(story) for story in page.object_list]


@require_safe
@fresh
def article(request: HttpRequest, section: str, year: str, month: str, day: str, slug: str) -> HttpResponseBase:
    """One story; 410 with a notice when it was killed, a redirect from an address it has left."""
    at = timezone.now()
    address = f"{section}/{year}/{month}/{day}/{slug}"
    story = Article.objects.public(at).with_lead_photo(at).with_rail(at).filter(address=address).first()
    if story is None:
        return _not_here(request, address, at)
    return render(request, "public/article.html", {"page": article_page(story, at)})


def article_page(story: Article, at: datetime) -> ArticlePage:
    """The page of `story`, fetched with_lead_photo() and with_rail()."""
    blocks = {block.name: block for block in SiteBlock.objects.shown()}
    return ArticlePage(
        shell=Shell.at_moment(at),
        article=story,
        lead=next(iter(story.shown_placements), None),
        more_photos=story.shown_placements[1:],
        rail_heading=story.rail_heading,
        rail=[Card.of_teaser(teaser, at) for teaser in story.shown_teasers],
        tags=list(story.tags.all()),
        talk=blocks.get(SiteBlock.Name.TALK) if story.has_talk_block else None,
        support=blocks.get(SiteBlock.Name.SUPPORT) if story.has_support_block else None,
        corrections=list(story.corrections.public(at)),
    )


def _not_here(request: HttpRequest, address: str, at: datetime) -> HttpResponseBase:
    moved = FormerAddress.objects.filter(address=address).select_related("article").first()
    gone = Article.objects.killed().exclude(publish_at__gt=at)
    killed = gone.filter(address=moved.article.address if moved else address).first()
    if killed:
        page = _gone_page(killed, at)
        return render(request, "public/gone.html", {"page": page}, status=410)
    if moved and Article.objects.public(at).filter(pk=moved.article_id).exists():
        return redirect(moved.article, permanent=True)
    raise Http404("No public story stands at this address.")


def _gone_page(story: Article, at: datetime) -> GonePage:
    return GonePage(
        shell=Shell.at_moment(at),
        notice=story.kill_notice or GONE,
        killed_at=story.killed_at,
        is_withheld=not story.killed_at and story.pubstatus == PubStatus.WITHHELD,
        replacement=Article.objects.public(at).filter(pk=story.replacement_id).first(),
    )


@require_safe
def picture(request: HttpRequest, pk: int, width: int, extension: str) -> HttpResponseBase:
    """A rendition's bytes: for readers while they may see the photo, for the desk always.

    Whoever has it asks again each time, as for a page: a killed photo is gone at the next answer.
    """
    is_public = PhotoAsset.objects.public(timezone.now()).filter(pk=pk).exists()
    if not is_public and not request.user.has_perm("wire.view_photoasset"):
        raise Http404("No public picture stands at this address.")
    rendition = get_object_or_404(Rendition, photo_id=pk, width=width, format=extension)
    kinds = {"webp": "image/webp", "jpg": "image/jpeg"}
    mark = f'"{rendition.pk}"'  # a rendition's bytes never change: new ones are a new row
    unchanged = get_conditional_response(request, etag=mark)
    response = unchanged or FileResponse(rendition.file.open("rb"), content_type=kinds[rendition.format])
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    response["ETag"] = mark
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 404 page, with the navigation."""
    page = NotFoundPage(Shell.at_moment(timezone.now()))
    return render(request, "404.html", {"page": page}, status=404)
