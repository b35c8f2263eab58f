"""What senders forbid, read from their words, bound to the stories and photos that it is about.

What was once said holds for all later versions: silence lifts nothing. Only words that are new to a story or a photo
change anything, so that what the desk has answered for stays answered when the same words come again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from wire.actions.call_back import ring
from wire.actions.notices import moment
from wire.actions.schedule import in_words
from wire.actions.wire_photos import lasting_name
from wire.actions.write import record_revision
from wire.models import Article, PhotoAsset, Placement, WireStory, WireVersion
from wire.parsers.item import ParsedMedia
from wire.restrictions import Verdict, as_kept, binding_moments, restrictions_in
from wire.vocabulary import AlarmKind, DeskStatus, ItemKind, Signal

Said = dict[str, str]  # a restriction as JSON keeps it
Bound = WireStory | Article | PhotoAsset

MOMENTS = ("embargoed_until", "embargo_words", "expires_at")
BLOCKS = ("barred_words", "unacknowledged_words")
_PICTURES = (ItemKind.PICTURE, ItemKind.GRAPHIC)
_CALLED_BACK = {Signal.KILL, Signal.WITHHOLD}
# Keys of `extra` under which senders and parsers keep what is said to desks; see docs/formats.md.
_TO_DESKS = re.compile(
    r"instruct|restrict|limitation|usage|rights|editors_?note|unparsed_header|after_end", re.IGNORECASE
)
_DEEPEST = 4


def bind_rights(new: Sequence[WireVersion], *, at: datetime) -> None:
    """Bind what the `new` versions say of rights. Call it in the import's transaction."""
    changed: dict[int, tuple[WireVersion, list[Said]]] = {}
    stories: dict[int, WireStory] = {}
    for version in new:
        version.story = stories.setdefault(version.story_id, version.story)  # one row, however often it was fetched
        fresh = _bind_story(version.story, version)
        if version.story.restrictions and (fresh or version.embargoed_until or version.expires_at):
            known = changed.get(version.story_id, (version, []))[1]
            changed[version.story_id] = (version, known + fresh)
    if changed:
        _keep_stories([version.story for version, _ in changed.values()])
        for article in Article.objects.select_for_update(no_key=True).filter(wire_story__in=changed).order_by("pk"):
            _bind_article(article, *changed[article.wire_story_id], at)
    _bind_photos(new, at)
    for version in new:
        if version.expires_at:
            _tell_of_times(version, at)


def bind_photo(photo: PhotoAsset, *, at: datetime) -> bool:
    """Read the words of `photo` again, as they stand on it; whether any are new. The caller saves it.

    What its sender has said meanwhile stays: its status, and moments that an editor may only make stricter. Of a photo
    of our own, whose words are ours, what no longer stands there no longer holds.
    """
    stored = PhotoAsset.objects.select_for_update(no_key=True).filter(pk=photo.pk).first() if photo.pk else None
    for name in ("restrictions", *BLOCKS, "embargo_words", "pubstatus") if stored else ():
        setattr(photo, name, getattr(stored, name))
    if stored and photo.guid:
        _keep_to_the_senders_moments(photo)
    said = _said_in(photo.usage_terms, photo.caption, photo.copyright_notice, sent_at=timezone.localtime(at))
    if not photo.guid:
        _forget_all_but({each["words"] for each in said}, photo)
    return bool(_bind(photo, said))


def restricted_words(said: Iterable[Said], verdict: Verdict) -> str:
    """The exact words of one verdict, a restriction a line."""
    return "\n".join(each["words"] for each in said if each["verdict"] == verdict)


# ── what is said ─────────────────────────────────────────────────────────────
def said_by(version: WireVersion) -> list[Said]:
    """What a version says of rights in words that mean all of it."""
    texts = [version.usage_terms, version.ednote, version.copyright_notice, *_to_desks(version.extra)]
    if version.kind in _PICTURES:
        texts.append(version.caption)
    said = _said_in(*texts, sent_at=_sent_at(version))
    if version.embargo_words and version.embargoed_until is None:
        says = "The sender holds it back, and these words give no time that can be read."
        said.append({"rule": "embargo", "words": version.embargo_words, "verdict": Verdict.UNTIL.value, "says": says})
    if _CALLED_BACK & set(
        version.signals
    ):  # "do not use" calls this back; its status does that, for as long as it holds
        said = [each for each in said if each["rule"] != "not-for-publication"]
    return said


def _said_in(*texts: str, sent_at: datetime) -> list[Said]:
    return as_kept(restrictions_in(*texts, sent_at=sent_at, territory=settings.TERRITORY))


def _sent_at(version: WireVersion) -> datetime:
    """When its words were written, in its sender's zone."""
    at = version.version_created or version.first_created or version.received_at
    return at.astimezone(version.story.source.zone or timezone.get_default_timezone())


def _to_desks(extra: Mapping[str, Any]) -> Iterator[str]:
    for key, value in extra.items():
        if _TO_DESKS.search(key):
            yield from _texts(value, _DEEPEST)


