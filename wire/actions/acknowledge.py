"""An editor answers for using a thing in spite of what its sender says of it: who, when, why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wire.actions.call_back import settle
from wire.actions.errors import DeskError
from wire.actions.hold import hold_wire_story
from wire.actions.write import record_revision
from wire.models import Acknowledgement, Alarm, Article, PhotoAsset
from wire.vocabulary import AlarmKind

LONGEST_REASON = 500


def acknowledge(
    thing: Article | PhotoAsset, *, words: str, reason: str, by: Any, at: datetime, overrides: bool = False
) -> Acknowledgement:
    """`by` answers, with a `reason`, for one restriction of `thing`, named by its exact `words`: it holds no more.

    What bars the use is answered for only with `overrides`, where the sender has cleared it otherwise.
    Raises DeskError without a reason, for words that nobody has to answer for, and for barring ones.
    """
    reason = " ".join(reason.split())
    _check_reason(words, reason)
    with transaction.atomic():
        if isinstance(thing, Article):
            hold_wire_story(thing)
        locked = type(thing).objects.select_for_update(no_key=True).get(pk=thing.pk)
        field = _field_of(locked, words, overrides)
        left = [line for line in getattr(locked, field).splitlines() if line != words]
        setattr(locked, field, "\n".join(left))
        locked.save(update_fields=[field])
        about = {"article": locked} if isinstance(locked, Article) else {"photo": locked}
        answer = Acknowledgement.objects.create(**about, words=words, reason=reason, by=by, at=at)
        did = "Overrode" if field == "barred_words" else "Answered for"
        if isinstance(locked, Article):
            record_revision(locked, why=f"{did} “{words}”: {reason}", by=by, at=at)
        if not (locked.barred_words or locked.unacknowledged_words):
            for alarm in Alarm.objects.filter(**about, kind=AlarmKind.RIGHTS, version__isnull=False, settled_at=None):
                settle(alarm, outcome=f"{did} “{words}”: {reason}", by=by, at=at)
    return answer


def _check_reason(words: str, reason: str) -> None:
    if not reason:
        raise DeskError(f"Say why “{words}” does not stand against this use: who cleared it, or what it means for us.")
    if len(reason) > LONGEST_REASON:
        raise DeskError(f"The reason has {len(reason)} characters, at most {LONGEST_REASON} are kept. Shorten it.")


def _field_of(thing: Article | PhotoAsset, words: str, overrides: bool) -> str:
    """Where these words stand against `thing`."""
    if words in thing.unacknowledged_words.splitlines():
        return "unacknowledged_words"
    if words not in thing.barred_words.splitlines():
        raise DeskError(
            f"Nothing waits for an answer to “{words}”: somebody may have answered already. Reload the page."
        )
    if not overrides:
        raise DeskError(
            f"“{words}” bars this use. Leave it out, or ask a publisher, who can override it where the sender has "
            "cleared it."
        )
    return "barred_words"
