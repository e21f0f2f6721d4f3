"""Where markup is said to be settled, sanitising it again changes nothing, whatever it was made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.clean.html import purify, sanitise
from syndicate.clean.markup import parsed
from syndicate.clean.outline import outline
from syndicate.clean.settled import settled

BASE = "https://s.test/news/"
NAMES = (
    "a address applet b big blockquote body br button caption center code col colgroup dd details div dl dt em fieldset"
    " figure font form frameset h1 h2 head hr i img input label legend li listing main marquee math menu nav nobr object"
    " ol optgroup option p plaintext pre rp rt rtc ruby script section select span strike style summary svg table tbody"
    " td template textarea th title tr tt u ul wbr xmp"
).split()
ATTRIBUTES = (
    '|| href="/a"| href="//1.2.3.999/"| href="https://h.test/?a=1&b=2#c"| href="https://h.test:80/%"'
    '| href="mailto:a b@c.test"| href="javascript:1"| src="i.png"| src="//x..y/"| src="https://xn--a.test/"'
    ' width="1" height="1"| title="<p>&quot;&#13;"| lang="en" dir="rtl"'
).split("|")
TEXTS = [
    "x",
    " ",
    "\n",
    "\r",
    "&amp;lt;",
    "&nbsp;",
    "&#13;",
    "&#x202e;",
    "\ufeff",
    "<",
    ">",
    '"',
    "é",
    "<!--",
    "]]>",
]

OPENING = st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
CLOSING = st.builds("</{}>".format, st.sampled_from(NAMES))
SOUP = st.lists(OPENING | CLOSING | st.sampled_from(TEXTS), max_size=25).map("".join)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        "<{0}{1}>{2}</{0}>{3}".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), inner, inner
    )


def shown(markup: str) -> str:
    return purify(markup, BASE, outline(markup))


@settings(max_examples=400)
@given(SOUP | st.recursive(st.sampled_from(TEXTS), nested, max_leaves=8))
def test_what_is_settled_stays(html: str) -> None:
    first = parsed(html)
    once = shown(first)
    assert shown(parsed(once)) == once or not (settled(once, outline(once)) or settled(once, outline(first)))
    kept = sanitise(html, BASE)
    assert sanitise(kept, BASE) == kept
    assert shown(parsed(kept)) == kept


@pytest.mark.parametrize(
    "html",
    [
        "plain &amp; simple",
        '<p>x <a href="https://h.test/?a=1&amp;b=%20#c" rel="noopener noreferrer nofollow">y</a></p><p>z</p>',
        "<table>\n<caption>x</caption><colgroup><col> </colgroup><tbody> <tr><th>x</th>\n<td>y</td></tr> </tbody></table>",
        "<ul><li>x<ol><li>y</li><li>z</li></ol></li></ul><h2>x</h2><dl><dt>x</dt></dl>",
    ],
)
def test_usual_markup_is_settled(html: str) -> None:
    assert settled(html, outline(html))


@pytest.mark.parametrize(
    "html",
    [
        "<p>x<b><div>y</div></b></p>",
        "<a>x<b><a>y</a></b></a>",
        "<ul><li>x<i><li>y</li></i></li></ul>",
        "<ul><li><ul><li>x</li></ul><li>y</li></li></ul>",
        "<h1><h2>x</h2></h1>",
        "<table><tbody><tr>x</tr></tbody></table>",
        "<table><tbody><tr><td>x</td></tr><tr> <b><td>y</td></b></tr></tbody></table>",
        "<table><colgroup></colgroup>&nbsp;</table>",
        "<td>x</td>",
        "<ruby>x<rt>y</rt></ruby>",
        '<a href="https://1.2.3.999/">x</a>',
        "x\ry",
        "\ufeffx",
        "x" * 600_000,
        "<p>" + "=" * 2_000,
    ],
)
def test_what_may_move_is_not_settled(html: str) -> None:
    assert not settled(html, outline(html))
