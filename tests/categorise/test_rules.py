"""What a rulebook is made of."""

from syndicate.categorise import categorise, rulebook
from syndicate.categorise.rules import AnyTerm, leaves
from syndicate.categorise.words import Term

from .editors import config, text


def test_lists_of_terms_and_words_per_language_are_read_alike() -> None:
    named = config(
        {"news": {"any": [{"terms": "south"}]}}, terms={"south": {"fr-BE": ["Bénin"], "en": "Benin"}}
    )
    written = config({"news": {"any": [{"fr": ["Bénin"], "en": ["Benin"]}]}})
    leaf = AnyTerm("any[0]", frozenset({Term("Bénin", "fr"), Term("Benin", "en")}), frozenset({0, 1, 2}))
    for made in (named, written):
        assert rulebook(made).categories["news"].any.nodes == (leaf,)


def test_a_rule_knows_its_place_in_feeds_yaml() -> None:
    book = rulebook(config({"news": {"none": ["a", {"all": ["b", {"all": ["c"]}]}]}}))
    places = [leaf.place for node in book.categories["news"].none.nodes for leaf in leaves(node)]
    assert places == ["none[0]", "none[1].all[0]", "none[1].all[1].all[0]"]


def test_terms_are_prepared_for_each_language_that_the_config_names() -> None:
    source = {"name": "A", "feed": "https://a.example/feed", "language": "nl-BE"}
    book = rulebook(config({"news": {"any": [{"pt": ["vila"]}]}}, sources={"a": source}))
    assert set(book.readings) == {"en", "nl", "pt", "", None}


def test_an_item_is_read_in_its_language_and_in_english() -> None:
    book = rulebook(config({"news": {"any": [{"en": ["town"]}, {"fr": ["ville"]}, "Ort"]}}))
    read = {
        language: [
            reason.words
            for (match,) in [categorise(book, text("town, ville, Ort", language=language))]
            for reason in match.reasons
        ]
        for language in ("en", "fr-CA", "xx", None)
    }
    whole = ["town", "ville", "Ort"]
    assert read == {"en": ["town", "Ort"], "fr-CA": whole, "xx": ["town", "Ort"], None: whole}


def test_five_thousand_terms_are_found_as_one_is() -> None:
    rules = [f"place{number}" for number in range(5000)]
    book = rulebook(config({"news": {"any": rules}}))
    (match,) = categorise(book, text("From place7 to place4999"))
    assert [reason.rule for reason in match.reasons] == ["any[7]", "any[4999]"]
