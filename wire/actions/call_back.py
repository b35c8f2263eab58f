"""A sender's kill, withhold or elimination: what readers see goes at once; what is not certain raises an alarm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from wire.actions.correct import draft_correction
from wire.actions.kill import give_back, take_back
from wire.actions.matching import Meant, Notice, might_mean, photos_meant, stories_meant
from wire.actions.notices import (
    call_back_in,
    gist_of,
    is_copy,
    is_corrective,
    is_named_by_sender,
    means_another,
    moment,
    names_photos,
    reads_as_order,
    speaks_of_a_call_back,
)
from wire.models import Alarm, Article, PhotoAsset, WireStory, WireVersion
from wire.vocabulary import AlarmKind, ItemKind, PubStatus

KINDS = {PubStatus.CANCELED: AlarmKind.KILL, PubStatus.WITHHELD: AlarmKind.WITHHOLD}
DONE = {PubStatus.CANCELED: "killed", PubStatus.WITHHELD: "withheld"}
_PICTURES = (ItemKind.PICTURE, ItemKind.GRAPHIC)


def heed_call_backs(new: Sequence[WireVersion], *, at: datetime) -> None:
    """Act on those of the `new` versions that call something back. Call it in the import's transaction."""
    touched: dict[int, WireStory] = {}
    for version in new:
        if call_back_in(version):
            _heed(version, at)
            touched[version.story_id] = version.story
        elif version.story.pubstatus != PubStatus.USABLE:
            touched[version.story_id] = version.story
        elif version.signals and is_corrective(version):
            _call_to_correct(version, at)
    _heed_waiting(new, at)
    for story in touched.values():
        _weigh(story, at)


def call_back(
    story: WireStory, notice: WireVersion, *, status: PubStatus | None = None, by: Any = None, at: datetime
) -> None:
    """What `notice` says of `story` holds from now on, for its article too. Once is enough; a kill outdoes a withhold.

    `status` says otherwise than the notice, where an editor does.
    """
    status = status or call_back_in(notice) or PubStatus.CANCELED
    with transaction.atomic():
        locked = WireStory.objects.select_for_update(no_key=True).get(pk=story.pk)
        if locked.pubstatus in (PubStatus.CANCELED, status):
            return
        locked.pubstatus, locked.called_back_at = status, moment(notice)
        locked.save(update_fields=["pubstatus", "called_back_at"])
        story.pubstatus, story.called_back_at = locked.pubstatus, locked.called_back_at
        article = Article.objects.filter(wire_story=locked).first()
        if article:
            why = f"{notice.story.source} {DONE[status]} it{_said(notice)}, {notice.delivery.name[-80:]}"
            take_back(article, status=status, sender=str(notice.story.source), why=why, by=by, at=at)


def _said(notice: WireVersion) -> str:
    """The notice in its own words, where it has any, for the record."""
    return f": “{gist_of(notice)}”" if speaks_of_a_call_back(notice) else " by its status"


def call_photo_back(photo: PhotoAsset, status: PubStatus) -> None:
    """The photo is gone from every page; a kill outdoes a withhold."""
    PhotoAsset.objects.filter(pk=photo.pk).exclude(pubstatus=PubStatus.CANCELED).update(pubstatus=status)


def give_free(story: WireStory, *, why: str, by: Any = None, at: datetime) -> None:
    """The story may be used again, and what of it was public before a withhold is public again."""
    with transaction.atomic():
        locked = WireStory.objects.select_for_update(no_key=True).get(pk=story.pk)
        was = locked.pubstatus
        locked.pubstatus, locked.called_back_at = PubStatus.USABLE, None
        locked.save(update_fields=["pubstatus", "called_back_at"])
        story.pubstatus, story.called_back_at = locked.pubstatus, None
        article = Article.objects.filter(wire_story=locked).first()
        if article and article.pubstatus != PubStatus.USABLE:
            give_back(article, why=why, by=by, at=at)
        if locked.kind in _PICTURES and locked.current_id:
            called_back = PhotoAsset.objects.filter(wire_versions=locked.current_id)
            called_back.filter(pubstatus=was).update(pubstatus=PubStatus.USABLE)  # by this story's own word, no other


