"""Ninety days of two hundred sources: whether every subscriber sees every story exactly once, whatever happens.

Run it: `python bench/replay.py [--sources N] [--days N] [--seed N] [--json]`. The worker, its claims, its jobs and its
store are the service's own, in a time that passes in minutes; only the network is `press.py`, and the readers are
`subscribers.py`. An operator withdraws a story now and then, and takes some of that back. Any fault is an error.
"""

import argparse
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import cast

from press import Press
from subscribers import FORMATS, WITHDRAWN, Subscriber

from syndicate.fetch import Fetcher
from syndicate.schedule.work import Worker
from syndicate.store import decisions, documents, due, items
from syndicate.store.database import Database, Transaction, open_database

BEGIN = datetime(2026, 6, 1, tzinfo=UTC)
BASE = "https://news.example.eu/"
SITE = """\
site: {id: "news.example.eu,2026", url: "https://news.example.eu", title: T, languages: [en, fr], contact: {name: C}}
defaults: {every: 3h}
categories:
  news: {title: News, publish: every 12h}
  water: {title: Water, publish: every 12h, any: [water]}
sources:
"""
FEEDS = [f"{category}{language}" for category in ("news", "water") for language in ("", ".en", ".fr")]
AWAY = 14  # days between two visits of who comes seldom
QUIET = 7  # days at the end in which nothing new is begun
NAME = "desk"  # who decides
BACK = 5  # days after which a withdrawal is taken back, if it is


@dataclass
class Desk:
    """What an operator has withdrawn, by id: the story, when, and what he took back."""

    random: Random
    withdrawn: dict[str, int] = field(default_factory=dict)
    returned: dict[str, int] = field(default_factory=dict)
    _returning: list[tuple[datetime, str]] = field(default_factory=list)

    def decide(self, press: Press, worker: Worker, reader: Subscriber) -> None:
        """Withdraw one of the items that a reader sees, and take back what was a mistake."""
        for moment, item in [one for one in self._returning if one[0] <= press.now]:
            self._returning.remove((moment, item))
            with worker.store.write() as tx:
                told = decisions.of(tx, [number(tx, item)])
                decisions.undo(tx, [one.ref for some in told.values() for one in some], NAME, press.now)
            self.returned[item] = self.withdrawn.pop(item)
        known = self.withdrawn.keys() | self.returned.keys()
        open_to = sorted(item for item in reader.titles if item not in known)
        if open_to and self.random.random() < 0.3:
            item = self.random.choice(open_to)
            with worker.store.write() as tx:
                decisions.decide(tx, uid(item), "withdraw", NAME, press.now, value="A mistake")
            self.withdrawn[item] = press.stories[reader.titles[item]]
            if self.random.random() < 0.3:
                self._returning.append((press.now + timedelta(days=BACK), item))


def uid(item: str) -> str:
    return item.rpartition(":")[2]


def number(tx: Transaction, item: str) -> int:
    found = items.find(tx, uid(item))
    assert found
    return found.id


def configure(press: Press, folder: Path) -> Path:
    """Write the feeds.yaml that lists them all."""
    lines = []
    for source in press.sources.values():
        address = f"https://{source.domain}/{{}}/feed"
        more = "" if source.kind == "both" else ", language: en"
        more += f', editions: {{fr: "{address.format("fr")}"}}' if source.kind == "apart" else ""
        told = f'name: {source.key}, feed: "{address.format("en")}", categories: [news]{more}'
        lines.append(f"  {source.key}: {{{told}}}\n")
    path = folder / "feeds.yaml"
    path.write_text(SITE + "".join(lines), encoding="utf-8")
    return path


def start(store: Database, path: Path, press: Press) -> Worker:
    worker = Worker(store, path, {}, press.clock)
    assert worker.mistakes == (), worker.mistakes
    worker.runtime.fetcher.close()
    worker.runtime = replace(worker.runtime, fetcher=cast(Fetcher, press))
    return worker


def work(worker: Worker, press: Press) -> Iterator[str]:
    """Do all that is due now; give what failed."""
    hour = press.now
    while True:
        for state, outcome in worker.refresh():
            if outcome.failed:
                yield f"{state.key}: {outcome.code} {outcome.detail}"
        with worker.store.read() as tx:
            opening = due.opening(tx, press.now)
            waiting = due.any_due(tx, press.now)
        if not waiting or opening is None:
            break
        press.now = max(press.now, opening)
    while worker.decide() or worker.recategorise():
        pass
    for _ in worker.render():
        pass
    press.now = hour