def _texts(value: Any, deepest: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif deepest and isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _texts(each, deepest - 1))
    elif deepest and isinstance(value, list):
        yield from (text for each in value for text in _texts(each, deepest - 1))


# ── bound ────────────────────────────────────────────────────────────────────
def _bind(thing: Bound, said: Iterable[Said], *, is_timed: bool = False) -> list[Said]:
    """Bind what is new to `thing`, unsaved. `is_timed`: it has a moment of its own, which these words may not undo."""
    known = {each["words"] for each in thing.restrictions}
    fresh = [each for each in said if each["words"] not in known]
    endless = [each["words"] for each in fresh if each["verdict"] == Verdict.UNTIL and "until" not in each]
    if endless and not is_timed:
        if thing.embargoed_until and isinstance(thing, WireStory):
            fresh.append(_in_a_field("embargo", Verdict.UNTIL, "until", thing.embargoed_until))
        thing.embargoed_until, thing.embargo_words = None, endless[0][:500]
    thing.restrictions = [*thing.restrictions, *fresh]
    if not isinstance(thing, WireStory):
        for name, verdict in zip(BLOCKS, (Verdict.BARRED, Verdict.ACKNOWLEDGE), strict=True):
            lines = [getattr(thing, name), restricted_words(fresh, verdict)]
            setattr(thing, name, "\n".join(line for line in lines if line))
    _bind_moments(thing)
    return fresh


def _bind_moments(thing: Bound) -> None:
    """Never sooner and never longer than any words have said, whatever a field says later."""
    until, expires = binding_moments(thing.restrictions)
    if until and not (thing.embargo_words and thing.embargoed_until is None):
        thing.embargoed_until = max(until, thing.embargoed_until or until)
    if expires:
        thing.expires_at = min(expires, thing.expires_at or expires)


def _in_a_field(rule: str, verdict: Verdict, name: str, moment: datetime) -> Said:
    """A moment that no words gave, as a restriction: other words would hide it."""
    told = f"{rule} {moment.isoformat()}"
    says = "An earlier version gave this moment in a field."
    return {"rule": rule, "words": told, "verdict": verdict.value, "says": says, name: moment.isoformat()}


def _forget_all_but(words: set[str], photo: PhotoAsset) -> None:
    photo.restrictions = [each for each in photo.restrictions if each["words"] in words]
    for name in BLOCKS:
        setattr(photo, name, "\n".join(line for line in getattr(photo, name).splitlines() if line in words))
    if photo.embargo_words not in words:
        photo.embargo_words = ""


def _bind_story(story: WireStory, version: WireVersion) -> list[Said]:
    """What is new to its story, unsaved. A late version's embargo holds where no other was ever given."""
    late = _late_moments(story, version) if story.current_id != version.pk else []
    return _bind(story, [*late, *said_by(version)], is_timed=version.embargoed_until is not None)


def _late_moments(story: WireStory, version: WireVersion) -> Iterator[Said]:
    """What a version that came late says in its fields, where no other has said anything."""
    if version.embargoed_until and story.embargoed_until is None and not story.embargo_words:
        yield _in_a_field("embargo", Verdict.UNTIL, "until", version.embargoed_until)
    if version.expires_at and story.expires_at is None:
        yield _in_a_field("expiry", Verdict.EXPIRES, "expires", version.expires_at)


def bind_stories(stories: Iterable[WireStory], versions: Iterable[WireVersion]) -> None:
    """Bind all that the `versions`, of these `stories`, say; of stories that have no article."""
    for version in versions:
        _bind_story(version.story, version)
    _keep_stories(stories)


def _keep_stories(stories: Iterable[WireStory]) -> None:
    # An upsert, as in keep_version.
    WireStory.objects.bulk_create(
        stories, update_conflicts=True, unique_fields=["id"], update_fields=["restrictions", *MOMENTS]
    )


def _bind_article(article: Article, version: WireVersion, fresh: list[Said], at: datetime) -> None:
    was_seen = article.desk_status == DeskStatus.PUBLISHED and not any(getattr(article, name) for name in BLOCKS)
    fresh = _bind(article, fresh, is_timed=version.embargoed_until is not None)
    article.save(update_fields=["restrictions", *BLOCKS, *MOMENTS])
    if not fresh:
        return
    source = version.story.source
    record_revision(article, why=f"{source} says: {_quoted(fresh)}", at=at)
    blocking = [each for each in fresh if each["verdict"] in (Verdict.BARRED, Verdict.ACKNOWLEDGE)]
    if was_seen and blocking:
        words = f"“{article}” is off the site until somebody decides. {source} says: {_quoted(blocking)}."
        ring(AlarmKind.RIGHTS, words, version, article=article, at=at)
    endless = [each for each in fresh if each["verdict"] == Verdict.UNTIL and "until" not in each]
    if endless and article.embargoed_until is None:
        words = (
            f"“{article}” is held back by words that give no time that can be read: {_quoted(endless)}. "
            "Set “Embargoed until” to let it out."
        )
        ring(AlarmKind.TIMES, words, version, article=article, at=at)


