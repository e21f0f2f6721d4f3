"""Links that others put at the end of an article go; what an article may end in stays, to the letter."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syndicate.sources.injected import purge

STORY = "<p>The mayor opened the well on Monday. Twelve villages drink from it.</p>"
A, B = "https://a.example/", "https://b.example/"
SEO = (
    f"Grow your sales: <a href='{A}'>marketing advice</a> Agency - audit, coaching "
    f"<a href='{B}'>first on Google, SEO</a> - training <a href='{B}x'>SEO for shops</a>"
)


def parsed(html: str) -> Any:
    return etree.fromstring(f"<div>{html}</div>", etree.HTMLParser()).find(".//div")


def plain(article: Any) -> str:
    return str(etree.tostring(article, encoding="unicode", method="html"))


def purged(html: str) -> str:
    article = parsed(html)
    purge(article, "https://www.towns.test/news/1")
    return plain(article)


@pytest.mark.parametrize(
    ("before", "injected"),
    [
        (STORY, SEO),
        (STORY, f"<div>{SEO}</div>"),
        (STORY, f"<p>{SEO}</p><p>{SEO}</p>"),
        ("The well is open.<br>It is deep.", f"<br>{SEO}"),
        (STORY, f"<p style='display: none'><a href='{A}'>Towels</a></p>"),
        (STORY, f"<span style='position:absolute;left:-9999px'><a href='{A}'>Towels</a> and soap</span>"),
        (STORY, f"<a href='{A}'>online casino</a> <a href='{B}'>free movies torrent</a>"),
        (STORY, f"<p><a href='{A}'>Free full movies download</a> | <a href='{B}'>cracked games</a></p>"),
        (STORY, f"<p>Win at the <a href='{A}'>casino</a> today! Play <a href='{B}'>poker</a> now.</p>"),
        (STORY, "Développez vos ventes : conseil marketing, audit, formation référencement sur Google, SEO"),
        (
            STORY,
            f"Fine bags for the season <a href='{A}'>bags</a> shoes of all kinds <a href='{B}'>shoes</a>",
        ),
    ],
)
def test_what_goes(before: str, injected: str) -> None:
    left = purged(before + injected)
    assert "href" not in left
    assert "".join(etree.fromstring(left, etree.HTMLParser()).itertext()).strip() == (
        "".join(etree.fromstring(before, etree.HTMLParser()).itertext())
    )


def test_what_runs_into_the_last_sentence_goes_and_the_sentence_stays() -> None:
    assert (
        purged(f"<p>The well is open. It is deep. {SEO}</p>")
        == "<div><p>The well is open. It is deep.</p></div>"
    )


@pytest.mark.parametrize(
    "ending",
    [
        "",
        f"<p>More information on <a href='{A}'>the network</a> and <a href='{B}'>the platform</a></p>",
        f"<ul><li><a href='{A}'>Casino towns</a></li><li><a href='{B}'>SEO for towns</a></li></ul>",
        f"Sources: <a href='{A}'>the ministry</a>, <a href='{B}'>the region</a>",
        f"More: <a href='{A}'>the study</a>",
        f"<a href='{A}'>Register</a> <a href='{B}'>Download the programme</a>",
        f"<p>Partners: City of Reeds (<a href='{A}'>reeds</a>), League of Hills (<a href='{B}'>hills</a>)</p>",
        f"<p><a href='{A}'>Download the report</a> | <a href='{B}'>Watch the streaming</a></p>",
        f"<p>Casinos must pay the taxes they owe, says <a href='{A}'>a study of casinos</a>.</p>",
        f"<p><a href='{A}'>Study on casinos in border towns</a></p>",
        f"<p>Our page on <a href='/seo'>SEO</a> and <a href='{A}'>casino</a> <a href='{B}'>poker</a></p>",
        f"<p>Marketing, audit and coaching of towns in a <a href='{A}'>web seminar</a></p>",
        "<p>Contact: <a href='mailto:ada@towns.test'>Ada</a></p>",
        "<p style='display:none'>Read in full after a click</p>",
        f"The report is at <a href='{A}'>the ministry</a> and the annex at <a href='{B}'>the region</a>.",
        f"<h2>Poker and casino</h2><table><tr><td><a href='{A}'>casino</a> <a href='{B}'>poker</a></td></tr></table>",
    ],
)
def test_what_stays(ending: str) -> None:
    assert purged(STORY + ending) == plain(parsed(STORY + ending))


@given(st.lists(st.sampled_from(["<p>", "</p>", "<a href='https://a.example/'>", "</a>", "casino", "poker. ", "<br>",
    "<ul><li>", "</ul>", "Towns meet. ", "<span hidden>", "</span>"]), max_size=20))  # fmt: skip
def test_no_article_raises_or_grows(parts: list[str]) -> None:
    html = "".join(parts)
    assert len(purged(html)) <= len(plain(parsed(html)))
