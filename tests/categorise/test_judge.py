"""Which categories an item is in, and the reasons it is given."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise import categorise, rulebook, texts
from syndicate.categorise.judge import MOST
from syndicate.model import Reason

from .editors import config, judge, text

SOURCES = {
    "vng": {"name": "VNG", "feed": "https://vng.example/feed", "categories": ["news"]},
    "desk": {"name": "Desk", "feed": "https://desk.example/feed", "always": ["news"]},
}
TERMS = {"south": {"en": ["Benin", "Senegal"], "fr": ["Bénin"]}, "local": {"en": ["mayor", "town"]}}
SOUTHERN_TOWNS = {"any": [{"all": [{"terms": "south"}, {"terms": "local"}]}]}

# rules, title, whether the item is in
DECISIONS: list[tuple[dict[str, Any], str, bool]] = [
    ({}, "Anything", False),
    ({"any": ["aid", "water"]}, "Clean water", True),
    ({"any": ["aid", "water"]}, "Clean air", False),
    ({"any": ["water"], "none": ["sport"]}, "Water sports", False),
    ({"none": ["sport"]}, "Water", False),
    (SOUTHERN_TOWNS, "A mayor in Benin", True),
    (SOUTHERN_TOWNS, "A minister in Benin", False),
    (SOUTHERN_TOWNS, "A mayor in Bath", False),
    ({"any": [{"all": ["water", {"all": ["town", {"en": ["clean"]}]}]}]}, "Clean town, clean water", True),
    ({"any": [{"all": ["water", {"all": ["town", {"en": ["clean"]}]}]}]}, "Clean water", False),
    ({"any": ["water"], "none": [{"all": ["sport", "club"]}]}, "Water sports", True),
    ({"any": ["water"], "none": [{"all": ["sport", "club"]}]}, "A club for water sports", False),
    ({"mask": ["software development"], "any": ["development"]}, "Software development", False),
    ({"mask": ["software development"], "any": ["development"]}, "Development by software development", True),
    ({"mask": ["software development"], "any": ["development aid"]}, "Software development aid", False),
    ({"mask": [{"terms": "south"}], "any": ["Benin", "town"]}, "Benin", False),
    ({"mask": ["Sports Ministry"], "any": ["water"], "none": ["sport"]}, "Sports Ministry: water", True),
]


@pytest.mark.parametrize(("rules", "title", "inside"), DECISIONS)
def test_one_of_any_and_none_of_none(rules: dict[str, Any], title: str, inside: bool) -> None:
    assert bool(judge(rules, text(title), terms=TERMS)) is inside


# source, title, the reasons' rules
BY_SOURCE = [
    ("vng", "Roads", ["source"]),
    ("vng", "Water", ["any[0]", "source"]),
    ("vng", "Sport", []),
    ("desk", "Sport", ["source"]),
    ("desk", "Water sport", ["any[0]", "source"]),
    ("unknown", "Roads", []),
]


@pytest.mark.parametrize(("source", "title", "rules"), BY_SOURCE)
def test_a_source_names_the_category_of_its_items(source: str, title: str, rules: list[str]) -> None:
    match = judge({"any": ["water"], "none": ["sport"]}, text(title, source=source), sources=SOURCES)
    assert [reason.rule for reason in match.reasons] == rules if match else not rules


def test_a_source_is_quoted_as_a_reason() -> None:
    match = judge({}, text("Roads", source="desk"), sources=SOURCES)
    assert match
    assert match.reasons == (Reason("source", "always", "source", "desk", 0, 4),)


def test_every_reason_is_given_in_the_order_of_the_rules_and_of_reading() -> None:
    rules = {"any": ["=water", {"all": ["town", {"terms": "south"}]}, "nothing"]}
    item = text("Town water", summary="Water for Benin", labels=("Towns", "Water"))
    match = judge(rules, item, terms=TERMS)
    assert match
    assert match.reasons == (
        Reason("any[0]", "=water", "title", "water", 5, 10),
        Reason("any[0]", "=water", "text", "Water", 0, 5),
        Reason("any[0]", "=water", "label", "Water", 6, 11),
        Reason("any[1].all[0]", "town", "title", "Town", 0, 4),
        Reason("any[1].all[0]", "town", "label", "Towns", 0, 5),
        Reason("any[1].all[1]", "Benin", "text", "Benin", 10, 15),
    )


def test_an_item_can_be_in_several_categories() -> None:
    book = rulebook(config({"a": {"any": ["water"]}, "b": {"any": ["air"]}, "c": {"any": ["water", "air"]}}))
    assert [match.category for match in categorise(book, text("Water"))] == ["a", "c"]


def test_a_mask_counts_for_its_category_alone() -> None:
    masked = {"mask": ["water sports"], "any": ["water"]}
    book = rulebook(config({"a": masked, "b": {"any": ["water"]}}))
    assert [match.category for match in categorise(book, text("Water sports"))] == ["b"]


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Clean", {"summary": "water"}),
        ("", {"labels": ("clean", "water")}),
        ("", {"content": "<p>Clean</p><p>water</p>"}),
        ("", {"summary": "clean", "content": "<p>water</p>"}),
    ],
)
def test_no_phrase_runs_over_the_end_of_a_field_a_label_or_a_paragraph(
    title: str, rest: dict[str, Any]
) -> None:
    assert not judge({"any": ["clean water"]}, text(title, **rest))


@pytest.mark.parametrize(
    ("summary", "content", "read"),
    [
        ("Clean water", "", "Clean water"),
        ("", "<p>Clean <b>water</b></p><p>here</p>", "Clean water\nhere"),
        ("Clean …", "<p>Clean <b>water</b></p>", "Clean water"),
        ("Air", "<p>Water</p>", "Air\nWater"),
    ],
)
def test_the_text_of_an_item_is_its_content_and_what_its_summary_adds(
    summary: str, content: str, read: str
) -> None:
    assert texts(text(summary=summary, content=content))["text"] == read


def test_a_word_repeated_without_end_gives_a_bounded_number_of_reasons() -> None:
    rules = {"any": [{"all": ["water", "air"]}]}
    match = judge(rules, text(summary="water " * 5000 + "air"))
    assert match
    assert [reason.words for reason in match.reasons] == ["water"] * MOST + ["air"]


WORDS = ["water", "town", "towns", "l'eau", "Ägypten", "развитие", "ανάπτυξη", "UN", "un", "aid"]
terms = st.lists(st.sampled_from([*WORDS, "=towns", "town water", "aid town"]), max_size=4)
titles = st.lists(st.sampled_from([*WORDS, "-", ".", "\n"]), max_size=8).map(" ".join)
languages = st.sampled_from(["en", "fr", "el", "bg", None])


@given(terms, terms, terms, titles, languages)
def test_adding_a_term_to_any_never_removes_an_item(
    any_: list[str], more: list[str], none: list[str], title: str, language: str | None
) -> None:
    item = text(title, language)
    if judge({"any": any_, "none": none}, item):
        assert judge({"any": [*any_, *more], "none": none}, item)


@given(terms, terms, terms, titles, languages)
def test_adding_a_term_to_none_never_adds_an_item(
    any_: list[str], more: list[str], none: list[str], title: str, language: str | None
) -> None:
    item = text(title, language)
    if judge({"any": any_, "none": [*none, *more]}, item):
        assert judge({"any": any_, "none": none}, item)


@given(terms, terms, terms, titles, st.data())
def test_the_order_of_rules_decides_nothing(
    any_: list[str], none: list[str], mask: list[str], title: str, data: st.DataObject
) -> None:
    rules = {"any": any_, "none": none, "mask": mask}
    shuffled = {key: data.draw(st.permutations(written)) for key, written in rules.items()}
    assert bool(judge(rules, text(title))) is bool(judge(shuffled, text(title)))


@given(terms, titles, titles, st.lists(titles, max_size=3), languages)
def test_reasons_quote_what_is_printed_at_their_offsets(
    any_: list[str], title: str, summary: str, labels: list[str], language: str | None
) -> None:
    item = text(title, language, summary=summary, labels=tuple(labels))
    match = judge({"any": any_}, item)
    for reason in match.reasons if match else ():
        assert texts(item)[reason.field][reason.start : reason.end] == reason.words
        assert reason.term in any_


@given(st.text(max_size=40), st.text(max_size=40), languages)
def test_any_title_and_any_term_can_be_judged(term: str, title: str, language: str | None) -> None:
    match = judge({"any": [term or "-"]}, text(title, language, content=title))
    for reason in match.reasons if match else ():
        assert (
            texts(text(title, language, content=title))[reason.field][reason.start : reason.end]
            == reason.words
        )


@given(st.from_regex(r"\w{1,12}", fullmatch=True), languages)
def test_every_word_is_found_where_it_is_printed(word: str, language: str | None) -> None:
    term = f"x{word}y"
    assert judge({"any": [term]}, text(f"(„{term}“)", language))
