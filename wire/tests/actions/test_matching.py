"""Look-alike notices, one file each in wire/tests/notices: what may act alone, what only rings."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from wire.actions.matching import Notice, likeness_to, might_mean, photos_meant, stories_meant
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.models import Alarm, Article, Source, WireStory, WireVersion
from wire.tests import cast
from wire.tests.cast import DAY, HOUR

pytestmark = pytest.mark.django_db

NOTICES = sorted((Path(__file__).parents[1] / "notices").glob("*.txt"))
STORY = """\
BC-{slug},90
{headline}
By RAY COLE
{agency}

{dateline} ({mark}) — {lead}

Officials said on Tuesday that they would look into it, and that nobody had been told before.

{mark}-WF-{stamp}GMT
"""


class Told(NamedTuple):
    expects: str
    why: str
    source: str
    copy: str


def told(path: Path) -> Told:
    head, _, copy = path.read_text("utf-8").partition("---\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    return Told(said["expects"], said["why"], said.get("source", "mp"), copy)


def sender(slug: str) -> Source:
    names = {"mp": "Meridian Press", "northern-wire": "Northern Wire", "tidewater": "Tidewater News"}
    found, _ = Source.objects.get_or_create(slug=slug, defaults={"name": names[slug], "credit_line": names[slug]})
    return found


def sent(slug, headline, *, dateline="HARBOR CITY, Wash.", source="mp", stamp="05-06-31 1400", live=True, at=DAY):
    """A story of text as it came in, and published."""
    who = sender(source)
    mark = {"mp": "MP", "northern-wire": "NW", "tidewater": "TN"}[source]
    copy = STORY.format(
        slug=slug, headline=headline, agency=who, dateline=dateline, mark=mark, lead=f"{headline}, it was said.",
        stamp=stamp,
    )  # fmt: skip
    version = cast.deliver(copy, name=f"{slug}.txt", at=at, source=who).versions[0]
    if live:
        publish(pick_up(version, at=at, section=cast.section()), at=at)
    return version.story


@pytest.fixture
def paper():
    """What is live when a notice comes."""
    sent("US--Ferry Crash", "Ferry hits pier; 14 hurt")
    sent("US--Ferry Crash", "State ferry strikes pier in Harbor City", source="northern-wire")
    sent("US--Bridge Repairs", "Bridge repairs to close two lanes", dateline="OLYMPIA, Wash.")
    for day in (5, 6):
        stamp = f"05-{day:02}-31 1300"
        sent("US--Levy Recount", "Levy recount at a glance", dateline="OLYMPIA, Wash.", stamp=stamp)
    sent("US--Harbor Summit", "Harbor summit ends without a deal", live=False)


def outcome() -> str:
    """What has become of it all, in the words of the files."""
    for status, word in (("canceled", "kills"), ("withheld", "withholds")):
        gone = Article.objects.filter(pubstatus=status).values_list("headline", flat=True)
        if gone:
            assert not Alarm.objects.exists()
            return f"{word}: {' | '.join(gone)}"
    assert not Article.objects.exclude(desk_status="published").exists()
    ringing = list(Alarm.objects.ringing())
    about = sorted(str(alarm.article) for alarm in ringing if alarm.article)
    if about:
        assert len(about) == len(ringing)
        return f"alarm: {' | '.join(about)}"
    if ringing:
        (only,) = ringing
        return "unclaimed" if only.words.endswith("nobody has picked up.") else "unknown"
    return "nothing"


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_a_notice_acts_alone_only_where_it_can_mean_one_story(paper, path):
    notice = told(path)
    cast.deliver(notice.copy, name=path.name, at=DAY + HOUR, source=sender(notice.source))
    assert outcome() == notice.expects, notice.why


def test_there_are_look_alikes_enough():
    expected = [told(path).expects for path in NOTICES]
    assert len([each for each in expected if not each.startswith(("kills", "withholds"))]) >= 30
    assert {each.partition(":")[0] for each in expected} == {
        *("kills", "withholds", "alarm", "unclaimed", "unknown", "nothing")
    }


def test_an_editor_is_told_what_agrees_and_what_does_not(paper):
    copy = told(next(path for path in NOTICES if path.stem == "without-a-headline")).copy
    notice = cast.deliver(copy, at=DAY + HOUR).versions[0]
    likeness = likeness_to(notice, Article.objects.get(headline="Ferry hits pier; 14 hurt").wire_story)
    assert likeness.in_words == "The same: slug, dateline, time. Not certain: headline."
    assert likeness.is_plausible
    assert not likeness.is_certain


def test_the_likeliest_story_comes_first_and_no_more_than_five(paper):
    for day in range(7, 14):
        at = DAY + timedelta(days=day - 6)
        sent("US--Ferry Crash", f"Ferry crash inquiry, day {day}", stamp=f"05-{day:02}-31 1400", at=at, live=False)
    copy = told(next(path for path in NOTICES if path.stem == "other-dateline")).copy
    meant = stories_meant(cast.deliver(copy, at=DAY + HOUR).versions[0])
    assert meant.certain is None
    assert len(meant.plausible) == 5
    assert meant.plausible[0][0].article.headline == "Ferry hits pier; 14 hurt"


def test_a_notice_is_asked_again_only_when_something_like_its_story_comes(paper):
    copy = told(next(path for path in NOTICES if path.stem == "unknown-story")).copy
    notice = Notice(WireVersion.objects.select_related("story").get(pk=cast.deliver(copy).versions[0].pk))
    other = WireStory.objects.get(article__headline="Ferry hits pier; 14 hurt").current
    its_own = sent("US--Mayor Arrest", "Mayor held over harbor funds", dateline="LACEY, Wash.", live=False).current
    foreign = sent("US--Mayor Arrest", "Mayor arrested", source="tidewater", live=False).current
    assert might_mean([notice], [other, foreign]) == []
    assert might_mean([notice], [other, its_own]) == [notice]


@pytest.mark.parametrize(
    ("names", "is_meant"),
    [
        ({"guid": "tag:mp:XYZ101"}, True),
        ({"href": "photos/XYZ101.jpg"}, True),
        ({"href": "https://mp.example/2031/xyz101.jpg"}, True),
        ({"guid": "tag:mp:XYZ1012"}, False),
        ({"guid": "tag:mp:AXYZ101"}, False),
        ({"caption": "Photo XYZ101."}, False),
        ({"guid": "tag:mp:XYZ101", "source": None}, False),
    ],
)
def test_a_photo_is_meant_by_a_whole_part_of_its_names(names, is_meant):
    photo = cast.photo(**{"source": cast.agency()} | names)
    copy = "BC-Photo Kill,30\n\nPHOTO ELIMINATION: XYZ101 should not be used; the wrong person is named.\n"
    notice = cast.deliver(copy).versions[0]
    ids, found = photos_meant(notice)
    assert ids == ["XYZ101"]
    assert (photo in found) == is_meant
