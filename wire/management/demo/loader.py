"""Loads the demonstration: deliveries that arrive, stories picked up, local pieces, pictures, rails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from wire.actions.correct import correct
from wire.actions.make_renditions import attach_file
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.receive import as_stream, receive
from wire.actions.write import record_revision, save_article
from wire.markup import paragraphs_html
from wire.models import Article, PhotoAsset, Placement, Section, Source, Teaser, WireStory
from wire.vocabulary import Channel

HERE = Path(__file__).parent
PLACEHOLDER = re.compile(r"\{\{(\w+)(?: (-?\d+))?\}\}")
SPELLINGS = {
    "nitf": "%Y%m%dT%H%M%SZ",
    "iso": "%Y-%m-%dT%H:%M:%SZ",
    "apstamp": "%m-%d-%y %H%MGMT",
    "day": "%A",
    "year": "%Y",
}
AP_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def filled(text: str, now: datetime) -> str:
    """`text` with each placeholder, in minutes from `now`, spelled as its format spells times."""

    def spelled(found: re.Match[str]) -> str:
        moment = now + timedelta(minutes=int(found[2] or 0))
        if found[1] == "date":
            local = timezone.localtime(moment)
            return f"{AP_MONTHS[local.month - 1]} {local.day}, {local.year}"
        if found[1] in ("day", "year"):
            moment = timezone.localtime(moment)
        return moment.strftime(SPELLINGS[found[1]])

    return PLACEHOLDER.sub(spelled, text)


@dataclass
class Demonstration:
    """Everything happens at its own moment before `now`, in the order in which it would have happened."""

    now: datetime
    plan: dict[str, Any] = field(default_factory=lambda: json.loads((HERE / "plan.json").read_text()))
    credits: dict[str, Any] = field(default_factory=lambda: json.loads((HERE / "pictures/credits.json").read_text()))
    stories: dict[str, Article] = field(default_factory=dict)  # by file
    rails: list[tuple[Article, dict[str, Any]]] = field(default_factory=list)

    def load(self) -> Iterator[str]:
        """Do it all, and say what is being done."""
        for _, line, do, what in sorted(self.events(), key=lambda event: event[0]):
            yield line
            do(what)
        for article, told in self.rails:
            self.hang_rail(article, told)
        for guid, file in self.plan.get("photo_files_left_waiting", {}).items():
            self.attach(guid, file)

    def events(self) -> Iterator[tuple[datetime, str, Any, Any]]:
        for path in sorted((HERE / "wires").rglob("*.*")):
            name = path.relative_to(HERE).as_posix()
            yield self.ago(self.plan["received_minutes_ago"][name]), f"wire   {name}", self.receive, name
        for told in self.plan["picked_up"]:
            yield self.ago(told["minutes_ago"]), f"desk   {told['file']}", self.pick_up, told
        for path in sorted((HERE / "local").glob("*.json")):
            told = json.loads(filled(path.read_text(), self.now)) | {"file": path.stem}
            moment = self.ago(told["published_minutes_ago"] or 20)
            yield moment, f"local  {told['headline']}", self.write, told

    def ago(self, minutes: int) -> datetime:
        return self.now - timedelta(minutes=minutes)

    def receive(self, name: str) -> None:
        at = self.ago(self.plan["received_minutes_ago"][name])
        data = filled((HERE / name).read_text(), self.now).encode()
        receipt = receive(as_stream(data), name=name, channel=Channel.DEMO, at=at, source=self.source(name))
        if receipt.refusal:
            raise ValueError(f"{name}: {receipt.refusal}")
        for version in receipt.versions:
            self.plan.setdefault("kept", {}).setdefault(name, version.story_id)

    def source(self, name: str) -> Source:
        called = self.plan["sources"][name.rpartition("/")[0]]
        known = Source.objects.called(called)
        if known:
            return known
        new = Source.named(called)
        new.also_called = "MP" if called == "Meridian Press" else ""
        new.default_section = Section.objects.catching_all()
        new.save()
        return new

    def pick_up(self, told: dict[str, Any]) -> None:
        at = self.ago(told["minutes_ago"])
        story = WireStory.objects.get(pk=self.plan["kept"][told["file"]])
        article = pick_up(story.current, at=at, section=Section.objects.get(slug=told["section"]))
        for guid, file in told.get("photo_files", {}).items():
            self.attach(guid, file)
        for name, value in told.get("edit", {}).items():
            setattr(article, name, value)
        if told.get("edit"):
            article.url_slug = ""
            save_article(article, at=at)
        self.finish(article, told, publish_at=at if told["publish"] else None, at=at)

    def write(self, told: dict[str, Any]) -> None:
        at = self.ago(told["published_minutes_ago"] or 20)
        body = told.get("body_html") or paragraphs_html(told["paragraphs"])
        names = ("kicker", "headline", "summary", "byline", "dateline", "rail_heading")
        article = Article(
            body=body,
            section=Section.objects.get(slug=told["section"]),
            front_order=told.get("front_order"),
            **{name: told.get(name, "") for name in names},
        )
        save_article(article, at=at)
        for order, each in enumerate(told.get("photos", []), start=1):
            Placement.objects.create(article=article, photo=self.own_photo(each["file"]), order=order)
        self.finish(article, told, publish_at=at if told["published_minutes_ago"] else None, at=at)
        if told.get("goes_live_in_minutes"):
            publish(article, publish_at=self.ago(-told["goes_live_in_minutes"]), at=at)
        if told.get("correction"):
            correct(article, text=told["correction"]["text"], at=self.ago(told["correction"]["minutes_ago"]))

    def finish(self, article: Article, told: dict[str, Any], *, publish_at: datetime | None, at: datetime) -> None:
        if told.get("tags"):
            article.tags.set(told["tags"])
        record_revision(article, why="Loaded for the demonstration", at=at)
        if publish_at:
            publish(article, at=publish_at)
        self.stories[told["file"]] = article
        self.rails.append((article, told))

    def hang_rail(self, article: Article, told: dict[str, Any]) -> None:
        if not told.get("teasers"):
            return
        article.teasers.all().delete()
        Article.objects.filter(pk=article.pk).update(rail_heading=told.get("rail_heading", ""))
        for order, line in enumerate(told["teasers"], start=1):
            photo = self.own_photo(line["photo"]) if line.get("photo") else None
            inside = self.stories[line["story"]] if line.get("story") else None
            words = {name: line.get(name, "") for name in ("url", "headline", "summary", "kicker")}
            Teaser.objects.create(article=article, order=order, linked_article=inside, photo=photo, **words)
        hung = Article.objects.get(pk=article.pk)
        record_revision(hung, why="Related stories chosen", at=hung.revisions.latest("number").made_at)

    def own_photo(self, file: str) -> PhotoAsset:
        photo, is_new = PhotoAsset.objects.get_or_create(
            source=None, guid=f"demo:{file}", defaults={"added_at": self.now, **self.words(file)}
        )
        return attach_file(photo, (HERE / "pictures" / file).read_bytes(), name=file) if is_new else photo

    def attach(self, guid: str, file: str) -> None:
        photo = PhotoAsset.objects.get(guid=guid)
        for name, value in self.words(file).items():
            setattr(photo, name, value)
        attach_file(photo, (HERE / "pictures" / file).read_bytes(), name=file)

    def words(self, file: str) -> dict[str, str]:
        """What must be said with the picture: its true credit and licence."""
        told = self.credits[file]
        names = ("caption", "alt_text", "credit_line", "photographer", "copyright_holder", "usage_terms", "licence")
        return {name: told.get(name, "") for name in names}
