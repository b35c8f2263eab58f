"""An editor's answer to an alarm: done at once, and kept with who and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from wire.actions.call_back import call_back, call_photo_back, give_free, settle
from wire.actions.errors import DeskError
from wire.actions.kill import reinstate
from wire.actions.matching import stories_meant
from wire.actions.notices import call_back_in, is_copy, is_named_by_sender, names_photos
from wire.models import Alarm, WireStory
from wire.vocabulary import AlarmKind, PubStatus


@dataclass(frozen=True)
class Answer:
    """One way to answer: its name, the key that gives it, what its button says."""

    name: str
    key: str
    label: str
    kills: bool = False  # it takes a killer's rights: to take away, or to bring back
    is_grave: bool = False


KILL = Answer("kill", "k", "Kill it", kills=True, is_grave=True)
WITHHOLD = Answer("withhold", "w", "Withhold it", kills=True)
NOT_THIS = Answer("not-this", "n", "Not this story")
NOT_THIS_PHOTO = Answer("not-this", "n", "Not this photo")
NOT_OURS = Answer("not-this", "n", "We have no such story")
TAKE_BACK = Answer("take-back", "t", "Take it back as a draft", kills=True)
TAKE_INTO_USE = Answer("take-back", "t", "Take it back into use", kills=True)
LEAVE = Answer("leave", "n", "Leave it killed")
SEEN = Answer("seen", "n", "Done")

_CALLED_BACK = {KILL.name: PubStatus.CANCELED, WITHHOLD.name: PubStatus.WITHHELD}
_CALLS = (AlarmKind.KILL, AlarmKind.WITHHOLD)


def answers_to(alarm: Alarm) -> tuple[Answer, ...]:
    """What an editor may answer to `alarm`, the gravest first."""
    if alarm.kind == AlarmKind.REVIVED:
        return (TAKE_BACK if alarm.article else TAKE_INTO_USE, LEAVE)
    if alarm.kind not in _CALLS or alarm.version is None:
        return (SEEN,)
    if alarm.photo:
        return (KILL, WITHHOLD, NOT_THIS_PHOTO)
    return (KILL, WITHHOLD, NOT_THIS) if alarm.article else (NOT_OURS,)


def stories_asked(alarm: Alarm) -> list[WireStory]:
    """The stories that an alarm about none in particular may mean, as things stand now."""
    if alarm.version is None or alarm.article or alarm.photo or alarm.settled_at:
        return []
    if alarm.kind not in _CALLS or names_photos(alarm.version):
        return []
    meant = stories_meant(alarm.version)
    return [meant.certain] if meant.certain else [story for story, _ in meant.plausible]


def settle_alarm(alarm: Alarm, answer: str, *, story: WireStory | None = None, by: Any = None, at: datetime) -> Alarm:
    """Do what `answer` says, by name. `story`: which one is meant, where the alarm is about none in particular."""
    with transaction.atomic():
        _lock_stories(alarm, story)
        locked = Alarm.objects.select_for_update(of=("self",), no_key=True).get(pk=alarm.pk)
        if locked.settled_at:
            who = locked.settled_by or "Wiredesk"
            raise DeskError(f"This alarm was answered already, by {who}: {locked.outcome}")
        known = {each.name: each for each in answers_to(locked)}
        if story is not None and story in stories_asked(locked):
            known |= {KILL.name: KILL, WITHHOLD.name: WITHHOLD}
        if answer not in known:
            raise DeskError("That is no answer to this alarm. Choose one of its buttons.")
        settle(locked, outcome=_done(locked, known[answer], story, by, at), by=by, at=at)
    return locked


def _lock_stories(alarm: Alarm, story: WireStory | None) -> None:
    """The stories that an answer may change, before the alarm itself: an import has them in this order too."""
    about = [story, alarm.article.wire_story if alarm.article else None, alarm.version.story if alarm.version else None]
    keys = {each.pk for each in about if each}
    list(WireStory.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def _done(alarm: Alarm, answer: Answer, story: WireStory | None, by: Any, at: datetime) -> str:
    """Do it; the sentence that says what was done."""
    if answer.name in _CALLED_BACK:
        return _called_back(alarm, _CALLED_BACK[answer.name], story, by, at)
    if answer.name == TAKE_BACK.name:
        return _taken_back(alarm, by, at)
    if alarm.kind in _CALLS and alarm.article is None and alarm.photo is None:
        _free_what_was_kept_back(alarm, by, at)
        return "No story of ours is meant."
    return f"{answer.label}."


def _called_back(alarm: Alarm, status: PubStatus, story: WireStory | None, by: Any, at: datetime) -> str:
    word = "Killed" if status == PubStatus.CANCELED else "Withheld"
    if alarm.photo:
        call_photo_back(alarm.photo, status)
        return f"{word} the photo “{alarm.photo}”."
    meant = alarm.article.wire_story if alarm.article else story
    if meant is None:
        raise DeskError("This story did not come from the wire. Kill it on its own page.")
    call_back(meant, alarm.version, status=status, by=by, at=at)
    return f"{word}: “{alarm.article or meant}”."


def _taken_back(alarm: Alarm, by: Any, at: datetime) -> str:
    reason = f"its sender sent it again: {alarm.version.delivery.name}" if alarm.version else "its sender sent it again"
    if alarm.article:
        reinstate(alarm.article, reason=reason, by=by, at=at)
        return f"Taken back as a draft: “{alarm.article}”."
    if alarm.version is None:
        raise DeskError("The version that was sent again is no longer here. Import it again.")
    give_free(alarm.version.story, why=f"Taken back into use: {reason}", by=by, at=at)
    return f"Given free: “{alarm.photo or alarm.version.story}”."


def _free_what_was_kept_back(alarm: Alarm, by: Any, at: datetime) -> None:
    """Copy that came after the notice under the name that we make of slug and day was kept back until now."""
    notice = alarm.version
    if notice is None or is_named_by_sender(notice) or not call_back_in(notice):
        return
    if notice.story.current and is_copy(notice.story.current):
        give_free(notice.story, why="No kill of this story", by=by, at=at)
