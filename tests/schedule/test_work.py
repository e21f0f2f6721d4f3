"""Stories of one worker, told by its beats."""

import logging
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from syndicate.config.tree import compose
from syndicate.errors import ConfigError
from syndicate.jobs import recategorise as recategorising
from syndicate.schedule.work import Worker
from syndicate.store import configs, hosts, tables, workers
from syndicate.store.database import Database

from .conftest import FEEDS, Clock, rss


def asked(worker: Worker) -> dict[str, str]:
    return {state.key: outcome.code for state, outcome in worker.refresh()}


def save(worker: Worker, text: str) -> None:
    """Save feeds.yaml and let the worker look until the file has stood still."""
    worker.path.write_text(text, encoding="utf-8")
    worker.follow()
    worker.follow()


def test_a_day(worker: Worker, clock: Clock) -> None:
    assert asked(worker) == {"a": "ok"}
    assert [name for name, changed in worker.render() if changed] == ["twinning.all", "twinning.en"]
    assert asked(worker) == {}
    assert list(worker.render()) == []
    clock.wait(hours=2)
    assert asked(worker) == {"a": "unchanged"}
    assert list(worker.render()) == []
    clock.wait(hours=2)
    (worker.path.parent / "a.rss").write_text(rss("A twinning", "Another twinning"), encoding="utf-8")
    assert asked(worker) == {"a": "ok"}
    assert [len(changed) for _, changed in worker.render()] == [3, 3]


def test_only_the_named_sources(worker: Worker) -> None:
    assert list(worker.refresh(["b"])) == []
    assert [state.key for state, _ in worker.refresh(["a", "b"])] == ["a"]
    assert list(worker.refresh(["a"])) == []
    assert [outcome.code for _, outcome in worker.refresh(["a"], force=True)] == ["unchanged"]


def test_an_edition_is_asked_after_its_home(worker: Worker, clock: Clock) -> None:
    """Else what is new in both, while the source changes its ids, would come as two items."""
    (worker.path.parent / "fr.rss").write_text(rss("Un twinning"), encoding="utf-8")
    found = '"file:a.rss", language: en, editions: {fr: "file:fr.rss"}'
    save(worker, FEEDS.replace('"file:a.rss"', found))
    for code in ("ok", "unchanged", "unchanged", "unchanged"):  # both are asked as often as ever
        assert asked(worker) == {"a": code}
        clock.wait(minutes=1)
        assert asked(worker) == {"a~fr": code}
        clock.wait(hours=1, minutes=15)
    assert asked(worker) == {"a": "unchanged"}
    with worker.store.write() as tx:
        clock.wait(minutes=30)
        due = {"next_fetch": clock.now, "why": "every"}
        tx.execute(update(tables.sources).where(tables.sources.c.key == "a~fr").values(due))
    assert asked(worker) == {}, "it waits for its home"
    assert [state.key for state, _ in worker.refresh(["a~fr"], force=True)] == ["a~fr"], (
        "but not if somebody asks"
    )
    with worker.store.write() as tx:
        tx.execute(update(tables.sources).where(tables.sources.c.key == "a").values(failures=1))
        tx.execute(update(tables.sources).where(tables.sources.c.key == "a~fr").values(next_fetch=clock.now))
    assert asked(worker) == {"a~fr": "unchanged"}, "a home that fails is not waited for"


