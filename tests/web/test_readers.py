"""How many subscribers readers tell of: heard from what they send, kept without a trace of anybody."""

import time
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from syndicate.store import readers, staff
from syndicate.store.database import Database
from syndicate.web import create_app
from syndicate.web.readers import ROOM, heard

from .site import NOW, Site


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (
            "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers; like FeedFetcher-Google)",
            ("Feedly", 12),
        ),
        ("Feedbin feed-id:1373711 - 5 subscribers", ("Feedbin", 5)),
        (
            "NewsBlur Feed Fetcher - 40 subscribers - https://www.newsblur.com/site/1/x",
            ("NewsBlur Feed Fetcher", 40),
        ),
        ("Inoreader/1.0 (+http://www.inoreader.com/feed-fetcher; 3 subscribers; )", ("Inoreader", 3)),
        ("Mozilla/5.0 (compatible; BazQux/2.4; +https://bazqux.com/fetcher; 1 subscribers)", ("BazQux", 1)),
        ("theoldreader.com (1 subscribers; feed-id=abc)", ("theoldreader.com", 1)),
        ("Miniflux/2.2.0", None),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", None),
        ("Tiny Tiny RSS/23 (https://tt-rss.org/)", None),
        ("X (99999999 subscribers)", None),
        ("(5 subscribers)", None),
        ("X (-5 subscribers)", ("X", 5)),
        ("", None),
    ],
)
def test_what_is_heard(agent: str, expected: tuple[str, int] | None) -> None:
    assert heard(agent) == expected


@given(st.text(st.characters(codec="latin-1"), max_size=300), st.integers(0, 10**7))
def test_whatever_is_sent_a_name_is_short_and_plain(text: str, count: int) -> None:
    if found := heard(f"{text} ({count} subscribers)"):
        name, number = found
        assert len(name) < 130
        assert name.isprintable()
        assert not set(name) & set("<>&\"'/()@")
        assert number >= 0


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment


def counted(store: Database) -> dict[str, int]:
    """What is stored, once the batch that is being written is there."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with store.read() as tx:
            if found := readers.by_feed(tx, NOW.date()):
                return found
        time.sleep(0.02)
    raise AssertionError("nothing is written")


def test_a_served_document_is_counted_once_a_minute(store: Database) -> None:
    site, clock = Site(store), Clock()
    site.configure()
    for form in ("rss", "atom"):
        site.publish(f"feeds/development.{form}")
    client = create_app(store, clock).test_client()
    for form, agent in (
        ("rss", "Feedly/1.0 (12 subscribers)"),
        ("rss", "Feedly/1.0 (9 subscribers)"),
        ("atom", "Miniflux/2"),
    ):
        assert client.get(f"/feeds/development.{form}", headers={"User-Agent": agent}).status_code == 200
    assert (
        client.get("/feeds/nothing.rss", headers={"User-Agent": "Feedly/1.0 (99 subscribers)"}).status_code
        == 404
    )
    with store.read() as tx:
        assert readers.by_feed(tx, NOW.date()) == {}
    clock.moment += timedelta(minutes=1)
    client.get("/feeds/development.atom", headers={"User-Agent": "Feedbin feed-id:1 - 5 subscribers"})
    assert counted(store) == {"development": 17}
    with store.read() as tx:
        kept = tx.execute(select(staff.readers.c.reader, staff.readers.c.subscribers))
        assert {row.reader: row.subscribers for row in kept} == {"Feedly": 12, "Feedbin": 5}


def test_names_that_somebody_makes_up_do_not_pile_up(site: Site) -> None:
    site.publish("feeds/development.rss")
    clock = Clock()
    client = create_app(site.store, clock).test_client()
    for number in range(ROOM + 50):
        client.get("/feeds/development.rss", headers={"User-Agent": f"X{number}/1 (1 subscribers)"})
    clock.moment += timedelta(minutes=1)
    client.get("/feeds/development.rss", headers={"User-Agent": "X0/1 (1 subscribers)"})
    assert counted(site.store) == {"development": ROOM}


def test_old_days_are_forgotten_and_a_day_has_its_bounds(store: Database) -> None:
    today, old = NOW.date(), NOW.date() - timedelta(days=91)
    with store.write() as tx:
        readers.note(tx, old, {("feeds/a.rss", "X"): 1})
        readers.note(tx, today, {("feeds/a.rss", "X"): 2})
        readers.note(tx, today, {("feeds/a.rss", "X"): 1, ("feeds/a.fr.atom", "Y"): 3})
        assert readers.by_feed(tx, old) == {"a": 2, "a.fr": 3}
        readers.note(tx, today, {(f"feeds/a{n}.rss", "X"): 1 for n in range(readers.MOST)})
        assert readers.by_feed(tx, old) == {"a": 2, "a.fr": 3}
