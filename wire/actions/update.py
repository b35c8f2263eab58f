"""A later version meets our text: base + theirs + ours → one article, and nothing lost on either side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from wire.actions.as_article import as_article
from wire.actions.correct import draft_correction, makes_a_statement, publish_correction
from wire.actions.errors import DeskError
from wire.actions.hold import hold
from wire.actions.photo_words import our_words, put_words, sent_words, told_changes
from wire.actions.publish import publish
from wire.actions.put_state import put_state
from wire.actions.write import record_revision, state_of
from wire.merging.consequence import Change, Copy, changes
from wire.merging.merge import Choice, Unsettled
from wire.merging.states import StateMerge, merge_states, settled_state
from wire.models import Alarm, Article, Correction, PendingUpdate, WireVersion
from wire.vocabulary import AlarmKind, Consequence, DeskStatus

GRAVEST_FIRST = list(Consequence)
WORDS_THAT_MEET = ("headline", "summary", "kicker", "byline", "dateline", "body", "contributor_line")


@dataclass(frozen=True)
class Meeting:
    """An article, the version it was taken from, the later one, and what becomes of them together."""

    article: Article
    base: WireVersion
    theirs: WireVersion
    merged: StateMerge
    changes: list[Change]

    @property
    def is_idle(self) -> bool:
        """Whether nothing of our text would change, and nothing of theirs is kept out."""
        if self.merged.needs_decisions or self.merged.disputed:
            return False
        return settled_state(self.merged, {}) == _ours(self.article)

    @property
    def is_unedited(self) -> bool:
        """Whether nobody here has changed what came."""
        return _ours(self.article) == _sent(self.base)


def meeting(article: Article) -> Meeting | None:
    """What waits for `article`: None when it has the newest version of its story, or comes from no wire."""
    if article.wire_story_id is None:
        return None
    theirs = article.wire_story.current
    if theirs is None or theirs.pk == article.wire_version_id or not theirs.is_for_readers:
        return None
    return meet(article, theirs)


def meet(article: Article, theirs: WireVersion) -> Meeting:
    """`article` and a version that is not yet in it."""
    base = article.wire_version
    states = (_sent(base), _sent(theirs), _ours(article))
    copies = [_copy(state, version) for state, version in zip(states, (base, theirs, None), strict=True)]
    told = sorted([*changes(*copies), *told_changes(*states)], key=lambda each: GRAVEST_FIRST.index(each.consequence))
    return Meeting(article, base, theirs, merge_states(*states), told)


def apply_update(
    article: Article,
    *,
    version: WireVersion,
    choices: Mapping[str, Choice | str],
    notes: Mapping[int, str] | None = None,
    revision: int | None = None,
    goes_live: bool = False,
    by: Any = None,
    at: datetime,
) -> Article:
    """Merge `version` into `article` as `choices` say, and publish it when it `goes_live`; all of it, or nothing.

    `notes`: the texts of drafted corrections (by their key) that go out with it. `revision`: the number of the
    revision that the choices were made on. Raises DeskError for an undecided conflict, and when another version or
    another save came between.
    """
    with transaction.atomic():
        locked = hold(article)
        here = meeting(locked)
        _check_still_so(locked, here, version, revision)
        try:
            state = settled_state(here.merged, choices)
        except Unsettled as error:
            raise DeskError(str(error)) from error
        Article.objects.filter(pk=locked.pk).update(wire_version=version)
        why = f"Merged {_named(version)}: {_gist(here)}"
        done = put_state(locked, state, why=why, by=by, at=at)
        put_words(state)
        PendingUpdate.objects.filter(article=locked).delete()
        for note in Correction.objects.drafts().filter(article=locked, pk__in=notes or ()):
            publish_correction(note, text=(notes or {})[note.pk], by=by, at=at)
        return publish(done, by=by, at=at, why=f"Published with {_named(version)}") if goes_live else done


def keep_ours(article: Article, *, version: WireVersion, by: Any = None, at: datetime) -> Article:
    """Leave the text as it is: `version` has been seen, and what comes later is compared with it."""
    with transaction.atomic():
        locked = hold(article)
        _check_still_so(locked, meeting(locked), version, None)
        locked.wire_version = version
        locked.save(update_fields=["wire_version"])
        PendingUpdate.objects.filter(article=locked).delete()
        record_revision(locked, why=f"Kept our text; seen: {_named(version)}", by=by, at=at)
    return locked


def note_update(article: Article, *, by_itself: bool = True, at: datetime) -> PendingUpdate | None:
    """Note what the newest version of its story would change in `article`; take it in when nothing would.

    Where the source updates unedited stories `by_itself`, such a story is updated at once, its correction published.
    """
    here = meeting(article)
    if here is None or article.desk_status == DeskStatus.KILLED:
        PendingUpdate.objects.filter(article=article).delete()
        return None
    draft = draft_correction(article, here.theirs, at=at)
    if here.is_idle and draft is None:
        keep_ours(article, version=here.theirs, at=at)
        return None
    alone = by_itself and article.source.updates_itself and here.is_unedited and not here.merged.needs_decisions
    if alone and _by_itself(article, here, draft, at):
        return None
    told = [{"consequence": each.consequence, "words": each.words} for each in here.changes]
    noted, _ = PendingUpdate.objects.update_or_create(
        article=article,
        defaults={
            "version": here.theirs,
            "came_at": at,
            "consequence": told[0]["consequence"] if told else "cosmetic",
            "changes": told,
        },
    )
    return noted


def _by_itself(article: Article, here: Meeting, draft: Correction | None, at: datetime) -> bool:
    """Update an unedited story without anybody; False when the desk has to look (its reason stands on the board).

    A note to readers goes out with it in the sender's own words; one that we guessed waits for somebody.
    """
    notes = {draft.pk: draft.text} if draft and makes_a_statement(here.theirs) else {}
    try:
        apply_update(article, version=here.theirs, choices={}, notes=notes, at=at)
    except DeskError:  # what was written for desks is left in it, say: the update waits, and its page shows why
        return False
    if draft and not notes:
        words = f"“{article}” took in a correction by itself. Its note to readers is a draft: read it, and publish it."
        Alarm.objects.create(kind=AlarmKind.CORRECTIVE, words=words, version=here.theirs, article=article, raised_at=at)
    return True


def _check_still_so(article: Article, here: Meeting | None, version: WireVersion, revision: int | None) -> None:
    if article.desk_status == DeskStatus.KILLED:
        raise DeskError(f"“{article}” was killed: its text is kept as it was.")
    if here is None:
        raise DeskError(f"“{article}” has this version already, or its sender has called it back.")
    if here.theirs.pk != version.pk:
        raise DeskError("A newer version came in meanwhile. Look at what it changes, then decide again.")
    if revision is not None and revision != _last_revision(article):
        raise DeskError("Somebody changed the story meanwhile. Look at it again, then decide.")


def _last_revision(article: Article) -> int:
    return article.revisions.order_by("-number").values_list("number", flat=True).first() or 0


def _sent(version: WireVersion) -> dict[str, Any]:
    """A version as the state of an article that was just made of it, as far as the two meet."""
    words = as_article(version)
    photos = version.photos.order_by("pk").values_list("pk", flat=True)
    rows = [{"photo_id": photo, "order": place, "caption": ""} for place, photo in enumerate(photos, start=1)]
    return {name: words[name] for name in WORDS_THAT_MEET} | {"placements": rows} | sent_words(version)


def _ours(article: Article) -> dict[str, Any]:
    state = state_of(article)
    rows = [row | {"order": place} for place, row in enumerate(state["placements"], start=1)]
    photos = [each.photo for each in article.placements.select_related("photo")]
    return {name: state[name] for name in WORDS_THAT_MEET} | {"placements": rows} | our_words(photos)


def _copy(state: Mapping[str, Any], version: WireVersion | None) -> Copy:
    words = {name: state[name] for name in WORDS_THAT_MEET if name != "kicker"}
    photos = tuple(str(row["photo_id"]) for row in state["placements"])
    if version is None:
        return Copy(**words, photos=photos)
    return Copy(
        **words, photos=photos, ednote=version.ednote, signals=tuple(version.signals), pubstatus=version.pubstatus
    )


def _named(version: WireVersion) -> str:
    return version.take or (f"version {version.version}" if version.version else "a later version")


def _gist(here: Meeting) -> str:
    return here.changes[0].words if here.changes else "no change of fact"
