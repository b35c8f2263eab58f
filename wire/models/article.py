"""Our pieces, wire or local, and each state they were in."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Prefetch, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.text import get_text_list
from taggit.managers import TaggableManager

from wire import rules
from wire.merging.origins import credited
from wire.models.photo import Placement
from wire.models.teaser import Teaser
from wire.vocabulary import DeskStatus, PubStatus


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self, at: datetime) -> ArticleQuerySet:
        """Articles that readers may see at `at`. The one door of the reader's pages."""
        return self.filter(rules.article_q(at))

    def killed(self) -> ArticleQuerySet:
        """Articles whose address answers with the notice: killed by us, or called back by the sender."""
        called_back = Q(pubstatus__in=[PubStatus.CANCELED, PubStatus.WITHHELD], first_published_at__isnull=False)
        return self.filter(Q(desk_status=DeskStatus.KILLED) | called_back)

    def scheduled(self, at: datetime) -> ArticleQuerySet:
        """Those that go live after `at`, the next one first."""
        return self.filter(desk_status=DeskStatus.PUBLISHED, publish_at__gt=at).order_by("publish_at", "pk")

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-first_published_at", "-pk")

    def newest_of_each_section(self, limit: int) -> ArticleQuerySet:
        """Of every section its `limit` first: those placed on the front, then the newest."""
        place = Window(
            RowNumber(),
            partition_by=[F("section")],
            order_by=[F("front_order").asc(nulls_last=True), F("first_published_at").desc(), F("pk").desc()],
        )
        return self.annotate(place_in_section=place).filter(place_in_section__lte=limit)

    def with_lead_photo(self, at: datetime) -> ArticleQuerySet:
        """Each with section, source and, in `shown_placements`, the photos that readers may see at `at`."""
        shown = Placement.objects.public(at).with_photo()
        return self.select_related("section", "source").prefetch_related(
            Prefetch("placements", shown, to_attr="shown_placements")
        )

    def with_rail(self, at: datetime) -> ArticleQuerySet:
        """With `shown_teasers`, each with its own article's photos, as readers may see them at `at`."""
        shown = Placement.objects.public(at).with_photo()
        teasers = (
            Teaser.objects.public(at)
            .with_story()
            .prefetch_related(Prefetch("linked_article__placements", shown, to_attr="shown_placements"))
        )
        return self.prefetch_related(Prefetch("teasers", teasers, to_attr="shown_teasers"), "tags")


