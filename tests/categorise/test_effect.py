"""The tally of an edit counts every item, and lists the newest of them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise.effect import Move, effect
from syndicate.model import Reason

START = datetime(2026, 6, 1, tzinfo=UTC)


def reason(term: str, rule: str = "any[0]") -> Reason:
    return Reason(rule, term, "title", term, 0, len(term))


def moved(day: int, *reasons: Reason, against: tuple[Reason, ...] = ()) -> Move:
    return Move(str(day), f"Day {day}", "en", None, "a", START + timedelta(days=day), reasons, against)


@given(st.permutations(range(12)), st.integers(0, 15))
def test_the_newest_are_listed_in_whatever_order_they_come(days: list[int], most: int) -> None:
    tally = effect(most)
    for day in days:
        tally.enter.add(moved(day))
    assert tally.enter.count == 12
    assert [one.uid for one in tally.enter.newest] == [str(day) for day in range(11, -1, -1)][:most]


def test_a_term_counts_once_an_item_and_what_keeps_out_counts_instead() -> None:
    tally = effect(5)
    tally.leave.add(moved(1, reason("aid"), reason("aid"), reason("town")))
    tally.leave.add(moved(2, reason("aid"), against=(reason("software", "none[0]"),)))
    assert tally.leave.terms == {("any[0]", "aid"): 1, ("any[0]", "town"): 1, ("none[0]", "software"): 1}


def test_what_only_stays_is_no_change() -> None:
    tally = effect(5)
    tally.stay += 1
    assert not tally
    tally.enter.add(moved(1))
    assert tally
