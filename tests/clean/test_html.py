"""Sanitised HTML runs nothing, tracks nobody, points somewhere, and stays as it is when it is sanitised again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.html import sanitise
from syndicate.clean.markup import MAX_LENGTH

BASE = "https://s.test/news/"
REL = 'rel="noopener noreferrer nofollow"'
LAZY = 'loading="lazy" referrerpolicy="no-referrer"'

PIECES = st.sampled_from(
    "<p> </p> <a href=x> <a> </a> <b> </b> <i> <table> <tr> <td> </table> <svg> </svg> <math> <mtext> <style>"
    " </style> <script> </script> <pre> </pre> <!-- --> <![CDATA[ ]]> <noscript> <template> <select> <img"
    " src=a onerror=b> <title> <form> </form> <div> </div> <li> & &lt; &#0; \" ' > x".split(" ")
) | st.sampled_from(["\n", " ", "\x00", "\ud800", "\u202e"])  # fmt: skip


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p class="a" id="b" style="c" onclick="d">x</p>', "<p>x</p>"),
        ('<a href="/a" target="_top">x</a>', f'<a href="https://s.test/a" {REL}>x</a>'),
        ('<a href="mailto:a@b.test">x</a>', f'<a href="mailto:a@b.test" {REL}>x</a>'),
        ('<a href="java&#10;script:1">x</a>', f"<a {REL}>x</a>"),
        ('<a href="magnet:?x">x</a>', f"<a {REL}>x</a>"),
        (
            '<img src="i.png" alt="x>y" srcset="z">',
            f'<img src="https://s.test/news/i.png" alt="x&gt;y" {LAZY}>',
        ),
        ('<img alt="i.png" src="i.png">', f'<img alt="i.png" src="https://s.test/news/i.png" {LAZY}>'),
        ('<a title=" href=x" href=y>x</a>', f'<a title=" href=x" href="https://s.test/news/y" {REL}>x</a>'),
        ('<b title="<a href=x>">x</b>', '<b title="&lt;a href=x&gt;">x</b>'),
        (
            '<a href="https://h.test/?a=1&amp;b=%">x</a>',
            f'<a href="https://h.test/?a=1&amp;b=%25" {REL}>x</a>',
        ),
        ('<a href="https://h.test/?a=1&b">x</a>', f'<a href="https://h.test/?a=1&amp;b" {REL}>x</a>'),
        ("<center>x</center><main dir=rtl>y</main>", "xy"),
        ("x&#1;&#x202e;y &bogus; &amp;lt;", "xy &amp;bogus; &amp;lt;"),
        ("x &#38;lt;&#13;&nbsp;> y", "x &amp;lt;\n&nbsp;&gt; y"),
        ("<p>x&#1;&#x202e;y</p>", "<p>xy</p>"),
        ('<img src="/t" width="1" height="1">x', "x"),
        ('<img src="/t" width="0" height="1px">x', "x"),
        ('<img src="javascript:1">x', "x"),
        ("a<svg><a xlink:href='javascript:1'>b</a></svg>c", "ac"),
        ("a<iframe src=x>b</iframe><video poster=x>d</video>c", "ac"),
        ("<form action=x><input>text</form>", "text"),
        ("<del cite='javascript:1'>x</del>", "<del>x</del>"),
        ("<pre>\n\n\nx</pre>", "<pre>x</pre>"),
        ("x\x00\x0b\ud800y", "xy"),
        ("<p>open", "<p>open</p>"),
        ("<br>" * 300, "<br>" * 300),
    ],
)
def test_policy(html: str, expected: str) -> None:
    assert sanitise(html, BASE) == expected


@given(st.lists(PIECES, max_size=30).map("".join) | st.text())
def test_sanitising_again_changes_nothing(html: str) -> None:
    once = sanitise(html, BASE)
    assert sanitise(once, BASE) == once


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "x",
        "<p>" + "word &amp; " * 90_000,
        '<p><a href="/x">y</a></p>' * 40_000,
        "<a " + " ".join(f"a{i}=1" for i in range(40_000)) + ">x</a>",
        "".join(f"<font size={i}>" for i in range(20_000)) + "x",
        "<" * 600_000,
    ],
    ids=["deep", "long", "growing", "attributes", "formatting", "open"],
)
def test_what_is_too_much_is_cut_and_stays_cut(html: str) -> None:
    once = sanitise(html, BASE)
    assert 0 < len(once) <= MAX_LENGTH
    assert once.count("<div>") <= 100
    assert sanitise(once, BASE) == once
