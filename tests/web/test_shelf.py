"""Documents in memory: what changed is seen within a second, nothing grows without end, and an outage is bridged."""

import logging
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from syndicate.model import Document
from syndicate.store import documents
from syndicate.web import create_app
from syndicate.web.current import Current
from syndicate.web.outage import Outage
from syndicate.web.shelf import PAUSE, Shelf

from .site import NOW, Site

PATH = "feeds/development.rss"


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def wait(self) -> None:
        self.now += PAUSE


def put(site: Site, path: str = PATH, body: bytes = b"one", max_age: int = 900) -> None:
    """Publish a document whose tag is what it says."""
    document = Document(path, "application/rss+xml", body, b"gz", body.decode()[:20], NOW, b"br")
    with site.store.write() as tx:
        documents.keep(tx, [document], timedelta(seconds=max_age), NOW)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(site: Site, clock: Clock) -> Flask:
    return create_app(site.store, clock)


def test_a_change_is_seen_within_a_second(app: Flask, site: Site, clock: Clock) -> None:
    client = app.test_client()
    put(site)
    assert client.get(f"/{PATH}").data == b"one"
    put(site, body=b"two")
    clock.wait()
    assert client.get(f"/{PATH}").data == b"two"


def test_what_is_kept_is_not_read_again(app: Flask, site: Site, clock: Clock) -> None:
    client = app.test_client()
    put(site)
    client.get("/feeds.opml")  # looks for the first time
    assert client.get(f"/{PATH}").data == b"one"
    with site.store.write() as tx:  # behind our back: nobody counted it
        tx.execute(text("UPDATE documents SET body = x'00'"))
    clock.wait()
    assert client.get(f"/{PATH}").data == b"one"


def test_another_age_is_a_change_too(app: Flask, site: Site, clock: Clock) -> None:
    client = app.test_client()
    put(site)
    client.get(f"/{PATH}")
    put(site, max_age=3600)
    clock.wait()
    assert "max-age=3600" in client.get(f"/{PATH}").headers["Cache-Control"]


def test_what_is_removed_is_gone(app: Flask, site: Site, clock: Clock) -> None:
    client = app.test_client()
    put(site)
    assert client.get(f"/{PATH}").status_code == 200
    with site.store.write() as tx:
        documents.remove_feed(tx, "development")
    clock.wait()
    assert client.get(f"/{PATH}").status_code == 503


def test_others_stay_when_one_changes(site: Site, clock: Clock) -> None:
    shelf = Shelf(site.store, clock, Current(site.store, clock), Outage())
    put(site)
    put(site, "feeds/development.fr.rss")
    shelf.find(PATH)
    kept = shelf.find("feeds/development.fr.rss")
    put(site, body=b"two")
    clock.wait()
    assert shelf.find("feeds/development.fr.rss") is kept


def test_memory_has_an_end(site: Site, clock: Clock) -> None:
    shelf = Shelf(site.store, clock, Current(site.store, clock), Outage())
    shelf.room = 10_000
    for number in range(20):
        put(site, f"feeds/development/archive/{number}.rss", b"%d" % number * 1000)
    shelf.find(PATH)
    first = shelf.find("feeds/development/archive/0.rss")
    for number in range(20):
        shelf.find(f"feeds/development/archive/{number}.rss")
        shelf.find("feeds/development/archive/0.rss")  # asked for often: stays
    assert shelf.find("feeds/development/archive/0.rss") is first
    assert shelf.held <= shelf.room


def test_an_outage_is_bridged_and_told_once(
    app: Flask, site: Site, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    client = app.test_client()
    put(site)
    client.get(f"/{PATH}")
    with site.store.write() as tx:
        tx.execute(text("ALTER TABLE documents RENAME TO away"))
        tx.execute(text("ALTER TABLE document_changes RENAME TO changes_away"))
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            clock.wait()
            assert client.get(f"/{PATH}").data == b"one"
        assert client.get("/feeds/development.fr.rss").status_code == 503
        with site.store.write() as tx:
            tx.execute(text("ALTER TABLE away RENAME TO documents"))
            tx.execute(text("ALTER TABLE changes_away RENAME TO document_changes"))
        clock.wait()
        assert client.get(f"/{PATH}").data == b"one"
    told = [record.getMessage() for record in caplog.records if "database" in record.getMessage()]
    assert [line.split(":")[0] for line in told] == [
        "The database does not answer",
        "The database answers again",
    ]


@pytest.mark.parametrize("path", ["feeds/x" * 2_000 + ".rss", "feeds/a\x00.rss", "feeds/é.rss", "feedsx.rss"])
def test_only_addresses_of_documents_are_looked_up(app: Flask, site: Site, path: str) -> None:
    assert app.test_client().get(f"/{path}").status_code == 404
