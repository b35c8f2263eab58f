"""What a NewsML 1.2 item asks of the desk: notes to editors, kinds of copy, what becomes of earlier revisions."""

from __future__ import annotations

import re

from wire.parsers._derived import merged, signals_named
from wire.parsers._newsml_12_names import each_near
from wire.parsers._newsml_12_parts import Story
from wire.parsers._newsml_words import genre_signals, whole
from wire.parsers._xml import attribute, text_of
from wire.vocabulary import Signal

# Parts of the names of news lines that are for editors: "AdvisoryLine", "EditorNote".
FOR_EDITORS = ("advisory", "editor", "ednote", "note")
NOTE_PROPERTIES = {"editorialinfo", "editorialnote", "ednote"}
_INSTRUCTIONS = {
    **dict.fromkeys(("delete", "replace", "update"), Signal.UPDATE),  # of earlier revisions, in favour of this one
    "rectify": Signal.CORRECTION,
}
# What agencies write to editors in their own languages; English is read for every format.
_NOTED = (
    (re.compile(r"\b(?:RECTIFI|CORRIG|KORRIG|BERICHTIG)[A-ZÉ]*"), Signal.CORRECTION),
    (re.compile(r"\b(?:ACTUALI[SZ]|AKTUALISIER)[A-ZÉ]*"), Signal.UPDATE),
)


def editors_notes(story: Story) -> list[str]:
    """Advisory lines, and Belga's editorial info; each once."""
    notes = []
    for each in each_near(story, "NewsLines/NewsLine"):
        kind = attribute(each, "NewsLineType", "FormalName").lower()
        if any(word in kind for word in FOR_EDITORS):
            notes += [text_of(text) for text in each.iterfind("NewsLineText")]
    for each in each_near(story, "*/Property"):
        if each.get("FormalName", "").lower() in NOTE_PROPERTIES:
            notes.append(each.get("Value", "").strip())
    return list(dict.fromkeys(filter(None, notes)))


def signals_of(story: Story) -> tuple[Signal, ...]:
    """Everything fields ask; that there was an earlier revision makes this one an update."""
    kinds = [attribute(story.item, "NewsManagement/NewsItemType", "FormalName")]
    kinds += [each.get("FormalName", "") for each in each_near(story, "DescriptiveMetadata/Genre")]
    told = (each.get("FormalName", "").lower() for each in story.item.iterfind("NewsManagement/Instruction"))
    earlier = attribute(story.item, "Identification/NewsIdentifier/RevisionId", "PreviousRevision")
    follows = (Signal.UPDATE,) if (whole(earlier) or 0) > 0 else ()
    ordered = (_INSTRUCTIONS[word] for word in told if word in _INSTRUCTIONS)
    noted = (signal for words, signal in _NOTED if words.search("\n".join(editors_notes(story))))
    return merged(genre_signals(kinds), signals_named(kinds), ordered, follows, noted)
