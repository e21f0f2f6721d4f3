"""Stories of stored documents: what did not change keeps its date."""

from dataclasses import replace
from datetime import timedelta

from syndicate.model import Document
from syndicate.store import documents
from syndicate.store.database import Database

from .rows import HOUR, NOW

RSS = Document("feeds/development.rss", "application/rss+xml", b"one", b"zipped", "e1", NOW)
ATOM = replace(RSS, path="feeds/development.atom", media_type="application/atom+xml")


def keep(store: Database, *rendered: Document, hours: int, max_age: timedelta = HOUR) -> list[str]:
    with store.write() as tx:
        return documents.keep(tx, rendered, max_age, NOW + hours * HOUR)


def found(store: Database, path: str) -> tuple[Document, timedelta] | None:
    with store.read() as tx:
        return documents.find(tx, path)


def test_the_same_bytes_keep_their_date(store: Database) -> None:
    assert keep(store, RSS, ATOM, hours=1) == [RSS.path, ATOM.path]
    changed = replace(RSS, body=b"two", etag="e2")
    assert keep(store, changed, ATOM, hours=2) == [RSS.path]
    assert found(store, RSS.path) == (replace(changed, last_modified=NOW + 2 * HOUR), HOUR)
    assert found(store, ATOM.path) == (replace(ATOM, last_modified=NOW + HOUR), HOUR)


def test_another_age_is_no_change(store: Database) -> None:
    keep(store, RSS, hours=1)
    assert keep(store, RSS, hours=2, max_age=2 * HOUR) == []
    assert found(store, RSS.path) == (replace(RSS, last_modified=NOW + HOUR), 2 * HOUR)


def test_what_is_not_there(store: Database) -> None:
    assert found(store, "feeds/none.rss") is None
    assert keep(store, hours=1) == []


def test_a_feed_is_removed_in_every_format_and_no_other_language(store: Database) -> None:
    names = ["development.rss", "development.atom", "development.fr.rss", "development-2.rss"]
    keep(store, *(replace(RSS, path=f"feeds/{name}") for name in names), hours=1)
    with store.write() as tx:
        documents.remove_feed(tx, "development")
        assert documents.paths(tx) == ["feeds/development-2.rss", "feeds/development.fr.rss"]
        documents.remove(tx, ["feeds/development-2.rss"])
        assert documents.paths(tx) == ["feeds/development.fr.rss"]
