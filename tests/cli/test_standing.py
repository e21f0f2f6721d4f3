"""`syndicate status` says what an operator waits for after an edit, and what stands in the way."""

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from syndicate.store import items, tables, workers
from syndicate.store.database import open_database

from .program import FEEDS, RSS, Program


def lines(program: Program) -> tuple[int, list[str]]:
    code, out, said = program("status")
    assert said == ""
    return code, [line.partition(" since")[0] for line in out.splitlines()]


def test_how_it_stands(ready: Program) -> None:
    program = ready
    program.write("a.rss", RSS.replace("</item>", "</item><item><title>Another</title></item>"))
    program("refresh")
    store = open_database(f"sqlite:///{program.folder}/syndicate.db")
    now = datetime.now(UTC)
    with store.write() as tx:
        workers.beat(tx, "w", now)
    whole = ["feeds.yaml: in force", "rules: all 2 items are judged by them", "worker: it is alive"]
    assert lines(program) == (0, whole)
    with store.write() as tx:
        chosen = tables.items.c.id == 1
        tx.execute(update(tables.items).where(chosen).values(rules="others"))
        workers.beat(tx, "w", now - timedelta(hours=1))
    code, told = lines(program)
    assert code == 1
    assert told[1:] == [
        "rules: 1 of 2 items are judged by them; feeds follow when all are",
        "worker: none was seen",
    ]
    _, out, _ = program("status", "--json")
    found = json.loads(out)
    assert (found["judged"], found["items"], found["worker_alive"], found["mistakes"]) == (1, 2, False, 0)
    with store.write() as tx:
        items.hold(tx, [1], now)
    assert lines(program)[1][1] == "rules: all 1 items are judged by them"
    store.close()


def test_an_edit_with_mistakes(ready: Program) -> None:
    ready("refresh")
    ready.write("feeds.yaml", FEEDS.replace("any:", "some:"))
    ready("refresh")
    code, told = lines(ready)
    assert code == 1
    assert told[1] == "feeds.yaml: an edit is not in force, it has 1 mistakes: see 'syndicate check'"
    assert told[-1] == "worker: none was seen yet, so nothing is asked or published: start 'syndicate run'"


def test_nothing_was_ever_in_force(program: Program) -> None:
    code, _, said = program("status")
    assert code == 3
    assert "start with 'syndicate run'" in said
