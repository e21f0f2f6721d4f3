"""What is proposed helps more than one title, whichever part of the items is left out."""

from syndicate.categorise import rulebook
from syndicate.categorise.measure import Filed, Score
from syndicate.categorise.suggest import Advice, suggest

from .editors import config, text

RULES = {"news": {"title": "News", "any": [{"en": ["twinning"]}]}}


def advice(*told: tuple[str, bool], language: str = "en") -> Advice:
    items = [
        Filed(number, "", text(title, language), frozenset(["news"] if right else []))
        for number, (title, right) in enumerate(told, 1)
    ]
    return suggest(rulebook(config(RULES)), "news", items, 20)


def proposed(found: Advice) -> set[tuple[str, str, str]]:
    return {(one.role, one.written, one.language) for one in found.suggestions}


def test_a_term_that_files_several_missed_items() -> None:
    found = advice(
        ("Delegation from Kenya", True),
        ("We met a delegation", True),
        ("Another delegation came", True),
        ("Budget", False),
        ("Twinning", True),
    )
    assert found.before == Score(tp=1, fp=0, fn=3)
    (one,) = found.suggestions
    assert (one.role, one.written, one.language) == ("any", "delegation", "en")
    assert (one.right, one.wrong, one.score) == ((1, 2, 3), (), Score(4, 0, 0))


def test_one_title_is_no_reason() -> None:
    found = advice(("Delegation from Kenya", True), ("Twinning", True), ("Budget", False))
    assert found.suggestions == ()
    assert found.cross_validated == found.before


def test_two_titles_that_lie_in_one_part_are_no_reason() -> None:
    titles = ["Delegation", *"abcd", "Delegation again"]  # the first and the sixth are dealt to one part
    assert advice(*((title, "Delegation" in title) for title in titles)).suggestions == ()


def test_a_phrase_that_hides_what_misleads() -> None:
    told = [
        ("Twinning software released", False),
        ("Twinning of towns", True),
        ("Our twinning software course", False),
        ("Twinning meets software", True),
        ("Twinning again", True),
        ("Buy twinning software", False),
    ]
    assert proposed(advice(*told)) == {("mask", "twinning software", "en")}


def test_a_word_that_keeps_wrong_items_out() -> None:
    told = [
        (f"Twinning {word}", "football" not in word)
        for word in ("football", "match in football", "of towns", "day", "a football cup", "week")
    ]
    assert proposed(advice(*told)) == {("none", "football", "en")}


def test_a_term_that_is_wrong_nearly_as_often_as_right_is_none() -> None:
    told = [("Meeting", True)] * 3 + [("Meeting", False)] * 2 + [("Budget", False)] * 5
    assert advice(*told).suggestions == ()


def test_terms_are_of_the_language_of_their_items() -> None:
    told = [("Une délégation", True), ("La délégation", True), ("Le budget", False), ("Délégations", True)]
    assert {one[2] for one in proposed(advice(*told, language="fr"))} == {"fr"}


def test_acronyms_stay_acronyms() -> None:
    told = [("What the UNO says", True), ("At the UNO", True), ("Uno sguardo", False), ("From the UNO", True)]
    assert proposed(advice(*told)) == {("any", "UNO", "en")}


def test_the_promise_is_smaller_than_the_fit() -> None:
    words = ("alpha", "bravo", "gamma", "delta", "omega")
    told = [(f"{word} and {word} {other}", True) for word in words for other in ("", "again")]
    found = advice(*told, *[(f"Budget of {word}", False) for word in words])
    assert found.cross_validated.f1 <= (found.suggestions[-1].score if found.suggestions else found.before).f1
