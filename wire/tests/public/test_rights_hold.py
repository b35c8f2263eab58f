"""Whatever senders send and editors do, and whenever: what is blocked stands at no public address.

The oracle below is told what was done and knows nothing of the rules: it says only what readers must not see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from wire.actions.acknowledge import acknowledge
from wire.actions.errors import DeskError
from wire.actions.kill import kill
from wire.actions.make_renditions import attach_file
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish, unpublish
from wire.actions.restore import restore
from wire.models import Article, PhotoAsset, Teaser, WireStory
from wire.tests import cast

pytestmark = pytest.mark.django_db

HEADLINE, CREDIT = "Zanzibarine ferry hits pier", "MP/Umbriel Quist"
PICTURE = {"type": "picture", "uri": "mp-photo", "description_text": "The pier.", "creditline": CREDIT}
START = datetime(2031, 5, 6, 15, 0, tzinfo=cast.DAY.tzinfo)
SHORT, LONG = timedelta(hours=5), timedelta(hours=50)


@dataclass
class Blocks:
    """What stands against a thing, as somebody would note it who watched from outside."""

    called_back: bool = False
    words: set[str] = field(default_factory=set)  # that bar or ask, unanswered
    embargo_in_field: datetime | None = None
    embargoes_in_words: list[datetime] = field(default_factory=list)
    is_endless: bool = False
    expiry_in_field: datetime | None = None
    expiries_in_words: list[datetime] = field(default_factory=list)

    def stand(self, at: datetime) -> bool:
        untils = [*self.embargoes_in_words, *filter(None, [self.embargo_in_field])]
        ends = [*self.expiries_in_words, *filter(None, [self.expiry_in_field])]
        is_timed_out = any(at < until for until in untils) or any(at >= end for end in ends)
        return self.called_back or bool(self.words) or self.is_endless or is_timed_out


class Newsroom:
    """One story with a photo, its sender, its editors, a clock, and the oracle beside them."""

    def __init__(self, host: Article) -> None:
        self.at = START
        self.number = 1
        self.story, self.photo = Blocks(), Blocks()
        self.is_published, self.is_killed = True, False
        self.goes_live: datetime | None = None
        self.desk_embargo: datetime | None = None
        self.desk_expiry: datetime | None = None
        self.opened: Article | None = None  # a form that an editor has open, as it was then
        self.answered: set[str] = set()
        self.host = host  # the story in whose rail it stands

    @classmethod
    def opened_with_a_live_story(cls) -> Newsroom:
        newsroom = cls(cast.live_story("Neighbour", at=cast.AGO))
        newsroom.number = 0
        newsroom.import_version()
        newsroom.pick_up()
        Teaser.objects.create(article=newsroom.host, linked_article=newsroom.article, order=1)
        attach_file(PhotoAsset.objects.get(), cast.picture(40, 30), name="pier.jpg")
        newsroom.publish()
        return newsroom

    @property
    def article(self) -> Article:
        return Article.objects.get(wire_story__isnull=False)

    # ── the sender ───────────────────────────────────────────────────────────
    def import_version(self, photo: dict[str, str] | None = None, **fields: str) -> None:
        self.number += 1
        told = {"uri": "tag:mp:ferry", "version": str(self.number), "versioncreated": self.at.isoformat()}
        body = f"<p>A state ferry struck a pier on Tuesday, version {self.number}.</p>"
        media = {"associations": {"main": PICTURE | (photo or {})}}
        cast.deliver(cast.ninjs(HEADLINE, **told, body_html=body, **media, **fields), at=self.at)
        self.story.called_back = fields.get("pubstatus", "usable") != "usable"

    def say_of_photo(self, **fields: str) -> None:
        self.import_version(photo=fields)

    def bar(self) -> None:
        words = f"ONLINE OUT; NO USE IN SHOW {self.number}"
        self.import_version(usageterms=words)
        self.story.words |= {*words.split("; ")}

    def ask(self) -> None:
        self.import_version(ednote="NO ARCHIVING")
        if "NO ARCHIVING" not in self.answered:
            self.story.words.add("NO ARCHIVING")

    def embargo_in_field(self) -> None:
        until = self.at + SHORT
        self.import_version(embargoed=until.isoformat())
        self.story.embargo_in_field, self.story.is_endless, self.desk_embargo = until, False, None

    def embargo_in_words(self) -> None:
        until = (self.at + LONG).replace(minute=0)
        words = f"{until:%-I} {'a.m.' if until.hour < 12 else 'p.m.'} GMT {until:%B %-d, %Y}"
        self.import_version(usageterms=f"Web embargo until {words}")
        self.story.embargoes_in_words.append(until)

    def embargo_without_end(self) -> None:
        self.import_version(ednote=f"Embargoed until vote {'x' * self.number} is over")
        self.story.is_endless, self.desk_embargo = True, None

    def expire_in_field(self) -> None:
        end = self.at + LONG
        self.import_version(expires=end.isoformat())
        self.story.expiry_in_field, self.desk_expiry = end, None

    def expire_in_words(self) -> None:
        words = f"{2 + self.number} DAYS ONLY"
        self.import_version(usageterms=words)
        self.story.expiries_in_words.append(self.at + timedelta(days=1 + self.number))

    def cancel(self) -> None:
        self.import_version(pubstatus="canceled")

    def withhold(self) -> None:
        self.import_version(pubstatus="withheld")

    def bar_photo(self) -> None:
        self.say_of_photo(usageterms="US OUT")
        self.photo.words.add("US OUT")

    def expire_photo(self) -> None:
        words = f"{1 + self.number} DAYS ONLY"
        self.say_of_photo(usageterms=words)
        self.photo.expiries_in_words.append(self.at + timedelta(days=self.number))

    def put_end_off(self) -> None:
        """A later version knows only of a later end: what words have said holds all the same."""
        self.story.expiry_in_field = self.at + 40 * LONG
        self.import_version(expires=self.story.expiry_in_field.isoformat())
        self.desk_expiry = None

    def put_photos_end_off(self) -> None:
        self.say_of_photo(expires=(self.at + 40 * LONG).isoformat())

    def kill_photo(self) -> None:
        told = {"type": "picture", "uri": "mp-photo", "pubstatus": "canceled", "body_html": "", "creditline": CREDIT}
        cast.deliver(cast.ninjs("", versioncreated=self.at.isoformat(), **told), at=self.at)
        self.photo.called_back = True

    # ── the desk ─────────────────────────────────────────────────────────────
    def pick_up(self) -> None:
        pick_up(WireStory.objects.get(guid="tag:mp:ferry").current, at=self.at, section=cast.section()).tags.set(
            ["tram"]
        )

    def publish(self) -> None:
        moment = self.article.publish_at
        publish(self.article, at=self.at)
        self.is_published, self.goes_live = True, moment if moment and moment > self.at else self.goes_live

    def schedule(self) -> None:
        publish(self.article, at=self.at, publish_at=self.at + SHORT)
        if not self.is_published:
            self.is_published, self.goes_live = True, self.at + SHORT

    def unpublish(self) -> None:
        unpublish(self.article, at=self.at)
        self.is_published, self.goes_live = False, None

    def kill(self) -> None:
        kill(self.article, notice="It was wrong.", at=self.at)
        self.is_killed = True

    def edit(self) -> None:
        cast.changed(self.article, self.at, summary=f"A ferry, {self.number}.")

    def open_form(self) -> None:
        self.opened = self.article

    def save_form_that_was_open(self) -> None:
        if self.opened:
            cast.changed(self.opened, self.at, kicker="Ferries")
            self.desk_embargo = self.desk_expiry = None

    def restore_first_state(self) -> None:
        restore(self.article, self.article.revisions.order_by("number").first(), at=self.at)
        self.desk_embargo = self.desk_expiry = None

    def set_embargo(self) -> None:
        cast.changed(self.article, self.at, embargoed_until=self.at + SHORT)
        self.desk_embargo, self.story.is_endless = self.at + SHORT, False

    def lift_embargo(self) -> None:
        cast.changed(self.article, self.at, embargoed_until=None, expires_at=None)
        self.desk_embargo = self.desk_expiry = None

    def end_embargo(self) -> None:
        """The desk sets a moment that has come, and no end: what its sender said in full holds all the same."""
        cast.changed(self.article, self.at, embargoed_until=self.at, expires_at=self.at + 40 * LONG)
        self.desk_embargo, self.desk_expiry, self.story.is_endless = None, None, False

    def set_expiry(self) -> None:
        cast.changed(self.article, self.at, expires_at=self.at + SHORT)
        self.desk_expiry = self.at + SHORT

    def answer(self) -> None:
        for words in self.article.unacknowledged_words.splitlines():
            acknowledge(self.article, words=words, reason="Cleared.", by=None, at=self.at)
            self.story.words.discard(words)
            self.answered.add(words)

    def override(self) -> None:
        for words in self.article.barred_words.splitlines()[:1]:
            acknowledge(self.article, words=words, reason="Cleared.", by=None, at=self.at, overrides=True)
            self.story.words.discard(words)

    # ── the clock ────────────────────────────────────────────────────────────
    def wait_a_little(self) -> None:
        self.at += SHORT

    def wait_long(self) -> None:
        self.at += LONG

    # ── the oracle ───────────────────────────────────────────────────────────
    def story_is_blocked(self) -> bool:
        is_early = any(moment and self.at < moment for moment in (self.goes_live, self.desk_embargo))
        is_late = self.desk_expiry is not None and self.at >= self.desk_expiry
        return not self.is_published or self.is_killed or is_early or is_late or self.story.stand(self.at)

    def photo_is_blocked(self) -> bool:
        return self.story_is_blocked() or self.photo.stand(self.at)


# What blocks, and what might undo it. A sequence blocks once or twice and is then pressed upon: were it to block
# at every step, one block would hide what another lets through.
BLOCKING = (
    *(Newsroom.bar, Newsroom.ask, Newsroom.embargo_in_field, Newsroom.embargo_in_words, Newsroom.embargo_without_end),
    *(Newsroom.expire_in_field, Newsroom.expire_in_words, Newsroom.bar_photo, Newsroom.expire_photo),
)
FOR_GOOD = (Newsroom.cancel, Newsroom.withhold, Newsroom.kill_photo, Newsroom.kill, Newsroom.unpublish)
OURS = (Newsroom.set_embargo, Newsroom.set_expiry, Newsroom.schedule)
PRESSING = (
    *(Newsroom.import_version, Newsroom.put_end_off, Newsroom.put_photos_end_off, Newsroom.publish, Newsroom.edit),
    *(Newsroom.open_form, Newsroom.save_form_that_was_open, Newsroom.restore_first_state, Newsroom.lift_embargo),
    *(Newsroom.end_embargo, Newsroom.answer, Newsroom.override, Newsroom.wait_a_little, Newsroom.wait_long),
)
block = st.sampled_from([*BLOCKING, *BLOCKING, *FOR_GOOD, *OURS])
press = st.sampled_from(PRESSING)
STEPS = st.tuples(
    st.lists(press, max_size=1), block.map(lambda step: [step]), st.lists(press, min_size=2, max_size=4),
    st.lists(block, max_size=1), st.lists(press, min_size=1, max_size=3),
).map(lambda parts: [step for part in parts for step in part])  # fmt: skip


def addresses(newsroom: Newsroom) -> list[str]:
    """Wherever readers might meet the story or its photo."""
    photo = PhotoAsset.objects.get(guid="mp-photo")
    pictures = [rendition.get_absolute_url() for rendition in photo.renditions.all()]
    own = newsroom.article.get_absolute_url()
    assert pictures
    return [own or "/local-news/", *pictures, "/", "/local-news/", "/tag/tram/", newsroom.host.get_absolute_url()]


def seen(addresses: list[str]) -> dict[str, set[str]]:
    """By address: what a reader meets there of the story and of its photo."""
    client, told = Client(), {}
    for address in addresses:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        is_picture = response.streaming and response.status_code == 200
        met = {name for name, word in (("story", HEADLINE), ("photo", CREDIT)) if word.encode() in content}
        told[address] = met | ({"photo"} if is_picture else set())
    return told


@pytest.fixture
def clock(monkeypatch) -> Callable[[Newsroom], None]:
    """Sets the moment at which the pages are asked: views, as doors, take it from timezone.now() and nowhere else."""
    moment = {"at": START}
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment["at"])
    return lambda newsroom: moment.update(at=newsroom.at)


def check(newsroom: Newsroom, *, everywhere: bool) -> None:
    """What is blocked now is nowhere; its own address and the picture's are asked at every step."""
    if not newsroom.photo_is_blocked():  # nor is the story
        return
    told = seen(addresses(newsroom)[: None if everywhere else 2])
    assert {address for address, met in told.items() if "photo" in met} == set(), "a blocked photo is shown"
    if newsroom.story_is_blocked():
        assert {address for address, met in told.items() if "story" in met} == set(), "a blocked story is shown"


