"""What is doubtful in the items of a trial is said in a sentence each, and nothing else is."""

from datetime import UTC, datetime
from typing import Any

import pytest

from syndicate.model import CleanEntry, DateStyle, Entry
from syndicate.trial.doubts import doubts

GOOD: dict[str, Any] = {
    "guid": "1", "link": "https://s.test/1", "title": "A title", "summary": "", "content": "",
    "published": datetime(2026, 3, 4, tzinfo=UTC), "updated": None, "author": None, "labels": (), "language": "en",
}  # fmt: skip
PRINTED = Entry(published="2026-03-04")


def sentences(*changes: dict[str, Any], printed: Entry = PRINTED) -> list[str]:
    entries = [
        CleanEntry(**{**GOOD, "title": f"Title {number}", **change}) for number, change in enumerate(changes)
    ]
    return list(doubts(entries, [printed] * len(entries)))


# What two items have, what the source printed as date, and how each sentence begins.
DOUBTS: list[tuple[list[dict[str, Any]], Entry, list[str]]] = [
    ([{}, {}], PRINTED, []),
    ([], PRINTED, ["it has no items now"]),
    ([{"published": None}] * 2, Entry(), ["no item has a date"]),
    ([{"published": None}] * 2, Entry(published="soon"), ["none of the dates, such as 'soon', can be read"]),
    ([{"published": None}, {}], PRINTED, ["1 of 2 items have no date"]),
    ([{"published": None, "updated": GOOD["published"]}] * 2, PRINTED, []),
    ([{}, {}], Entry(published="06.08.2015"), ["dates such as '06.08.2015' can be two different days"]),
    ([{}, {}], Entry(published="06.08.2015", dates=DateStyle(("%d.%m.%Y",))), []),
    ([{}, {}], Entry(published="06.08.2015", dates=DateStyle(language="de")), []),
    ([{"title": "News"}] * 2, PRINTED, ["all items have one title, 'News'"]),
    ([{"title": "News"}], PRINTED, []),
    ([{"guid": None}] * 2, PRINTED, ["no item has an id of its own"]),
    ([{"guid": None, "link": None}] * 2, PRINTED, ["no item has a link of its own"]),
    ([{"language": None}] * 2, PRINTED, ["it does not say its language"]),
]  # fmt: skip


@pytest.mark.parametrize(("items", "printed", "begins"), DOUBTS)
def test_doubts(items: list[dict[str, Any]], printed: Entry, begins: list[str]) -> None:
    found = sentences(*items, printed=printed)
    assert len(found) == len(begins)
    assert all(one.startswith(begin) for one, begin in zip(found, begins, strict=True))


@pytest.mark.parametrize(
    ("dates", "said"),
    [(["06.08.2015", "07.08.2015"], True), (["06.08.2015", "16.08.2015"], False), (["08.08.2015"], False)],
)
def test_a_proposed_format_is_doubted_until_a_date_bears_it_out(dates: list[str], said: bool) -> None:
    style = DateStyle(("%d.%m.%Y",))
    raw = [Entry(published=date, dates=style) for date in dates]
    entries = [CleanEntry(**{**GOOD, "title": date}) for date in dates]
    assert not any("two different days" in one for one in doubts(entries, raw))
    assert any("takes the first number" in one for one in doubts(entries, raw, guessed=True)) is said
