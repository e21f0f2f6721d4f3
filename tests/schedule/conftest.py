"""A worker on a feeds.yaml of one local source, with a clock that stands still until a story moves it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from syndicate.schedule.work import Worker
from syndicate.store.database import Database

FEEDS = """\
site:
  id: news.example.eu,2026
  url: https://news.example.eu
  title: Towns abroad
  languages: [en]
  contact: {name: Communications}
sources:
  a: {name: A source, feed: "file:a.rss"}
categories:
  twinning: {title: Twinning, publish: every 1s, any: [twinning]}
"""


def rss(*titles: str) -> str:
    items = "".join(
        f"<item><guid isPermaLink='false'>{title}</guid><title>{title}</title></item>" for title in titles
    )
    return (
        f"<rss version='2.0'><channel><title>A</title><link>https://a.example/</link>{items}</channel></rss>"
    )


class Clock:
    """Time as a story tells it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **values: float) -> None:
        self.now += timedelta(**values)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    (tmp_path / "a.rss").write_text(rss("A twinning"), encoding="utf-8")
    path = tmp_path / "feeds.yaml"
    path.write_text(FEEDS, encoding="utf-8")
    return path


@pytest.fixture
def worker(store: Database, feeds: Path, clock: Clock) -> Iterator[Worker]:
    made = Worker(store, feeds, {}, clock)
    yield made
    made.close()
