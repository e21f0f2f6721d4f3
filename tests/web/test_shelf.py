"""Documents in memory: what changed is seen within a second, nothing grows without end, and an outage is bridged."""

import logging
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from syndicate.model import Document
from syndicate.store import documents
from syndicate.web import create_app
from syndicate.web.current import Current
from syndicate.web.glance import Glance
from syndicate.web.outage import Outage
from syndicate.web.shelf import Shelf

from .site import NOW, Site
from .test_current import Clock

PATH = "feeds/development.rss"


def put(site: Site, path: str = PATH, body: bytes = b"one", max_age: int = 900) -> None:
    """Publish a document whose tag is what it says."""
    document = Document(path, "application/rss+xml", body, b"gz", body.decode()[:20], NOW, b"br")
    with site.store.write() as tx:
        documents.keep(tx, [document], timedelta(seconds=max_age), NOW)


def shelf_of(site: Site, clock: Clock) -> Shelf:
    outage = Outage()
    return Shelf(site.store, Current(site.store, Glance(clock, outage)), Glance(clock, outage))


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
    clock.move(1)
    assert client.get(f"/{PATH}").data == b"two"


def test_what_is_kept_is_not_read_again(app: Flask, site: Site, clock: Clock) -> None:
    client = app.test_client()
    put(site)
    client.get("/feeds.opml")  # looks for the first time
    assert client.get(f"/{PATH}").data == b"one"
    with site.store.write() as tx:  # behind our back: nobody counted it
        tx.execute(text("UPDATE documents SET body = x'00'"))
    clock.move(1)
    assert client.get(f"/{PATH}").data == b"one"


def test_another_age_is_a_change_too(app: Flask, site: Site, clock: Clock) -> None:
    client = app.test_client()
    put(site)
    client.get(f"/{PATH}")
    put(site, max_age=3600)
    clock.move(1)
    assert "max-age=3600" in client.get(f"/{PATH}").headers["Cache-Control"]


def test_what_is_removed_is_gone(app: Flask, site: Site, clock: Clock) -> None:
    client = app.test_client()
    put(site)
    assert client.get(f"/{PATH}").status_code == 200
    with site.store.write() as tx:
        documents.remove_feed(tx, "development")
    clock.move(1)
    assert client.get(f"/{PATH}").status_code == 503


def test_others_stay_when_one_changes(site: Site, clock: Clock) -> None:
    shelf = shelf_of(site, clock)
    put(site)
    put(site, "feeds/development.fr.rss")
    shelf.find(PATH)
    kept = shelf.find("feeds/development.fr.rss")
    put(site, body=b"two")
    clock.move(1)
    assert shelf.find("feeds/development.fr.rss") is kept


def test_memory_has_an_end(site: Site, clock: Clock) -> None:
    shelf = shelf_of(site, clock)
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
    tables = ("documents", "document_changes", "configs")
    rename(site, {name: f"{name}_away" for name in tables})
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            clock.move(10)
            assert client.get(f"/{PATH}").data == b"one"
        assert client.get("/feeds/development.fr.rss").status_code == 503
        rename(site, {f"{name}_away": name for name in tables})
        clock.move(10)
        assert client.get(f"/{PATH}").data == b"one"
    told = [record.getMessage() for record in caplog.records if "database" in record.getMessage()]
    assert [line.split(":")[0] for line in told] == [
        "The database does not answer",
        "The database answers again",
    ]


def rename(site: Site, names: dict[str, str]) -> None:
    with site.store.write() as tx:
        for name, other in names.items():
            tx.execute(text(f"ALTER TABLE {name} RENAME TO {other}"))


@pytest.mark.parametrize("path", ["feeds/x" * 2_000 + ".rss", "feeds/a\x00.rss", "feeds/é.rss", "feedsx.rss"])
def test_only_addresses_of_documents_are_looked_up(app: Flask, site: Site, path: str) -> None:
    assert app.test_client().get(f"/{path}").status_code == 404
