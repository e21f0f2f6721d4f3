"""Edited rules, and a worker that stops in the middle."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from syndicate.jobs.recategorise import BATCH, recategorise
from syndicate.store import drafts, judged, tables
from syndicate.store.database import Database
from syndicate.store.tables import matches

from .newsroom import CATEGORIES, SITE, Newsroom, rss

ROOT = Path(__file__).parents[2]  # the code beside these tests, not one that is installed


def categories(store: Database) -> list[str]:
    with store.read() as tx:
        return list(tx.execute(select(matches.c.category)).scalars())


def test_what_was_judged_is_not_judged_again(room: Newsroom) -> None:
    room.web.page("/a", rss(*(f"{number} A twinning" for number in range(BATCH + 50))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.edit(room.source("a", "/a"), categories=CATEGORIES.replace("development cooperation", "twinning"))
    assert recategorise(room.runtime) == BATCH
    assert room.recategorise() == [50]  # another process goes on
    assert (
        categories(room.store).count("development") == categories(room.store).count("twinning") == BATCH + 50
    )
    assert room.recategorise() == []


def test_feeds_change_once_when_all_is_judged(room: Newsroom) -> None:
    """Until then they are published as they were, with what is new; by the old rules and by the new ones."""
    room.web.page("/a", rss(*(f"{number} A twinning {number}" for number in range(BATCH + 50))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    before = room.titles("twinning")
    edited = rules_for("football").replace("[twinning]", "[{all: [twinning, 249]}, football]")
    room.edit(room.source("a", "/a"), categories=edited)
    assert recategorise(room.runtime) == BATCH
    room.web.page("/a", rss("1000 Football of towns", "1001 A twinning by the old rules"))
    room.ask()
    room.render()
    assert {"Football of towns", *before[:49]} <= set(room.titles("twinning"))
    assert "A twinning by the old rules" not in room.titles("twinning")
    assert room.titles("development") == ["Football of towns"]
    assert recategorise(room.runtime) == 50
    assert room.render() == []
    assert recategorise(room.runtime) == 0
    room.render()
    assert room.titles("twinning") == ["A twinning 249", "Football of towns"]


def test_a_new_language_is_published_when_all_is_judged(room: Newsroom) -> None:
    room.web.page("/a", rss(*(f"{number} A twinning {number}" for number in range(120))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    assert room.edit(room.source("a", "/a"), site=SITE.replace("fr]", "fr, de]")) == ()
    room.render()
    assert not room.feed("twinning.de").get("next_url")
    assert sum(room.recategorise()) == 120
    room.render()
    assert room.feed("twinning.de")["next_url"].endswith("/feeds/twinning.de/archive/1.json")


def test_rules_that_change_again_before_the_feeds_followed(room: Newsroom) -> None:
    """The feeds never see the rules in between, and nothing of them is left."""
    room.web.page("/a", rss(*(f"{number} A twinning" for number in range(BATCH + 50))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    for rules, batches in ((rules_for("twinning"), 1), (CATEGORIES.replace("[twinning]", "[sport]"), 1)):
        room.edit(room.source("a", "/a"), categories=rules)
        for _ in range(batches):
            recategorise(room.runtime)
    room.edit(room.source("a", "/a"))
    room.recategorise()
    assert set(categories(room.store)) == {"twinning"}
    with room.store.read() as tx:
        assert drafts.settled(tx, room.runtime.rules)
        assert tx.execute(select(tables.drafts)).all() == []


def test_an_item_edited_meanwhile_is_as_its_text_is_now(room: Newsroom) -> None:
    room.web.page("/a", rss("1 A twinning", "2 Another twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.edit(room.source("a", "/a"), categories=rules_for("twinning"))
    recategorise(room.runtime)
    room.web.page("/a", rss("1 A football match", "2 Another twinning"))
    room.ask()
    room.recategorise()
    assert sorted(categories(room.store)) == ["development", "twinning"]


def test_other_places_of_rules_are_told_at_once_and_change_no_feed(room: Newsroom) -> None:
    room.web.page("/a", rss("1 A twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.edit(room.source("a", "/a"), categories=CATEGORIES.replace("[twinning]", "[football, twinning]"))
    room.render()
    assert recategorise(room.runtime) == 1
    with room.store.read() as tx:
        ((_, (match,)),) = judged.matches_of(tx, [1]).items()
        assert {reason.rule for reason in match.reasons} == {"any[1]"}
    assert room.recategorise() == []
    assert room.render() == []


WORKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from syndicate.jobs import recategorise
from syndicate.schedule.work import Worker
from syndicate.store.database import Database

recategorise.BATCH = 5
store = Database(sys.argv[1])
worker = Worker(store, Path(sys.argv[2]), {})
while sys.stdin.read(1) and worker.recategorise():
    print("judged", flush=True)
"""


