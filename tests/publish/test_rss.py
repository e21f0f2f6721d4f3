"""What is particular to RSS: how often to come, and what is left out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from syndicate.publish.rss import pace, write

from .cases import FEED, ITEM, ORIGIN


@pytest.mark.parametrize(
    ("max_age", "expected"),
    [
        (timedelta(seconds=5), ("hourly", 60)),
        (timedelta(minutes=5), ("hourly", 12)),
        (timedelta(minutes=15), ("hourly", 4)),
        (timedelta(minutes=50), ("hourly", 1)),
        (timedelta(hours=1), ("hourly", 1)),
        (timedelta(hours=2), ("daily", 12)),
        (timedelta(days=1), ("daily", 1)),
        (timedelta(days=3), ("weekly", 2)),
        (timedelta(days=20), ("monthly", 1)),
        (timedelta(days=60), ("yearly", 6)),
        (timedelta(days=800), ("yearly", 1)),
    ],
)
def test_the_pace_is_never_faster_than_the_age_allows(max_age: timedelta, expected: tuple[str, int]) -> None:
    assert pace(max_age) == expected


@pytest.mark.parametrize(
    ("max_age", "expected"),
    [(timedelta(seconds=5), b"<ttl>1</ttl>"), (timedelta(hours=2), b"<ttl>120</ttl>")],
)
def test_ttl_is_in_minutes(max_age: timedelta, expected: bytes) -> None:
    assert expected in write(replace(FEED, max_age=max_age))


def test_a_feed_in_all_languages_names_none_and_its_items_do() -> None:
    body = write(replace(FEED, language=None))
    assert b"<language>" not in body
    assert b"<dc:language>en</dc:language>" in body


def test_an_item_in_the_language_of_its_feed_does_not_repeat_it() -> None:
    assert b"dc:language>" not in write(FEED)


def test_a_source_without_a_web_address_is_not_printed() -> None:
    nowhere = replace(ITEM, origin=replace(ORIGIN, url="", link=None))
    assert b"<source" not in write(replace(FEED, items=(nowhere,)))


def test_no_mail_address_is_invented() -> None:
    body = write(replace(FEED, contact_email=None))
    assert b"<managingEditor>" not in body
    assert b"<author>" not in body
    assert b"<dc:creator>Author</dc:creator>" in body


def test_markup_in_plain_text_is_written_in_hexadecimal_and_html_is_not() -> None:
    item = replace(ITEM, title="AT&T <b>", summary="", content="<p>&amp;</p>")
    body = write(replace(FEED, about="Towns & <regions>", items=(item,)))
    assert b"<description>Towns &#x26; &#x3C;regions&gt;</description>" in body
    assert b"<title>AT&#x26;T &#x3C;b&gt;</title>" in body
    assert b"<description>&lt;p&gt;&amp;amp;&lt;/p&gt;</description>" in body
