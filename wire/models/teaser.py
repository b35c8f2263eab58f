"""Our own lines on other stories, the sections, and the page's standing blocks."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from wire import rules

RESERVED_SLUGS = {"desk", "pictures", "preview", "static", "tag"}  # the first parts of our own addresses


def validate_not_reserved(slug: str) -> None:
    """Raises ValidationError when the site itself uses the address."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"/{slug}/ is an address of the site itself. Choose another slug.")


class SectionQuerySet(models.QuerySet["Section"]):
    def for_codes(self, codes: list[str]) -> Section | None:
        """The section that the first known one of the sender's categories or subjects belongs to, if any."""
        sections = list(self.all())
        for code in codes:
            for section in sections:
                if section.claims(code):
                    return section
        return None

    def catching_all(self) -> Section | None:
        """The section marked *, for what no other section claims."""
        return next((section for section in self.all() if "*" in section.code_list), None)


class Section(models.Model):
    """A part of the paper, with a page of its own."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(unique=True, validators=[validate_not_reserved])
    order = models.PositiveSmallIntegerField(default=0)
    description = models.CharField(max_length=300, blank=True)
    wire_codes = models.TextField(
        blank=True,
        help_text="Senders’ categories and subject codes that belong here, one a line: s, Sports, 15. A number covers "
        "all codes that begin with it; * takes what no other section claims.",
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug__in=["", *sorted(RESERVED_SLUGS)]), name="section_has_own_address")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public:section", args=[self.slug])

    def claims(self, code: str) -> bool:
        """Whether a sender's category or subject code belongs here; a number covers all that begin with it."""
        name = code.rpartition(":")[2].strip().casefold()
        return any(name == each or (each.isdigit() and name.startswith(each)) for each in self.code_list)

    @property
    def code_list(self) -> list[str]:
        return [line.strip().casefold() for line in self.wire_codes.splitlines() if line.strip()]


class TeaserQuerySet(models.QuerySet["Teaser"]):
    def public(self, at: datetime) -> TeaserQuerySet:
        """Teasers that readers may see at `at`: what they point to is public, or is not ours."""
        return self.filter(Q(linked_article=None) | rules.article_q(at, via="linked_article__"))

    def with_story(self) -> TeaserQuerySet:
        return self.select_related("linked_article__section", "linked_article__source", "photo").prefetch_related(
            "photo__renditions"
        )


class Teaser(models.Model):
    """Our line on a related story, in an article's rail: one of our articles, or an outside address."""

    article = models.ForeignKey("wire.Article", on_delete=models.CASCADE, related_name="teasers")
    order = models.PositiveSmallIntegerField(default=0, db_index=True)
    linked_article = models.ForeignKey(
        "wire.Article",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="teased_in",
        verbose_name="our article",
    )
    url = models.URLField("outside address", max_length=1000, blank=True)
    headline = models.CharField(max_length=300, blank=True, help_text="Empty: our article’s own.")
    summary = models.TextField(blank=True, help_text="Empty: our article’s own.")
    kicker = models.CharField(max_length=100, blank=True)
    photo = models.ForeignKey(
        "wire.PhotoAsset", null=True, blank=True, on_delete=models.PROTECT, related_name="teasers"
    )

    objects = TeaserQuerySet.as_manager()

    class Meta:
        ordering = ["article", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(linked_article=None) | Q(url=""), name="teaser_points_one_way",
                violation_error_message="Choose one of our articles or give an outside address, not both.",
            ),
            models.CheckConstraint(
                condition=Q(linked_article__isnull=False) | ~Q(headline=""), name="teaser_says_something",
                violation_error_message="Give a headline, or choose one of our articles.",
            ),
            models.CheckConstraint(
                condition=~Q(linked_article=models.F("article")), name="teaser_points_elsewhere",
                violation_error_message="A story’s rail cannot point to the story itself.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.headline or str(self.linked_article or self.url)

    def clean(self) -> None:
        """The constraints' sentences, each beside the field that mends it."""
        if self.linked_article_id and self.url:
            raise ValidationError({"url": "Choose one of our articles or give an outside address, not both."})
        if not self.linked_article_id and not self.headline:
            raise ValidationError({"headline": "Give a headline, or choose one of our articles."})


class SiteBlockQuerySet(models.QuerySet["SiteBlock"]):
    def shown(self) -> SiteBlockQuerySet:
        return self.filter(is_on=True)


class SiteBlock(models.Model):
    """A standing block of the article page, as “Talk to us”."""

    class Name(models.TextChoices):
        TALK = "talk", "Talk to us"
        SUPPORT = "support", "Support local journalism"

    name = models.CharField(max_length=16, choices=Name.choices, unique=True, editable=False)
    heading = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    is_on = models.BooleanField("shown", default=True)

    objects = SiteBlockQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(heading=""), name="block_has_heading")]

    def __str__(self) -> str:
        return self.heading
