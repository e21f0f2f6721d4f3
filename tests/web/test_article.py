"""A source's HTML as a part of our page."""

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.web.article import embed

CASES = [
    ("<p>Text</p>", "<p>Text</p>"),
    ('<p><img src="https://x.example/a.png" alt="A town"></p>', '<p><span class="image">A town</span></p>'),
    ('<img src="https://x.example/a.png">', ""),
    ('<img alt="" src="https://x.example/a.png">', ""),
    ('<img alt="a > b & <c>" src="x">', '<span class="image">a > b & &lt;c></span>'),
    ("<h1>A</h1><h3>B</h3>", "<h2>A</h2><h3>B</h3>"),
    ("<h3>A</h3><h5>B</h5><h3>C</h3>", "<h2>A</h2><h3>B</h3><h2>C</h2>"),
    ('<p title="<img src=">x</p><p lang="en">y</p>', '<p title="<img src=">x</p><p lang="en">y</p>'),
    (
        '<p title="<img "lang="en">" onload=alert(1) "</p>',
        '<p title="<img "lang="en">" onload=alert(1) "</p>',
    ),
]


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_cases(html: str, expected: str) -> None:
    assert embed(html) == expected


PIECES = st.sampled_from(
    [
        "<p ",
        "<img ",
        'alt="',
        'title="',
        "<h1>",
        "</h1>",
        ">",
        '"',
        "<",
        "x",
        " lang=en",
        " onload=y",
        "&quot;",
        "<b>",
        "'",
    ]
)


ALLOWED = {"p", "b", "span", "img", *(f"h{number}" for number in range(1, 7))}
ATTRIBUTES = {"*": {"title", "lang"}, "img": {"src", "alt"}, "span": {"class"}}


def sanitised(html: str) -> str:
    """Clean until nothing changes, as what is stored was: a heading that was broken open reads otherwise at first."""
    cleaned = nh3.clean(html, tags=ALLOWED, attributes=ATTRIBUTES)
    return cleaned if cleaned == html else sanitised(cleaned)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_what_was_safe_stays_safe(html: str) -> None:
    embedded = embed(sanitised(html))
    again = nh3.clean(embedded, tags=ALLOWED, attributes=ATTRIBUTES)
    assert "<img" not in again
    assert again.replace("&gt;", ">") == embedded.replace("&gt;", ">")


def test_what_may_be_wide_is_reached_by_keyboard() -> None:
    assert embed("<pre>x</pre>") == '<pre tabindex="0">x</pre>'
    assert embed('<table><tr><td colspan="2">x</td></tr></table>') == (
        '<table tabindex="0"><tr><td colspan="2">x</td></tr></table>'
    )
