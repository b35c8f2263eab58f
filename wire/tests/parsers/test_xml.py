"""XML from strangers: what is believed, and what is never done."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from wire.parsers._xml import decode_xml, parse_xml, root_tag, text_of
from wire.parsers.errors import MalformedItem

WORDS = "Färja – “kaj”"


@pytest.mark.parametrize(
    "data",
    [
        f"<a>{WORDS}</a>".encode(),
        f"\ufeff<a>{WORDS}</a>".encode(),
        f'<?xml version="1.0" encoding="ISO-8859-1"?><a>{WORDS}</a>'.encode(),
        f'<?xml version="1.0" encoding="ISO-8859-1"?><a>{WORDS}</a>'.encode("cp1252"),
        f'<?xml version="1.0" encoding="utf-8"?><a>{WORDS}</a>'.encode("cp1252"),
        f"<a>{WORDS}</a>".encode("cp1252"),
        f'<?xml version="1.0" encoding="UTF-16"?><a>{WORDS}</a>'.encode("utf-16"),
        f"<a>{WORDS}</a>".encode("utf-16-le"),
        f"<a>{WORDS}</a>".encode("utf-16-be"),
    ],
    ids=range(9),
)
def test_the_bytes_are_believed_before_their_declaration(data: bytes) -> None:
    assert text_of(parse_xml(data, "test")) == WORDS


def test_a_declared_charset_is_used_for_bytes_that_are_no_utf_8() -> None:
    data = '<?xml version="1.0" encoding="windows-1251"?><a>Паром</a>'.encode("cp1251")
    assert text_of(parse_xml(data, "test")) == "Паром"


@pytest.mark.parametrize("charset", ["zip", "rot13", "utf-7", "punycode", "cp99999", "idna"])
def test_a_charset_that_is_none_is_not_used(charset: str) -> None:
    data = f'<?xml version="1.0" encoding="{charset}"?><a>\xe4</a>'.encode("latin-1")
    assert decode_xml(data).endswith("<a>ä</a>")


@pytest.mark.parametrize(
    ("data", "tag"),
    [
        (b"<nitf>", "nitf"),
        (b"<nitf", "nitf"),
        (b'<x:nitf xmlns:x="y">', "nitf"),
        (b"\xef\xbb\xbf\n <?xml version='1.0'?>\n<!-- <html> --> <?style x?>\n<nitf/>", "nitf"),
        (b'<!DOCTYPE nitf SYSTEM "nitf>3.dtd"><nitf/>', "nitf"),
        (b"<!DOCTYPE a [ <!ENTITY b '>'> <!-- it's --> ]><nitf/>", "nitf"),
        (b"<!DOCTYPE a [ <!ENTITY b '>", ""),
        (b"plain <nitf>", ""),
        (b"", ""),
    ],
)
def test_the_root_is_seen_without_parsing(data: bytes, tag: str) -> None:
    assert root_tag(data) == tag


def test_a_prolog_made_to_be_slow_is_not() -> None:
    began = time.perf_counter()
    for piece in (b"<!--", b"<!DOCTYPE a [", b"<!DOCTYPE a '", b"<!DOCTYPE a [<!--'-->", b"<?x ?>", b" "):
        root_tag(piece * 5000)
    assert time.perf_counter() - began < 1


def test_blank_space_without_end_is_not_slow() -> None:
    began = time.perf_counter()
    parse_xml(b"<a>" + b" \n" * 50_000 + b"</a>", "test")
    assert time.perf_counter() - began < 1


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    data = f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]>\n<a>&s;</a>'.encode()
    with pytest.raises(MalformedItem) as refused:
        parse_xml(data, "test")
    assert str(refused.value) == "test: the XML is broken off or damaged (line 2): Entity 's' not defined"


def test_entities_of_html_work_without_the_dtd() -> None:
    assert text_of(parse_xml(b"<a>caf&eacute; &mdash; R&amp;D &lt; &LT;</a>", "test")) == "café — R&D < <"


def test_namespaces_make_no_difference() -> None:
    root = parse_xml(
        b'<n:a xmlns:n="http://one.example/"><b xmlns="http://two.example/" xml:lang="en">1</b></n:a>', "t"
    )
    assert (root.tag, text_of(root, "b")) == ("a", "1")


def test_characters_that_xml_forbids_are_dropped() -> None:
    assert text_of(parse_xml(b"<a>one\x1f\x00two\x13</a>", "test")) == "onetwo"


def test_depth_without_end_is_refused() -> None:
    with pytest.raises(MalformedItem, match=r"^test: the XML is broken off or damaged \(line 1\): "):
        parse_xml(b"<a>" * 100_000, "test")
