from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from wire.models import Source
from wire.models.source import validate_zone
from wire.tests.cast import agency

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["mp", "MP", "Meridian Press", "MERIDIAN PRESS ", "The Meridian Press", "meridian.example"]
)
def test_a_source_is_known_by_every_name_its_copy_carries(name):
    source = agency()
    source.also_called = "MP\r\n\nThe Meridian Press\n meridian.example "
    source.save()

    assert Source.objects.called(name) == source


@pytest.mark.parametrize("name", ["", "  ", "Meridian", "Press"])
def test_a_name_that_nobody_carries_is_nobodys(name):
    agency()

    assert Source.objects.called(name) is None


def test_the_agencies_of_a_new_installation_are_known_by_their_marks():
    assert [Source.objects.called(name).slug for name in ("AP", "Associated Press", "WPNS")] == ["ap", "ap", "wpns"]


def test_a_new_source_is_named_as_its_copy_is_signed():
    new = Source.named("Lorn Island Herald")

    assert (new.slug, new.name, new.credit_line) == ("lorn-island-herald", "Lorn Island Herald", "Lorn Island Herald")
    assert Source.named("通信社").slug == "source"
    assert len(Source.named("x" * 300).name) == 200
    assert len(Source.named("x" * 300).slug) == 50


def test_times_without_a_zone_are_in_the_sources():
    assert Source(default_zone="America/New_York").zone == ZoneInfo("America/New_York")
    assert Source().zone is None


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", ""])
def test_a_zone_that_is_none_is_refused(name):
    with pytest.raises(ValidationError) as refused:
        validate_zone(name)

    assert refused.value.messages == [f"“{name}” is not a time zone. Use a name such as America/New_York."]
