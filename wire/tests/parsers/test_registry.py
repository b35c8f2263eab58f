"""The registry's door to deliveries inside a delivery: same parsers, counted, not too deep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from wire.parsers import registry
from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem, UnknownFormat
from wire.parsers.item import Context, ParsedItem


class Box(Parser):
    """A box holds what follows its first letter; "[[x" is a box in a box; "[*x" holds x a hundred thousand times."""

    name = "box"

    def recognizes(self, data: bytes) -> bool:
        return data.startswith(b"[")

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        assert context.inner
        copies = 100_000 if data[1:2] == b"*" else 1
        for _ in range(copies):
            yield from context.inner(data[1:].lstrip(b"*"), "lid").items


class Word(Parser):
    name = "word"

    def recognizes(self, data: bytes) -> bool:
        return data[:1].isalpha()

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        if data == b"bad":
            raise MalformedItem("word: it is bad.")
        yield ParsedItem(guid=data.decode(), source=context.source)


def parse(data: bytes) -> registry.Parsed:
    return registry.parse(data, (Box(), Word()), Context(source="Tide Press"))


def test_what_lies_inside_is_read_by_the_parser_that_knows_it() -> None:
    assert parse(b"[[[tern") == registry.Parsed("box", (ParsedItem(guid="tern", source="Tide Press"),))


def test_a_delivery_too_deep_is_refused() -> None:
    with pytest.raises(MalformedItem, match=r"“lid” lies 4 deep in its delivery; at most 3 are opened\.$"):
        parse(b"[[[[tern")


def test_too_many_inner_deliveries_are_refused() -> None:
    with pytest.raises(MalformedItem, match=r"^“lid”: too much lies in this delivery: at most 1000 parts are read\.$"):
        parse(b"[*tern")


def test_a_fault_inside_names_the_part() -> None:
    with pytest.raises(MalformedItem, match=r"^“lid”: “lid”: word: it is bad\.$"):
        parse(b"[[bad")


def test_an_unknown_format_inside_names_the_part() -> None:
    with pytest.raises(UnknownFormat, match=r"^“lid”: Not recognised as any of box, word\."):
        parse(b"[???")
