"""What import_wire --replay says: each stored delivery as today's parsers read it, for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from os.path import commonprefix
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from wire.actions.replay import Replayed, Reread, apply, replay
from wire.models import Delivery
from wire.parsers.item import ParsedItem

SHOWN = 60  # characters of a value that changes
CONTEXT = 15  # characters before the place where it does


class Replay:
    """Shows what stored deliveries would be read as now; with `applying` does it, and says what was done."""

    def __init__(self, say: Callable[[str], None], *, applying: bool, json: bool) -> None:
        self.say, self.applying, self.json = say, applying, json
        self.deliveries = self.unchanged = self.readable = self.refused = self.changed = self.kept = 0

    def take(self, delivery: Delivery, at: datetime) -> None:
        """One delivery more: look, do what was asked for, say it."""
        found = replay(delivery)
        refusal = apply(found, at=at) if self.applying and not found.is_unchanged else ""
        self.deliveries += 1
        self.unchanged += found.is_unchanged
        self.readable += bool(found.readable_now and not refusal)
        self.refused += bool(found.refused_now or refusal)
        self.changed += sum(not each.kept for each in found.versions) + len(found.more)
        self.kept += sum(bool(each.kept) for each in found.versions) + len(found.fewer)
        if self.json:
            return self.tell(delivery, _told(found, self.applying, refusal))
        for line in self.lines(found, refusal):
            self.say(f"{delivery.name}: {line}")

    def broken(self, delivery: Delivery, trace: str) -> None:
        """Our own code broke on it: no more than said so, and the next one is read."""
        self.deliveries += 1
        self.refused += 1
        if self.json:
            return self.tell(delivery, {"outcome": "broken", "applied": False, "traceback": trace})
        self.say(f"{delivery.name}: our own code broke on it; it was left as it is. Please report it.\n{trace}")

    def tell(self, delivery: Delivery, told: dict[str, Any]) -> None:
        facts = {"delivery": delivery.pk, "name": delivery.name, "received_at": delivery.received_at.isoformat()}
        self.say(_written(facts | told))

    def lines(self, found: Replayed, refusal: str) -> Iterator[str]:
        """What differs, each as a line for people."""
        if refusal or found.refused_now:
            yield f"would now be refused: {refusal or found.refused_now}"
        elif found.readable_now:
            yield f"{'read' if self.applying else 'would now be read'}: {', '.join(found.readable_now)}"
        for each in found.versions:
            for name, (old, now) in each.changes.items():
                yield f"{_called(each)}: {name}: {_beside(old, now)}"
            if each.kept:
                yield f"{_called(each)}: {'kept' if self.applying else 'would be kept'} as it is: {each.kept}"
            elif self.applying:
                yield f"{_called(each)}: written again"
        for arrived in found.more:
            yield f"{'read for the first time' if self.applying else 'one item more'}: {_item_called(arrived.item)}"
        for version in found.fewer:
            yield f"one item fewer: {version.headline or version.slugline}; its version stays"

    def line(self) -> str:
        would = "" if self.applying else "would now be "
        return ", ".join(
            [
                plural(self.deliveries, "delivery", "deliveries"),
                f"{self.unchanged} unchanged",
                f"{self.readable} {would}read",
                f"{self.refused} would now be refused",
                plural(self.changed, f"version {would}written again", f"versions {would}written again"),
                f"{self.kept} kept as they are",
            ]
        )


def _told(found: Replayed, applying: bool, refusal: str) -> dict[str, Any]:
    """One delivery read again, as JSON."""
    outcome = "refused" if refusal or found.refused_now else "readable" if found.readable_now else "changed"
    versions = [
        {
            "version": each.version.pk,
            "guid": each.version.story.guid,
            "headline": each.version.headline,
            "changes": {name: {"old": old, "new": now} for name, (old, now) in each.changes.items()},
            **({"kept": each.kept} if each.kept else {}),
        }
        for each in found.versions
    ]
    told = {
        "outcome": "unchanged" if found.is_unchanged else outcome,
        "applied": applying and not found.is_unchanged and outcome != "refused",
        "reason": refusal or found.refused_now,
        "items": found.readable_now,
        "versions": versions,
        "more": [_item_called(each.item) for each in found.more],
        "fewer": [version.headline or version.slugline for version in found.fewer],
    }
    return {name: value for name, value in told.items() if value or name in ("outcome", "applied")}


def _called(each: Reread) -> str:
    return each.version.headline or each.version.slugline or each.version.story.guid


def _item_called(item: ParsedItem) -> str:
    return item.headline or item.slugline or item.guid


def _beside(old: Any, now: Any) -> str:
    """Two values from where they differ on, shortened."""
    texts = [value if isinstance(value, str) else _written(value) for value in (old, now)]
    same = len(commonprefix(texts))
    start = max(0, same - CONTEXT) if same > 2 * CONTEXT else 0
    return " → ".join(f"“{_cut(text, start)}”" for text in texts)


def _cut(text: str, start: int) -> str:
    return "…" * bool(start) + text[start : start + SHOWN] + "…" * (len(text) > start + SHOWN)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)


def plural(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
