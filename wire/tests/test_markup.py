from __future__ import annotations

import re
from html import escape

import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wire.markup import ATTRIBUTES, TAGS, blocks, house_html, paragraphs_html, plain_text, shown_html, word_count

TABLE = [
    # nothing
    ("", ""),
    (" \n\t ", ""),
    ("<!-- nothing -->", ""),
    ("<p>&nbsp;</p><p> </p><p><b></b></p><p><br></p>", ""),
    # text
    ("Ferry", "<p>Ferry</p>"),
    ("AT&T <3", "<p>AT&amp;T &lt;3</p>"),
    ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
    ("<p>a\x00\x0bb\ud800</p>", "<p>ab</p>"),
    ("<p> two \n  lines </p>", "<p>two lines</p>"),
    ("<p>{{ x }} {% y %}</p>", "<p>{{ x }} {% y %}</p>"),
    # paragraphs
    ("<p>a</p>b", "<p>a</p>\n<p>b</p>"),
    ("<div>a<p>b</p>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
    ("a<br>b", "<p>a<br>b</p>"),
    ("a<br><br>b", "<p>a</p>\n<p>b</p>"),
    ("<p><br>a<br></p>", "<p>a</p>"),
    ("<section><article>a</article></section>", "<p>a</p>"),
    ("<h1>a</h1><h2>b</h2><h3>c</h3><h6>d</h6>", "<h2>a</h2>\n<h2>b</h2>\n<h3>c</h3>\n<h3>d</h3>"),
    ("<dl><dt>a<dd>b</dl>", "<p>a</p>\n<p>b</p>"),
    ("a<hr>b", "<p>a</p>\n<hr>\n<p>b</p>"),
    ("<p>a</p></body></html><p>b</p>", "<p>a</p>\n<p>b</p>"),
    ("<html><head><title>t</title></head><body class=x><p>a</p></body></html>", "<p>a</p>"),
    # emphasis and links
    (
        "<b>a</b> <i>b</i> <strong>c</strong> <em>d</em>",
        "<p><strong>a</strong> <em>b</em> <strong>c</strong> <em>d</em></p>",
    ),
    ("<b>a<p>b</p></b>", "<p><strong>a</strong></p>\n<p>b</p>"),
    ("H<sub>2</sub>O, m<sup>2</sup>", "<p>H<sub>2</sub>O, m<sup>2</sup></p>"),
    ("<u>a</u><span style='x'>b</span><font>c</font>", "<p>abc</p>"),
    ("<a href='https://x.example/?a=1&b=2' onclick=x>a</a>", '<p><a href="https://x.example/?a=1&amp;b=2">a</a></p>'),
    ("<a href='mailto:a@x.example'>a</a>", '<p><a href="mailto:a@x.example">a</a></p>'),
    ("<a href='/sports/'>a</a> <a href='#b'>b</a>", '<p><a href="/sports/">a</a> <a href="#b">b</a></p>'),
    ("<a href='javascript:alert(1)'>a</a>", "<p>a</p>"),
    ("<a href='JaVa\tScript:alert(1)'>a</a>", "<p>a</p>"),
    ("<a href='data:text/html,x'>a</a>", "<p>a</p>"),
    ("<a href='//x.example'>a</a>", "<p>a</p>"),
    (r"<a href='/\x.example'>a</a>", "<p>a</p>"),
    ("<a name=x>a</a><a>b</a>", "<p>ab</p>"),
    # lists, tables, quotations
    ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<ol><li><p>a</p></li><li></li></ol>", "<ol><li>a</li></ol>"),
    ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<ul><li>a</li><script>alert(1)</script></ul>", "<ul><li>a</li></ul>"),
    ("<blockquote>a<br><br>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
    ("<pre>a\n  b <b>c</b></pre>", "<pre>a\n  b c</pre>"),
    (
        "<table border=1><caption>T</caption><tr><th colspan=2 id=x></th></tr><tr><td>1<td rowspan=x>2</table>",
        '<table><caption>T</caption><tbody><tr><th colspan="2"></th></tr><tr><td>1</td><td>2</td></tr></tbody></table>',
    ),
    (
        "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>",
        "<table><tbody><tr><td>a<table><tbody><tr><td>b</td></tr></tbody></table></td></tr></tbody></table>",
    ),
    ("<td>a</td>", "<p>a</p>"),
    # what goes
    ("<script>alert(1)</script>", ""),
    ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
    ("<style>p{}</style><iframe src=x>y</iframe><svg onload=x>z</svg><p>a", "<p>a</p>"),
    ("<p onclick=x style=y class=z id=w>a</p>", "<p>a</p>"),
    ("<form><input value=x><button>b</button>a</form>", "<p>a</p>"),
    ("<figure><img src=x onerror=y><figcaption>c</figcaption></figure><p>a</p>", "<p>a</p>"),
    (
        "<figure><table><tr><td>a</td></tr></table><figcaption>Source: b</figcaption></figure>",
        "<table><tbody><tr><td>a</td></tr></tbody></table>\n<p>Source: b</p>",
    ),
    ("<xmp><script>alert(1)</script></xmp>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
]


@pytest.mark.parametrize(("given_html", "kept"), TABLE)
def test_html_is_reduced_to_the_houses_set(given_html, kept):
    assert house_html(given_html) == kept
    assert house_html(kept) == kept
    assert shown_html(kept) == kept


@pytest.mark.parametrize(
    "tag", ["div", "span", "b", "blockquote", "ul><li", "table><tr><td", "ol><li><blockquote", "p", "font"]
)
@pytest.mark.parametrize("depth", [13, 60, 240, 5000])
def test_no_depth_of_nesting_breaks_it(tag, depth):
    kept = house_html(f"<{tag}>" * depth + "deep")

    assert house_html(kept) == kept
    assert depth > 60 or "deep" in kept


OUR_LINKS = r"(https?://|mailto:|/(?![/\\])|#)"
NO_OTHER_SCHEME = r"(https?:|mailto:|[^:]*([/?#]|$))"


def check_harmless(html, links=OUR_LINKS):
    """Nothing but the house's elements and attributes, and links that go where links may go."""
    html = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", html)  # what lxml takes for no text
    if not html:
        return
    for node in lxml.html.fragment_fromstring(html, create_parent="div").iterdescendants():
        assert node.tag in TAGS
        assert set(node.attrib) <= ATTRIBUTES.get(node.tag, set())
        assert re.match(links, node.get("href", "#"), re.IGNORECASE)


PIECES = st.sampled_from(
    [
        *(
            f"<{tag}>"
            for tag in (*sorted(TAGS), "div", "b", "i", "h1", "h5", "span", "section", "dl", "dt", "dd", "figure")
        ),
        *(f"</{tag}>" for tag in (*sorted(TAGS), "div", "b", "i", "h1", "h5", "span", "section", "dl", "body", "html")),
        *("<script>", "</script>", "<style>", "</style>", "<svg onload=alert(1)>", "</svg>", "<math>", "<template>"),
        *("<img src=x onerror=alert(1)>", "<iframe src=javascript:alert(1)>", "<textarea>", "<noscript>", "<xmp>"),
        *("<a href='https://lorn.example/'>", "<a href='javascript:alert(1)'>", "<a href=' JAVASCRIPT:x'>"),
        *("<a href='&#106;avascript:x'>", "<a href='/\\lorn.example'>", "<a href='#x' onclick=x>", "<td colspan=2>"),
        *(
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?x",
            "<!doctype html>",
            "<head>",
            "<body onload=x>",
            "<frameset>",
            "<plaintext>",
        ),
        *("&amp;", "&lt;script&gt;", "&nbsp;", "&#0;", "&", "<", ">", '"', "'", " ", "\n", "\x00", "word", "alert(1)"),
    ]
)
MARKUP = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)
NESTED = st.recursive(
    st.sampled_from(["word", " ", "<br>", "<br><br>", "<hr>", "&amp;", "<a href='https://lorn.example/'>link</a>"]),
    lambda inner: st.builds(
        lambda tag, content: f"<{tag}>{''.join(content)}</{tag}>",
        st.sampled_from([*sorted(TAGS - {"br", "hr"}), "div", "b", "span", "script", "h1"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(MARKUP | NESTED)
@example("<table><tr><td>a<table><tr><td>b")
@example("<b><p>a<i>b</p>c</i></b>")
def test_whatever_comes_is_made_harmless_and_twice_is_once(markup):
    once = house_html(markup)

    assert house_html(once) == once
    assert shown_html(once) == once
    check_harmless(once)


@given(MARKUP | st.text())
def test_whatever_is_shown_is_harmless(markup):
    check_harmless(shown_html(markup), NO_OTHER_SCHEME)


ADDRESSES = st.sampled_from(
    [
        *("https://lorn.example/pier?a=1&amp;b=2#c", "http://lorn.example", "/pier", "#pier", "mailto:a@lorn.example"),
        *("https://xn--lorn.example/", "https://1.2.3.999/", "https://lorn.example/it's", "https://lorn .example/"),
        *("javascript:alert(1)", "https://lorn.example/&quot;x", "https://lorn.example/é", "//lorn.example", ""),
    ]
)
FLAT_WORDS = st.lists(
    st.sampled_from(["Pier", " ", "  ", "\n", ".", "“No”", "'", '"', "é", "\xad", "\u2003", "\u200b"])
    | st.sampled_from(["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#8217;", "&#8232;", "&#8203;", "&copy;", ">"])
    | st.text(max_size=3).map(lambda text: escape(text, quote=False)),
    max_size=4,
).map("".join)
FLAT_INLINE = st.one_of(
    FLAT_WORDS,
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["em", "strong", "b", "i", "sub", "sup", "span"]), FLAT_WORDS),
    st.builds('<a{0} href="{1}"{2}>{3}</a>'.format, st.just("") | st.just(' class="x"'), ADDRESSES,
              st.just("") | st.just(' target="_blank" rel="x y"'), FLAT_WORDS),
)  # fmt: skip
FLAT_LINES = st.lists(FLAT_INLINE, max_size=4).map("".join)
BETWEEN = st.sampled_from(["", "\n", "  ", "<div>", "</div>", "<section>", "</section>", "<html><body>", "</body>"])
FLAT = st.lists(
    st.builds("<{0}{1}>{2}</{0}>{3}".format, st.sampled_from(["p", "p", "h1", "h2", "h4"]),
              st.sampled_from(["", ' id="x"']), FLAT_LINES, BETWEEN),
    max_size=4,
).map("".join)  # fmt: skip


@given(FLAT)
@example('<p>a <b>b</b> <a class="x" href="https://lorn.example/?a=1&amp;b=2" rel="y">c&quot;</a></p>\n<h1>d</h1>')
def test_flat_copy_needs_no_tree(markup):
    by_the_tree = house_html(f"{markup}<ul></ul>")  # a list that is empty leaves nothing behind

    assert house_html(markup) == by_the_tree
    assert shown_html(by_the_tree) == by_the_tree


WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip)


def letters(text):
    return "".join(text.split())


@given(st.lists(WORDS, max_size=5))
def test_no_word_of_plain_paragraphs_is_lost(texts):
    html = paragraphs_html(texts)

    assert letters(plain_text(house_html(html))) == letters("".join(texts))
    assert len(blocks(house_html(html))) == len(texts)
    assert house_html(html).count("<p>") == len(texts)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_no_word_of_marked_up_paragraphs_is_lost(texts):
    html = "<div>" + "<br><br>".join(f"<b>{escape(text)}</b>" for text in texts) + "</div>"

    assert letters(plain_text(house_html(html))) == letters("".join(texts))


def test_plain_paragraphs_are_escaped_and_empty_ones_dropped():
    assert paragraphs_html(["a <b> & “c”", " ", "d"]) == "<p>a &lt;b&gt; &amp; “c”</p>\n<p>d</p>"


def test_blocks_are_the_top_level_elements():
    assert blocks("<p>a <em>b</em></p>\n<ul><li>c</li></ul>\n<hr>") == [
        "<p>a <em>b</em></p>",
        "<ul><li>c</li></ul>",
        "<hr>",
    ]
    assert blocks(" ") == []


def test_plain_text_is_one_line_a_block():
    assert plain_text("<p>a  <em>b</em></p>\n<h2>c &amp; d</h2>") == "a b\nc & d"
    assert plain_text("loose<p>a</p>") == "loose\na"
    assert plain_text("") == ""


def test_words_are_counted_as_a_reader_reads_them():
    assert word_count("<p>The ferry <em>came</em> back.</p><ul><li>Twice</li></ul>") == 5
    assert word_count("") == 0
