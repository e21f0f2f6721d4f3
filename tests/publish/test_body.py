"""What stands around a text: the picture before it, the source after it."""

from dataclasses import replace

import pytest

from syndicate.clean.html import sanitise
from syndicate.publish.body import CREDIT, complete
from syndicate.published import Withdrawn

from .cases import FEED, ITEM

SHOWN = '<p><img alt="" src="https://source.example/a.jpg?b=1&amp;c=2" loading="lazy" referrerpolicy="no-referrer"></p>'
PICTURED = replace(ITEM, image="https://source.example/a.jpg?b=1&c=2")
UNION = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()


def body(given: object = ITEM, **feed: object) -> str:
    (item,) = complete(replace(FEED, items=(given,), **feed)).items  # type: ignore[arg-type]
    return item.content


def test_a_text_without_picture_and_credit_stays_as_it_is() -> None:
    assert complete(FEED) == FEED


def test_the_picture_stands_first() -> None:
    assert body(PICTURED) == f"{SHOWN}\n<p>Content</p>"


def test_a_text_that_shows_a_picture_gets_no_second_one() -> None:
    own = '<p>x</p><img src="https://source.example/a-300x200.jpg">'
    assert body(replace(PICTURED, content=own)) == own


def test_a_picture_above_a_summary_makes_it_a_content() -> None:
    assert body(replace(PICTURED, content="", summary="1 < 2")) == f"{SHOWN}\n<p>1 &lt; 2</p>"


def test_a_title_is_not_said_again() -> None:
    assert body(replace(PICTURED, content="", summary=ITEM.title)) == SHOWN


def test_the_source_is_named_at_the_end() -> None:
    assert body(credit=True) == '<p>Content</p>\n<p>Source: <a href="https://source.example/1">Source</a></p>'


def test_what_a_feed_says_of_itself_has_no_source() -> None:
    own = replace(ITEM, content="", origin=replace(ITEM.origin, id=FEED.id))
    assert body(own, credit=True) == ""


def test_a_withdrawn_item_leads_nowhere() -> None:
    gone = Withdrawn(ITEM.id, ITEM.updated, "Asked for")
    assert body(replace(ITEM, content=""), credit=True, withdrawn=(gone,)) == ""


@pytest.mark.parametrize(
    ("feed", "item", "expected"),
    [
        ("fr", "fr", "<p>Source\u00a0: <a"),
        ("de", "fr", '<p lang="de">Quelle: <a'),
        (None, "nl", "<p>Bron: <a"),
        ("de-AT", "de", "<p>Quelle: <a"),
        (None, "ja", '<p lang="en">Source: <a'),
        (None, None, '<p lang="en">Source: <a'),
    ],
)
def test_the_source_is_named_in_the_language_of_the_feed(
    feed: str | None, item: str | None, expected: str
) -> None:
    assert expected in body(replace(ITEM, language=item), language=feed, credit=True)


def test_every_language_of_the_union_has_the_words() -> None:
    assert sorted(CREDIT) == UNION


def test_a_name_cannot_become_markup() -> None:
    origin = replace(ITEM.origin, title="<script>alert(1)</script>")
    assert "<script" not in body(
        replace(ITEM, origin=origin, link='https://a.example/"onclick="x'), credit=True
    )


def test_what_is_added_is_what_cleaning_would_leave() -> None:
    added = body(PICTURED, credit=True)
    assert sanitise(added, "").replace(' rel="noopener noreferrer nofollow"', "") == added
