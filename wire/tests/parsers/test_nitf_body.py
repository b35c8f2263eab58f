"""The short ways through a body end where the long ones do."""

from __future__ import annotations

from html import escape

from hypothesis import example, given
from hypothesis import strategies as st

from wire.markup import house_html
from wire.parsers._body import Copy, copy_of, read_copy, words_of
from wire.parsers._nitf_body import body_markup, plain_blocks
from wire.parsers._xml import Indexed, parse_xml

_WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "a",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\n \t\n",
            "\r",
            "\x7f",
            "\x80",
            "\x85",
            "\xa0",
            "\u2028",
            "\u200b",
            "&",
            "<b>",
            ">",
        ]
    ),
    st.sampled_from(
        ["&nbsp;", "&amp;", "&#133;", "\ufffe", "OSLO (AP) — Yes it is.", "___", "###", "(MORE)", "“No,” he"]
    ),
    st.sampled_from(["Mia Tan contributed to this report.", "Mia Tan reported from Oslo.", "—", "É"]),
)
_TEXT = st.lists(_WORDS, max_size=4).map(lambda words: escape("".join(words)))
_PARAGRAPH = st.builds(
    "<p{}>{}</p>{}".format, st.sampled_from(["", ' id="a&gt;b"']), _TEXT, st.sampled_from(["", "\n", "\n\n"])
)
_OTHER = st.sampled_from(
    [
        "words",
        "<hl2>Pier</hl2>",
        "<p>a<em>b</em></p>",
        "<p/>",
        "<hr/>",
        "<media/>",
        "<p>a<br/>b</p>",
        "<!-- c -->",
        "<block/>",
    ]
)
_BLOCKS = st.recursive(
    st.one_of(_PARAGRAPH, _PARAGRAPH, _PARAGRAPH, _OTHER),
    lambda inner: st.lists(inner, max_size=3).map(lambda some: f"<block>{''.join(some)}</block>"),
    max_leaves=6,
)
_BODIES = st.lists(_BLOCKS, max_size=5).map("".join)


@given(_BODIES)
@example("<p>a</p>\n\n<p>b&#133;c</p>")
@example("<p>OSLO (AP) — Yes it is so.</p><p>a &lt; b &amp;nbsp; c</p><p>Mia Tan contributed to this report.</p>")
def test_paragraphs_of_bare_text_need_not_be_written_as_html(inner: str) -> None:
    data = f"<body.content>{inner}</body.content>".encode("utf-8", "replace")
    plain = plain_blocks(parse_xml(data, "test"))
    if plain is not None:
        slow = body_markup(parse_xml(data, "test"))
        assert copy_of(plain) == read_copy(slow)


@given(st.lists(st.one_of(_TEXT, _BODIES), max_size=5))
def test_words_are_counted_as_they_are_split(some: list[str]) -> None:
    copy: Copy = read_copy("".join(f"<p>{each}</p>" for each in some))
    assert copy.word_count == (len(words_of(copy.body_html).split()) or None)
    assert house_html(copy.body_html) == copy.body_html


def test_what_was_found_once_is_found_as_lxml_finds_it() -> None:
    root = parse_xml(b"<r><a><b x='1'/><c/><b x='2'><d/></b></a><a><b x='3'/></a></r>", "test")
    story = Indexed(root)
    for path in ("a", "a/b", "a/c", "a/b/d", "a/none", "none/b", ".", ".//b", "a/*", "a/b[@x]", "a/b"):
        assert list(story.iterfind(path)) == list(root.iterfind(path))
        assert story.find(path) is root.find(path)
