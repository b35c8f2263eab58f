"""Whole states of an article meeting: its text, its fields, its tags, photos and rail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wire.merging.fields import FieldMerge, merge_field, merge_list
from wire.merging.merge import Choice, Merged, merge, settled

State = Mapping[str, Any]
Row = Mapping[str, Any]
Key = tuple[Any, ...]

ROWS: dict[str, Callable[[Row], Key]] = {
    "placements": lambda row: (row["photo_id"],),
    "teasers": lambda row: (row.get("linked_article_id"), row.get("url"), row.get("headline")),
}
_APART = {"body", "tags", "origins", "corrections", *ROWS}


@dataclass(frozen=True)
class StateMerge:
    """What became of each part. `lists` holds tags, placements and teasers, merged without asking."""

    body: Merged
    fields: Mapping[str, FieldMerge]
    lists: Mapping[str, list[Any]]

    @property
    def disputed(self) -> dict[str, FieldMerge]:
        """The fields that both sides changed, differently: ours stands unless the editor says otherwise."""
        return {name: field for name, field in self.fields.items() if field.outcome == "both"}

    @property
    def needs_decisions(self) -> bool:
        return bool(self.body.conflicts)


def merge_states(base: State, theirs: State, ours: State) -> StateMerge:
    """`theirs` and `ours` both came of `base`; each is a state as ArticleRevision keeps it, or part of one."""
    named = [name for name in ours if name not in _APART and name in theirs]
    return StateMerge(
        body=merge(base["body"], theirs["body"], ours["body"]),
        fields={name: _field(base.get(name, theirs[name]), theirs[name], ours[name]) for name in named},
        lists=_lists(base, theirs, ours),
    )


def settled_state(merged: StateMerge, choices: Mapping[str, Choice | str]) -> dict[str, Any]:
    """The state after the editor's `choices`: by id of a conflict, or by the name of a disputed field.

    A choice that is a string is the editor's own text. Raises Unsettled for a conflict that nobody decided.
    """
    passages = {conflict.id for conflict in merged.body.conflicts}
    answers = {name: choices.get(name) for name in merged.disputed}
    words = {name: _chosen(field, answers.get(name)) for name, field in merged.fields.items()}
    body = settled(merged.body, {key: choice for key, choice in choices.items() if key in passages})
    return {"body": body, **words, **merged.lists}


def _chosen(field: FieldMerge, choice: Choice | str | None) -> Any:
    if choice is None or choice == Choice.OURS:
        return field.value
    return field.theirs if choice == Choice.THEIRS else str(choice)


def _field(base: Any, theirs: Any, ours: Any) -> FieldMerge:
    """A field of words as merge_field() has it; a number, a moment or a mark by whether it is the same."""
    if isinstance(theirs, str) and isinstance(ours, str) and isinstance(base, str):
        return merge_field(base, theirs, ours)
    if theirs in (base, ours):
        return FieldMerge(ours, "same" if ours == theirs else "ours", base, theirs, ours)
    return FieldMerge(theirs if ours == base else ours, "theirs" if ours == base else "both", base, theirs, ours)


def _lists(base: State, theirs: State, ours: State) -> dict[str, list[Any]]:
    out: dict[str, list[Any]] = {}
    if "tags" in ours:
        out["tags"] = sorted(merge_list(*(list(state.get("tags", ())) for state in (base, theirs, ours))))
    for name, key in ROWS.items():
        if name in ours:
            out[name] = _rows(key, *(list(state.get(name, ())) for state in (base, theirs, ours)))
    return out


def _rows(key: Callable[[Row], Key], base: Sequence[Row], theirs: Sequence[Row], ours: Sequence[Row]) -> list[Row]:
    """Rows merged by key; of a row that both have, each column by itself, ours winning."""
    of = [{key(row): row for row in rows} for rows in (base, theirs, ours)]
    order = merge_list(*(list(each) for each in of))
    return [_row(*(rows.get(each) for rows in of)) | {"order": place} for place, each in enumerate(order, start=1)]


def _row(base: Row | None, theirs: Row | None, ours: Row | None) -> dict[str, Any]:
    if ours is None or theirs is None:
        return dict(ours or theirs or base or {})
    start = base or {}
    return {name: _field(start.get(name, value), theirs.get(name, value), value).value for name, value in ours.items()}