def test_a_worker_that_is_killed_leaves_nothing_half_done(room: Newsroom) -> None:
    """Whenever it is killed, feeds are as they were, and whoever comes next goes on where it was."""
    room.web.page("/a", rss(*(f"{number} A twinning {number}" for number in range(BATCH))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    before = room.titles("twinning")
    edited = CATEGORIES.replace("[twinning]", "[football]").replace("development cooperation", "twinning")
    room.edit(room.source("a", "/a"), categories=edited)
    path = room.folder / "feeds.yaml"
    path.write_text(room.text, encoding="utf-8")
    url = room.store.url.render_as_string(hide_password=False)
    for batches in (1, 4, 9):
        command = [sys.executable, "-c", WORKER, url, str(path)]
        with subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        ) as worker:
            assert worker.stdin
            assert worker.stdout
            for _ in range(batches):
                worker.stdin.write(b".")
                assert worker.stdout.readline() == b"judged\n"
            worker.stdin.write(b".")  # it is killed while it judges the next batch
            worker.kill()
        room.render()
        assert room.titles("twinning") == before
        assert room.titles("development") == []
    with room.store.read() as tx:
        assert judged.progress(tx, room.runtime.rules).done >= 14 * 5
    room.recategorise()
    room.render()
    assert room.titles("twinning") == []
    assert room.titles("development") == [
        f"A twinning {number}" for number in range(BATCH - 1, BATCH - 11, -1)
    ]


def test_an_edit_of_anything_else_judges_nothing(room: Newsroom) -> None:
    room.web.page("/a", rss("1 A twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.edit(
        room.source("a", "/a", "every: 2h"), categories=CATEGORIES.replace("title: Twinning", "title: Twins")
    )
    assert room.recategorise() == []


def rules_for(word: str) -> str:
    return CATEGORIES.replace("development cooperation", word)


def published(room: Newsroom, categories: str) -> list[str]:
    room.edit(room.source("a", "/a"), categories=categories)
    room.recategorise()
    room.wait(hours=1)
    room.render()
    return room.titles()


def test_other_rules_do_not_flood_a_feed(room: Newsroom) -> None:
    """Of what was there before only the newest are shown as new; what comes afterwards is."""
    room.web.page("/a", rss(*(f"{number} Twinning {number}" for number in range(30))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    newest = [f"Twinning {number}" for number in range(29, 19, -1)]
    assert published(room, rules_for("twinning")) == newest
    room.web.page("/a", rss("more Another twinning"))
    room.ask()
    assert published(room, rules_for("twinning")) == [*newest, "Another twinning"]
    assert published(room, CATEGORIES) == []
    assert published(room, rules_for("twinning")) == [*newest, "Another twinning"]


def test_other_rules_do_not_bring_old_news_back(room: Newsroom) -> None:
    room.web.page("/a", rss("1 A twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    room.wait(days=40)
    assert published(room, rules_for("twinning")) == []


def test_a_new_category_begins_with_the_newest_of_all(room: Newsroom) -> None:
    """A rendering between two batches does not publish half of it."""
    room.web.page("/a", rss(*(f"{number} Twinning {number}" for number in range(BATCH + 100))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    room.edit(room.source("a", "/a"), categories=f"{CATEGORIES}  new: {{title: New, any: [twinning]}}\n")
    assert recategorise(room.runtime) == BATCH
    room.render()
    room.recategorise()
    room.wait(hours=1)
    room.render()
    assert room.titles("new") == [f"Twinning {number}" for number in range(BATCH + 99, BATCH + 49, -1)]
