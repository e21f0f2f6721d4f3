"""Each file of tests/data/histories is the life of a source, and what its subscribers must see of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from sqlalchemy import select

from syndicate.store.database import Database, open_database
from syndicate.store.tables import entered, items, variants

from .replay import FORMATS, Service, Subscriber, numbers

HISTORIES = sorted((Path(__file__).parents[1] / "data" / "histories").glob("*.yaml"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'store.db'}")
    yield opened
    opened.close()


def polls(history: dict[str, Any]) -> list[dict[str, Any]]:
    """Unfold the polls that are told once for several times."""
    return [told for told in history["polls"] for _ in range(told.get("times", 1))]


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
def test_history(path: Path, store: Database) -> None:
    history = YAML(typ="safe").load(path)
    service, readers = Service(store), [Subscriber(path) for path in FORMATS]
    unread: dict[int, list[int]] = {}
    told: dict[int, dict[str, int]] = {}
    for poll, told_poll in enumerate(polls(history), 1):
        for outcome in service.poll(poll, told_poll).values():
            assert not outcome.failed
            facts = {name: getattr(outcome, name) for name in ("rekeyed", "held", "released")}
            told |= (
                {poll: {name: value for name, value in facts.items() if value}} if any(facts.values()) else {}
            )
        seen = [sorted(map(service.number, one.look(service.document(one.path)))) for one in readers]
        assert seen == [seen[0]] * len(seen), "the formats differ"
        unread |= {poll: seen[0]} if seen[0] else {}
    assert unread == {poll: sorted(numbers(what)) for poll, what in history["unread"].items()}
    assert told == history.get("told", {})
    assert {one.updates for one in readers if not one.path.endswith("rss")} == {history.get("updates", 0)}
    everything = sorted(number for seen_once in unread.values() for number in seen_once)
    assert everything == sorted(set(everything)), "news was repeated"
    assert stored(service) == (set(service.pairs.values()), len(set(service.pairs.values())))


def stored(service: Service) -> tuple[set[int], int]:
    """The news that have entered the feed, back-fill included, and how many items there are."""
    query = (
        select(items.c.id, variants.c.title, variants.c.link)
        .join(variants, variants.c.item_id == items.c.id)
        .join(entered, entered.c.item_id == items.c.id)
        .where(entered.c.language == "")
    )
    with service.store.read() as tx:
        rows = tx.execute(query).all()
        total = len(tx.execute(select(items.c.id)).all())
    return {service.pairs[row.title, row.link] for row in rows}, total


def test_there_are_twenty_histories() -> None:
    assert len(HISTORIES) >= 20