def test_an_edition_is_not_held_up_by_its_home(worker: Worker, clock: Clock) -> None:
    """Not by one that is asked more than a day later, nor by one whose server wants to be left alone, nor for ever after it has ended."""
    (worker.path.parent / "fr.rss").write_text(rss("Un twinning"), encoding="utf-8")
    found = '"file:a.rss", language: en, editions: {fr: "file:fr.rss"}'
    save(worker, FEEDS.replace('"file:a.rss"', found))
    for _ in range(2):
        asked(worker)
        clock.wait(minutes=1)

    def stand(key: str, **values: object) -> None:
        with worker.store.write() as tx:
            tx.execute(update(tables.sources).where(tables.sources.c.key == key).values(**values))

    clock.wait(hours=1)
    stand("a~fr", next_fetch=clock.now)
    stand("a", next_fetch=clock.now + timedelta(hours=30))
    assert asked(worker) == {"a~fr": "unchanged"}, "its home is asked too seldom"
    clock.wait(hours=1)
    stand("a~fr", next_fetch=clock.now)
    stand("a", next_fetch=clock.now - timedelta(minutes=1), ours=False)
    with worker.store.write() as tx:
        hosts.settle(tx, [hosts.Rest("a", clock.now, clock.now + timedelta(hours=30), refusals=1)])
    assert asked(worker) == {"a~fr": "unchanged"}, "its home's server rests"
    stand("a", next_fetch=clock.now + timedelta(minutes=30), ours=True)
    stand("a~fr", next_fetch=clock.now, why="gone", failures=3)
    assert asked(worker) == {"a~fr": "unchanged"}, "why it is asked decides what a failure means"


def test_an_edition_that_was_added_is_asked_at_once(worker: Worker, clock: Clock) -> None:
    (worker.path.parent / "fr.rss").write_text(rss("Un twinning"), encoding="utf-8")
    asked(worker)
    clock.wait(minutes=20)
    found = '"file:a.rss", language: en, editions: {fr: "file:fr.rss"}'
    save(worker, FEEDS.replace('"file:a.rss"', found))
    assert asked(worker) == {"a~fr": "ok"}


