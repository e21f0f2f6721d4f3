"""The page of an article gives its text, and whom to ask; what an entry said already stays where the page is silent."""

from typing import Any

import pytest

from syndicate.clean.entry import clean
from syndicate.config.sources import FeedSource, PageSource
from syndicate.errors import SourceError
from syndicate.model import Answer, Entry
from syndicate.sources.article import ArticleReading, mistakes, read_article, with_article

URL = "https://towns.test/news/17"
ENTRY = Entry(
    link=URL, title="In the list", published="2015-08-06", author="List", labels=("Water",), base=URL
)


def source(**article: Any) -> PageSource:
    return PageSource(
        name="Towns", page="https://towns.test/", items="li", article={"text": "main", **article}
    )


def reading(body: str, **article: Any) -> ArticleReading:
    return read_article(
        Answer(URL, 200, f"<html lang=en><body>{body}</body></html>".encode()), source(**article)
    )


CARD = "<aside>Ada Sample<br>Clerk<br><a href='mailto:ada@towns.test?subject=x'>E-mail</a></aside>"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><p>One.</p>{CARD}<p>Two.</p></main>",
        f"<main>{CARD}<p>One.</p><p>Two.</p></main>",
        f"<main><p>One.</p><p>Two.</p>{CARD}</main>",
        f"{CARD}<main><p>One.</p><p>Two.</p></main>",
    ],
)
def test_a_contact_card_goes_to_the_contact_wherever_it_stands(body: str) -> None:
    kept = clean(with_article(ENTRY, reading(body, contact="aside")))
    assert kept.contact == "Ada Sample\nClerk\nE-mail ada@towns.test"
    assert kept.summary == "One. Two."
    assert "Ada" not in kept.content


def test_the_text_behind_a_card_stays() -> None:
    kept = clean(with_article(ENTRY, reading(f"<main>One.{CARD} Two.</main>", contact="aside")))
    assert kept.summary == "One. Two."


def test_what_is_picked_on_the_page_goes_before_the_list() -> None:
    body = "<h1>Whole title</h1><i>Energy - 7 August 2015</i><b>Ada</b><main>One. <img src=/a.jpg></main>"
    found = reading(
        body,
        title="h1",
        label={"select": "i", "before": " - "},
        date={"select": "i", "after": " - "},
        author="b",
        image="main img",
    )
    kept = clean(with_article(ENTRY, found))
    assert kept.title == "Whole title"
    assert kept.published is not None
    assert (kept.published.month, kept.published.day) == (8, 7)
    assert (kept.author, kept.labels) == ("Ada", ("Water", "Energy"))
    assert kept.image == "https://towns.test/a.jpg"
    assert kept.language == "en"


def test_what_the_page_does_not_say_stays() -> None:
    kept = with_article(ENTRY, reading("<main>One.</main>", title="h1", date="i", author="b", image="img"))
    assert (kept.title, kept.published, kept.author, kept.labels) == (
        ENTRY.title, ENTRY.published, ENTRY.author, ENTRY.labels,
    )  # fmt: skip
    assert kept.content == "<main>One.</main>"


def test_a_page_without_its_text_says_that_the_layout_changed() -> None:
    with pytest.raises(SourceError) as raised:
        reading("<p>Another page with a few words.</p>")
    assert (raised.value.code, raised.value.detail) == ("layout-changed", "nothing at 'main' of an article")


def test_only_what_the_operator_described_can_be_read() -> None:
    with pytest.raises(ValueError, match="article"):
        read_article(Answer(URL, 200, b"<p>"), FeedSource(name="F", feed=URL))


@pytest.mark.parametrize(
    ("article", "path"),
    [
        ({"text": "main["}, ("article", "text", "select")),
        ({"contact": "xpath://["}, ("article", "contact", "select")),
        ({"remove": ["a", "b["]}, ("article", "remove", 1)),
    ],
)
def test_selectors_that_cannot_be_used(article: dict[str, Any], path: tuple[str | int, ...]) -> None:
    assert [found for found, _ in mistakes(source(**article))] == [path]
    assert not [*mistakes(FeedSource(name="F", feed=URL))]
