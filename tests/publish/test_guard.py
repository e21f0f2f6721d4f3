"""What keeps documents from replacing the last good ones: a size that cannot be meant, or bytes that are broken."""

from dataclasses import replace

import pytest

from syndicate.model import Document
from syndicate.publish.guard import refusal
from syndicate.publish.render import render

from .cases import CASES, FEED, ITEM, read_case

GOOD = render(FEED)


@pytest.mark.parametrize("case", CASES)
def test_what_is_published_is_not_refused(case: str) -> None:
    feed = read_case(case)
    assert refusal(render(feed), len(feed.items), len(feed.items), ordered=False) is None


@pytest.mark.parametrize(
    ("before", "items", "words"),
    [
        (None, 1, None),
        (0, 1, None),
        (9, 1, None),
        (1, 1, None),
        (3, 0, "nothing is left"),
        (3, 1, None),
        (10, 4, "more than half are gone"),
        (10, 5, None),
        (99, 50, None),
        (10, 60, "5 times as many"),
        (10, 50, None),
        (30, 149, None),
    ],
)
def test_sizes(before: int | None, items: int, words: str | None) -> None:
    feed = replace(FEED, items=tuple(replace(ITEM, id=f"{ITEM.id}{n}") for n in range(items)))
    why = refusal(render(feed), items, before, ordered=False)
    assert (why is None) is (words is None)
    assert (words or "") in (why or "")
    assert refusal(render(feed), items, before, ordered=True) is None


def broken(form: str, old: bytes, new: bytes) -> list[Document]:
    """The documents of a feed, one of them spoilt."""
    assert any(old in one.body for one in GOOD if one.path.endswith(form))
    return [replace(one, body=one.body.replace(old, new)) if one.path.endswith(form) else one for one in GOOD]


@pytest.mark.parametrize(
    ("form", "old", "new", "words"),
    [
        ("rss", b"</channel>", b"", "not well-formed"),
        ("rss", b"<guid", b"<id", "not well-formed"),
        ("rss", b"isPermaLink", b"isLink", None),
        ("rss", b"<title>Title</title>", b"", "title is missing"),
        ("rss", b"<description>About</description>", b"<description/>", "description is missing"),
        ("atom", b"</entry>", b"", "not well-formed"),
        ("atom", b"<updated>", b"<updated> <!--", "not well-formed"),
        ("atom", b"<title>Title</title>", b"<title> </title>", "title is missing"),
        ("json", b'"items"', b'"item"', "not well-formed"),
        ("json", b"]", b"", "not well-formed"),
        ("json", b'"title": "Development', b'"label": "Development', "title is missing"),
        ("json", b'"date_published"', b'"date"', "date_published of an item is missing"),
    ],
)
def test_what_is_broken_is_never_published(form: str, old: bytes, new: bytes, words: str | None) -> None:
    why = refusal(broken(form, old, new), 1, 1, ordered=True)
    assert (why is None) is (words is None)
    if words:
        assert f"feeds/development.en.{form} is broken" in (why or "")
        assert words in (why or "")


def test_an_item_that_got_lost_on_the_way() -> None:
    assert refusal(GOOD, 2, None, ordered=True) == "feeds/development.en.rss is broken: it has 1 items, not 2"
