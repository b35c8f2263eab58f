"""Form fields of the desk: rich text that keeps to the house's HTML, and the skin's clothes for the rest."""

from __future__ import annotations

from typing import Any

from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Link": {"enableTarget": False},
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Table": True,
    "TableRow": True,
    "TableCell": True,
    "TableHeader": True,
    "CodeBlock": True,
    "History": True,
}


def rich_text(label: str, **options: Any) -> ProseEditorFormField:
    """A rich-text field with just the elements that wire.markup keeps."""
    return ProseEditorFormField(
        label=label,
        config={"extensions": EXTENSIONS},
        preset="configurable",
        widget=AdminProseEditorWidget,
        **options,
    )