def _quoted(said: Iterable[Said]) -> str:
    return ", ".join(f"“{each['words']}”" for each in said)


def _tell_of_times(version: WireVersion, at: datetime) -> None:
    """An expiry that leaves no moment in which readers could see it."""
    made, until = version.version_created or version.first_created, version.embargoed_until
    if until and version.expires_at <= until:
        against = f"it is embargoed until {in_words(until)}"
    elif made and version.expires_at <= made:
        against = f"it was made {in_words(made)}"
    else:
        return
    name = version.headline or version.slugline or version.story.guid
    words = (
        f"“{name}” is to expire {in_words(version.expires_at)}, and {against}: readers never see it. Ask its sender."
    )
    article = Article.objects.filter(wire_story=version.story_id).first()
    ring(AlarmKind.TIMES, words, version, article=article, at=at)


# ── photos ───────────────────────────────────────────────────────────────────
def _bind_photos(new: Sequence[WireVersion], at: datetime) -> None:
    told: dict[tuple[int, str], list[tuple[WireVersion, list[Said]]]] = {}
    for version in new:
        for name, said in _said_of_photos(version):
            told.setdefault((version.story.source_id, name), []).append((version, said))
    if not told:
        return
    sources, names = {source for source, _ in told}, {name for _, name in told}
    photos = (
        PhotoAsset.objects.select_for_update(of=("self",), no_key=True)
        .filter(source__in=sources, guid__in=names)
        .order_by("pk")
    )
    changed: dict[int, tuple[PhotoAsset, WireVersion, list[Said]]] = {}
    for photo in photos:
        for version, said in told.get((photo.source_id, photo.guid), ()):
            fresh = _bind(photo, said, is_timed=version.embargoed_until is not None)
            if photo.restrictions:
                changed[photo.pk] = (photo, version, changed[photo.pk][2] + fresh if photo.pk in changed else fresh)
    if changed:
        PhotoAsset.objects.bulk_create(
            [photo for photo, _, _ in changed.values()],
            update_conflicts=True, unique_fields=["id"], update_fields=["restrictions", *BLOCKS, *MOMENTS],
        )  # fmt: skip
        _tell_of_photos(changed, at)


def _said_of_photos(version: WireVersion) -> Iterator[tuple[str, list[Said]]]:
    """The names of the photos that a version restricts, each with what it says of them."""
    is_picture = version.kind in _PICTURES
    of_all = said_by(version) if is_picture else []
    pictures = [media for media in version.media if media.get("type") in _PICTURES]
    if is_picture and not pictures:
        pictures = [{"guid": version.story.guid}]
    for media in pictures:
        texts = [media.get(name, "") for name in ("usage_terms", "caption", "copyright_notice")]
        own = _said_in(*texts, *_to_desks(media.get("extra", {})), sent_at=_sent_at(version))
        if own or of_all or media.get("embargoed_until") or media.get("expires_at"):
            yield _photo_name(media), [*of_all, *own]


def _keep_to_the_senders_moments(photo: PhotoAsset) -> None:
    """Never sooner and never longer than its sender has said last in fields."""
    said: dict[str, datetime] = {}
    for version in sorted(photo.wire_versions.all(), key=lambda each: (moment(each), each.pk)):
        own = next((media for media in version.media if _photo_name(media) == photo.guid), None)
        for name in ("embargoed_until", "expires_at"):
            told = parse_datetime(own.get(name) or "") if own else getattr(version, name)
            if told and (own or version.kind in _PICTURES):
                said[name] = told
    until, expires = said.get("embargoed_until"), said.get("expires_at")
    if until and not (photo.embargo_words and photo.embargoed_until is None):
        photo.embargoed_until = max(until, photo.embargoed_until or until)
    if expires:
        photo.expires_at = min(expires, photo.expires_at or expires)


def _photo_name(media: Mapping[str, str]) -> str:
    told = {name: media.get(name, "") for name in ("guid", "href", "caption", "credit_line")}
    return lasting_name(ParsedMedia(**told))


def _tell_of_photos(changed: Mapping[int, tuple[PhotoAsset, WireVersion, list[Said]]], at: datetime) -> None:
    """A photo that readers saw until now is missing from a story: the desk hears of it."""
    barring = (Verdict.BARRED, Verdict.ACKNOWLEDGE)
    blocked = [pk for pk, (_, _, fresh) in changed.items() if any(each["verdict"] in barring for each in fresh)]
    seen = Placement.objects.filter(photo__in=blocked, article__desk_status=DeskStatus.PUBLISHED) if blocked else []
    for placement in seen.select_related("article").order_by("pk") if blocked else []:
        photo, version, fresh = changed[placement.photo_id]
        words = (
            f"Photo “{photo}” is gone from “{placement.article}” until somebody decides. {version.story.source} says: "
            f"{_quoted(each for each in fresh if each['verdict'] in barring)}."
        )
        ring(AlarmKind.RIGHTS, words, version, article=placement.article, photo=photo, at=at)
