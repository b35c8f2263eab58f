"""Which parsers there are, and the one function that reads bytes with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem, UnknownFormat
from wire.parsers.item import Context, ParsedItem


@dataclass(frozen=True)
class Parsed:
    """What was read, and by which format's parser."""

    format: str
    items: tuple[ParsedItem, ...]


def load(paths: Iterable[str]) -> tuple[Parser, ...]:
    """The parsers named by dotted paths, in their order (settings.WIRE_PARSERS)."""
    return tuple(_load_one(path) for path in paths)


def _load_one(path: str) -> Parser:
    module, _, name = path.rpartition(".")
    parser = getattr(import_module(module), name)()
    if not isinstance(parser, Parser):
        raise TypeError(f"{path} is not a wire.parsers.base.Parser; name a subclass in WIRE_PARSERS.")
    return parser


def recognize(data: bytes, parsers: Sequence[Parser], only: str = "") -> Parser:
    """The first parser that knows these bytes; with `only`, that format alone is asked.

    Raises UnknownFormat.
    """
    if not data.strip():
        raise UnknownFormat("The delivery is empty: there is nothing to read in it.")
    asked = [parser for parser in parsers if not only or parser.name == only]
    if not asked:
        known = ", ".join(parser.name for parser in parsers)
        raise UnknownFormat(f"No parser is called “{only}”. Formats: {known}.")
    for parser in asked:
        if parser.recognizes(data):
            return parser
    raise UnknownFormat(_unknown(data, asked))


def parse(data: bytes, parsers: Sequence[Parser], context: Context, only: str = "") -> Parsed:
    """Read bytes into items, all or nothing. Raises UnknownFormat or MalformedItem."""
    parser = recognize(data, parsers, only)
    items = tuple(parser.items(data, context))
    if not items:
        raise MalformedItem(f"{parser.name}: there is no story in this delivery.")
    return Parsed(parser.name, items)


def _unknown(data: bytes, asked: Sequence[Parser]) -> str:
    names = ", ".join(parser.name for parser in asked)
    start = data[:40].decode("ascii", "backslashreplace").replace("\x00", "\\x00")
    begins = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in start)
    return f"Not recognised as any of {names}. The delivery begins “{begins}”."
