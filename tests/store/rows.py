"""Rows for stories: sources, items and feeds with little said of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from syndicate.model import Item, Match, Variant
from syndicate.store import feeds, items, sources
from syndicate.store.database import Database
from syndicate.store.due import FeedClaim
from syndicate.store.sources import Listed, SourceState

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def listed(
    key: str, url: str | None = None, *, host: str | None = None, name: str = "A name", was: str | None = None
) -> Listed:
    """A source of feeds.yaml, on a host of its own unless said otherwise."""
    return Listed(key, name, url or f"https://{key}.example/feed", host or f"{key}.example", "summary", was)


def follow(store: Database, *wanted: Listed, now: datetime = NOW) -> None:
    with store.write() as tx:
        sources.follow(tx, wanted, now)


def states(store: Database) -> dict[str, SourceState]:
    with store.read() as tx:
        return {state.key: state for state in sources.states(tx)}


def variant(title: str = "A title", language: str | None = "en", source: str = "a") -> Variant:
    return Variant(source, language, f"https://a.example/{title}", title, "A summary", "", None, ("label",))


def put(
    store: Database,
    uid: str,
    *,
    published: datetime = NOW,
    language: str | None = "en",
    categories: Sequence[str] = ("development",),
    bulk: bool = False,
) -> int:
    """Store an item of source "a" with the categories it is in; give the number of its row."""
    with store.write() as tx:
        (source,) = sources.states(tx, ["a"])
        item = Item(uid, "a", published, published, NOW, (variant(uid, language),))
        [number] = items.add(tx, source.id, [(item, f"digest of {uid}")], "rules", bulk=bulk)
        items.judge(tx, number, published, [Match(name, ()) for name in categories], "rules")
    return number


def want(store: Database, *wanted: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """Make the store follow these feeds; give those that ended."""
    with store.write() as tx:
        return feeds.follow(tx, wanted, NOW)


def claim(category: str = "development", language: str | None = None, changes: int = 0) -> FeedClaim:
    """The claim of a feed that counts as published."""
    return FeedClaim(category, language, NOW, NOW, changes)
