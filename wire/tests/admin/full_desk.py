"""A desk with work on it: an update to decide, a draft that is held, a note, an alarm, a photo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.urls import reverse

from wire.actions.correct import write_correction
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.models import (
    Acknowledgement,
    Alarm,
    Article,
    ArticleRevision,
    Correction,
    PendingUpdate,
    PhotoAsset,
    WireStory,
    WireVersion,
)
from wire.tests import cast
from wire.tests.actions.test_update import BODY, LEAD, LEAD_14, arrives
from wire.tests.admin.test_article import filled
from wire.vocabulary import AlarmKind

KEPT = (Article, ArticleRevision, Correction, Alarm, Acknowledgement, PendingUpdate, PhotoAsset, WireStory)
OWN_PASSAGE = "<p>At least 14 passengers were hurt.</p>"
EVIL = "<script>alert(1)</script>"


@dataclass
class Desk:
    """What stands on the desk: a wire story of ours with an update to decide, another story, a draft, an alarm."""

    client: Any
    story: Article
    other: Article
    draft: Article
    alarm: Alarm
    note: Correction
    photo: PhotoAsset

    def address(self, name: str, *more: int) -> str:
        about = {"alarm_settle": self.alarm, "photoasset_rights": self.photo, "article_furniture": self.draft}
        about |= {"article_rights": self.draft}
        return reverse(f"admin:wire_{name}", args=[about.get(name, self.story).pk, *more])

    def post(self, name: str, *more: int, **sent: Any) -> Any:
        return self.client.post(self.address(name, *more), sent)


def full_desk(client: Any, paul: Any) -> Desk:
    """It, and Paul at it."""
    arrives(1)
    draft = pick_up(WireStory.objects.get().current, by=paul, at=cast.AGO, section=cast.section())
    story = publish(draft, by=paul, at=cast.AGO)
    edited = BODY.replace("11 passengers", "a dozen passengers")
    cast.changed(story, cast.AGO, body=edited, headline="Kestrel hits pier")
    arrives(2, BODY.replace(LEAD, LEAD_14), headline="Ferry hits pier; 14 hurt")
    picture = {"type": "picture", "uri": "p", "description_text": "The pier.", "usageterms": "US OUT; NO COVERS"}
    held = cast.ninjs("Held", uri="tag:mp:held", usageterms="ONLINE OUT; NO ARCHIVING", associations={"main": picture})
    draft = pick_up(cast.deliver(held, name="held.json").versions[0], at=cast.AGO, section=cast.section())
    cast.changed(draft, cast.AGO, body=f"{draft.body}\n<p>(Begin optional trim)</p>\n<p>-30-</p>")
    other = cast.live_story("Bridge opens", at=cast.AGO)
    note = write_correction(other, text="The number hurt is 14.", at=cast.AGO)
    told = {"kind": AlarmKind.KILL, "words": "Does it mean this one?", "raised_at": cast.AGO}
    alarm = Alarm.objects.create(article=story, version=WireStory.objects.get(article=story).current, **told)
    client.force_login(paul)
    return Desk(client, Article.objects.get(pk=story.pk), other, draft, alarm, note, PhotoAsset.objects.get())


def stored() -> str:
    return serializers.serialize("json", [row for model in KEPT for row in model.objects.order_by("pk")])


def merge_form(desk: Desk, **fields: Any) -> dict[str, Any]:
    """The update page's form, decided with the editor's own words."""
    response = desk.client.get(desk.address("article_update"))
    passage = next(each.name for each in response.context["questions"] if not each.is_field)
    decided = {passage: "edit", f"{passage}-text": OWN_PASSAGE}
    version = desk.story.wire_story.current.pk
    return {"version": version, "revision": response.context["revision"], "publish": "", **decided} | fields


def meet_form(desk: Desk, **fields: Any) -> dict[str, Any]:
    """The form of the page where a second save meets the first: both have changed the order on the front."""
    was = {"body": desk.other.body, "url_slug": desk.other.url_slug, "seen_revision": 2}
    cast.changed(desk.other, cast.AGO, front_order=3)
    sent = filled(headline="Bridge open", front_order="2", **was)
    response = desk.client.post(reverse("admin:wire_article_change", args=[desk.other.pk]), sent)
    return {name: response.context[name] for name in ("seen", "met", "ours")} | fields


def fill_with_markup(desk: Desk) -> None:
    """A script in whatever a sender, or an editor, may write."""
    terms = f"NO ARCHIVING {EVIL}; ONLINE OUT"
    sent = {"headline": f"Pier {EVIL}", "ednote": f"Corrects {EVIL} in paragraph 1.", "usageterms": terms}
    arrives(3, BODY.replace(LEAD, f"<p>Hurt: 15 {EVIL}</p>"), byline=f"Ray {EVIL}", **sent)
    cast.changed(desk.draft, cast.AGO, headline=f"Held {EVIL}", byline=f"Ray {EVIL}", kicker=EVIL)
    marked = {"restrictions": [{"words": EVIL, "says": EVIL, "verdict": "ask"}], "unacknowledged_words": EVIL}
    Article.objects.filter(pk__in=[desk.story.pk, desk.draft.pk]).update(headline=f"Kestrel {EVIL}", **marked)
    Alarm.objects.update(words=f"Kill {EVIL}?", version=WireVersion.objects.latest("pk"))
    Alarm.objects.create(kind=AlarmKind.KILL, words=EVIL, raised_at=cast.AGO, settled_at=cast.AGO, outcome=EVIL)
