"""What combinations of words mean: near, at least, one of, in which field, parts of words, weak words."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise import categorise, explain, rulebook
from syndicate.model import Match, Reason, Variant

from .editors import config, judge, text

TERMS = {"south": {"en": ["Benin", "Senegal"]}, "local": {"en": ["mayor", "town"]}}
NEAR: dict[str, Any] = {"near": [{"terms": "south"}, {"terms": "local"}], "within": 3}

# rule, text, the words by which it holds
NEARBY: list[tuple[Any, str, list[str]]] = [
    (NEAR, "The mayor of Cotonou in Benin", ["Benin", "mayor"]),
    (NEAR, "In Benin the mayor spoke", ["Benin", "mayor"]),
    (NEAR, "A mayor who has been in Benin", []),
    (NEAR, "A mayor. In Benin, far from home and long ago, a mayor", ["Benin", "mayor"]),
    (NEAR, "A mayor\nBenin", []),
    (NEAR, "Benin Benin and much more than that here: town", []),
    ({**NEAR, "within": 0}, "Benin mayor", ["Benin", "mayor"]),
    ({**NEAR, "within": 0}, "Benin's mayor", []),
    ({"near": ["a", "b", "c"], "within": 2}, "a x b x x c", []),
    ({"near": ["a", "b", "c"], "within": 2}, "a x x x x c a b", ["a", "b", "c"]),
    ({"near": ["aid", "aid to towns"], "within": 0}, "Aid to towns", ["Aid", "Aid to towns"]),
    ({"near": [{"any": ["a", "b"]}, "c"], "within": 0}, "x b c", ["b", "c"]),
    ({"near": ["a", "b"]}, "a 1 2 3 4 5 6 7 8 9 10 b", ["a", "b"]),
    ({"near": ["a", "b"]}, "a 1 2 3 4 5 6 7 8 9 10 11 b", []),
    ({"all": [NEAR, "aid"]}, "Aid: mayor in Benin", ["Benin", "mayor", "Aid"]),
    ({"all": [NEAR, "aid"]}, "Mayor in Benin", []),
]


@pytest.mark.parametrize(("rule", "summary", "words"), NEARBY)
def test_near_holds_where_words_stand_near_each_other(rule: Any, summary: str, words: list[str]) -> None:
    match = judge({"any": [rule]}, variant("", summary), terms=TERMS)
    assert sorted({reason.words for reason in match.reasons} if match else []) == sorted(words)


def variant(title: str, body: str, **rest: Any) -> Variant:
    """Print a body, each line of which is a paragraph."""
    return text(title, content="".join(f"<p>{line}</p>" for line in body.split("\n")), **rest)


def test_near_does_not_reach_into_another_field() -> None:
    assert not judge({"any": [NEAR]}, text("Benin", summary="mayor"), terms=TERMS)


def test_near_quotes_the_words_that_stand_near_each_other_and_no_others() -> None:
    match = judge(
        {"any": [NEAR]}, text("Benin", summary="A mayor, and far away in Benin: a town"), terms=TERMS
    )
    assert match
    assert match.reasons == (
        Reason("any[0].near[0]", "Benin", "text", "Benin", 25, 30),
        Reason("any[0].near[1]", "town", "text", "town", 34, 38),
    )


TWO = {"at_least": 2, "of": ["water", {"terms": "south"}, {"all": ["town", "road"]}]}

# rule, title, whether it holds
COUNTED: list[tuple[Any, str, bool]] = [
    (TWO, "Water in Benin", True),
    (TWO, "Benin and Senegal", False),
    (TWO, "A town, a road, and water", True),
    (TWO, "Water in a town", False),
    ({"at_least": 1, "of": ["water"]}, "Water", True),
    ({"all": [TWO, "news"]}, "News of water in Benin", True),
    ({"all": ["town", {"any": ["water", {"terms": "south"}]}]}, "A town in Benin", True),
    ({"all": ["town", {"any": ["water", {"terms": "south"}]}]}, "A town in Bath", False),
]


@pytest.mark.parametrize(("rule", "title", "holds"), COUNTED)
def test_groups_count_their_members(rule: Any, title: str, holds: bool) -> None:
    assert bool(judge({"any": [rule]}, text(title), terms=TERMS)) is holds


ITEM = text(
    "Water", summary="Town in Benin", labels=("Aid",), author="Ana Roads", source="hall", language="en"
)
HALL = {"hall": {"name": "Hall of Fame", "feed": "https://hall.example/feed"}}

# rule, whether it holds for that item
IN_FIELDS: list[tuple[Any, bool]] = [
    ({"in": "title", "any": ["water"]}, True),
    ({"in": "title", "any": ["town"]}, False),
    ({"in": ["title", "text"], "all": ["water", "town"]}, True),
    ({"in": "text", "terms": "south"}, True),
    ({"in": "title", "terms": "south"}, False),
    ({"in": "label", "en": ["aid"]}, True),
    ({"in": "text", "en": ["aid"]}, False),
    ({"in": "author", "any": ["Roads"]}, True),
    ("Roads", False),
    ({"in": "source", "any": ["hall"]}, True),
    ({"in": "source", "any": ["fame"]}, True),
    ("fame", False),
    ({"in": "text", "near": ["town", "Benin"]}, True),
    ({"in": "title", "near": ["town", "Benin"]}, False),
    ({"in": ["title", "text"], "any": [{"in": ["text", "label"], "any": ["aid"]}]}, False),
    ({"in": "title", "at_least": 1, "of": ["water", "town"]}, True),
]


@pytest.mark.parametrize(("rule", "holds"), IN_FIELDS)
def test_a_rule_looks_only_where_it_says(rule: Any, holds: bool) -> None:
    assert bool(judge({"any": [rule]}, ITEM, terms=TERMS, sources=HALL)) is holds


def test_a_name_of_a_source_is_quoted_where_it_stands() -> None:
    match = judge({"any": [{"in": "source", "any": ["fame"]}]}, ITEM, sources=HALL)
    assert match
    assert match.reasons == (Reason("any[0].any[0]", "fame", "source", "Fame", 13, 17),)


# term, title, what is quoted
STARS = [
    ("Entwicklungs*", "Neue Entwicklungspolitik", "Entwicklungspolitik"),
    ("Entwicklungs*", "ENTWICKLUNGSZUSAMMENARBEIT", "ENTWICKLUNGSZUSAMMENARBEIT"),
    ("Entwicklungs*", "Wirtschaftsentwicklungsplan", None),
    ("*partnerschaft", "Die Städtepartnerschaft", "Städtepartnerschaft"),
    ("*partnerschaft", "Die Städtepartnerschaften", None),
    ("*partnerschaft", "Partnerschaft", "Partnerschaft"),
    ("*partner*", "Städtepartnerschaften", "Städtepartnerschaften"),
    ("*städte*", "Partnerstadte", "Partnerstadte"),
    ("kommunal* Partner", "Die kommunalen Partner", "kommunalen Partner"),
    ("kommunal* Partner", "Der kommunale ferne Partner", None),
    ("ent-wicklungs*", "Ent-Wicklungshilfe", "Ent-Wicklungshilfe"),
]


@pytest.mark.parametrize(("term", "title", "quoted"), STARS)
@pytest.mark.parametrize("language", ["de", "xx", None])
def test_a_star_stands_for_the_rest_of_a_word(
    term: str, title: str, quoted: str | None, language: str | None
) -> None:
    match = judge({"any": [term]}, text(title, language))
    assert (match.reasons[0].words if match else None) == quoted


WEAK = {"any": [{"en": ["solidarity?", "friend?", "friends of towns?"], "fr": ["solidarity?"]}, "water"]}

# title, text, the words for which it is in
WEAKLY = [
    ("", "Solidarity", []),
    ("Solidarity", "", ["Solidarity"]),
    ("", "Solidarity of friends", ["Solidarity", "friends"]),
    ("", "Solidarity and solidarity", []),
    ("", "Friends of towns", []),
    ("", "Water and solidarity", ["Water", "solidarity"]),
]


@pytest.mark.parametrize(("title", "body", "words"), WEAKLY)
@pytest.mark.parametrize("language", ["en", "fr", None])
def test_a_weak_word_counts_in_a_title_or_beside_another(
    title: str, body: str, words: list[str], language: str | None
) -> None:
    match = judge(WEAK, text(title, language, summary=body))
    assert sorted({reason.words for reason in match.reasons} if match else []) == sorted(words)


def test_a_weak_word_counts_in_a_group_with_others() -> None:
    assert judge({"any": [{"all": ["solidarity?", "town"]}]}, text(summary="Solidarity of a town"))


def test_a_weak_word_keeps_nothing_out_by_itself() -> None:
    rules = {"any": ["water"], "none": ["=sport?", "club?"]}
    assert judge(rules, text(summary="Water sport"))
    assert not judge(rules, text(summary="Water sport club"))


# rules, title, whether the item is in
STRONG = [
    ({"any": ["water!"], "none": ["sport"]}, "Water sport", True),
    ({"any": ["water", "clean water!"], "none": ["sport"]}, "Water sport", False),
    ({"any": ["water", "clean water!"], "none": ["sport"]}, "Clean water, a sport", True),
    ({"any": [{"en": ["=water!", "ODA!", "hydro*!"]}], "none": ["sport"]}, "Waters of sport", False),
    ({"any": [{"en": ["=water!", "ODA!", "hydro*!"]}], "none": ["sport"]}, "Hydropower and sport", True),
    ({"any": [{"all": ["water!", "town"]}], "none": ["sport"]}, "Water sport in a town", True),
    ({"any": [{"all": ["water!", "town"]}, "water"], "none": ["sport"]}, "Water sport", False),
    ({"any": ["water!"], "none": ["sport"], "mask": ["water polo"]}, "Water polo is a sport", False),
    ({"any": ["water"], "none": ["sport!"]}, "Water sport", False),
    ({"any": ["water!"], "none": ["sport!"]}, "Water sport", True),
]


@pytest.mark.parametrize(("rules", "title", "inside"), STRONG)
def test_a_strong_word_is_in_whatever_none_says(rules: dict[str, Any], title: str, inside: bool) -> None:
    assert bool(judge(rules, text(title))) is inside


def test_a_mask_of_all_categories_is_one_of_each() -> None:
    made = config({"a": {"any": ["water"]}, "b": {"any": ["water", "polo"]}}, mask=["water polo"])
    assert categorise(rulebook(made), text("Water polo")) == ()


WORDS = ["water", "town", "towns", "mayor", "Benin", "aid"]
phrases = st.sampled_from([*WORDS, "town?", "=towns", "aid*", "*ayor", "water town", "mayor?", "town!"])
groups = st.recursive(
    phrases,
    lambda inner: st.one_of(
        st.builds(
            lambda key, each: {key: each}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1)
        ),
        st.lists(inner, min_size=1).flatmap(
            lambda each: st.builds(lambda count: {"at_least": count, "of": each}, st.integers(1, len(each)))
        ),
        st.builds(
            lambda each, within: {"near": each, "within": within},
            st.lists(phrases, min_size=2, max_size=3),
            st.integers(0, 3),
        ),
        st.builds(
            lambda where, each: {"in": where, "any": each},
            st.sampled_from(["title", "text", "label"]),
            st.lists(inner, min_size=1),
        ),
    ),
    max_leaves=4,
)
rules = st.lists(groups, max_size=3)
sentences = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@given(rules, groups, rules, rules, sentences, sentences)
def test_more_rules_of_any_take_more_and_more_of_none_take_less(
    some: list[Any], more: Any, none: list[Any], mask: list[Any], title: str, summary: str
) -> None:
    item = text(title, summary=summary)
    if judge({"any": some, "none": none, "mask": mask}, item):
        assert judge({"any": [more, *some], "none": none, "mask": mask}, item)
        assert judge({"any": some, "none": none[1:], "mask": mask}, item)


@given(rules, rules, rules, sentences, sentences, st.data())
def test_the_order_of_rules_and_of_their_members_decides_nothing(
    some: list[Any], none: list[Any], mask: list[Any], title: str, summary: str, data: st.DataObject
) -> None:
    def shuffled(rule: Any) -> Any:
        if isinstance(rule, list):
            return data.draw(st.permutations([shuffled(one) for one in rule]))
        return {key: shuffled(one) for key, one in rule.items()} if isinstance(rule, dict) else rule

    written = {"any": some, "none": none, "mask": mask}
    item = text(title, summary=summary)
    assert bool(judge(written, item)) is bool(judge(shuffled(written), item))


@given(rules, rules, rules, sentences, sentences)
def test_the_explanation_quotes_what_decided(
    some: list[Any], none: list[Any], mask: list[Any], title: str, summary: str
) -> None:
    book = rulebook(config({"news": {"any": some, "none": none, "mask": mask}}))
    item = text(title, summary=summary)
    (verdict,) = explain(book, item)
    assert categorise(book, item) == ((Match("news", verdict.reasons),) if verdict.taken else ())
    fields = {"title": title, "text": summary}
    for reason in (*verdict.reasons, *verdict.against):
        assert fields[reason.field][reason.start : reason.end] == reason.words


@given(st.lists(st.sampled_from("abcx"), max_size=12), st.integers(2, 3), st.integers(0, 4))
def test_near_holds_where_any_choice_of_its_words_is_near(
    words: list[str], members: int, within: int
) -> None:
    places = [[at for at, word in enumerate(words) if word == member] for member in "abc"[:members]]
    near = any(max(chosen) - min(chosen) - 1 <= within for chosen in product(*places))
    rule = {"near": list("abc"[:members]), "within": within}
    assert bool(judge({"any": [rule]}, text(" ".join(words)))) is near
