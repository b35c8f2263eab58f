"""The cast of the tests: one day, one paper, an agency, a stringer, people. Names tell the role."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

from django.contrib.auth.models import Group, User
from PIL import Image

from wire.actions.keep_version import Kept, keep_versions
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.read_copy import wire_parsers
from wire.actions.receive import Receipt, as_stream, receive
from wire.actions.storable import arrival
from wire.actions.write import record_revision, save_article
from wire.models import Article, Delivery, PhotoAsset, Section, Source, WireStory
from wire.parsers.item import ParsedItem
from wire.vocabulary import Channel

DAY = datetime(2031, 5, 6, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
AGO = datetime(2026, 5, 6, 15, 0, tzinfo=UTC)  # gone by on whatever day the suite runs: for pages, which ask the clock
FUTURE = datetime(2099, 1, 1, tzinfo=UTC)
PAPER = "The Kestrel Bay Courier"
PASSWORD = "correct horse battery"


def person(name: str, group: str) -> User:
    """Someone of the desk, in one of its groups, no superuser."""
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def formats() -> str:
    """Every format that is read, as sentences name them."""
    return ", ".join(parser.name for parser in wire_parsers())


def agency() -> Source:
    """The agency Meridian Press."""
    source, _ = Source.objects.get_or_create(
        slug="mp", defaults={"name": "Meridian Press", "credit_line": "Meridian Press", "also_called": "MP"}
    )
    return source


def section(slug: str = "local-news") -> Section:
    return Section.objects.get(slug=slug)


def local_story(headline: str = "Ferry returns to its old pier", *, at: datetime = DAY, **fields) -> Article:
    """A draft of our own, whole enough to publish."""
    told = {"body": "<p>The ferry came back on Tuesday.</p>", "section": section(), "byline": "Dana Ortega"} | fields
    article = Article(headline=headline, **told)
    save_article(article, at=at)
    record_revision(article, why="Written", at=at)
    return article


def live_story(headline: str = "Ferry returns to its old pier", *, at: datetime = DAY, **fields) -> Article:
    """A story of our own that readers see from `at` on."""
    return publish(local_story(headline, at=at, **fields), at=at)


def picked_up_live(*, by: User | None = None, at: datetime = AGO) -> Article:
    """The one wire story that has come, picked up and published."""
    draft = pick_up(WireStory.objects.get().current, by=by, at=at, section=section())
    return publish(draft, by=by, at=at)


def picture(width: int = 1000, height: int = 600, format: str = "JPEG") -> bytes:
    """A small real picture."""
    out = BytesIO()
    Image.new("RGB", (width, height), (40, 90, 120)).save(out, format)
    return out.getvalue()


def photo(**fields) -> PhotoAsset:
    """A photo known by its words, with a credit."""
    told = {"caption": "The ferry at dusk.", "credit_line": "Mara Quist / The Courier", "added_at": DAY} | fields
    return PhotoAsset.objects.create(**told)


TEXT = """\
BC-US--Ferry Crash,260
Ferry hits pier; 14 hurt
By RAY COLE
Meridian Press

HARBOR CITY, Wash. (MP) — A state ferry struck a pier on Tuesday and 14 passengers were hurt, officials said.

The ferry Kestrel was arriving from Lorn Island when it failed to slow, said Mia Tan, who runs the terminal.

“Nobody knew what was coming,” she said.
"""


def deliver(
    copy: str | bytes = TEXT,
    *,
    name: str = "story.txt",
    at: datetime = DAY,
    source: Source | None = None,
    channel: Channel = Channel.COMMAND,
) -> Receipt:
    """Bytes arriving."""
    data = copy.encode() if isinstance(copy, str) else copy
    return receive(as_stream(data), name=name, channel=channel, at=at, source=source or agency())


def ninjs(headline: str = "Ferry hits pier", **fields) -> bytes:
    """A story in ninjs, from Meridian Press."""
    told = {
        "uri": f"tag:mp:{headline}",
        "type": "text",
        "version": "1",
        "versioncreated": "2031-05-06T14:00:00Z",
        "pubstatus": "usable",
        "headline": headline,
        "byline": "Ray Cole",
        "infosource": [{"name": "Meridian Press"}],
        "body_html": "<p>A state ferry struck a pier on Tuesday.</p>",
    }
    return json.dumps(told | fields).encode()


def nitf(
    headline: str = "Ferry hits pier", *, prolog: str = "", copy: str = "<p>A state ferry struck a pier.</p>"
) -> bytes:
    """A story in NITF, from Meridian Press."""
    return f"""\
<?xml version="1.0" encoding="utf-8"?>{prolog}
<nitf>
  <head><docdata management-status="usable"><doc-id id-string="mp-{headline}"/></docdata></head>
  <body>
    <body.head>
      <hedline><hl1>{headline}</hl1></hedline>
      <byline>By Ray Cole</byline>
      <distributor><org>Meridian Press</org></distributor>
    </body.head>
    <body.content>{copy}</body.content>
  </body>
</nitf>""".encode()


def changed(article: Article, at: datetime, **fields) -> Article:
    """The article as an editor's save leaves it."""
    for name, value in fields.items():
        setattr(article, name, value)
    save_article(article, at=at)
    record_revision(article, why="Changed", at=at)
    return article


def keep_version(item: ParsedItem, *, source: Source, delivery: Delivery, format: str, at: datetime) -> Kept:
    """One item kept by itself, as the import keeps them by the hundred."""
    return keep_versions([arrival(item, source=source, delivery=delivery, format=format)], at=at)[0]
