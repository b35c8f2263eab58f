"""XML from strangers: what is believed, and what is never done."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from wire.parsers._xml import Indexed, Node, attribute, decode_xml, indexed, once, parse_xml, root_tag, text_of
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


PIECES = st.lists(
    st.sampled_from(
        ["<b>", "</b>", "<c d='&amp;'/>", '<x:e xmlns:x="urn:x"/>', '<f xmlns="http://g.example/"/>', "Pier"]
    )
    | st.sampled_from(["&amp;", "&nbsp;", "&#8217;", "&#0;", "&x;", "<!-- <h> -->", "<?i j?>", "<![CDATA[&nbsp;<k>]]>"])
    | st.sampled_from(["é", "\x00", "\x7f", "\ufffe", "\r\n", "\t", "]]>", '<l m="n>o"/>', " "]),
    max_size=6,
).map("".join)
STARTS = st.sampled_from(
    ["", '<?xml version="1.0" encoding="utf-8"?>\n', '<?xml version="1.0" encoding="ISO-8859-1"?>', "\n", "<!-- p -->"]
)
ROOTS = st.sampled_from(
    ["<a>", '<a xmlns="http://q.example/r">', "<a s='t' xmlns='urn:u:v' w='x'>", '<y:a xmlns:y="urn:y" xmlns="urn:z">']
)


def read(data: bytes, *, namespaces: bool) -> str:
    try:
        return str(etree.tostring(parse_xml(data, "test", namespaces=namespaces), encoding="unicode"))
    except MalformedItem as refused:
        return str(refused)


@given(STARTS, ROOTS, PIECES, st.booleans())
@example("", "<a>", "<![CDATA[&nbsp;]]>", False)
@example("", '<a xmlns="http://q.example/r">', '<f xmlns="http://g.example/"/>', False)
def test_what_needs_no_mending_is_read_as_if_it_were_mended(start: str, root: str, inner: str, spaces: bool) -> None:
    closing = "</y:a>" if root.startswith("<y:") else "</a>"
    as_sent = f"{start}{root}{inner}{closing}"
    with_doctype = f"{start}<!DOCTYPE a>{root}{inner}{closing}"  # which is always mended
    assert read(as_sent.encode(), namespaces=spaces) == read(with_doctype.encode(), namespaces=spaces)


def test_an_element_is_asked_for_paths_as_it_stood() -> None:
    root = parse_xml(
        b"<a><b><c d='1'/><c d='2'/></b><b><c d='3'/></b><body.content><p>x</p></body.content></a>", "test"
    )
    story = indexed(root)
    assert isinstance(story, Indexed)
    assert [each.get("d") for each in story.iterfind("b/c")] == ["1", "2", "3"]
    assert attribute(story, "b/c", "d") == "1"
    assert story.values_at("b/c", "d", "d") == {"1": "1", "2": "2", "3": "3"}
    assert story.find("b/e") is None
    assert text_of(story, "body.content/p") == "x"
    assert [each.get("d") for each in story.iterfind("b/c[@d='2']")] == ["2"]
    assert [str(each.tag) for each in story] == ["b", "b", "body.content"]
    assert len(story) == 3
    root.remove(root[0])
    assert [each.get("d") for each in story.iterfind("b/c")] == ["1", "2", "3"]


def test_an_indexed_element_is_read_once() -> None:
    asked: list[str] = []

    @once
    def words(node: Node, path: str) -> str:
        asked.append(path)
        return text_of(node, path)

    root = parse_xml(b"<a><b>One</b><c>Two</c></a>", "test")
    story = indexed(root)
    assert [words(story, "b"), words(story, "b"), words(story, "c"), words(root, "b"), words(root, "b")] == [
        *("One", "One", "Two", "One", "One")
    ]
    assert asked == ["b", "c", "b", "b"]


def test_names_without_end_are_not_put_together_to_longer_ones() -> None:
    names = ["a" * 1000, *("b" * 1000 for _ in range(200))]
    story = indexed(
        parse_xml(("".join(f"<{n}>" for n in names) + "".join(f"</{n}>" for n in names[::-1])).encode(), "t")
    )
    assert isinstance(story, Indexed)
    assert sum(len(path) for path in story._at) <= 200 * 200
    assert story.find("/".join(names[1:3])) is not None


def test_prefixes_that_are_never_declared_are_no_reason_to_refuse() -> None:
    data = b'<?xml version="1.0"?>\n<a><b xsi:schemaLocation="x"/><x:c m:d="1">Rain</x:c></a>'
    root = parse_xml(data, "test")
    assert [each.tag for each in root] == ["b", "c"]
    assert text_of(root) == "Rain"


def test_more_undeclared_prefixes_than_any_sender_uses_are_refused() -> None:
    data = "".join(f"<p{i}:b/>" for i in range(20))
    with pytest.raises(MalformedItem, match="prefixes that it does not declare"):
        parse_xml(f"<a>{data}</a>".encode(), "test")


@pytest.mark.parametrize("charset", ["Shift_JIS", "Shift-JIS", "SJIS", "EUC-JP"])
def test_a_japanese_charset_is_believed_when_the_bytes_are_no_utf_8(charset: str) -> None:
    data = f'<?xml version="1.0" encoding="{charset}"?><a>雨の港</a>'.encode(charset)
    assert text_of(parse_xml(data, "test")) == "雨の港"