def ring(
    kind: AlarmKind,
    words: str,
    version: WireVersion,
    *,
    article: Article | None = None,
    photo: PhotoAsset | None = None,
    at: datetime,
) -> Alarm:
    """Raise an alarm, unless `version` raised it before, answered or not, or it rings already of the same thing."""
    about = Alarm.objects.filter(kind=kind, article=article, photo=photo)
    found = about.filter(version=version).first()
    if found is None and (article or photo):
        found = about.filter(settled_at=None).first()
    if found is None:
        return Alarm.objects.create(kind=kind, words=words, version=version, article=article, photo=photo, raised_at=at)
    if found.words != words and found.version_id == version.pk and found.settled_at is None:
        found.words = words
        found.save(update_fields=["words"])
    return found


def _heed(notice: WireVersion, at: datetime) -> None:
    """Act on one notice, alone where it can mean one thing only."""
    status, story = call_back_in(notice) or PubStatus.CANCELED, notice.story
    has_copy = story.current is not None and is_copy(story.current)
    by_status = is_named_by_sender(notice) and notice.pubstatus != PubStatus.USABLE
    if notice.kind in _PICTURES and not (status == PubStatus.WITHHELD and _is_outdone(notice, story)):
        for photo in notice.photos.all():
            call_photo_back(photo, status)
    of_itself = is_named_by_sender(notice) and reads_as_order(notice) and not means_another(notice)
    if has_copy and (by_status or of_itself):
        if status == PubStatus.CANCELED or not _is_outdone(notice, story):
            call_back(story, notice, at=at)
        return
    if not has_copy and (notice.pubstatus != PubStatus.USABLE or reads_as_order(notice)):
        call_back(story, notice, at=at)
        if by_status and not speaks_of_a_call_back(notice):
            return  # of a story that never came; should it come, it stays called back
    if names_photos(notice):
        _heed_about_photos(notice, status, at)
    else:
        _heed_in_words(notice, stories_meant(notice), at)


def _is_outdone(notice: WireVersion, story: WireStory) -> bool:
    """Whether the story came again, usable, after this notice was made."""
    return story.current is not None and is_copy(story.current) and story.current.supersedes(notice)


def _heed_in_words(notice: WireVersion, meant: Meant, at: datetime) -> Alarm | None:
    """Act on a certain match; else ring for each article that it may mean, and once where there is none."""
    status, source = call_back_in(notice) or PubStatus.CANCELED, notice.story.source
    kind, name = KINDS[status], "kill" if status == PubStatus.CANCELED else "withhold"
    if meant.certain and reads_as_order(notice):
        call_back(_same(meant.certain, notice.story), notice, at=at)
        return None
    plausible = [meant.certain] if meant.certain else [story for story, _ in meant.plausible]
    articles = list(Article.objects.filter(wire_story__in=plausible))
    for article in articles:
        if article.pubstatus != status and article.pubstatus != PubStatus.CANCELED:
            words = f"{source} has sent a {name}. Does it mean “{article}”?"
            ring(kind, words, notice, article=article, at=at)
    waiting = len(plausible) - len(articles)
    if waiting:
        which = "a story that nobody has picked up" if waiting == 1 else f"{waiting} stories that nobody has picked up"
        return ring(kind, f"{source} has sent a {name}. It may mean {which}.", notice, at=at)
    if not plausible:
        return ring(kind, f"A {name} for a story that we do not know: {gist_of(notice)}", notice, at=at)
    return None


def _same(story: WireStory, own: WireStory) -> WireStory:
    """The object in hand of the notice's own story, so that both say the same."""
    return own if story.pk == own.pk else story


def _heed_about_photos(notice: WireVersion, status: PubStatus, at: datetime) -> None:
    source, kind = notice.story.source, KINDS[status]
    name = "kill" if status == PubStatus.CANCELED else "withhold"
    ids, found = photos_meant(notice)
    if reads_as_order(notice) and len(ids) == len(found) == 1:  # of two ids one may be the replacement's
        (photo,) = found
        call_photo_back(photo, status)
        alarm = ring(kind, f"{source} has sent a {name} of a photo: {gist_of(notice)}", notice, photo=photo, at=at)
        if alarm.settled_at is None:
            settle(alarm, outcome=f"The photo is {DONE[status]}: only one has that id.", at=at)
        settle_waiting(notice, outcome=f"The photo has come, and is {DONE[status]}.", at=at)
        return
    for photo in found:
        ring(kind, f"{source} has sent a {name} of a photo. Does it mean this one?", notice, photo=photo, at=at)
    if len(found) < len(ids) or not ids:
        ring(kind, f"A {name} for a photo that we do not know: {gist_of(notice)}", notice, at=at)


