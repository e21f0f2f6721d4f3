"""The text of HTML: what a parser reads in it, with a space where a block begins or ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.markup import PARSER, decoded, opening, parsed, plain, written
from syndicate.clean.text import printable

FAMILY = "👨‍👩‍👧"

REFERENCES = st.sampled_from(
    "&amp; &amp &lt; &AMP &not &notin; &nbsp; &bogus; &# &#x &#0; &#x80; &#xd800; &#x110000; &#x202e; &#38; &#65".split()
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("<p>One</p><p>two <b>th</b>ree</p>", "One two three"),
        ("a<br>b\n\t c&nbsp;d", "a b c d"),
        ("x<script>alert(1)</script><style>p{}</style>y", "xy"),
        ("a\x00\x0b\x1b\x85b\ufffe\ud800\ufdd0c", "abc"),
        ("safe\u202egnp.exe\u2066", "safegnp.exe"),
        ("می\u200cخواهم " + FAMILY, "می\u200cخواهم " + FAMILY),
        ("e\u0301te\u0301", "été"),
        ("a\U0001fffe\U0010ffffb \U0001f600 \U0010fffd", "ab \U0001f600 \U0010fffd"),
        ("\ufeffa > b", "a > b"),
        ("<div>" * 5_000 + "deep", "deep"),
    ],
)
def test_plain(html: str, expected: str) -> None:
    assert plain(html) == expected


@given(st.text(st.characters(exclude_characters="<&\ufeff") | st.sampled_from(' \n\r>;"=\x00')))
def test_text_without_markup_is_what_a_parser_reads(text: str) -> None:
    assert plain(text) == plain(f"<p>{text}")


@given(st.lists(REFERENCES | st.text("ab;=#x1 \xa0>\"'", max_size=3)).map("".join))
def test_references_are_read_as_a_parser_does(text: str) -> None:
    assert written(decoded(text)) == printable(PARSER.clean(text))
    assert parsed(text) == parsed(f"{text}<i></i>").removesuffix("<i></i>")


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<b>", "word ", "é", "&amp;", "\n"]), max_size=60).map("".join)
)
def test_the_opening_of_a_text_is_how_it_begins(html: str) -> None:
    markup, whole = parsed(html), plain(html)
    found = opening(markup, 10)
    assert whole.startswith(found.rstrip())
    assert found == whole or len(found) > 10
