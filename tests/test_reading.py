"""Of an answer the entries that are kept, clean and with their language."""

from datetime import UTC, datetime, timedelta

from syndicate.config.sources import FeedSource
from syndicate.model import Answer
from syndicate.reading import MOST, read_clean
from syndicate.readings import NOWHERE

SOURCE = FeedSource(name="A source", feed="https://s.test/feed")
FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def item(number: int, title: str = "t", more: str = "") -> str:
    day = (FIRST + timedelta(days=number)).isoformat()
    return f"<item><guid>{number}</guid><title>{title}</title><dc:date>{day}</dc:date>{more}</item>"


def feed(items: list[str], head: str = "") -> Answer:
    body = f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{head}{"".join(items)}</channel></rss>'
    return Answer("https://s.test/feed", 200, body.encode(), language="de")


def guids(answer: Answer) -> list[str | None]:
    return [entry.guid for entry in read_clean(answer, SOURCE, NOWHERE).entries]


def test_few_entries_keep_their_order() -> None:
    assert guids(feed([item(number) for number in (2, 1, 3)])) == ["2", "1", "3"]


def test_of_an_archive_the_newest_are_kept_wherever_they_stand() -> None:
    last = MOST + 50
    assert guids(feed([item(number) for number in range(last)])) == [
        str(number) for number in range(last - 1, last - 1 - MOST, -1)
    ]


def test_what_says_nothing_takes_no_place() -> None:
    untitled = [item(number, "") for number in range(MOST, MOST + 50)]
    assert len(guids(feed([*untitled, *(item(number) for number in range(MOST))]))) == MOST