@pytest.fixture
def opened() -> Newsroom:
    return Newsroom.opened_with_a_live_story()


@given(steps=STEPS)
@settings(
    max_examples=40, deadline=None, database=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_no_sequence_of_versions_edits_and_hours_shows_what_is_blocked(clock, opened, steps):
    with transaction.atomic():
        newsroom = Newsroom(opened.host)
        for number, step in enumerate(steps, start=1):
            note(f"{newsroom.at:%d %H:%M} {step.__name__}")
            try:
                with transaction.atomic():
                    step(newsroom)
            except DeskError as refused:
                note(f"    refused: {refused}")
            clock(newsroom)
            check(newsroom, everywhere=step in BLOCKING or number == len(steps))
        transaction.set_rollback(True)


def test_a_story_that_nothing_blocks_stands_at_every_address(clock, opened):
    """The control: were nothing shown here, the test above would prove nothing."""
    newsroom = opened
    clock(newsroom)
    assert (newsroom.story_is_blocked(), newsroom.photo_is_blocked()) == (False, False)
    told = seen(addresses(newsroom))
    assert len(told) == 7
    assert {address: met for address, met in told.items() if met != {"story", "photo"}} == {
        address: {"photo"} for address in told if address.startswith("/pictures/")
    }


TAKES_OFF = [
    *(Newsroom.bar, Newsroom.ask, Newsroom.embargo_in_field, Newsroom.embargo_in_words),
    *(Newsroom.embargo_without_end, Newsroom.cancel, Newsroom.withhold, Newsroom.kill),
]


@pytest.mark.parametrize("step", TAKES_OFF, ids=lambda step: step.__name__)
def test_a_live_story_is_gone_from_every_address_the_moment_its_sender_says_so(clock, opened, step):
    newsroom = opened
    step(newsroom)
    clock(newsroom)
    assert newsroom.story_is_blocked()
    assert set().union(*seen(addresses(newsroom)).values()) == set()


@pytest.mark.parametrize("step", [Newsroom.embargo_in_field, Newsroom.embargo_in_words], ids=lambda step: step.__name__)
def test_a_story_comes_back_by_itself_when_its_embargo_ends(clock, opened, step):
    newsroom = opened
    step(newsroom)
    newsroom.wait_long()
    clock(newsroom)
    assert not newsroom.story_is_blocked()
    assert seen(addresses(newsroom))["/"] == {"story", "photo"}


@pytest.mark.parametrize("step", [Newsroom.expire_in_field, Newsroom.expire_in_words], ids=lambda step: step.__name__)
def test_a_story_leaves_by_itself_when_its_time_is_over(clock, opened, step):
    newsroom = opened
    step(newsroom)
    clock(newsroom)
    assert seen(addresses(newsroom))["/"] == {"story", "photo"}
    newsroom.wait_long()
    newsroom.wait_long()
    clock(newsroom)
    assert newsroom.story_is_blocked()
    assert set().union(*seen(addresses(newsroom)).values()) == set()


@pytest.mark.parametrize("step", [Newsroom.bar_photo, Newsroom.kill_photo], ids=lambda step: step.__name__)
def test_a_blocked_photo_is_gone_from_a_story_that_stays(clock, opened, step):
    newsroom = opened
    step(newsroom)
    clock(newsroom)
    assert set().union(*seen(addresses(newsroom)).values()) == {"story"}
