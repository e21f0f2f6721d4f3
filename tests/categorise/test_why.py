"""What an editor is told of an item: the words that decided, what was in the way, and what was missing."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise import rulebook, texts
from syndicate.categorise.judge import categorise_all
from syndicate.categorise.why import Why, why

from .editors import config, text

PARTNERS: dict[str, Any] = {
    "any": [
        "solidarity fund",
        {"all": [{"en": ["Benin", "Togo"], "fr": ["Bénin"]}, {"en": ["mayor", "town"], "fr": ["maire"]}]},
        {"all": ["study", "visit", "delegation"]},
    ],
    "none": ["sport"],
    "mask": ["town crier"],
}
BOOK = rulebook(config({"partners": PARTNERS, "water": {"any": ["water"]}}))
WORDS = st.lists(
    st.sampled_from("solidarity fund Benin Bénin mayor town crier maire study visit sport water".split()),
    max_size=7,
).map(" ".join)


def explained(title: str, **rest: Any) -> Why:
    return why(BOOK, [text(title, **rest)])[0]


def test_of_an_item_that_is_in_nothing_is_missing() -> None:
    found = explained("A solidarity fund")
    assert found.verdict.taken
    assert (found.masked, found.nearest) == ((), None)


def test_the_nearest_rule_says_which_part_failed() -> None:
    nearest = explained("News from Benin").nearest
    assert nearest
    assert nearest.rule == "any[1]"
    assert [(one.rule, one.words) for one in nearest.held] == [("any[1].all[0]", "Benin")]
    assert nearest.missing == {"any[1].all[1]": ("mayor", "town")}


def test_of_two_rules_the_one_that_lacks_less_is_nearest() -> None:
    nearest = explained("A study visit to Togo").nearest
    assert nearest
    assert (nearest.rule, list(nearest.missing)) == ("any[2]", ["any[2].all[2]"])


def test_missing_terms_are_those_that_would_be_found_in_its_language() -> None:
    nearest = explained("Le Bénin", language="fr").nearest
    assert nearest
    assert nearest.missing == {"any[1].all[1]": ("maire", "mayor", "town")}


def test_a_word_that_a_mask_strikes_out_is_named() -> None:
    found = explained("The town crier of Togo")
    assert [(one.rule, one.words, one.start) for one in found.masked] == [("any[1].all[1]", "town", 4)]
    assert found.nearest
    assert list(found.nearest.missing) == ["any[1].all[1]"]


def test_nothing_is_near_where_no_word_is_found() -> None:
    found = explained("The weather")
    assert (found.verdict.reasons, found.masked, found.nearest) == ((), (), None)


def test_what_keeps_it_out_is_all_there_is_to_say() -> None:
    found = explained("A solidarity fund for sport")
    assert [one.rule for one in found.verdict.against] == ["none[0]"]
    assert found.nearest is None


def test_of_several_texts_the_one_that_decides_is_told() -> None:
    variants = [text("Rien", language="fr"), text("From Togo"), text("A solidarity fund", language="en")]
    found = why(BOOK, variants)[0]
    assert (found.text, found.verdict.taken) == (2, True)
    assert why(BOOK, variants[:2])[0].text == 1


@given(st.lists(st.tuples(WORDS, st.sampled_from(["en", "fr", None])), min_size=1, max_size=3))
def test_it_never_says_otherwise_than_the_decision(printed: list[tuple[str, str | None]]) -> None:
    variants = [text(title, language=language) for title, language in printed]
    filed = {match.category: match.reasons for match in categorise_all(BOOK, variants)}
    for one in why(BOOK, variants):
        name, fields = one.verdict.category, texts(variants[one.text])
        assert filed.get(name, ()) == (one.verdict.reasons if one.verdict.taken else ())
        for reason in (*one.masked, *(one.nearest.held if one.nearest else ())):
            assert fields[reason.field][reason.start : reason.end] == reason.words
        if one.verdict.reasons:
            assert (one.masked, one.nearest) == ((), None)
