"""Withdraw a story, tell readers why, and undo it where its sender's word was misunderstood."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wire.actions.errors import DeskError
from wire.actions.hold import hold
from wire.actions.schedule import forget_moment
from wire.actions.write import record_revision
from wire.models import Article, WireStory
from wire.vocabulary import DeskStatus, PubStatus


def kill(article: Article, *, notice: str, replacement: Article | None = None, by: Any = None, at: datetime) -> Article:
    """Take `article` away at once; its address answers 410 with `notice`. The text is kept for the desk."""
    _check_said(notice)
    with transaction.atomic():
        locked = hold(article)
        if locked.desk_status == DeskStatus.KILLED:
            raise DeskError(f"“{locked}” was killed already.")
        _check_elsewhere(locked, replacement)
        locked.desk_status = DeskStatus.KILLED
        locked.kill_notice = notice.strip()
        locked.replacement = replacement
        locked.killed_at = locked.saved_at = at
        forget_moment(locked, at)
        locked.save()
        record_revision(locked, why=f"Killed: {locked.kill_notice}", by=by, at=at)
    return locked


def say_instead(
    article: Article, *, notice: str, replacement: Article | None = None, by: Any = None, at: datetime
) -> Article:
    """Change what readers find in the place of a story that is gone: the notice, the story it points to."""
    _check_said(notice)
    with transaction.atomic():
        locked = hold(article)
        if not is_gone(locked):
            raise DeskError(f"“{locked}” is neither killed nor withheld: readers see no notice of it.")
        _check_elsewhere(locked, replacement)
        locked.kill_notice, locked.replacement = notice.strip(), replacement
        locked.saved_at = at
        locked.save(update_fields=["kill_notice", "replacement", "saved_at"])
        record_revision(locked, why=f"The notice to readers: {locked.kill_notice}", by=by, at=at)
    return locked


def take_back(article: Article, *, status: PubStatus, sender: str, why: str, by: Any = None, at: datetime) -> Article:
    """What its sender has killed or withheld is gone at once, live or draft; readers find our words, never theirs."""
    with transaction.atomic():
        locked = hold(article)
        if locked.pubstatus == status:
            return locked
        locked.pubstatus, locked.saved_at = status, at
        if locked.desk_status != DeskStatus.KILLED:
            said = "withdrawn this story" if status == PubStatus.CANCELED else "withheld this story for now"
            locked.kill_notice = f"{sender} has {said}."
            if status == PubStatus.CANCELED:
                locked.desk_status, locked.killed_at = DeskStatus.KILLED, at
                forget_moment(locked, at)
        locked.save()
        record_revision(locked, why=_with_its_end(why), by=by, at=at)
    return locked


def give_back(article: Article, *, why: str, by: Any = None, at: datetime) -> Article:
    """The sender's word no longer stands against it: a withheld story is as it was, a killed one is a draft."""
    with transaction.atomic():
        locked = hold(article)
        locked.pubstatus, locked.kill_notice, locked.killed_at = PubStatus.USABLE, "", None
        if locked.desk_status == DeskStatus.KILLED:
            locked.desk_status = DeskStatus.DRAFT
        locked.saved_at = at
        locked.save()
        record_revision(locked, why=_with_its_end(why), by=by, at=at)
    return locked


def reinstate(article: Article, *, reason: str, by: Any, at: datetime) -> Article:
    """An editor answers for using a story that its sender was thought to have called back.

    A killed one comes back as a draft, a withheld one as it was. What our own desk has killed stays so.
    """
    if not reason.strip():
        raise DeskError("Say why the story may be used again: the reason is kept with it.")
    with transaction.atomic():
        locked = hold(article)
        if locked.pubstatus == PubStatus.USABLE:
            if locked.desk_status == DeskStatus.KILLED:
                raise DeskError(f"“{locked}” was killed by our own desk, not by its sender. Write a new story.")
            raise DeskError(f"“{locked}” is not called back.")
        WireStory.objects.filter(pk=locked.wire_story_id).update(pubstatus=PubStatus.USABLE, called_back_at=None)
        return give_back(locked, why=f"Taken back into use: {reason.strip()}", by=by, at=at)


def is_gone(article: Article) -> bool:
    """Whether readers find a notice in its place, if they ever saw it."""
    return article.desk_status == DeskStatus.KILLED or article.pubstatus != PubStatus.USABLE


def _with_its_end(why: str) -> str:
    """A reason too long to be kept loses of its middle: its end says which delivery it was."""
    return why if len(why) <= 300 else f"{why[:200]}…{why[-99:]}"


def _check_said(notice: str) -> None:
    if not notice.strip():
        raise DeskError("Say why the story is withdrawn: readers will see that sentence in its place.")


def _check_elsewhere(article: Article, replacement: Article | None) -> None:
    if replacement is not None and replacement.pk == article.pk:
        raise DeskError("A story cannot stand in its own place. Choose another one, or none.")
