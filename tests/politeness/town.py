"""A town of servers and one worker that asks them, in a time that passes only when a story says so.

Every address, `https://a.example/feed` say, is a page of one real server on this machine, `/https/a.example/feed`: what is
sent and read is HTTP, while names, hosts and the clock are the story's own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from syndicate.fetch import Fetcher
from syndicate.model import Answer, Failure, Request
from syndicate.schedule.work import Worker
from syndicate.store import hosts, sources
from syndicate.store.database import Database, open_database
from syndicate.store.sources import SourceState

from ..fakes import Asked, FakeWeb

START = datetime(2026, 6, 1, 12, tzinfo=UTC)  # a Monday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SITE = """\
site:
  id: news.example.eu,2026
  url: https://news.example.eu
  title: Towns abroad
  languages: [en]
  contact: {name: Communications, email: news@example.eu}
"""
CATEGORIES = """\
categories:
  development: {title: Development, any: [town]}
  culture: {title: Culture, any: [town]}
"""
FEED = "https://a.example/feed"

Outcome = Answer | Failure


def rss(*titles: str, head: str = "") -> str:
    items = "".join(
        f"<item><guid isPermaLink='false'>{one}</guid><title>{one}</title></item>" for one in titles
    )
    return f"<rss version='2.0'><channel><title>A town</title><link>https://a.example/</link>{head}{items}</channel></rss>"


def path(address: str) -> str:
    return "/" + address.replace("://", "/", 1)


class Streets(Fetcher):
    """A fetcher to whom the addresses of the story are pages of one server; it writes down when it asked for what."""

    def __init__(self, town: "Town") -> None:
        super().__init__(agent="Syndicate/0 (+https://news.example.eu/bot)")
        self.town = town
        self.asked: list[tuple[datetime, str]] = []
        self.down: set[str] = set()  # hosts that are not found; "*" for all

    def fetch_batches(self, requests: Iterable[Request]) -> Iterator[list[tuple[Request, Outcome]]]:
        known: dict[str, Request] = {}
        for request in requests:
            self.asked.append((self.town.now, request.url))
            if self.down & {request.url.split("/")[2], "*"}:
                yield [(request, Failure("dns", "not found", url=request.url))]
            else:
                known[self.town.web.url(path(request.url))] = request
        web = self.town.web
        there = [replace(one, url=url, allow=web.allow) for url, one in known.items()]
        for arrived in super().fetch_batches(there):
            yield [(known[request.url], self.translate(outcome)) for request, outcome in arrived]

    def translate(self, outcome: Outcome) -> Outcome:
        told = replace(outcome, url=self.named(outcome.url))
        moved = self.named(told.moved) if isinstance(told, Answer) and told.moved else None
        return replace(told, moved=moved) if isinstance(told, Answer) else told

    def named(self, url: str) -> str:
        return url.removeprefix(self.town.web.url("/")).replace("/", "://", 1)


@dataclass
class Town:
    """The servers, the store, a worker, and the clock that all go by."""

    web: FakeWeb
    folder: Path
    now: datetime = START
    listed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store: Database = open_database(f"sqlite:///{self.folder / 'store.db'}")
        self.file = self.folder / "feeds.yaml"
        self.streets = Streets(self)

    def close(self) -> None:
        self.worker.close()
        self.store.close()

    def clock(self) -> datetime:
        return self.now

    # What an operator does

    def add(self, key: str = "a", address: str = FEED, **more: Any) -> None:
        """List one more source; `start` or `save` puts it in force."""
        fields = {"name": f"The source {key}", "feed": address, **more}
        if "page" in more:
            del fields["feed"]
        self.listed[key] = "{" + ", ".join(f"{name}: {value!r}" for name, value in fields.items()) + "}"

    def save(self) -> None:
        lines = "".join(f"  {key}: {listed}\n" for key, listed in self.listed.items())
        self.file.write_text(f"{SITE}sources:\n{lines}{CATEGORIES}", encoding="utf-8")

    def edit(self) -> None:
        """Save, and let the worker look until the file has stood still."""
        self.save()
        self.worker.follow()
        self.worker.follow()
        assert not self.worker.mistakes

    def start(self) -> None:
        """Start a worker; the one before, if there is one, is gone without a word."""
        self.save()
        self.worker = Worker(self.store, self.file, {}, self.clock)
        self.worker.runtime.fetcher.close()
        self.worker.runtime = replace(self.worker.runtime, fetcher=self.streets)
        self.worker.live()

    # How time passes

    def beat(self) -> dict[str, str]:
        """Ask all that may be asked at this moment; give how each went."""
        codes: dict[str, str] = {}
        while found := {state.key: outcome.code for state, outcome in self.worker.refresh()}:
            codes |= found
        return codes

    def live(self, length: timedelta) -> None:
        """Let so much time pass, with a beat whenever something becomes due."""
        until = self.now + length
        while True:
            self.beat()
            following = self.following()
            if following is None or following > until:
                break
            self.now = max(following, self.now + timedelta(seconds=1))
        self.now = until

    def following(self) -> datetime | None:
        """When something may be asked next."""
        with self.store.read() as tx:
            rests = hosts.rests(tx, self.now)
            states = [one for one in sources.states(tx) if one.active]
        return min((max(one.next_fetch, rests.get(one.host, one.next_fetch)) for one in states), default=None)

    def wait(self, length: timedelta) -> None:
        self.now += length

    def next(self, key: str = "a") -> str:
        """Go to when a source is due, ask it, and say how that went."""
        self.now = max(self.now, self.state(key).next_fetch)
        with self.store.read() as tx:
            self.now = max(self.now, hosts.rests(tx, self.now).get(self.state(key).host, self.now))
        return self.beat()[key]

    # What came of it

    def state(self, key: str = "a") -> SourceState:
        with self.store.read() as tx:
            return next(one for one in sources.states(tx) if one.key == key)

    def delay(self, key: str = "a") -> timedelta:
        """How long a source waits from now."""
        return self.state(key).next_fetch - self.now

    def asked(self, address: str = FEED) -> list[Asked]:
        """The questions that reached an address."""
        return self.web.asked(path(address))

    def times(self, address: str = FEED) -> list[datetime]:
        """When an address was asked."""
        return [at for at, url in self.streets.asked if url == address]
