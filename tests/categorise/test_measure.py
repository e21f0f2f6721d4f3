"""The measure against counts made by hand."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise import rulebook
from syndicate.categorise.measure import CategoryReport, Filed, Score, by_site, measure

from .editors import config, text

RULES = {
    "news": {
        "title": "News",
        "mask": ["twinning software"],
        "any": [{"en": ["twinning"], "fr": ["jumelage"]}, "delegation", "party"],
        "none": ["football"],
    }
}


def filed(line: int, title: str, right: Iterable[str], language: str = "en", site: str = "") -> Filed:
    return Filed(line, site, text(title, language, source=site), frozenset(right))


ITEMS = [
    filed(1, "A twinning of two towns", ["news"]),
    filed(2, "Un jumelage entre communes", ["news"], "fr"),
    filed(3, "A party in town", []),
    filed(4, "Town and town become friends", ["news"]),
    filed(5, "A delegation at the football match", []),
    filed(6, "Twinning software", []),
    filed(7, "A delegation and its party visit us", ["news"]),
    filed(8, "Budget", []),
]


@pytest.fixture
def news() -> CategoryReport:
    return measure(rulebook(config(RULES)), ITEMS)["news"]


def test_counts_of_a_category_and_its_languages(news: CategoryReport) -> None:
    assert news.score == Score(tp=3, fp=1, fn=1)
    assert (news.score.precision, news.score.recall, news.score.f1) == (0.75, 0.75, 0.75)
    assert news.languages == {"en": Score(2, 1, 1), "fr": Score(1, 0, 0)}


def test_errors_name_the_item_and_what_decided(news: CategoryReport) -> None:
    told = {one.item.line: [reason.term for reason in one.verdict.reasons] for one in news.errors}
    assert told == {3: ["party"], 4: []}


def test_each_term_is_weighed_by_judging_without_it(news: CategoryReport) -> None:
    terms = {(one.role, one.written): (one.right, one.wrong, one.f1_without) for one in news.terms}
    assert terms == {
        ("any", "twinning"): (1, 0, 2 * 2 / (2 * 2 + 1 + 2)),
        ("any", "jumelage"): (1, 0, 2 * 2 / (2 * 2 + 1 + 2)),
        ("any", "delegation"): (1, 0, 0.75),  # "party" files the same item
        ("any", "party"): (1, 1, 2 * 3 / (2 * 3 + 0 + 1)),
        ("none", "football"): (1, 0, 2 * 3 / (2 * 3 + 2 + 1)),
        ("mask", "twinning software"): (1, 0, 2 * 3 / (2 * 3 + 2 + 1)),
    }


def test_nothing_to_file_and_nothing_filed_is_right() -> None:
    assert measure(rulebook(config(RULES)), [ITEMS[7]])["news"].score.f1 == 1


@pytest.mark.parametrize(
    ("keys", "taken"),
    [(["both"], True), (["both", "one"], True), (["both", "none"], False), ([], False), (["firm"], True)],
)
def test_a_site_has_what_all_of_its_sources_name(keys: list[str], taken: bool) -> None:
    sources = {
        key: {"name": key, "feed": f"https://{key}.example/feed", **said}
        for key, said in {
            "both": {"categories": ["news", "other"]},
            "one": {"categories": ["news"]},
            "none": {},
            "firm": {"always": ["news"]},
        }.items()
    }
    book = rulebook(config({**RULES, "other": {"title": "Other"}}, sources=sources))
    item = filed(1, "Budget", ["news"], site="towns.example")
    found = measure(by_site(book, {"towns.example": keys}), [item])
    assert (found["news"].score.tp == 1) is taken


@pytest.mark.parametrize(("keys", "taken"), [(["firm"], True), (["firm", "mild"], False)])
def test_only_sources_that_all_say_always_overrule_none(keys: list[str], taken: bool) -> None:
    sources = {
        "firm": {"name": "Firm", "feed": "https://firm.example/feed", "always": ["news"]},
        "mild": {"name": "Mild", "feed": "https://mild.example/feed", "categories": ["news"]},
    }
    book = by_site(rulebook(config(RULES, sources=sources)), {"towns.example": keys})
    found = measure(book, [filed(1, "Football", ["news"], site="towns.example")])
    assert (found["news"].score.tp == 1) is taken


@given(st.lists(st.tuples(st.sampled_from(ITEMS), st.booleans()), max_size=12))
def test_counts_add_up(chosen: list[tuple[Filed, bool]]) -> None:
    items = [Filed(1, "", item.variant, frozenset(["news"] if right else [])) for item, right in chosen]
    found = measure(rulebook(config(RULES)), items)["news"]
    assert found.score.tp + found.score.fn == sum(right for _, right in chosen)
    assert found.score.fp + found.score.fn == len(found.errors)
    assert found.score.tp == sum(score.tp for score in found.languages.values())
    assert 0 <= found.score.f1 <= 1
