"""What is wrong with rules, and where."""

from typing import Any

import pytest

from syndicate.categorise import mistakes

from .editors import config

NO_WORD = "has no word in it: write at least one letter or digit"
NO_EXACT = "has no word in it after '=': write at least one letter or digit"
STAR = "has a star that touches no word: write it without a space, as in 'region*'"
SHORT = "is found in too many words: write at least 3 letters beside a star"
APART = "stands at no one place: write words, lists of terms or a group with 'any'"
NOWHERE = "this never holds: no part of an item is looked at by all of its members"
KIND = "is no kind of rule: write this"
EXCLUDES = "excludes nothing by its first sign: write the word under 'none'"
CAPITALS = "has AND, OR or NOT in it, which are looked for as words here: write 'all', 'any' or 'none', or small letters"
SIGN = "has its sign at the wrong end: '=' stands in front of a word, '?' and '!' behind it"

# rules of the category, path of keys, message
WRONG: list[tuple[dict[str, Any], tuple[str | int, ...], str]] = [
    ({"any": ["aid", "–"]}, ("any", 1), f"'–' {NO_WORD}"),
    ({"none": ["="]}, ("none", 0), f"'=' {NO_EXACT}"),
    ({"mask": [{"fr": ["eau", "?!"]}]}, ("mask", 0, "fr", 1), f"'?!' {NO_WORD}"),
    ({"any": [{"all": ["aid", {"de": ["…"]}]}]}, ("any", 0, "all", 1, "de", 0), f"'…' {NO_WORD}"),
    ({"any": ["region *"]}, ("any", 0), f"'region *' {STAR}"),
    ({"any": ["aid", "re*"]}, ("any", 1), f"'re*' {SHORT}"),
    (
        {"any": [{"at_least": 3, "of": ["aid", "water"]}]},
        ("any", 0, "at_least"),
        "3 of 2 can never hold: write at most 2",
    ),
    (
        {"any": [{"near": ["aid", {"any": [{"all": ["water", "town"]}]}]}]},
        ("any", 0, "near", 1, "any", 0),
        f"a group with 'all' {APART}",
    ),
    (
        {"any": [{"in": "title", "all": ["aid", {"any": [{"in": ["text", "label"], "any": ["x"]}]}]}]},
        ("any", 0, "all", 1, "any", 0, "in"),
        "this never holds: the group around it looks at title only",
    ),
    (
        {"any": [{"near": [{"in": "title", "en": ["a"]}, {"in": "text", "en": ["b"]}]}]},
        ("any", 0, "near"),
        NOWHERE,
    ),
    (
        {
            "any": [
                {
                    "in": "author",
                    "near": ["a", {"in": ["author", "text"], "any": [{"in": "text", "en": ["b"]}]}],
                }
            ]
        },
        ("any", 0, "near", 1, "any", 0, "in"),
        "this never holds: the group around it looks at author only",
    ),
    ({"any": ["a", {"not": ["b"]}]}, ("any", 1, "not"), f"'not' {KIND} under 'none' of the category"),
    ({"any": [{"and": ["a", "b"]}]}, ("any", 0, "and"), f"'and' {KIND} as 'all: […]'"),
    ({"any": ["-football"]}, ("any", 0), f"'-football' {EXCLUDES}"),
    ({"any": [{"en": ["!football"]}]}, ("any", 0, "en", 0), f"'!football' {EXCLUDES}"),
    ({"any": ["town AND aid"]}, ("any", 0), f"'town AND aid' {CAPITALS}"),
    ({"any": ["NOT football"]}, ("any", 0), f"'NOT football' {CAPITALS}"),
    ({"any": ["?town"]}, ("any", 0), f"'?town' {SIGN}"),
    ({"any": ["town="]}, ("any", 0), f"'town=' {SIGN}"),
]


@pytest.mark.parametrize(("rules", "path", "message"), WRONG)
def test_a_term_that_can_never_be_found_is_a_mistake(
    rules: dict[str, Any], path: tuple[str | int, ...], message: str
) -> None:
    assert mistakes(config({"news": rules})) == [(("categories", "news", *path), message)]


def test_a_named_list_is_judged_once_where_it_is_written() -> None:
    made = config(
        {"a": {"any": [{"terms": "south"}]}, "b": {"any": [{"terms": "south"}]}},
        terms={"south": {"en": ["Benin", "/"]}},
    )
    assert mistakes(made) == [(("terms", "south", "en", 1), f"'/' {NO_WORD}")]


def test_good_rules_have_no_mistakes() -> None:
    rules = {
        "any": [
            "=aid",
            "What now? Towns act",
            "a=b",
            "rock and roll",
            "GOLD OR",
            {"all": [{"terms": "south"}, "UN?"]},
            {"near": ["aid*", {"any": ["a", "b"]}]},
            {"near": [{"in": "title", "en": ["a"]}, {"any": ["b", {"in": "author", "en": ["c"]}]}]},
        ],
        "mask": [{"el": ["ανάπτυξη"]}],
        "none": [{"in": ["title", "text"], "at_least": 1, "of": [{"in": "title", "any": ["x"]}]}],
    }
    assert (
        mistakes(config({"news": rules}, terms={"south": {"en": ["Benin"]}, "unused": {"en": ["Chad"]}}))
        == []
    )
