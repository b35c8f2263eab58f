"""Whatever text or bytes come, the parsers answer with items or with a sentence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as pace
from hypothesis import strategies as st

from wire.parsers.errors import WireError
from wire.parsers.item import Context
from wire.parsers.registry import load, parse

PARSERS = load(settings.WIRE_PARSERS)
CONTEXT = Context(source="Meridian Press", received_at=datetime(2031, 5, 6, 15, tzinfo=UTC))
# Pieces that the formats are made of, so that chance comes past the first line.
PIECES = [
    *(
        "<nitf><body>",
        "<p>",
        "</p>",
        "<hl1>",
        "<newsItem guid='x'>",
        "<NewsML>",
        "<rss><channel><item>",
        "<feed><entry>",
    ),
    *('{"uri": "a", "type": "text"', '"headline": ', '"body_html": "', "}", "\x16\x16\x01W0001\x1f", "\x02", "\x03"),
    *(
        "BC-US--Ferry,",
        "1st Ld-Writethru,",
        "By ",
        "HARBOR CITY (MP) — ",
        "Eds: ",
        "Subject: ",
        "Content-Type: ",
        "\n\n",
    ),
    *("(Begin optional trim)", "KILL", "HOLD FOR RELEASE until ", "2031-05-06T10:00:00Z", "PK\x03\x04", "&amp;", "]]>"),
]
copy = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)), max_size=25).map("".join)


@pytest.mark.parametrize("name", [parser.name for parser in PARSERS])
@given(text=copy)
@pace(max_examples=60, deadline=None)
def test_any_text_is_read_or_refused(name, text):
    refused_or_read(text.encode("utf-8", "surrogatepass"), name)


@given(data=st.binary(max_size=400))
@pace(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    refused_or_read(data, "")


def refused_or_read(data: bytes, name: str) -> None:
    try:
        read = parse(data, PARSERS, CONTEXT, only=name)
    except WireError as error:
        assert str(error)
    else:
        assert all(item.guid for item in read.items)
