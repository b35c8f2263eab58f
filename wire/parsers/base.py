"""What every parser is: it recognises its bytes by content, and turns them into items."""

from __future__ import annotations

from collections.abc import Iterator

from wire.parsers.item import Context, ParsedItem


class Parser:
    """One format. No state on the instance: a story is passed along to each field's method."""

    name = ""
    largest = 10 * 1024 * 1024  # bytes; what is larger is no copy, and its tree would fill the memory

    def recognizes(self, data: bytes) -> bool:
        """Whether these bytes are of this format, by content (root element, keys, control bytes)."""
        raise NotImplementedError(f"{type(self).__name__} must say which bytes it recognizes().")

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        """The items in these bytes, in their order. Raises MalformedItem."""
        raise NotImplementedError(f"{type(self).__name__} must yield its items().")
