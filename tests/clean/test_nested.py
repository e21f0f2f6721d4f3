"""What is nested by the names of its tags alone is read again as it is, by a parser of HTML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.clean.markup import PARSER, parsed
from syndicate.clean.nested import EMPTY, KNOWN, nested
from syndicate.clean.outline import MOVE

NAMES = sorted(KNOWN) + "ruby rt table tbody tr td".split()


def element(name: str, inner: str, behind: str) -> str:
    return f"<{name}>{behind}" if name in EMPTY else f"<{name}>{inner}</{name}>{behind}"


def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(element, st.sampled_from(NAMES), inner, inner)


@settings(max_examples=600)
@given(st.recursive(st.sampled_from(["", "x", " "]), around, max_leaves=10))
def test_nested_markup_is_read_as_it_is(html: str) -> None:
    moves = MOVE.findall(html)
    assert not nested(moves) or MOVE.findall(parsed(html)) == moves
    assert MOVE.findall(html) or nested(moves)


@given(
    st.lists(
        st.sampled_from(["<", "</"]).flatmap(
            lambda sign: st.sampled_from([f"{sign}{name}>" for name in NAMES])
        ),
        max_size=8,
    )
)
def test_tags_in_any_order(tags: list[str]) -> None:
    html = "".join(tags)
    moves = MOVE.findall(html)
    assert not nested(moves) or MOVE.findall(PARSER.clean(html)) == moves


@pytest.mark.parametrize(
    "html",
    [
        "x",
        "<p>x<a>y</a><br></p><p>z<img></p>",
        "<div><ul><li>x<b>y<i>z</i></b><ol><li>1</li></ol></li></ul><hr></div>",
        "<h2>x</h2><blockquote><p>y</p></blockquote><dl><dt>x</dt><dd>y</dd></dl>",
    ],
)
def test_usual_markup_is_nested(html: str) -> None:
    assert nested(MOVE.findall(html))


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
        "<svg></svg>",
        "<b>" * 50 + "</b>" * 50,
    ],
)
def test_what_the_parser_may_move_is_not(html: str) -> None:
    assert not nested(MOVE.findall(html))