def settle(alarm: Alarm, *, outcome: str, by: Any = None, at: datetime) -> None:
    """The alarm is answered, and says how."""
    alarm.settled_at, alarm.settled_by, alarm.outcome = at, by, outcome[:300]
    alarm.save(update_fields=["settled_at", "settled_by", "outcome"])


def settle_waiting(notice: WireVersion, *, outcome: str, at: datetime) -> None:
    """The alarm that rings for want of the thing that `notice` means is answered."""
    for alarm in Alarm.objects.filter(version=notice, article=None, photo=None, settled_at=None):
        settle(alarm, outcome=outcome, at=at)


def _heed_waiting(new: Sequence[WireVersion], at: datetime) -> None:
    """Notices that came before what they mean: asked again, now that more is here."""
    if not any(map(is_copy, new)):
        return
    alarms = Alarm.objects.ringing().filter(kind__in=KINDS.values(), article=None, photo=None, version__isnull=False)
    waiting = [Notice(alarm.version) for alarm in alarms if alarm.version not in new]
    if not waiting:
        return
    copies = [version for version in new if is_copy(version)]
    come = {version.story_id for version in copies}
    for notice in [each.version for each in waiting]:
        if notice.story_id in come and is_named_by_sender(notice):
            settle_waiting(notice, outcome="Its story has come, and stays called back.", at=at)
    of_photos = [notice for notice in waiting if names_photos(notice.version)]
    if any(version.media or version.kind in _PICTURES for version in copies):
        for notice in of_photos:
            _heed_about_photos(notice.version, call_back_in(notice.version) or PubStatus.CANCELED, at)
    for notice in might_mean([each for each in waiting if each not in of_photos], copies):
        meant = stories_meant(notice.version)
        if _heed_in_words(notice.version, meant, at) is None:
            settle_waiting(notice.version, outcome="Its story has come.", at=at)


def _weigh(story: WireStory, at: datetime) -> None:
    """Of a story that was called back and has copy: what came after lifts a withhold, and asks about a kill."""
    story.refresh_from_db(fields=["pubstatus", "called_back_at", "current"])
    later, source = story.current, story.source
    if story.pubstatus == PubStatus.USABLE or later is None or not is_copy(later):
        return
    notices = [each for each in story.versions.defer("body_html") if call_back_in(each) == story.pubstatus]
    if notices:
        is_later = all(later.supersedes(each) for each in notices)
    else:
        is_later = story.called_back_at is not None and moment(later) > story.called_back_at
    if not is_later or Alarm.objects.filter(version__in=notices, article=None, photo=None, settled_at=None).exists():
        return
    if story.pubstatus == PubStatus.WITHHELD:
        give_free(story, why=f"{source} sent it again, usable: {later.delivery.name[-80:]}", at=at)
        return
    article = Article.objects.filter(wire_story=story).first()
    photo = later.photos.first() if story.kind in _PICTURES else None
    if not Alarm.objects.filter(kind=AlarmKind.REVIVED, version=later).exists():
        words = f"{source} has sent “{article or photo or later.headline}” again after killing it. It stays killed."
        ring(AlarmKind.REVIVED, words, later, article=article, photo=photo, at=at)


def _call_to_correct(notice: WireVersion, at: datetime) -> None:
    """A correction of an earlier story: the desk is called to each article that it may mean, a note drafted."""
    source = notice.story.source
    if names_photos(notice):
        for photo in photos_meant(notice)[1]:
            words = f"{source} corrects a photo: {gist_of(notice)}"
            ring(AlarmKind.CORRECTIVE, words, notice, photo=photo, at=at)
        return
    meant = stories_meant(notice)
    stories = [meant.certain] if meant.certain else [story for story, _ in meant.plausible]
    for article in Article.objects.filter(wire_story__in=stories):
        if article.wire_version_id == notice.pk:
            continue
        ring(AlarmKind.CORRECTIVE, f"{source} has corrected “{article}”.", notice, article=article, at=at)
        draft_correction(article, notice, at=at)
