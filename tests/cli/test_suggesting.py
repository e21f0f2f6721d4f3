"""`syndicate suggest` proposes terms for a category, in words and as JSON."""

import json

import pytest

from .program import FEEDS, Program

ITEMS = [
    {"title": "Delegation from Kenya", "categories": ["twinning"], "lang": "en"},
    {"title": "We met a delegation", "categories": ["twinning"], "lang": "en"},
    {"title": "Another delegation came", "categories": ["twinning"], "lang": "en"},
    {"title": "Twinning", "categories": ["twinning"], "lang": "en"},
    {"title": "Budget", "lang": "en"},
]


@pytest.fixture
def filed(program: Program) -> Program:
    program.write("feeds.yaml", FEEDS)
    program.write("items.jsonl", "\n".join(map(json.dumps, ITEMS)))
    return program


def test_words(filed: Program) -> None:
    code, out, said = filed("suggest", "twinning", "items.jsonl")
    assert code == 0, said
    assert out.splitlines()[:3] == [
        "twinning                 precision 1.00  recall 0.25  F1 0.40  (right 1, wrong 0, missed 3)",
        "  any 'delegation' [en]: F1 1.000; right: lines 1, 2, 3",
        "with all of them         precision 1.00  recall 1.00  F1 1.00  (right 4, wrong 0, missed 0)",
    ]


def test_json(filed: Program) -> None:
    code, out, said = filed("suggest", "twinning", "items.jsonl", "--json", "--source-defaults")
    assert code == 0, said
    found = json.loads(out)
    assert (found["category"], found["before"]["f1"], found["after"]["f1"]) == ("twinning", 0.4, 1.0)
    (one,) = found["suggestions"]
    assert (one["role"], one["written"], one["right"], one["wrong"]) == ("any", "delegation", [1, 2, 3], [])
    assert found["cross_validated"]["fn"] == 0


def test_nothing_to_suggest(filed: Program) -> None:
    filed.write("items.jsonl", json.dumps(ITEMS[3]))
    code, out, _ = filed("suggest", "twinning", "items.jsonl")
    assert (code, out.splitlines()[1]) == (0, "No term helps more than one of these items.")


def test_a_category_that_is_not_there(filed: Program) -> None:
    code, _, said = filed("suggest", "sport", "items.jsonl")
    assert code == 2
    assert "feeds.yaml has no category 'sport': it has twinning" in said
