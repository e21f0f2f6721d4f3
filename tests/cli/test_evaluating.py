"""`syndicate evaluate` measures the rules on a file of items, and says which line it cannot read."""

import json
from typing import Any

import pytest

from .program import FEEDS, Program

ITEMS = [
    {"title": "A twinning of two towns", "lang": "en", "categories": ["twinning"]},
    {"title": "Twinning software", "lang": "en", "categories": []},
    {"title": "Friends abroad", "lang": "en", "site": "www.towns.example", "categories": ["twinning"]},
    {"title": "Haushalt", "lang": "de"},
    {"summary": "All about twinning", "site_label": "Twinning", "categories": ["twinning", "sport"]},
]
DEFAULTS = FEEDS.replace(
    "categories:\n",
    '  towns: {name: Towns, feed: "https://towns.example/feed", categories: [twinning]}\ncategories:\n',
    1,
)


@pytest.fixture
def filed(program: Program) -> Program:
    program.write("feeds.yaml", DEFAULTS)
    program.write("items.jsonl", "\n\n".join(map(json.dumps, ITEMS)) + "\n")
    return program


def measured(program: Program, *options: str) -> dict[str, Any]:
    code, out, said = program("evaluate", "items.jsonl", "--json", *options)
    assert code == 0, said
    found: dict[str, Any] = json.loads(out)
    return found


def test_json(filed: Program) -> None:
    found = measured(filed)
    assert (found["items"], found["unknown"]) == (5, ["sport"])
    one = found["categories"]["twinning"]
    assert {name: one[name] for name in ("precision", "recall", "f1", "tp", "fp", "fn")} == {
        "precision": 0.6667, "recall": 0.6667, "f1": 0.6667, "tp": 2, "fp": 1, "fn": 1,
    }  # fmt: skip
    assert {tag: score["f1"] for tag, score in one["languages"].items()} == {"": 1.0, "de": 1.0, "en": 0.5}
    assert [(wrong["line"], wrong["filed"]) for wrong in one["errors"]] == [(3, True), (5, False)]
    assert one["errors"][0]["reasons"][0]["words"] == "Twinning"
    (term,) = one["terms"]
    assert (term["written"], term["right"], term["wrong"], term["f1_without"]) == ("twinning", 2, 1, 0.0)


def test_source_defaults_hold_for_the_items_of_their_site(filed: Program) -> None:
    assert measured(filed)["categories"]["twinning"]["recall"] == 0.6667
    assert measured(filed, "--source-defaults")["categories"]["twinning"]["recall"] == 1.0


def test_a_site_may_be_a_whole_address(filed: Program) -> None:
    written = json.dumps(ITEMS[2]).replace("www.towns.example", "https://www.towns.example/news?id=1")
    filed.write("items.jsonl", written + "\n")
    assert measured(filed, "--source-defaults")["categories"]["twinning"]["recall"] == 1.0


def test_words(filed: Program) -> None:
    code, out, said = filed("evaluate", "items.jsonl")
    assert code == 0, said
    assert (
        "twinning                 precision 0.67  recall 0.67  F1 0.67  (right 2, wrong 1, missed 1)" in out
    )
    assert "  wrong  line 3 [en] Twinning software\n      + any[0] 'twinning': title has 'Twinning'" in out
    assert "  missed line 5 [en] Friends abroad" in out
    assert "    any 'twinning': fired 3, right 2, wrong 1, F1 without it 0.000" in out
    assert "not in feeds.yaml, and not measured: sport" in out


def test_another_feeds_yaml(filed: Program) -> None:
    filed.write("other.yaml", FEEDS.replace("any: [twinning]", "any: [friends]"))
    assert measured(filed, "--config", "other.yaml")["categories"]["twinning"]["tp"] == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"title": ', "items.jsonl:2:11: is not JSON: Expecting value"),
        ("[]", "items.jsonl:2:1: must be one object in braces"),
        ('{"title": 5}', "items.jsonl:2:1: 'title' must be a text, not 5"),
        ("[" * 100_000, "items.jsonl:2:1: is nested too deep for an item"),
        ('{"site_label": ["A", 5]}', "items.jsonl:2:1: 'site_label' must be a text, or a list of texts"),
        ('{"categories": "twinning"}', "items.jsonl:2:1: 'categories' must be a list of names"),
    ],
)
def test_a_broken_line_is_named(filed: Program, line: str, said: str) -> None:
    filed.write("items.jsonl", f'{{"title": "fine"}}\n{line}\n')
    code, out, told = filed("evaluate", "items.jsonl")
    assert (code, out) == (1, "")
    assert told.startswith(said)


def test_bytes_that_are_no_text(filed: Program) -> None:
    (filed.folder / "items.jsonl").write_bytes(b'{"title": "\xff"}')
    code, _, told = filed("evaluate", "items.jsonl")
    assert (code, told) == (1, "items.jsonl:1:1: is not UTF-8 text at byte 11\n")


def test_a_file_from_a_spreadsheet_begins_with_a_mark(filed: Program) -> None:
    (filed.folder / "items.jsonl").write_bytes(b'\xef\xbb\xbf{"title": "A"}\r\n{"title": "B"}\r\n')
    assert measured(filed)["items"] == 2


def test_a_line_goes_on_after_a_separator_within_a_text(filed: Program) -> None:
    filed.write("items.jsonl", '{"title": "A\u2028B"}\n{"title": 5}\n')
    code, _, told = filed("evaluate", "items.jsonl")
    assert (code, told) == (1, "items.jsonl:2:1: 'title' must be a text, not 5\n")


def test_lines_with_nothing_with_more_and_with_codes_of_programs(filed: Program) -> None:
    odd: list[dict[str, Any]] = [
        {"title": "Jumelage", "lang": "fr_FR", "summary": None, "site_label": None, "categories": None},
        {
            "title": "Jumelage",
            "lang": "FR-be",
            "site_label": ["Ville", "Jumelages"],
            "categories": ["twinning"],
        },
        {"title": "Jumelage", "lang": "zz", "categories": [], "borderline": True, "extra": {"a": [1]}},
        {"url": "https://a.example/"},
    ]
    filed.write("feeds.yaml", FEEDS.replace("any: [twinning]", "any: [{fr: jumelage}]"))
    filed.write("items.jsonl", "\n".join(map(json.dumps, odd)))
    one = measured(filed)["categories"]["twinning"]
    assert {tag: (score["tp"], score["fp"], score["fn"]) for tag, score in one["languages"].items()} == {
        "": (0, 0, 0), "FR-be": (1, 0, 0), "fr_FR": (0, 1, 0), "zz": (0, 0, 0),
    }  # fmt: skip
    assert {"precision", "recall", "f1", "tp", "fp", "fn"} <= one["languages"]["zz"].keys()


def test_a_phrase_is_found_however_many_spaces_people_write(filed: Program) -> None:
    filed.write("feeds.yaml", FEEDS.replace("any: [twinning]", "any: [town twinning]"))
    odd = [
        {"title": " Town \u00a0twinning", "categories": ["twinning"]},
        {"summary": "Of town\n twinning ", "categories": ["twinning"]},
    ]
    filed.write("items.jsonl", "\n".join(map(json.dumps, odd)))
    assert measured(filed)["categories"]["twinning"]["tp"] == 2


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_items_measures_nothing(filed: Program, content: str) -> None:
    filed.write("items.jsonl", content)
    code, out, told = filed("evaluate", "items.jsonl")
    assert (code, out) == (1, "")
    assert told.startswith("items.jsonl:1:1: has no item in it: write one on each line")
