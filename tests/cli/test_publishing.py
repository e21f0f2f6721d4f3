"""The commands that list feeds and publish them."""

import json

from .program import RSS, Program

LEFT = RSS.replace("A twinning", "Sorry, an error")


def test_feeds_are_listed_with_what_holds_them_back(ready: Program) -> None:
    code, said, _ = ready("feeds")
    assert (code, said.splitlines()[-1]) == (0, "0 feeds, 0 held back")
    ready("refresh")
    code, said, _ = ready("feeds")
    assert said.startswith("twinning: 1 items, rendered 20")
    ready.write("a.rss", LEFT)
    ready("refresh", "a", "--force")
    ready("render", "--force", "twinning", "twinning.en")
    assert ready("feeds", "--held")[0] == 0
    told = json.loads(ready("feeds", "--json")[1])
    assert (told["count"], told["held_back"], told["feeds"][0]["items"]) == (2, 0, 0)


def test_a_feed_that_would_be_empty_is_held_back_and_says_so(ready: Program) -> None:
    ready.write(
        "feeds.yaml", (ready.folder / "feeds.yaml").read_text().replace("any:", "publish: every 1s, any:")
    )
    ready("refresh")
    ready.write("a.rss", LEFT)
    ready("refresh", "a", "--force")
    code, said, _ = ready("render")
    assert code == 1
    assert "twinning is held back: it would have 0 items, and had 1: nothing is left" in said
    assert ready("feeds", "--held")[0] == 1
    code, said, _ = ready("render", "twinning", "--force")
    assert (code, said.strip()) == (0, "3 documents changed")
    assert ready("render")[0] == 1  # the other language is held back still


def test_feeds_that_there_are_not(ready: Program) -> None:
    ready("refresh")
    code, _, told = ready("render", "nothing")
    assert (code, "there is no feed 'nothing': there are twinning, twinning.en" in told) == (2, True)
    assert ready("render", "--force")[0] == 2
