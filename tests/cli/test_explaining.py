"""`syndicate explain` finds an item by whatever an operator calls it, and gives the reasons of the decision itself."""

import json
from typing import Any

import pytest

from .program import FEEDS, Program

LINK = "https://a.example/twinning"
RSS = f"""\
<rss version='2.0'><channel><title>A</title><link>https://a.example/</link><language>en</language>
<item><guid isPermaLink='false'>1</guid><title>A twinning of two towns</title><link>{LINK}?utm_source=x</link>
<pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate></item>
<item><guid isPermaLink='false'>2</guid><title>Twinning software for sport</title>
<link>https://a.example/2</link></item></channel></rss>"""
RULES = """\
  sport: {title: Sport, any: [football]}
  clean: {title: Clean, any: [twinning], none: [software]}
"""
PARTS = "  fund: {title: Fund, any: [{all: [software, fund]}, {all: [sport, a, b]}], mask: [for sport]}\n"


@pytest.fixture
def filed(program: Program) -> Program:
    """With two items, filed and published."""
    program.write("feeds.yaml", FEEDS + RULES)
    program.write("a.rss", RSS)
    code, _, said = program("refresh")
    assert code == 0, said
    return program


def told(program: Program, name: str) -> dict[str, Any]:
    code, out, said = program("explain", name, "--json")
    assert code == 0, said
    (item,) = json.loads(out)["items"]
    found: dict[str, Any] = item
    return found


def test_what_is_known_and_why(filed: Program) -> None:
    first, second = told(filed, "1"), told(filed, "2")
    assert first["source"] == "a"
    assert first["published"] == "2026-06-01T10:00:00Z"
    assert first["keys"][0] == "guid:1"
    assert first["variants"] == [
        {
            "source": "a",
            "language": "en",
            "told_by": "feed",
            "link": f"{LINK}?utm_source=x",
            "title": "A twinning of two towns",
            "fields": {
                "title": "A twinning of two towns",
                "text": "",
                "label": "",
                "author": "",
                "source": "a\nA source",
            },
        }
    ]
    assert first["filed"] == ["clean", "twinning"]
    assert {(one["category"], one["language"]) for one in first["entered"]} == {
        (category, language) for category in ("twinning", "clean") for language in (None, "en")
    }
    assert {name: one["in"] for name, one in first["categories"].items()} == {
        "twinning": True, "sport": False, "clean": True,
    }  # fmt: skip
    (reason,) = second["categories"]["clean"]["against"]
    assert (reason["rule"], reason["term"], reason["words"], reason["field"]) == (
        "none[0]", "software", "software", "title",
    )  # fmt: skip


def test_each_of_its_names_leads_to_it(filed: Program) -> None:
    known = told(filed, "guid:1")
    for name in (
        LINK,
        f"{LINK}?utm_source=x",
        "http://www.a.example/twinning#x",
        known["id"],
        known["uid"],
        known["page"],
        f" {known['page']}/ ",
    ):
        assert told(filed, name)["uid"] == known["uid"]


def test_words(filed: Program) -> None:
    code, out, _ = filed("explain", "2")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "Twinning software for sport"
    assert "  source      a" in lines
    assert "  text        [en, as its source says] https://a.example/2 (a)" in lines
    assert "  sport: not in: nothing in it is asked for" in lines
    place = lines.index("  clean: not in: a rule of 'none' keeps it out")
    assert lines[place + 1 : place + 3] == [
        "    + any[0] 'twinning': title has 'Twinning'",
        "    - none[0] 'software': title has 'software'",
    ]


def test_rules_in_force_are_asked_and_what_is_filed_is_said(filed: Program) -> None:
    filed.write("feeds.yaml", FEEDS + RULES.replace("football", "towns"))
    before = told(filed, "1")
    assert before["categories"]["sport"]["in"] is False  # not in force until the service has looked at it
    filed("refresh")
    assert told(filed, "1")["filed"] == ["clean", "sport", "twinning"]


def test_an_unknown_name_says_what_was_looked_for(filed: Program) -> None:
    for name in ("https://a.example/other", "nothing", "https://[", "tag:other,2026:1"):
        code, out, said = filed("explain", name)
        assert (code, out) == (1, "")
        assert said.startswith(f"No item goes by '{name}': looked for it as our id")


def test_nothing_was_ever_in_force(program: Program) -> None:
    code, _, said = program("explain", "1")
    assert code == 3
    assert "start with 'syndicate run'" in said


def test_one_category_alone(filed: Program) -> None:
    code, out, _ = filed("explain", "2", "clean", "--json")
    (item,) = json.loads(out)["items"]
    assert (code, list(item["categories"]), item["filed"]) == (0, ["clean"], [])
    code, _, said = filed("explain", "2", "water")
    assert code == 2
    assert "there is no category 'water': feeds.yaml has twinning, sport, clean" in said


def test_what_is_missing(filed: Program) -> None:
    filed.write("feeds.yaml", FEEDS + PARTS)
    filed("refresh")
    code, out, _ = filed("explain", "2", "fund")
    assert code == 0
    assert out.splitlines()[-6:] == [
        "Categories:",
        "  fund: not in: nothing in it is asked for",
        "    masked: any[1].all[0] 'sport': title has 'sport'",
        "    nearest is any[0]:",
        "      + any[0].all[0] 'software': title has 'software'",
        "      - any[0].all[1] is missing: 'fund'",
    ]
    nearest = told(filed, "2")["categories"]["fund"]["nearest"]
    assert nearest["missing"] == {"any[0].all[1]": ["fund"]}
    assert nearest["held"][0]["start"] == 9


def test_what_a_source_named_that_left(filed: Program) -> None:
    naming = FEEDS.replace('feed: "file:a.rss"', 'feed: "file:a.rss", categories: [sport]') + RULES
    filed.write("feeds.yaml", naming)
    filed("refresh")
    filed.write("feeds.yaml", (FEEDS + RULES).replace("  a: {", "  b: {").replace("a.rss", "b.rss"))
    filed.write("b.rss", RSS.replace(">1<", ">7<").replace(">2<", ">8<"))
    filed("refresh")
    sport = told(filed, "guid:1")["categories"]["sport"]
    assert (sport["in"], sport["kept"], sport["reasons"]) == (True, True, [])
    _, out, _ = filed("explain", "guid:1")
    assert "  sport: in: a source had named it that has left feeds.yaml" in out.splitlines()
    assert "it is judged again soon" not in out