class Article(models.Model):
    """Our piece. A wire piece remembers the version it was taken from."""

    kicker = models.CharField(max_length=100, blank=True, help_text="The small line above the headline.")
    headline = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True, help_text="One or two sentences for fronts, rails and search.")
    byline = models.CharField(max_length=500, blank=True, help_text="As printed, without “By”.")
    dateline = models.CharField(max_length=500, blank=True, help_text="As printed, without the dash: OLYMPIA, Wash.")
    body = models.TextField(blank=True)
    contributor_line = models.TextField(blank=True, help_text="Printed at the end, in small type.")
    language = models.CharField(max_length=35, blank=True)

    source = models.ForeignKey(
        "wire.Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text="Empty: our own story.",
    )
    wire_story = models.OneToOneField(
        "wire.WireStory", null=True, blank=True, on_delete=models.PROTECT, related_name="article", editable=False
    )
    wire_version = models.ForeignKey(
        "wire.WireVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    section = models.ForeignKey(
        "wire.Section", null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    url_slug = models.SlugField(
        "slug", max_length=120, blank=True, help_text="The last part of the address. Empty: from the headline."
    )
    address = models.CharField(max_length=250, null=True, blank=True, unique=True, editable=False)
    tags = TaggableManager(blank=True)
    front_order = models.PositiveSmallIntegerField(
        "place on the front", null=True, blank=True, help_text="1 leads the front page. Empty: by time."
    )

    desk_status = models.CharField(
        "state", max_length=16, choices=DeskStatus.choices, default=DeskStatus.DRAFT, db_index=True, editable=False
    )
    pubstatus = models.CharField(
        "sender’s status", max_length=16, choices=PubStatus.choices, default=PubStatus.USABLE, editable=False
    )
    embargoed_until = models.DateTimeField(null=True, blank=True, help_text="Readers see nothing of it before.")
    embargo_words = models.CharField(max_length=500, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Readers see nothing of it after.")
    publish_at = models.DateTimeField(
        "publish at", null=True, blank=True, help_text="Once published, readers see it from then on. Empty: at once."
    )
    barred_words = models.TextField(blank=True, editable=False)  # the sender's exact words that forbid its use
    unacknowledged_words = models.TextField(blank=True, editable=False)  # those that an editor has yet to answer for
    restrictions = models.JSONField(default=list, blank=True, editable=False)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When what readers read last changed."
    )
    killed_at = models.DateTimeField(null=True, blank=True, editable=False)
    kill_notice = models.TextField(blank=True, editable=False)
    replacement = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces", editable=False
    )
    origins = models.JSONField(default=list, blank=True, editable=False)  # of each block of `body`, see wire.merging

    rail_heading = models.CharField(max_length=200, blank=True, help_text="Over the related stories.")
    has_talk_block = models.BooleanField("“Talk to us” block", default=True)
    has_support_block = models.BooleanField("“Support local journalism” block", default=True)

    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    saved_at = models.DateTimeField(editable=False, db_index=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        permissions = [
            ("publish_article", "Can publish and unpublish articles"),
            ("kill_article", "Can kill articles"),
        ]
        indexes = [
            models.Index(fields=["desk_status", "-first_published_at"], name="article_newest_live"),
            models.Index(fields=["section", "desk_status", "-first_published_at"], name="article_newest_in_section"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(desk_status=DeskStatus.PUBLISHED)
                | Q(address__isnull=False, first_published_at__isnull=False, section__isnull=False) & ~Q(headline=""),
                name="published_article_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(desk_status=DeskStatus.KILLED) | Q(killed_at__isnull=False) & ~Q(kill_notice=""),
                name="killed_article_says_so",
            ),
            models.CheckConstraint(
                condition=Q(wire_story=None) | Q(source__isnull=False, wire_version__isnull=False),
                name="wire_article_names_its_source",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or f"Untitled story {self.pk or ''}".strip()

    def clean(self) -> None:
        """What is live stays whole."""
        reason = rules.complete.missing(self) if self.is_published else None
        if reason:
            raise ValidationError(f"Readers see this story. {reason} Fill it in, or unpublish the story first.")

    def get_absolute_url(self) -> str:
        """Its stable address; "" while it was never published."""
        return reverse("public:article", args=self.address.split("/")) if self.address else ""

    @property
    def is_wire(self) -> bool:
        return self.source_id is not None

    @property
    def is_published(self) -> bool:
        return self.desk_status == DeskStatus.PUBLISHED

    @property
    def source_line(self) -> str:
        """Whose story it is, by who wrote enough of it: the sender's required credit, our own name, or both.

        A story taken from the wire credits its sender whatever is left of it. A source that an editor named by hand
        is taken at the editor's word.
        """
        own = self.source.credit_line if self.source else ""
        if own and not self.wire_version_id:
            return own
        who = credited(self.origins)
        lines = [own, *(line for slug, line in who.wires if not self.source or slug != self.source.slug)]
        wires = get_text_list([line for line in lines if line], "and")
        staff = f"{settings.SITE_NAME} staff"
        if own:
            return f"{wires}, with reporting by {staff}" if who.is_ours else wires
        return f"{staff} with {wires}" if wires else settings.SITE_NAME


class FormerAddress(models.Model):
    """An address that an article was once published at; it redirects."""

    address = models.CharField(max_length=250, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_addresses")

    def __str__(self) -> str:
        return self.address


class ArticleRevision(models.Model):
    """A state of an article: what it said, who made it so, when and why. Never changed."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    why = models.CharField(max_length=300)
    state = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["article", "-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revisions_are_numbered")]

    def __str__(self) -> str:
        return f"{self.number}. {self.why}"
