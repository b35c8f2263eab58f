"""Why is this sentence live? The words of a story, back to delivery, save and publishing. Stores nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.dateparse import parse_datetime

from wire.actions.write import known_origins
from wire.merging.blocks import blocks_of
from wire.merging.origins import BlockOrigin, Origin, Run, block_origin, is_wire, runs_of
from wire.models import Article, ArticleRevision, WireVersion
from wire.vocabulary import DeskStatus

_SENTENCE = re.compile(r"\S.*?(?:[.!?…]['\"”’)\]]*(?=\s|\Z)|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """Words on end of one origin: a version as sent, or a person's. `version` None of a wire origin: it is gone."""

    words: str
    origin: Origin
    version: WireVersion | None = None
    who: str = ""  # "" for Wiredesk itself, or for what was there before origins were kept
    at: datetime | None = None

    @property
    def is_wire(self) -> bool:
        return is_wire(self.origin)


@dataclass(frozen=True)
class Step:
    """One revision that matters for some words."""

    number: int
    made_at: datetime
    who: str
    why: str


@dataclass
class Paragraph:
    """A block of an article's text, in short and in its pieces."""

    number: int
    text: str
    origin: BlockOrigin | None
    pieces: list[Piece]
    passages: list[Passage] = field(default_factory=list)

    @property
    def whose(self) -> str:
        """In a word, since colours do not speak to all."""
        return {"kept": "Wire", "altered": "Mixed", "new": "Ours"}[self.origin.kind] if self.origin else "No words"

    @property
    def main(self) -> Piece | None:
        """The piece with the origin of most of its words."""
        return next((piece for piece in self.pieces if self.origin and piece.origin == self.origin.main), None)

    @property
    def versions(self) -> list[WireVersion]:
        """The versions that words of it came with, each once."""
        return list({piece.version.pk: piece.version for piece in self.pieces if piece.version}.values())


@dataclass
class Passage:
    """Words whose way into the story was looked for; None where no revision tells."""

    words: str
    appeared: Step | None = None  # they first stood in the story
    returned: Step | None = None  # and came back, after they had been gone
    published: Step | None = None  # since then readers first saw them

    def note(self, step: Step, is_there: bool, is_out: bool, was_there: bool) -> None:
        """One revision more, in their order."""
        if is_there and self.appeared is None:
            self.appeared = step
        elif is_there and not was_there:
            self.returned, self.published = step, None
        if is_there and is_out and self.published is None:
            self.published = step


def paragraphs_of(article: Article) -> list[Paragraph]:
    """Each block of the article's text and where its words come from. Two queries, however long it is."""
    runs = runs_of(known_origins(article))
    versions, people = _versions(runs), _people(runs)
    found = []
    for number, (block, its) in enumerate(zip(blocks_of(article.body), runs, strict=True), start=1):
        words = block.text.split()
        pieces, start = [], 0
        for run in its:
            pieces.append(_piece(" ".join(words[start : start + run.words]), run.origin, versions, people))
            start += run.words
        found.append(Paragraph(number, block.text, block_origin(its), pieces))
    return found


def trace(article: Article, find: str = "") -> list[Paragraph]:
    """Each paragraph with the revisions by which it came into the story and before readers.

    With `find`, only the paragraphs that have these words, and of them the sentences that do. Three queries, and one
    look at each revision.
    """
    sought = " ".join(find.split()).casefold()
    found = [paragraph for paragraph in paragraphs_of(article) if sought in paragraph.text.casefold()]
    for paragraph in found:
        words = _sentences_with(sought, paragraph.text) if sought else [paragraph.text]
        paragraph.passages = [Passage(each) for each in words if each]
    _walk(article, [passage for paragraph in found for passage in paragraph.passages])
    return found


def _sentences_with(sought: str, text: str) -> list[str]:
    """The sentences of a paragraph that have the words; all of it where they reach over a sentence's end."""
    sentences = _SENTENCE.findall(text)
    return [each for each in sentences if sought in each.casefold()] or [text]


def _walk(article: Article, passages: Sequence[Passage]) -> None:
    names = ("number", "made_at", "made_by__username", "made_by__first_name", "made_by__last_name", "why")
    told = (*names, "state__body", "state__desk_status")
    revisions = ArticleRevision.objects.filter(article=article).order_by("number").values_list(*told)
    before, was_there = None, [False] * len(passages)
    for number, made_at, username, first, last, why, body, status in revisions.iterator():
        step = Step(number, made_at, f"{first or ''} {last or ''}".strip() or username or "", why)
        is_there = was_there
        if body != before:
            text = " ".join(block.text for block in blocks_of(body or ""))
            is_there = [passage.words in text for passage in passages]
        for passage, now, earlier in zip(passages, is_there, was_there, strict=True):
            passage.note(step, now, status == DeskStatus.PUBLISHED, earlier)
        before, was_there = body, is_there


def _piece(words: str, origin: Origin, versions: dict[int, WireVersion], people: dict[str, str]) -> Piece:
    if is_wire(origin):
        return Piece(words, origin, version=versions.get(origin["version"]))
    return Piece(words, origin, who=people.get(origin["by"], origin["by"]), at=parse_datetime(origin["at"]))


def _versions(blocks: Iterable[Sequence[Run]]) -> dict[int, WireVersion]:
    keys = {run.origin["version"] for runs in blocks for run in runs if is_wire(run.origin)}
    versions = WireVersion.objects.filter(pk__in=keys).select_related("story__source", "delivery")
    return {version.pk: version for version in versions.defer("delivery__body", "body_html", "extra", "media")}


def _people(blocks: Iterable[Sequence[Run]]) -> dict[str, str]:
    """Names as printed, by username."""
    keys = {run.origin["by"] for runs in blocks for run in runs if not is_wire(run.origin)}
    people: Any = get_user_model().objects.filter(username__in=keys)
    return {person.get_username(): person.get_full_name() or person.get_username() for person in people}
