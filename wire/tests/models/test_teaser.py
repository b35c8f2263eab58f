from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from wire.models import Section, SiteBlock, Teaser
from wire.tests.cast import local_story, section


@pytest.mark.parametrize(
    ("code", "claimed"),
    [
        ("s", True),
        ("S", True),
        (" Sports ", True),
        ("15", True),
        ("15054000", True),
        ("subj:15054000", True),
        ("iptccat:s", True),
        ("sp", False),
        ("1", False),
        ("115", False),
        ("", False),
    ],
)
def test_a_section_claims_its_codes_and_all_that_begin_with_its_numbers(code, claimed):
    assert Section(wire_codes="s\r\nSports\n\n15").claims(code) is claimed


def test_a_section_without_codes_claims_nothing():
    assert not Section().claims("")
    assert not Section(wire_codes="*").claims("sports")


@pytest.mark.django_db
def test_the_first_known_code_decides():
    assert Section.objects.for_codes(["zz", "f", "s"]) == section("business")
    assert Section.objects.for_codes(["s", "f"]) == section("sports")
    assert Section.objects.for_codes(["zz"]) is None
    assert Section.objects.for_codes([]) is None


@pytest.mark.django_db
def test_one_section_takes_what_no_other_claims():
    assert Section.objects.catching_all() == section("nation-world")
    Section.objects.filter(slug="nation-world").update(wire_codes="w")
    assert Section.objects.catching_all() is None


@pytest.mark.django_db
def test_a_section_may_not_stand_at_an_address_of_the_site():
    with pytest.raises(ValidationError) as refused:
        Section(name="The desk", slug="desk").full_clean()

    assert refused.value.message_dict["slug"] == ["/desk/ is an address of the site itself. Choose another slug."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"url": "https://lorn.example/"}, "Give a headline, or choose one of our articles."),
        ({"points_home": True}, "A story’s rail cannot point to the story itself."),
        ({"points_twice": True}, "Choose one of our articles or give an outside address, not both."),
    ],
)
def test_the_desk_is_told_what_is_wrong_with_a_teaser(fields, message):
    host = local_story("Host")
    if fields.pop("points_home", False):
        fields["linked_article"] = host
    if fields.pop("points_twice", False):
        fields = {"linked_article": local_story("Other"), "url": "https://lorn.example/"}

    with pytest.raises(ValidationError) as refused:
        Teaser(article=host, **fields).full_clean()

    assert refused.value.messages == [message]


@pytest.mark.django_db
def test_blocks_that_are_turned_off_are_not_shown():
    SiteBlock.objects.filter(name="support").update(is_on=False)

    assert [str(block) for block in SiteBlock.objects.shown()] == ["Talk to us"]
