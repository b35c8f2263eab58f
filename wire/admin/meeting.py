"""Two texts that meet, as a page: what is agreed, what only an editor can decide, and the editor's answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from wire.actions import photo_words
from wire.actions.write import WORDS
from wire.admin.sent import words
from wire.markup import paragraphs_html
from wire.merging.blocks import Block, body_of
from wire.merging.difference import Row, Run, difference
from wire.merging.merge import Choice, Conflict, ConflictKind, drafted
from wire.merging.states import StateMerge
from wire.models import Article

ASKED = {
    ConflictKind.BOTH_CHANGED: "Both changed this passage",
    ConflictKind.CUT_HERE: "{ours} cut this, {theirs} changed it",
    ConflictKind.CUT_THERE: "{theirs} cut this, {ours} changed it",
    ConflictKind.BOTH_ADDED: "Both added something like this",
}


@dataclass(frozen=True)
class Sides:
    """What the page calls the two: "we" and "Meridian Press"; "you" and "paul". `label` stands on our button."""

    ours: str
    theirs: str
    label: str


@dataclass(frozen=True)
class Option:
    """One way to settle a conflict: what is sent, how the button says it, what the text would be."""

    value: str
    label: str
    body: str  # house HTML
    is_chosen: bool
    key: str
    runs: list[Run]  # what it changes of the text both came from, word by word


@dataclass(frozen=True)
class Question:
    """A passage or a field to decide. `name` is that of its form field."""

    name: str
    heading: str
    before: str  # house HTML that both came from
    options: list[Option]
    edited: str  # what the editor wrote instead, or may start from
    is_field: bool
    takes_text: bool  # whether the editor may write something else
    is_edited: bool
    is_undecided: bool  # after the page was sent without an answer


@dataclass(frozen=True)
class Line:
    """A paragraph of the merged text, against ours; `question` names the one that stands here."""

    row: Row
    question: str = ""


def questions(merged: StateMerge, sides: Sides, sent: Mapping[str, str] | None = None) -> list[Question]:
    """What is to be decided, fields first; with the answers that were `sent` already."""
    sent = sent or {}
    found = [_of_field(name, merged, sides, sent) for name in merged.disputed]
    return found + [_of_passage(each, sides, sent) for each in merged.body.conflicts]


def choices(merged: StateMerge, sent: Mapping[str, str]) -> dict[str, Choice | str]:
    """The editor's answers as settled_state() takes them; what was not answered is left out.

    A field that is no text takes none.
    """
    names = {f"field-{name}": name for name in merged.disputed}
    names |= {f"passage-{each.id}": each.id for each in merged.body.conflicts}
    out: dict[str, Choice | str] = {}
    for name, key in names.items():
        said = sent.get(name, "")
        if said == Choice.EDIT:
            if key not in merged.disputed or _takes_text(key):
                out[key] = _written(name, words(sent.get(f"{name}-text")))
        elif said in set(Choice):
            out[key] = Choice(said)
    return out


def _to_write_on(blocks: tuple[Block, ...]) -> str:
    """Plain paragraphs as text, an empty line between; what has links, lists or emphasis as HTML, so that they stay."""
    is_plain = all(block.html == f"<p>{escape(block.text, quote=False)}</p>" for block in blocks)
    return "\n\n".join(block.text for block in blocks) if is_plain else body_of(blocks)


def _written(name: str, text: str) -> str:
    """What the editor wrote: of a passage, as HTML."""
    if not name.startswith("passage-") or text.lstrip().startswith("<"):
        return text
    parts = re.split(r"\r?\n[ \t]*\r?\n", text)
    return paragraphs_html([" ".join(part.split()) for part in parts if part.strip()])


def lines(merged: StateMerge, ours: str) -> list[Line]:
    """The merged text beside `ours`, word by word, with a mark where something is undecided."""
    asked = {conflict.place: f"passage-{conflict.id}" for conflict in merged.body.conflicts}
    return [Line(row, asked.get(row.before or 0, "")) for row in difference(ours, drafted(merged.body))]


def _say(words: str, sides: Sides) -> str:
    return words.format(ours=sides.ours, theirs=sides.theirs)


def _of_passage(conflict: Conflict, sides: Sides, sent: Mapping[str, str]) -> Question:
    name = f"passage-{conflict.id}"
    said = sent.get(name, "")
    bodies = {
        Choice.OURS: body_of(conflict.ours),
        Choice.THEIRS: body_of(conflict.theirs),
        Choice.BOTH: body_of((*conflict.ours, *conflict.theirs)),
    }
    asked = _say(ASKED[conflict.kind], sides)
    return Question(
        name=name,
        heading=f"Paragraph {conflict.place}: {asked[0].lower()}{asked[1:]}",
        before=body_of(conflict.base),
        options=list(_options(bodies, conflict.base, sides, said)),
        edited=sent.get(f"{name}-text", _to_write_on(conflict.ours or conflict.theirs)),
        is_field=False,
        takes_text=True,
        is_edited=said == Choice.EDIT,
        is_undecided=bool(sent) and said not in set(Choice),
    )


def _options(bodies: Mapping[Choice, str], base: tuple[Block, ...], sides: Sides, said: str) -> Iterator[Option]:
    labels = {Choice.OURS: sides.label, Choice.THEIRS: sides.theirs, Choice.BOTH: "Both, one after the other"}
    for key, (choice, body) in zip("otb", bodies.items(), strict=True):
        if choice == Choice.BOTH and not (bodies[Choice.OURS] and bodies[Choice.THEIRS]):
            continue
        runs = [] if choice == Choice.BOTH else [run for row in difference(body_of(base), body) for run in row.runs]
        yield Option(choice, labels[choice], body, said == choice, key, runs)


def _of_field(name: str, merged: StateMerge, sides: Sides, sent: Mapping[str, str]) -> Question:
    field = merged.fields[name]
    said = sent.get(f"field-{name}", Choice.OURS)
    told = [
        (choice, label, shown_value(name, value), said == choice, choice[0], [])
        for choice, label, value in (
            (Choice.OURS, sides.label, field.ours),
            (Choice.THEIRS, sides.theirs, field.theirs),
        )
    ]
    return Question(
        name=f"field-{name}",
        heading=f"{field_label(name)}: both changed it",
        before=shown_value(name, field.base),
        options=[Option(*each) for each in told],
        edited=sent.get(f"field-{name}-text", shown_value(name, field.ours)),
        is_field=True,
        takes_text=_takes_text(name),
        is_edited=said == Choice.EDIT,
        is_undecided=False,
    )


def _takes_text(name: str) -> bool:
    return name in WORDS or photo_words.is_key(name)


def field_label(name: str) -> str:
    """What the article form calls a field of a state: "section_id" is “Section”."""
    if photo_words.is_key(name):
        return photo_words.label(name)
    field = Article._meta.get_field(name.removesuffix("_id"))
    return str(field.verbose_name).capitalize()


def shown_value(name: str, value: Any) -> str:
    """A field's value as an editor reads it."""
    if photo_words.is_key(name):
        return str(value)
    field = Article._meta.get_field(name.removesuffix("_id"))
    if field.is_relation and value:
        return str(field.related_model._default_manager.filter(pk=value).first() or "gone")
    if isinstance(value, bool):
        return "on" if value else "off"
    return "" if value is None else str(value)
