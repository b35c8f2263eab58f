from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.markup import house_html
from wire.merging.blocks import Block, blocks_of, body_of

EVERYTHING = """<p>One <em>two</em> <a href="https://x.example/?a=1&amp;b=2">three</a>.</p>
<h2>Four</h2>
<h3>Five</h3>
<ul><li>six</li><li>seven<ol><li>eight</li></ol></li></ul>
<table><caption>Nine</caption><tbody><tr><th>ten</th><td colspan="2">11</td></tr></tbody></table>
<blockquote><p>twelve</p><p>thirteen</p></blockquote>
<hr>
<pre>a
  b &amp;</pre>
<p>x<br>y</p>"""


def test_a_body_falls_into_its_blocks_and_is_put_together_again():
    assert body_of(blocks_of(EVERYTHING)) == EVERYTHING
    assert [(block.tag, block.text) for block in blocks_of(EVERYTHING)] == [
        ("p", "One two three."),
        ("h2", "Four"),
        ("h3", "Five"),
        ("ul", "six seven eight"),
        ("table", "Nine ten 11"),
        ("blockquote", "twelve thirteen"),
        ("hr", ""),
        ("pre", "a b &"),
        ("p", "x y"),
    ]


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("", []),
        (" \n ", []),
        ("bare words", ["<p>bare words</p>"]),
        ("<div>a<br><br>b</div>", ["<p>a</p>", "<p>b</p>"]),
        ("<p>a</p><script>x</script><hr/>", ["<p>a</p>", "<hr>"]),
        ("<p>1 &lt; 2</p>", ["<p>1 &lt; 2</p>"]),
    ],
)
def test_what_is_not_the_houses_markup_is_brought_to_it(written, html):
    assert [block.html for block in blocks_of(written)] == html


@pytest.mark.parametrize(
    ("html", "children"),
    [
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", ["<li>a</li>", "<li>b<ul><li>c</li></ul></li>"]),
        (
            "<table><caption>t</caption><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>",
            ["<caption>t</caption>", "<tr><td>1</td></tr>", "<tr><td>2</td></tr>"],
        ),
        ("<blockquote><p>a</p><p>b</p></blockquote>", ["<p>a</p>", "<p>b</p>"]),
        ("<pre>a\n\n b</pre>", ["a", "", " b"]),
        ("<p>a <em>b</em></p>", []),
        ("<hr>", []),
    ],
)
def test_a_list_a_table_a_quotation_and_preformatted_text_have_parts(html, children):
    (block,) = blocks_of(html)
    assert [child.html for child in block.children] == children
    if children:
        assert blocks_of(block.holding(block.children)) == (block,)


def test_a_cells_opening_tag_keeps_its_span():
    (table,) = blocks_of('<table><tr><td colspan="2">1</td></tr></table>')
    (cell,) = table.children[0].children
    assert (cell, cell.opening, cell.inner) == (Block('<td colspan="2">1</td>', "td", "1"), '<td colspan="2">', "1")


def test_only_blocks_of_nothing_but_words_are_flowing():
    page = blocks_of(
        "<p>a <em>b</em><br>c</p><h2>d</h2><ul><li>e</li><li>f<ul><li>g</li></ul></li></ul><hr><pre>h</pre>"
    )
    assert [block.is_flowing for block in page] == [True, True, False, False, False]
    assert [item.is_flowing for item in page[2].children] == [True, False]


@given(st.lists(st.sampled_from([*EVERYTHING.split("\n"), "words", "<p>a & b <i>c</i>", "\u00a0", "<pre>\n\nx</pre>"])))
def test_taking_a_body_apart_changes_nothing_in_it(parts):
    body = house_html("\n".join(parts))
    assert body_of(blocks_of(body)) == body
    assert all(house_html(block.html) == block.html for block in blocks_of(body))
