"""Stories of one source, told by its answers: nothing twice, nothing lost, nothing old back as new."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.model import CleanEntry

from .entries import NOW, Memory, counts, entry

DAY = timedelta(days=1)
HOME = "https://a.example/"
Answer = tuple[CleanEntry, ...]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((entry("1", "x"),), (entry("1", "x"),), (0, 0, 0)),
        ((entry("1", "x"),), (entry("1", "x", "Edited"),), (0, 1, 0)),
        ((entry("1", "x"),), (entry("2", "x"),), (0, 0, 1)),  # another guid, the same link
        ((entry("1", "x"),), (entry("1", "y"),), (0, 1, 1)),  # another link, the same guid
        ((entry("1", "x"),), (entry("2", "y"),), (1, 0, 0)),
        ((entry("1", "x"),), (), (0, 0, 0)),
        ((entry(None, "x"),), (entry("1", "x"),), (0, 0, 1)),  # it begins to print guids
        ((entry("1", "x"),), (entry(None, "x"),), (0, 0, 0)),  # it stops
        ((entry("1", "x"), entry("2", "x")), (entry("2", "x"), entry("1", "x")), (0, 0, 0)),
        ((entry("1", "x"),), (entry("1", "x"), entry("2", "x")), (1, 0, 0)),  # a link becomes shared
        ((entry(None, "x"),), (entry(None, "x"), entry(None, "x")), (0, 0, 0)),  # printed twice
        ((entry(None, "x"), entry(None, "x")), (entry(None, "x"),), (0, 0, 0)),
        ((entry("1", ""), entry("2", "")), (entry("3", ""),), (1, 0, 0)),  # the home page is no key
        ((entry(),), (entry(),), (0, 0, 0)),
        ((entry(title="One"),), (entry(title="One"), entry(title="Two")), (1, 0, 0)),
        ((entry("1", "x", published=NOW - DAY),), (entry("1", "x", published=NOW),), (0, 0, 0)),
        ((entry("1", "http://b"),), (entry("1", "http://b"),), (0, 0, 0)),
    ],
)
def test_a_second_answer(first: Answer, second: Answer, expected: tuple[int, int, int]) -> None:
    memory = Memory()
    memory.hear(*first, home=HOME)
    assert counts(memory.hear(*second, home=HOME)) == expected
    assert counts(memory.hear(*second, home=HOME)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("published", "updated", "dated"),
    [
        (NOW - DAY, None, (NOW - DAY, NOW - DAY)),
        (NOW - 2 * DAY, NOW - DAY, (NOW - 2 * DAY, NOW - DAY)),
        (NOW - DAY, NOW - 2 * DAY, (NOW - DAY, NOW - DAY)),
        (None, NOW - DAY, (NOW - DAY, NOW - DAY)),
        (None, None, (NOW, NOW)),
        (NOW + DAY, None, (NOW, NOW)),
        (NOW - DAY, NOW + DAY, (NOW - DAY, NOW)),
        (None, NOW + DAY, (NOW, NOW)),
    ],
)
def test_dates_of_a_newcomer(
    published: datetime | None, updated: datetime | None, dated: tuple[datetime, datetime]
) -> None:
    (one,) = Memory().hear(entry("1", published=published, updated=updated)).new
    assert (one.published, one.updated) == dated


@pytest.mark.parametrize(
    ("updated", "dated"),
    [
        (None, NOW + DAY),
        (NOW + DAY / 2, NOW + DAY / 2),
        (NOW - DAY, NOW + DAY),  # not after what was known
        (NOW + 2 * DAY, NOW + DAY),  # in the future
    ],
)
def test_dates_of_an_edit(updated: datetime | None, dated: datetime) -> None:
    memory = Memory()
    memory.hear(entry("1", published=NOW))
    (edit,) = memory.hear(entry("1", title="Edited", published=NOW, updated=updated), now=NOW + DAY).edited
    assert (edit.item.published, edit.updated) == (NOW, dated)


def test_the_undated_keep_the_day_they_were_first_seen() -> None:
    memory = Memory()
    memory.hear(entry("1"))
    memory.hear(entry("1", title="Edited"), now=NOW + DAY)
    assert [item.published for item in memory.known.values()] == [NOW]


def test_an_item_is_edited_once_in_an_answer() -> None:
    """Two entries that are known as one item: the surest takes it, the other is on its own."""
    memory = Memory()
    memory.hear(entry("1", "x"))
    changes = memory.hear(entry("2", "x", "Two"), entry("1", "y", "One"))
    assert [edit.entry.title for edit in changes.edited] == ["One"]
    assert [one.entry.title for one in changes.new] == ["Two"]


def test_a_uid_depends_neither_on_title_nor_on_dates() -> None:
    uids = {
        Memory().hear(entry("1", link, title, published=published)).new[0].uid
        for link, title, published in [("x", "One", None), ("y", "Two", NOW), (None, "", NOW - DAY)]
    }
    assert len(uids) == 1


few = st.sampled_from
entries = st.builds(
    entry,
    guid=few([None, None, "1", "2", "3"]),
    link=few([None, "", "x", "y", "z"]),
    title=few(["One", "Two"]),
    published=few([None, NOW - DAY, NOW + DAY]),
)
answers = st.lists(entries, max_size=5)


@given(st.lists(answers, max_size=6))
def test_any_story_brings_no_uid_and_no_key_twice(story: list[list[CleanEntry]]) -> None:
    memory = Memory()
    for answer in story:
        changes = memory.hear(*answer, home=HOME)
        numbers = [edit.item.id for edit in changes.edited]
        assert len(numbers) == len(set(numbers))


@given(st.lists(answers, max_size=4), answers)
def test_the_same_answer_again_changes_nothing(story: list[list[CleanEntry]], last: list[CleanEntry]) -> None:
    memory = Memory()
    for answer in [*story, last]:
        memory.hear(*answer, home=HOME)
    assert counts(memory.hear(*last, home=HOME, now=NOW + DAY)) == (0, 0, 0)


@given(answers)
def test_nothing_is_lost_with_what_is_absent(answer: list[CleanEntry]) -> None:
    memory = Memory()
    memory.hear(*answer, home=HOME)
    before = list(memory.uids)
    memory.hear(home=HOME)
    assert memory.uids == before
    assert counts(memory.hear(*answer, home=HOME)) == (0, 0, 0)


distinct = st.lists(
    st.integers(0, 9).flatmap(
        lambda n: few(
            [entry(f"g{n}", f"l{n}", f"t{n}"), entry(None, f"l{n}", f"t{n}"), entry(f"g{n}", None, f"t{n}")]
        )
    ),
    unique_by=lambda one: one.title,
    max_size=8,
)


@given(distinct, st.data())
def test_the_order_of_entries_tells_nothing(answer: list[CleanEntry], data: st.DataObject) -> None:
    one, other = Memory(), Memory()
    one.hear(*answer)
    other.hear(*data.draw(st.permutations(answer)))
    assert sorted(zip(one.uids, one.titles, strict=True)) == sorted(
        zip(other.uids, other.titles, strict=True)
    )
    assert counts(one.hear(*data.draw(st.permutations(answer)))) == (0, 0, 0)
