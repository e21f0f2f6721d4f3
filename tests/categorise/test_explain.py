"""An explanation says what speaks for an item and what keeps it out, and never decides otherwise than the decision."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise import Verdict, categorise, explain, rulebook
from syndicate.model import Match

from .editors import config, text

RULES: dict[str, Any] = {"any": ["water", "town"], "none": ["sport"], "mask": ["water polo"]}
SOURCES = {
    "named": {"name": "Named", "feed": "https://named.example/feed", "categories": ["news"]},
    "sure": {"name": "Sure", "feed": "https://sure.example/feed", "always": ["news"]},
}
BOOK = rulebook(config({"news": RULES, "empty": {}}, sources=SOURCES))
WORDS = st.lists(st.sampled_from("water polo town sport sports clean Towns".split()), max_size=8).map(
    " ".join
)


def explained(title: str, source: str = "nobody") -> Verdict:
    return explain(BOOK, text(title, source=source))[0]


# title, source, whether it is in, what speaks for it, what keeps it out
VERDICTS = [
    ("Clean water", "nobody", True, ["any[0]"], []),
    ("Clean air", "nobody", False, [], []),
    ("Water sports", "nobody", False, ["any[0]"], ["none[0]"]),
    ("A sport", "nobody", False, [], ["none[0]"]),
    ("Water polo in town", "nobody", True, ["any[1]"], []),
    ("Water polo", "nobody", False, [], []),
    ("Air", "named", True, ["source"], []),
    ("Sport", "named", False, ["source"], ["none[0]"]),
    ("Sport", "sure", True, ["source"], []),
]


@pytest.mark.parametrize(("title", "source", "taken", "reasons", "against"), VERDICTS)
def test_each_side_is_heard(
    title: str, source: str, taken: bool, reasons: list[str], against: list[str]
) -> None:
    found = explained(title, source)
    assert found.taken is taken
    assert [reason.rule for reason in found.reasons] == reasons
    assert [reason.rule for reason in found.against] == against


def test_what_keeps_an_item_out_is_quoted_where_it_stands() -> None:
    (reason,) = explained("Water sports").against
    assert (reason.term, reason.field, reason.words, reason.start, reason.end) == (
        "sport",
        "title",
        "sports",
        6,
        12,
    )


def test_every_category_is_answered_for() -> None:
    assert [one.category for one in explain(BOOK, text("Anything"))] == ["news", "empty"]


@given(WORDS, WORDS, st.sampled_from(["nobody", "named", "sure"]))
def test_an_explanation_agrees_with_the_decision(title: str, summary: str, source: str) -> None:
    variant = text(title, source=source, summary=summary)
    taken = tuple(Match(one.category, one.reasons) for one in explain(BOOK, variant) if one.taken)
    assert taken == categorise(BOOK, variant)