def test_an_edit_that_the_database_could_not_take_is_looked_at_again(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise OperationalError("database is locked", None, ValueError())

    worker.path.write_text(FEEDS.replace("A source", "Another name"), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("syndicate.schedule.work.reconcile", busy)
        for _ in range(3):
            with suppress(OperationalError):
                worker.follow()
    worker.follow()
    assert worker.runtime.config.sources["a"].name == "Another name"


def test_an_edited_file_is_followed(worker: Worker) -> None:
    fetcher = worker.runtime.fetcher
    save(worker, FEEDS.replace("A source", "Another name").replace("any: [twinning]", "any: [partnership]"))
    assert worker.runtime.config.sources["a"].name == "Another name"
    assert worker.runtime.fetcher is fetcher
    assert asked(worker) == {"a": "ok"}
    save(worker, FEEDS)
    assert worker.recategorise() == 1
    assert worker.recategorise() == 0


def test_feeds_wait_for_the_worker_to_know_what_was_just_put_in_force(worker: Worker) -> None:
    """Else they would be rendered as feeds.yaml was, and nobody would render them again."""
    asked(worker)
    list(worker.render())
    worker.path.write_text(FEEDS.replace("title: Twinning", "title: Partner towns"), encoding="utf-8")
    worker.look()
    worker.look()
    assert list(worker.render()) == []
    worker.follow()
    assert [len(changed) for _, changed in worker.render()] == [3, 3]


def test_a_bad_file_leaves_the_last_good_one_in_force(worker: Worker) -> None:
    before = worker.runtime
    save(worker, FEEDS.replace("sources:", "source:"))
    assert [mistake.line for mistake in worker.mistakes] == [7]
    assert worker.runtime is before
    save(worker, FEEDS)
    assert not worker.mistakes
    assert asked(worker) == {"a": "ok"}


def test_a_file_that_cannot_be_read_as_text(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    worker.path.write_bytes(b"\xff\xfe")
    for _ in range(4):
        worker.follow()
    assert [mistake.message[:28] for mistake in worker.mistakes] == ["the file is not in UTF-8: ch"]
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_restart_survives_a_bad_file_and_a_missing_one(
    worker: Worker, store: Database, clock: Clock
) -> None:
    worker.path.write_text("nonsense", encoding="utf-8")
    again = Worker(store, worker.path, {}, clock)
    assert again.runtime.config == worker.runtime.config
    assert len(again.mistakes) == 1
    again.close()
    worker.path.unlink()
    again = Worker(store, worker.path, {}, clock)
    assert again.runtime.config == worker.runtime.config
    again.close()


@pytest.mark.parametrize(
    ("text", "said"), [(None, "'syndicate init' writes an example"), ("nonsense", "feeds.yaml:1:1")]
)
def test_a_first_start_without_a_good_file(
    store: Database, tmp_path: Path, text: str | None, said: str
) -> None:
    path = tmp_path / "feeds.yaml"
    if text:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        Worker(store, path, {})


def test_another_process_put_a_file_in_force(
    worker: Worker, store: Database, clock: Clock, tmp_path: Path
) -> None:
    """A worker with an older copy of the file follows all the same."""
    (tmp_path / "elsewhere").mkdir()
    path = tmp_path / "elsewhere" / "feeds.yaml"
    path.write_text(FEEDS.replace("A source", "Another name"), encoding="utf-8")
    Worker(store, path, {}, clock).close()
    worker.follow()
    assert worker.runtime.config.sources["a"].name == "Another name"


def test_feeds_yaml_is_read_as_yaml_once(
    store: Database, feeds: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(text: str, file: str) -> Any:
        read.append(file)
        return compose(text, file)

    monkeypatch.setattr("syndicate.config.load.compose", counted)
    Worker(store, feeds, {}, clock).close()
    assert read == ["feeds.yaml"]
    worker = Worker(store, feeds, {}, clock)
    assert list(worker.runtime.config.sources) == ["a"]
    worker.close()
    assert read == ["feeds.yaml"], "what is in force is known as data"


def test_signs_of_life(worker: Worker, clock: Clock) -> None:
    worker.live()
    clock.wait(seconds=15)
    worker.live()
    with worker.store.read() as tx:
        assert workers.last_beat(tx) == clock.now


def test_what_is_logged(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    (worker.path.parent / "a.rss").unlink()
    asked(worker)
    list(worker.render())
    actions = [getattr(record, "event", "") for record in caplog.records]
    assert actions == ["source_refreshed", "feed_rendered", "feed_rendered"]
    assert caplog.records[0].levelname == "WARNING"
    assert caplog.records[0].__dict__["code"] == "no-such-file"


def test_how_far_judging_is_is_logged_now_and_then(
    worker: Worker, clock: Clock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At first, every ten seconds, and at the end."""
    monkeypatch.setattr(recategorising, "BATCH", 1)
    titles = (f"A twinning of {name}" for name in ("Bonn", "Brno", "Lviv", "Oslo", "Riga"))
    (worker.path.parent / "a.rss").write_text(rss(*titles), encoding="utf-8")
    asked(worker)
    with worker.store.write() as tx:
        tx.execute(update(tables.items).values(rules="others"))
    caplog.set_level(logging.INFO)
    for seconds in (0, 4, 5, 1, 0, 0):
        clock.wait(seconds=seconds)
        worker.recategorise()
    told = [(one.__dict__["done"], one.__dict__["total"]) for one in caplog.records]
    assert told == [(1, 5), (4, 5), (5, 5)]
    assert caplog.messages[0] == "judged 1 of 5 items by the rules in force"


def test_most_askings_bring_nothing_and_share_a_line(
    worker: Worker, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert asked(worker) == {"a": "ok"}
    clock.wait(days=2)
    assert asked(worker) == {"a": "unchanged"}
    assert [record.getMessage() for record in caplog.records] == [
        "a: ok, 1 new, 0 edited",
        "sources that say what they said: 1",
    ]


def counted(worker: Worker) -> int:
    """The mistakes that /readyz counts."""
    with worker.store.read() as tx:
        newest = configs.newest(tx)
    return len(newest.mistakes) if newest else 0


def test_a_file_that_is_gone_is_told_and_comes_back(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    text = worker.path.read_text(encoding="utf-8")
    worker.path.unlink()
    worker.follow()
    assert counted(worker) == 0  # an editor may be replacing it
    worker.follow()
    worker.follow()
    assert counted(worker) == 1
    assert "there is no such file" in caplog.text
    assert asked(worker) == {"a": "ok"}
    save(worker, text)
    assert counted(worker) == 0


def test_a_file_that_became_a_folder_is_counted(worker: Worker) -> None:
    worker.path.unlink()
    worker.path.mkdir()
    worker.follow()
    worker.follow()
    assert counted(worker) == 1
