"""Stories of entries whose keys say nothing, or the wrong thing: what is recognised all the same, and what must not be."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.identity.recognise import is_storm
from syndicate.model import CleanEntry

from .entries import NOW, Memory, counts, entry

DAY = timedelta(days=1)
MORNING, MIDNIGHT = NOW - 9 * DAY, datetime.combine(NOW - 9 * DAY, datetime.min.time(), NOW.tzinfo)


def told(
    number: int,
    title: str = "",
    summary: str = "The council has met and said what it will do.",
    published: datetime | None = None,
    at: str = "new",
) -> CleanEntry:
    """An entry of a guid and a link that were never seen before, unless it is `at` the old place."""
    made = entry(f"{at}-{number}", None, title or f"Of town {number}", published=published)
    return replace(made, link=f"https://{at}.example/page-of-town-{number}", summary=summary)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (told(1, published=MORNING, at="old"), told(1, published=MORNING), True),
        (told(1, published=MORNING, at="old"), told(9, "Of town 1", "Other", MORNING), True),  # title, moment
        (
            told(1, published=MORNING, at="old"),
            told(9, "Rewritten", published=MORNING),
            True,
        ),  # summary, moment
        (told(1, published=MORNING, at="old"), told(1, "Rewritten", "Other", MORNING), True),  # path, moment
        (told(1, published=MORNING, at="old"), told(1, "", "Other", NOW), True),  # path, title
        (
            told(1, published=MORNING, at="old"),
            told(9, "Of town 1", published=MORNING + DAY),
            True,
        ),  # all words
        (told(1, published=None, at="old"), told(9, "Of town 1", published=None), True),
        (told(1, published=MORNING, at="old"), told(9, "Rewritten", "Other", MORNING), False),  # moment alone
        (told(1, published=MORNING, at="old"), told(9, "Of town 1", "Other", NOW), False),  # title alone
        (told(1, published=MORNING, at="old"), told(1, "Rewritten", "Other", NOW), False),  # path alone
        (
            told(1, published=MORNING, at="old"),
            told(9, "Of town 1", published=NOW),
            False,
        ),  # a notice that recurs
        (told(1, published=None, at="old"), told(9, "Of town 1", "Other", None), False),
    ],
)
def test_one_entry_with_other_ids(before: CleanEntry, after: CleanEntry, same: bool) -> None:
    memory = Memory(traced=True)
    memory.hear(before)
    assert bool(memory.hear(after).new) is not same


def storm(size: int, *, at: str, summary: str = "{n}", published: datetime | None = None) -> list[CleanEntry]:
    return [
        told(n, summary=summary.format(n=n), published=published and published + n * DAY / 9, at=at)
        for n in range(size)
    ]


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        # The path alone, of all
        (
            storm(5, at="old"),
            [replace(one, title=f"T{one.guid}", summary="") for one in storm(5, at="new")],
            0,
        ),
        (
            storm(4, at="old"),
            [replace(one, title=f"T{one.guid}", summary="") for one in storm(4, at="new")],
            4,
        ),
        # The title alone, where nothing has a date
        (storm(5, at="old"), [replace(one, link=None, summary="") for one in storm(5, at="new")], 0),
        # The title alone, where dates speak against it
        (
            storm(5, at="old", published=MORNING),
            [replace(one, link=None, summary="") for one in storm(5, at="new", published=NOW - DAY)],
            5,
        ),
        # Most are other news
        (
            storm(3, at="old"),
            [replace(one, title=one.title, summary="", link=None) for one in storm(8, at="x")],
            8,
        ),
    ],
)
def test_most_of_an_answer_has_other_ids(before: list[CleanEntry], after: list[CleanEntry], new: int) -> None:
    memory = Memory(traced=True)
    memory.hear(*before)
    changes = memory.hear(*after)
    assert len(changes.new) == new
    assert changes.rekeyed == (0 if new else len(after))


def test_a_line_that_says_nothing() -> None:
    """All songs of a chart have the date of the chart, and many the same rights."""
    memory = Memory(traced=True)
    memory.hear(told(1, "A song", "(C) 2005 Some Records", MORNING, at="old"))
    assert len(memory.hear(told(9, "Another song", "(C) 2005 Some Records", MORNING)).new) == 1


def test_words_that_recur_tell_nothing() -> None:
    memory = Memory(traced=True)
    memory.hear(*(told(n, "Weather", "Read more", MIDNIGHT, at="old") for n in range(3)))
    assert len(memory.hear(told(9, "Weather", "Read more", MIDNIGHT)).new) == 1


@pytest.mark.parametrize(
    ("title", "published", "new"),
    [
        ("A wholly different headline", NOW, 1),
        ("A wholly different headline", MORNING, 0),  # the date speaks for an edit
        ("A wholly different headline", None, 0),
        ("A wholly different headline", NOW + DAY, 0),  # a future date says nothing
        ("Mayors council meets again", NOW, 0),  # it may be the title rewritten
    ],
)
def test_a_guid_that_is_given_away(title: str, published: datetime | None, new: int) -> None:
    memory = Memory(traced=True)
    memory.hear(entry("latest", "one", "Mayors council meets", published=MORNING))
    changes = memory.hear(entry("latest", "two", title, published=published))
    assert (len(changes.new), len(changes.edited)) == (new, 1 - new)


@pytest.mark.parametrize(
    ("rekeyed", "entries", "expected"), [(4, 4, False), (5, 9, True), (5, 10, False), (0, 0, False)]
)
def test_storms(rekeyed: int, entries: int, expected: bool) -> None:
    assert is_storm(rekeyed, entries) is expected


few = st.sampled_from
answers = st.lists(
    st.builds(
        entry,
        guid=few([None, "1", "2", "3"]),
        link=few([None, "x", "long-enough", "also-long-enough"]),
        title=few(["One", "Two", "A third that is longer"]),
        published=few([None, MORNING, MIDNIGHT, NOW, NOW + DAY]),
    ),
    max_size=7,
)


@given(st.lists(answers, max_size=5), answers)
def test_any_story_is_told_once(story: list[list[CleanEntry]], last: list[CleanEntry]) -> None:
    """No uid and no key is made twice, and the same answer again brings nothing."""
    memory = Memory(traced=True)
    for answer in [*story, last]:
        memory.hear(*answer)
    assert counts(memory.hear(*last))[0] == 0


@given(st.lists(few([MORNING, MIDNIGHT, NOW]), min_size=1, max_size=9))
def test_a_first_answer_is_never_a_storm(moments: list[datetime]) -> None:
    changes = Memory(traced=True).hear(*(told(n, published=moment) for n, moment in enumerate(moments)))
    assert (len(changes.new), changes.rekeyed) == (len(moments), 0)


def test_a_guid_of_a_place_in_a_list_without_links() -> None:
    """Guids that count places: other news at the third place is other news."""
    memory = Memory(traced=True)
    first = replace(
        entry("3", None, "Mayors council meets", published=MORNING), summary="Said of mayors, at length."
    )
    other = replace(
        entry("3", None, "Bridge over river opens", published=NOW), summary="Said of a bridge, at length."
    )
    memory.hear(first)
    assert counts(memory.hear(other))[:2] == (1, 0)
    corrected = replace(other, summary="Said of a bridge, at more length.")
    assert len(memory.hear(corrected).new) == 0


@pytest.mark.parametrize(
    ("summary", "later", "new"),
    [
        ("", DAY, 0),  # "three days ago", read after midnight
        ("", 4 * DAY, 1),  # a notice that recurs
        ("Another text, so that it is another day's notice.", DAY, 1),
    ],
)
def test_entries_with_nothing_but_title_and_date(summary: str, later: timedelta, new: int) -> None:
    memory = Memory(traced=True)
    bare = replace(entry(None, None, "Closed on Friday", published=MORNING), summary="")
    memory.hear(bare)
    again = replace(bare, published=MORNING + later, summary=summary)
    assert len(memory.hear(again).new) == new
