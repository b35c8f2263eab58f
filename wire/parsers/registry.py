"""Which parsers there are, and the one function that reads bytes with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module

from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem, UnknownFormat
from wire.parsers.item import Context, Parsed

__all__ = ["Parsed", "load", "parse", "recognize"]

# Bounds on deliveries inside one delivery: a picture in a mail in an archive is three deep, and enough.
_DEEPEST = 3
_MOST = 1000
_MOST_BYTES = 256 * 1024 * 1024


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
    asked = [parser for parser in parsers if parser.name == only] if only else parsers
    if not asked:
        known = ", ".join(parser.name for parser in parsers)
        raise UnknownFormat(f"No parser is called “{only}”. Formats: {known}.")
    for parser in asked:
        if parser.recognizes(data):
            return parser
    raise UnknownFormat(_unknown(data, asked))


def parse(data: bytes, parsers: Sequence[Parser], context: Context, only: str = "") -> Parsed:
    """Read bytes into items, all or nothing. Raises UnknownFormat or MalformedItem."""
    return _read(data, recognize(data, parsers, only), _Inside(parsers, context).at_depth(1))


def _read(data: bytes, parser: Parser, context: Context) -> Parsed:
    if len(data) > parser.largest:
        size, most = (number / 1024 / 1024 for number in (len(data), parser.largest))
        raise MalformedItem(f"{parser.name}: {size:.1f} MB are more than copy has; at most {most:.0f} MB are read.")
    items = tuple(item.with_witnesses() for item in parser.items(data, context))
    if not items:
        raise MalformedItem(f"{parser.name}: there is no story in this delivery.")
    return Parsed(parser.name, items)


class _Inside:
    """Reads what lies inside one delivery, at any depth, and counts it over all of them."""

    def __init__(self, parsers: Sequence[Parser], context: Context) -> None:
        self.parsers = parsers
        self.context = context
        self.opened = 0
        self.opened_bytes = 0

    def at_depth(self, depth: int) -> Context:
        return replace(self.context, inner=partial(self.read, depth))

    def read(self, depth: int, data: bytes, name: str) -> Parsed:
        """Read nested bytes; a WireError's message begins with their name."""
        self.opened += 1
        self.opened_bytes += len(data)
        if self.opened > _MOST or self.opened_bytes > _MOST_BYTES:
            raise MalformedItem(f"“{name}”: too much lies in this delivery: at most {_MOST} parts are read.")
        if depth > _DEEPEST:
            raise MalformedItem(f"“{name}” lies {depth} deep in its delivery; at most {_DEEPEST} are opened.")
        try:
            return _read(data, recognize(data, self.parsers), self.at_depth(depth + 1))
        except UnknownFormat as error:
            raise UnknownFormat(f"“{name}”: {error}") from error
        except MalformedItem as error:
            raise MalformedItem(f"“{name}”: {error}") from error


def _unknown(data: bytes, asked: Sequence[Parser]) -> str:
    names = ", ".join(parser.name for parser in asked)
    start = data[:40].decode("ascii", "backslashreplace").replace("\x00", "\\x00")
    begins = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in start)
    return f"Not recognised as any of {names}. The delivery begins “{begins}”."
