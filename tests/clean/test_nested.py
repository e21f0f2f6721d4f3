"""What is read at a glance is what the parser reads, byte for byte, and what is shown of it is what it would show."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.clean.html import read, sanitise, settle
from syndicate.clean.markup import parsed
from syndicate.clean.nested import FIRST_LINES, KNOWN, nested

BASE = "https://s.test/news/"
NAMES = (
    sorted(KNOWN)
    + "body button form input nobr object option ruby rt select svg table td title tr xmp P x-y".split()
)
ATTRIBUTES = [
    *[""] * 8,
    ' class="b"',
    ' href="https://h.test/a?b=1&amp;c=2#d"',
    ' class="c" href="https://h.test/" target="_blank"',
    " href='https://h.test/?a=1&copy=2&amp'",
    ' href="/a"',
    ' href="javascript:1"',
    ' href="https://h.test:80/%"',
    ' href="https://h.test/" href="/a"',
    ' src="https://h.test/i.png" alt="x"',
    ' src="https://h.test/i.png" width="1" height="1"',
    ' src="i.png"',
    " src=https://h.test/i.png/",
    ' title="&lt;p&gt;&quot;&#13;&#x202e;&nbsp;&rsquo;&notit;"',
    ' title="<p>"',
    ' title="a > b"',
    ' title="',
    " title='\"'",
    ' onclick="x" style="y" lang=en dir="rtl"',
    ' a="1"b="2"',
    "/",
    " /",
    "\n",
    ' x<y="z"',
]
TEXTS = [
    *["x", " y ", "\n", "\n\n", "é", "&amp;", "&lt;b&gt;", "&nbsp;", "\xa0", ">", '"'],
    *["&", "& ", "&copy", "&copyx;", "&rsquo;", "&#8217;", "&#x2014;", "&#13;", "&#0;", "&#1;", "&#128;", "&#x202e;"],
    *["&#xd800;", "&#99999999;", "&#xfeff;", "&bogus;", "&amp", "&ampx", "&am", "&#", "&#x", "\ufeff", "\r\n", "<", "< x"],
    *["<!--more-->", "<!-- a - b -->", "<!---->", "<!-->", "<!--a--!>", "<!--<b>-->", "<!x>", "<?x?>", "]]>", "</p>", "</br>"],
    *["<br>", "<br/>", "<BR />", "<hr>", "<img>", "</img>", "<wbr>", "<p>", "</b>"],
]  # fmt: skip

OPENING = st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
CLOSING = st.builds("</{}>".format, st.sampled_from(NAMES))
SOUP = st.lists(OPENING | CLOSING | st.sampled_from(TEXTS), max_size=12).map("".join)


def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    element = "<{0}{1}>{2}</{0}>{3}"
    return st.builds(
        element.format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), inner, inner
    ) | st.builds("{}{}".format, inner, inner)


def judge(html: str) -> None:
    told = parsed(html)
    assert FIRST_LINES.sub(r"\1", read(html).written) == FIRST_LINES.sub(r"\1", told)
    assert sanitise(html, BASE) == settle(told, BASE)


@settings(max_examples=600)
@given(st.recursive(st.sampled_from(TEXTS), around, max_leaves=10))
def test_elements_within_each_other(html: str) -> None:
    judge(html)


@settings(max_examples=300)
@given(SOUP)
def test_tags_in_any_order(html: str) -> None:
    judge(html)


@pytest.mark.parametrize(
    "html",
    [
        '<p>x <a class="b" href="https://h.test/?a=1&amp;b" target="_blank">y</a> &#8217;&nbsp;</p>\n<p>z<br /></p>',
        '<div><ul><li>x <b>y <i>z</i></b><ol><li>1</li></ol></li></ul><img src="https://h.test/i.png"></img></div>',
        "x > y &amp; z",
        "<h2>x</h2><!--more--><blockquote><p>y</p></blockquote><pre>\n z</pre><iframe src=x>y</iframe>",
        "<SPAN STYLE='x'>y</SPAN><center><font size=1>z</font></center>",
    ],
)
def test_usual_markup_is_read_at_a_glance(html: str) -> None:
    found = nested(html)
    assert found
    assert found.shown == settle(parsed(html), BASE)


@pytest.mark.parametrize(
    "html",
    [
        "<p>x<p>y",
        "<p>x<b><div>y</div></b></p>",
        "<a>x<b><a>y</a></b></a>",
        "<b>x<i>y</b>z</i>",
        "<ul><div><li>x</li></div></ul>",
        "<li>x</li>",
        "<h1><b><h2>x</h2></b></h1>",
        "<p>x<hr></p>",
        "x</p>",
        "<b>x",
        "<table><tr><td>x</td></tr></table>",
        "<script>if (a < b) x</script>",
        "<iframe><b>x</b></iframe>",
        "<svg></svg>",
        "<form>x</form>",
        '<b title="x>y">z</b>',
        '<b title="x>y</b>',
        "x < y",
        "<b>" * 50 + "</b>" * 50,
    ],
)
def test_what_the_parser_may_move_is_for_the_parser(html: str) -> None:
    assert nested(html) is None


def test_an_address_that_depends_on_where_it_stands_is_made_absolute_by_others() -> None:
    found = nested('<a href="/a">x</a>')
    assert found
    assert found.shown is None
