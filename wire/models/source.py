"""Who sends copy."""

from __future__ import annotations

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify


def validate_zone(name: str) -> None:
    """Raises ValidationError unless `name` is an IANA time zone."""
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, zoneinfo.ZoneInfoNotFoundError) as error:
        raise ValidationError(f"“{name}” is not a time zone. Use a name such as America/New_York.") from error


class SourceQuerySet(models.QuerySet["Source"]):
    def called(self, name: str) -> Source | None:
        """The source that signs its copy with `name`, whatever the case; None when there is none."""
        wanted = name.strip().casefold()
        for source in self.order_by("pk"):
            if wanted in source.signatures:
                return source
        return None


class Source(models.Model):
    """An agency, a service, a stringer. Its copy is credited to it, always."""

    slug = models.SlugField(unique=True, help_text="The short name for --source.")
    name = models.CharField(max_length=200, unique=True)
    also_called = models.TextField(
        blank=True, help_text="Other names its copy carries, one a line: AP, Associated Press, …"
    )
    credit_line = models.CharField(max_length=200, help_text="As readers see it: The Washington Post")
    home_url = models.URLField("home page", blank=True)
    default_zone = models.CharField(
        max_length=64, blank=True, validators=[validate_zone], help_text="Of times that carry none. Empty: the site's."
    )
    default_format = models.CharField(
        max_length=32, blank=True, help_text="Ask only this parser, as nitf. Empty: recognise by content."
    )
    default_section = models.ForeignKey(
        "wire.Section",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="For its stories when their categories name none.",
    )

    updates_itself = models.BooleanField(
        "updates unedited stories by itself",
        default=False,
        help_text="A later version goes live at once where nobody here has changed the story.",
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(slug=""), name="source_has_slug"),
            models.CheckConstraint(condition=~models.Q(credit_line=""), name="source_has_credit_line"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def signatures(self) -> set[str]:
        """Every name its copy may carry, casefolded."""
        names = [self.slug, self.name, self.credit_line, *self.also_called.splitlines()]
        return {name.strip().casefold() for name in names if name.strip()}

    @property
    def zone(self) -> zoneinfo.ZoneInfo | None:
        return zoneinfo.ZoneInfo(self.default_zone) if self.default_zone else None

    @classmethod
    def named(cls, name: str) -> Source:
        """A new source (not yet saved) for copy signed `name`."""
        return cls(slug=slugify(name)[:50] or "source", name=name[:200], credit_line=name[:200])
