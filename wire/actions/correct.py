"""Own up to readers: a dated note on a story that was live."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wire import furniture
from wire.actions.as_article import as_article
from wire.actions.errors import DeskError
from wire.actions.hold import hold
from wire.actions.schedule import was_live
from wire.actions.write import record_revision
from wire.markup import paragraphs_html
from wire.merging.consequence import Change, Copy, changes, statement_in
from wire.merging.owning_up import PLAIN, PLAIN_CLARIFICATION, note
from wire.merging.statements import Statement
from wire.models import Article, Correction, WireVersion
from wire.vocabulary import DeskStatus, Signal

_OWNS_UP = {Signal.CORRECTION, Signal.CLARIFICATION}


def draft_correction(article: Article, version: WireVersion, *, at: datetime) -> Correction | None:
    """Draft the note for what `version` corrects; None when it corrects nothing, or readers never saw the story.

    The same version drafts once. One that repeats the statement of the version that we have corrects nothing.
    """
    if not was_live(article, at) or article.desk_status == DeskStatus.KILLED:
        return None
    base = _base(article, version)
    says = statement_in(_copy(version))
    if not says and not _OWNS_UP & set(version.signals):
        return None
    if says and base and statement_in(_copy(base)) == says:
        return None
    clarifies = says.is_clarification if says else Signal.CORRECTION not in version.signals
    text = note(says, _between(base, version), clarifies=clarifies)
    kind = Correction.Kind.CLARIFICATION if clarifies else Correction.Kind.CORRECTION
    with transaction.atomic():
        hold(article)
        here = article.corrections.filter(version=version).first() or _same_said(article, version, says, text)
        if here:
            return here
        return Correction.objects.create(article=article, version=version, kind=kind, text=text, drafted_at=at)


def makes_a_statement(version: WireVersion) -> bool:
    """Whether `version` says in words of its sender's own what it corrects."""
    return statement_in(_copy(version)) is not None


def _base(article: Article, version: WireVersion) -> WireVersion | None:
    """The version of the same story that ours was taken from; after a merge, the one before `version`."""
    ours = article.wire_version
    if ours is not None and ours.story_id == version.story_id and ours.pk != version.pk:
        return ours
    earlier = [each for each in version.story.versions.exclude(pk=version.pk) if version.supersedes(each)]
    return max(earlier, key=lambda each: (each.received_at, each.pk), default=None)


def _same_said(article: Article, version: WireVersion, says: Statement | None, text: str) -> Correction | None:
    """The note that an earlier version of the story gave rise to with the same statement."""
    if not says:
        return None
    return article.corrections.filter(version__story=version.story, text=text).first()


def _between(base: WireVersion | None, version: WireVersion) -> list[Change]:
    return changes(_copy(base), _copy(version), _copy(base)) if base else []


def _copy(version: WireVersion) -> Copy:
    words = as_article(version)
    told = {name: words[name] for name in ("headline", "summary", "byline", "dateline", "body", "contributor_line")}
    return Copy(**told, ednote=version.ednote, signals=tuple(version.signals), pubstatus=version.pubstatus)


def write_correction(
    article: Article, *, text: str, kind: str = Correction.Kind.CORRECTION, by: Any = None, at: datetime
) -> Correction:
    """An editor's own note, drafted: somebody who may publish it decides."""
    text = _for_readers(text)
    with transaction.atomic():
        locked = _locked(article, at)
        return Correction.objects.create(article=locked, kind=kind, text=text, drafted_at=at, by=by)


def correct(
    article: Article, *, text: str, kind: str = Correction.Kind.CORRECTION, by: Any = None, at: datetime
) -> Correction:
    """An editor's own note, shown to readers at once."""
    with transaction.atomic():
        return publish_correction(
            write_correction(article, text=text, kind=kind, by=by, at=at), text=text, by=by, at=at
        )


def reword_correction(correction: Correction, *, text: str, by: Any = None, at: datetime) -> Correction:
    """Keep a draft in other words."""
    text = _for_readers(text, is_draft=True)
    with transaction.atomic():
        _locked(correction.article, at)
        draft = _draft(correction)
        draft.text, draft.by = text, by
        draft.save(update_fields=["text", "by"])
    return draft


def publish_correction(correction: Correction, *, text: str, by: Any = None, at: datetime) -> Correction:
    """Show the note to readers, dated `at`, in the words `text`. Raises DeskError when these say nothing."""
    text = _for_readers(text)
    with transaction.atomic():
        article = _locked(correction.article, at)
        draft = _draft(correction)
        draft.text, draft.by, draft.published_at = text, by, at
        draft.save(update_fields=["text", "by", "published_at"])
        record_revision(article, why=f"{draft.get_kind_display()} published: {text}", by=by, at=at)
    return draft


def drop_correction(correction: Correction, *, by: Any = None, at: datetime) -> None:
    """Put a draft aside for good; what readers have seen stays."""
    with transaction.atomic():
        hold(correction.article)
        _draft(correction).delete()


def _locked(article: Article, at: datetime) -> Article:
    locked = hold(article)
    if locked.desk_status == DeskStatus.KILLED:
        raise DeskError(f"“{locked}” was killed: readers see its notice alone. Say there what was wrong.")
    if not was_live(locked, at):
        raise DeskError(f"Readers have never seen “{locked}”. Put its text right; no note is needed.")
    return locked


def _draft(correction: Correction) -> Correction:
    here = Correction.objects.filter(pk=correction.pk).first()
    if here is None:
        raise DeskError("Somebody has dropped this note meanwhile. Write another one, if it is still needed.")
    if here.published_at:
        raise DeskError("Readers have this note already. Write another one, if there is more to say.")
    return here


def _for_readers(text: str, *, is_draft: bool = False) -> str:
    """The note, clean and to the point."""
    text = text.strip()
    if not text or (text in (PLAIN, PLAIN_CLARIFICATION) and not is_draft):
        raise DeskError("Say what was wrong and what is right: readers will see this note.")
    hits = furniture.hits(paragraphs_html(text.splitlines()))
    if hits:
        raise DeskError(f"“{hits[0].line}” is not for readers. {hits[0].says}")
    return text