@dataclass
class Replay:
    """One run: the press, the worker, and who reads."""

    press: Press
    worker: Worker
    desk: Desk
    hourly: list[Subscriber] = field(default_factory=list)
    seldom: list[Subscriber] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    begun: int = 0  # stories that were there before anybody subscribed

    def look(self, path: str) -> bytes | None:
        with self.worker.store.read() as tx:
            found = documents.find(tx, path)
        return found[0].body if found else None

    def run(self, days: int) -> None:
        """Let the days pass, and at the end everybody come once more, and one who has never been here."""
        self.subscribe()
        for hour in range(24 * (days + QUIET)):
            self.press.hour(quiet=hour >= 24 * days)
            if self.press.now.hour == 12 and hour < 24 * days:
                self.desk.decide(self.press, self.worker, self.hourly[0])
            self.faults += work(self.worker, self.press)
            self.visit(self.hourly)
            if hour % (24 * AWAY) == 9:
                self.visit(self.seldom)
        self.visit(self.seldom)

    def subscribe(self) -> None:
        """Let the feeds be published, and everybody look for the first time."""
        for _ in range(30):
            self.press.hour(quiet=True)
            self.faults += work(self.worker, self.press)
        self.begun = self.press.begun
        for name in FEEDS:
            self.hourly += [Subscriber(f"feeds/{name}.{form}", walks=False) for form in FORMATS]
            self.seldom += [Subscriber(f"feeds/{name}.{form}", walks=True) for form in FORMATS]
        self.visit([*self.hourly, *self.seldom])

    def visit(self, readers: list[Subscriber]) -> None:
        for reader in readers:
            self.faults += reader.visit(self.look, BASE)

    # What came of it

    def judge(self) -> None:
        """Find what anybody missed, saw twice, or was not told."""
        fresh = [Subscriber(f"feeds/{name}.{form}", walks=True) for name in FEEDS for form in FORMATS]
        self.visit(fresh)
        for reader in self.hourly:
            self.seen(reader, {n for n in self.press.printed if n >= self.begun})
        for reader in [*self.seldom, *fresh]:
            self.seen(reader, set(self.press.printed))
        for reader in [*self.hourly, *self.seldom]:
            self.told(reader)
        for reader in fresh:
            self.spoken(reader)

    def seen(self, reader: Subscriber, wanted: set[int]) -> None:
        """Each story exactly once; of one that was withdrawn another source's copy may be there, or nothing.

        Where that was taken back, the copy that came up meanwhile stays beside it.
        """
        live = {item: title for item, title in reader.titles.items() if item not in reader.told}
        counted = Counter(self.press.stories[title] for title in live.values())
        gone = set(self.desk.withdrawn.values())
        water = {n for title, n in self.press.stories.items() if title.endswith("water")}
        wanted = (wanted & water if "water" in reader.path else wanted) - gone
        who = f"{reader.path} {'walked' if reader.walks else 'hourly'}"
        self.faults += [
            f"{who}: story {n} {times} times"
            for n, times in sorted(counted.items())
            if times > 1 + (n in self.desk.returned.values())
        ]
        self.faults += [f"{who}: story {n} never" for n in sorted(wanted - counted.keys())]

    def told(self, reader: Subscriber) -> None:
        """Who has seen an item learns that it was withdrawn, and that it is there again."""
        missed = self.desk.withdrawn.keys() & reader.titles.keys() - reader.told
        self.faults += [f"{reader.path}: not told that {item} is withdrawn" for item in sorted(missed)]
        wrong = self.desk.returned.keys() & reader.told
        self.faults += [f"{reader.path}: not told that {item} is back" for item in sorted(wrong)]

    def spoken(self, reader: Subscriber) -> None:
        """A French feed has the French text of what is printed in French, also where it came days later.

        Of several sources the one that was heard first stands for a story, in whatever language it prints it.
        """
        if ".fr." not in reader.path:
            return
        shown = set(reader.titles.values())
        told = {self.press.stories[title] for title in shown - WITHDRAWN}
        told -= {*self.desk.withdrawn.values(), *self.desk.returned.values(), *self.press.shared}
        missing = sorted(n for n, title in self.press.french.items() if n in told and title not in shown)
        self.faults += [f"{reader.path}: story {n} is not in French" for n in missing]


def digest(replay: Replay) -> str:
    """One number for all that is published: the same seed gives the same."""
    made = blake2b(digest_size=8)
    with replay.worker.store.read() as tx:
        for path in documents.paths(tx):
            found = documents.find(tx, path)
            made.update(found[0].body if found else b"")
    return made.hexdigest()


def summary(replay: Replay, seconds: float) -> dict[str, object]:
    press = replay.press
    return {
        "sources": press.count,
        "days": (press.now - BEGIN) // timedelta(days=1),
        "stories": len(press.printed),
        "with a French text": len(press.french),
        "events": dict(sorted(press.events.items())),
        "withdrawn": len(replay.desk.withdrawn),
        "taken back": len(replay.desk.returned),
        "questions": press.asked,
        "subscribers": len(replay.hourly) + len(replay.seldom),
        "items seen": sum(len(reader.titles) for reader in (*replay.hourly, *replay.seldom)),
        "published": digest(replay),
        "seconds": round(seconds),
        "faults": len(replay.faults),
        "such as": replay.faults[:20],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    logging.disable()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        press = Press(BEGIN, chosen.sources, chosen.seed)
        store = open_database(f"sqlite:///{folder / 'store.db'}")
        worker = start(store, configure(press, folder), press)
        replay = Replay(press, worker, Desk(Random(chosen.seed)))
        replay.run(chosen.days)
        replay.judge()
        told = summary(replay, time.monotonic() - began)
        store.close()
    print(json.dumps(told) if chosen.json else "\n".join(f"{name}: {value}" for name, value in told.items()))
    return 1 if replay.faults else 0


if __name__ == "__main__":
    sys.exit(main())
