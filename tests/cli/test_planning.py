"""`syndicate plan` tells operators and CI what an edit would do."""

import json
from typing import Any

import pytest

from .program import FEEDS, ROOT, Program

RSS = """\
<rss version='2.0'><channel><title>A</title><link>https://a.example/</link><language>en</language>
<item><guid isPermaLink='false'>1</guid><title>A twinning of two towns</title>
<pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate></item>
<item><guid isPermaLink='false'>2</guid><title>Twinning software</title>
<pubDate>Mon, 01 Jun 2026 11:00:00 GMT</pubDate></item>
<item><guid isPermaLink='false'>3</guid><title>Football</title>
<pubDate>Mon, 01 Jun 2026 12:00:00 GMT</pubDate></item></channel></rss>"""
EDITED = FEEDS.replace("any: [twinning]}", "any: [twinning, football], none: [software]}")


@pytest.fixture
def filed(program: Program) -> Program:
    """With three items, two of them filed."""
    program.write("feeds.yaml", FEEDS)
    program.write("a.rss", RSS)
    code, _, said = program("refresh")
    assert code == 0, said
    return program


def told(program: Program, *arguments: str) -> tuple[int, dict[str, Any]]:
    code, out, said = program("plan", *arguments, "--json")
    assert said == ""
    found: dict[str, Any] = json.loads(out)
    return code, found


def test_nothing_changes(filed: Program) -> None:
    assert filed("plan") == (0, "nothing would change: 3 items stay where they are\n", "")
    assert told(filed)[1]["changes"] is False


def test_words_are_those_of_the_page_about_it(filed: Program) -> None:
    filed.write("new.yaml", EDITED)
    code, out, _ = filed("plan", "new.yaml")
    assert code == 4
    assert out.splitlines() == [
        "settings that differ: categories.twinning.any, categories.twinning.none",
        "twinning: 1 enter, 1 leave, 1 stay",
        "  + 2026-06-01 [en] Football (a)",
        "      any[1] 'football': title has 'Football'",
        "  - 2026-06-01 [en] Twinning software (a)",
        "      kept out by none[0] 'software': title has 'software'",
        "3 items judged",
    ]
    assert out in (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")


def test_json_has_places(filed: Program) -> None:
    filed.write("feeds.yaml", EDITED)
    code, found = told(filed)
    assert (code, found["changes"], found["items"], found["waiting"]) == (4, True, 3, 0)
    entering = found["categories"]["twinning"]["enter"]
    assert entering["terms"] == [{"rule": "any[1]", "term": "football", "items": 1}]
    (item,) = entering["items"]
    assert item["published"] == "2026-06-01T12:00:00Z"
    assert item["reasons"] == [
        {"rule": "any[1]", "term": "football", "field": "title", "words": "Football", "start": 0, "end": 8}
    ]


def test_what_readers_lose_is_warned_of_first(filed: Program) -> None:
    filed.write("feeds.yaml", FEEDS.replace("  twinning:", "  partners:").replace("  a: {", "  b: {"))
    code, out, _ = filed("plan")
    lines = out.splitlines()
    assert code == 4
    assert lines[0].startswith("warning: https://news.example.eu/feeds/twinning.rss, ")
    assert lines[0].endswith(" will no longer answer with news")
    assert lines[1] == "warning: a will not be asked any more; stored items stay"
    assert "new feeds: partners, partners.en" in lines
    assert "twinning: it goes, with 2 items" in lines


def test_a_long_list_is_cut_and_counted(filed: Program) -> None:
    filed.write("feeds.yaml", FEEDS.replace("[twinning]", "[football]"))
    _, out, _ = filed("plan", "--most", "1")
    assert "  - 2026-06-01 [en] Twinning software (a)" in out.splitlines()
    assert "  - and 1 more" in out.splitlines()


def test_mistakes_come_as_check_says_them(filed: Program) -> None:
    filed.write("new.yaml", FEEDS.replace("any:", "some:"))
    assert filed("plan", "new.yaml") == filed("check", "new.yaml")
    code, found = told(filed, "new.yaml")
    assert code == 1
    (mistake,) = found["mistakes"]
    assert (mistake["file"], mistake["line"]) == ("new.yaml", 10)
    filed.write("new.yaml", FEEDS.replace("news.example.eu,2026", "news.example.eu,2025"))
    code, out, _ = filed("plan", "new.yaml")
    assert (code, out[:13]) == (1, "new.yaml:2:7:")
    assert "write news.example.eu,2026, or use another database" in out


def test_a_file_that_is_missing(filed: Program) -> None:
    code, out, _ = filed("plan", "missing.yaml")
    assert (code, out) == (
        1,
        "missing.yaml:1:1: there is no such file: 'syndicate init' writes an example to begin with\n",
    )


def test_nothing_was_ever_in_force(ready: Program) -> None:
    code, _, said = ready("plan")
    assert code == 3
    assert "start with 'syndicate run'" in said
