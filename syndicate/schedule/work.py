"""The loop body: look at feeds.yaml, claim what is due, run its job, record how it went.

An engine calls `Worker`'s beats; nothing here waits or repeats. One log line an event, with a stable name.
"""

import logging
import os
import socket
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .. import __version__
from ..categorise.rules import rulebook
from ..config import live
from ..config.addresses import bot_page
from ..config.load import recall
from ..config.model import Config
from ..config.settings import Known
from ..errors import ConfigError, Mistake, sentence
from ..fetch.after import shut
from ..fetch.client import Fetcher
from ..fetch.pace import after_home, patience
from ..intake import Outcome
from ..jobs.decide import decide
from ..jobs.image import copy_pictures
from ..jobs.recategorise import recategorise
from ..jobs.reconcile import reconcile, remember
from ..jobs.refresh import refresh
from ..jobs.render import render
from ..runtime import Runtime
from ..store import clock as clock_rows
from ..store import configs, due, judged, workers
from ..store.database import Database, Transaction
from ..store.sources import SourceState
from . import memory

log = logging.getLogger(__name__)

BATCH = 256  # sources asked together
BETWEEN = timedelta(seconds=10)  # two lines of the log that say how far judging is

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Worker:
    """One process that works: it holds the runtime of the config in force, and follows when another comes in force."""

    editable = False  # whether it may write feeds.yaml

    def __init__(
        self, store: Database, path: Path, secrets: Mapping[str, str], clock: Clock = utc_now
    ) -> None:
        self.store, self.path, self.secrets, self.clock = store, path, secrets, clock
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.seen: live.Seen | None = None
        self.version: configs.Version | None = None
        self.mistakes: tuple[Mistake, ...] = ()
        self.told: datetime | None = None  # when it was last said that we are alive
        self.counted: datetime | None = None  # when it was last said how many items are judged
        memory.share()
        self.runtime = self.start()

    def start(self) -> Runtime:
        """Put feeds.yaml in force; a wrong or missing one matters only if none was ever in force."""
        self.look()
        with self.store.write() as tx:
            clock_rows.mend(tx, self.clock())  # also for those that never stay, such as cron's
        with self.store.read() as tx:
            stored = configs.in_force(tx)
        if stored is None:
            live.read(self.path)  # says that the file is missing, if that is why
            raise ConfigError(self.mistakes)
        self.version = stored.version
        return self.equip(self.parse(stored), None)

    def equip(self, config: Config, old: Runtime | None) -> Runtime:
        """Make what jobs are handed; a fetcher goes on as long as it may introduce itself in the same way."""
        if old and old.config.site.base == config.site.base:
            fetcher = old.fetcher
        else:
            agent = f"Syndicate/{__version__} (+{bot_page(config)})"
            fetcher = Fetcher(agent=agent, folder=self.path.resolve().parent)
        runtime = Runtime(config, rulebook(config), config.rules_digest(), self.store, fetcher, self.clock)
        memory.settle()
        return runtime

    def parse(self, stored: configs.StoredConfig) -> Config:
        return recall(stored, Known(self.secrets))

    def look(self) -> None:
        """Look at feeds.yaml, and put it in force if it is another."""
        last = self.seen
        try:
            seen, body = live.look(self.path, last)
            if body is not None:
                text = live.decode(body, self.path.name)
                beside = live.beside(self.path, text)
                seen = replace(seen, beside=tuple(beside))
                files = {self.path.name: text} | live.there(beside)
                self.mistakes = reconcile(self.store, files, self.secrets, self.clock())
            elif seen.stamp is None and (last is None or last.stamp is None):
                live.read(self.path)  # not only missing while an editor replaces it: says so
            self.seen = seen  # last: what the database could not take is looked at again
        except ConfigError as error:  # it cannot be read as a file
            self.mistakes, self.seen = error.mistakes, live.Seen()
            remember(self.store, "", {}, error.mistakes, self.clock())

    def follow(self) -> None:
        """Beat: look at feeds.yaml, and follow the config in force."""
        told = self.mistakes
        self.look()
        for mistake in self.mistakes if self.mistakes != told else ():
            extra = {"event": "config_refused", "job": "reconcile", "outcome": "failed"}
            log.error("%s", mistake, extra=extra)
        with self.store.read() as tx:
            other = configs.version_in_force(tx) != self.version  # looked at first: its texts are long
            stored = configs.in_force(tx) if other else None
        if stored:
            self.runtime = self.equip(self.parse(stored), self.runtime)
            self.version = stored.version  # last: what is rendered meanwhile is given back

    def refresh(
        self, keys: Collection[str] | None = None, *, force: bool = False
    ) -> Iterator[tuple[SourceState, Outcome]]:
        """Beat: ask the sources that are due, one of each host, and give each with its outcome."""
        runtime = self.runtime
        now = self.clock()
        with self.store.read() as tx:  # looked at first: a claim locks, and mostly nothing is due
            if not due.any_due(tx, now, keys, force=force):
                return
        with self.store.write() as tx:
            claimed = due.claim_sources(tx, now, BATCH, keys, force=force)
            later = unready(tx, claimed, now, hurried=force or keys is not None)
            open_now = [one for one in claimed if one.key in runtime.config.asked and one.key not in later]
            # By their keys: to compare all that is known of each takes as long as all the rest.
            asked = {one.key for one in open_now}
            due.give_back(tx, [later.get(one.key, one) for one in claimed if one.key not in asked])
        same, began = 0, time.monotonic()
        for state, outcome in refresh(runtime, open_now):
            same += outcome.code == "unchanged"
            report(state, outcome, time.monotonic() - began)
            yield state, outcome
        if same:
            log.info("sources that say what they said: %d", same, extra={"event": "sources_unchanged"})
        if same < len(open_now):
            memory.give_back()

    def render(self) -> Iterator[tuple[str, list[str]]]:
        """Beat: render every feed that is due, and give each with the documents that changed."""
        version, runtime = self.version, self.runtime
        while claim := self.claim_feed(runtime.config.categories, version):
            began = time.monotonic()
            changed = render(runtime, claim)
            name = f"{claim.category}.{claim.language or 'all'}"
            extra: dict[str, object] = {
                "event": "feed_rendered",
                "job": "render",
                "feed": name,
                "outcome": "ok",
            }
            extra |= {"documents": len(changed), "seconds": round(time.monotonic() - began, 3)}
            log.info("rendered %s: %d documents changed", name, len(changed), extra=extra)
            yield name, changed

    def claim_feed(
        self, categories: Collection[str], version: configs.Version | None
    ) -> due.FeedClaim | None:
        """Claim a feed for a config; none once another is in force, by which it must be rendered."""
        with self.store.read() as tx:
            if not due.any_stale(tx, self.clock(), categories):
                return None
        with self.store.write() as tx:
            claim = due.claim_feed(tx, self.clock(), categories)
            if claim and configs.version_in_force(tx) != version:
                due.lease_feed(tx, claim, None)
                return None
            return claim

    def copy_pictures(self) -> int:
        """Beat: copy the pictures that lists elsewhere may show; say how many there were."""
        began, count = time.monotonic(), copy_pictures(self.runtime)
        if count:
            extra: dict[str, object] = {"event": "pictures_copied", "job": "image", "outcome": "ok"}
            extra |= {"pictures": count, "seconds": round(time.monotonic() - began, 3)}
            log.info("pictures copied: %d", count, extra=extra)
        return count

    def recategorise(self) -> int:
        """Beat: judge the next items that other rules judged last; say how many there were."""
        count, now = recategorise(self.runtime), self.clock()
        lately = self.counted is not None and timedelta(0) <= now - self.counted < BETWEEN
        if (count and not lately) or (self.counted and not count):
            self.tell()
            self.counted = now if count else None
        return count

    def decide(self) -> int:
        """Carry out all that editors decided; say of how many items that was."""
        count = 0
        while done := len(decide(self.runtime)):
            count += done
        if count:
            extra = {"event": "items_decided", "job": "decide", "outcome": "ok", "items": count}
            log.info("decisions about %d items carried out", count, extra=extra)
        return count

    def tell(self) -> None:
        """Say how far judging by the rules in force is."""
        with self.store.read() as tx:
            done, total = astuple(judged.progress(tx, self.runtime.rules))
        extra = {
            "event": "items_recategorised",
            "job": "recategorise",
            "outcome": "ok",
            "done": done,
            "total": total,
        }
        log.info("judged %d of %d items by the rules in force", done, total, extra=extra)

    def live(self) -> None:
        """Beat: say that this worker is alive, and notice when the clock was put back."""
        now = self.clock()
        with self.store.write() as tx:
            workers.beat(tx, self.name, now)
            if self.told and now < self.told:
                clock_rows.mend(tx, now)
        self.told = now

    def close(self) -> None:
        self.runtime.fetcher.close()


def unready(
    tx: Transaction, claimed: Sequence[SourceState], now: datetime, *, hurried: bool
) -> dict[str, SourceState]:
    """The sources that are asked later after all, by key: they let nobody in at this hour, or wait for their homes.

    One that fails does not wait: when it is asked next hangs on why it was asked this time.
    """
    closed = {
        one.key: replace(one, next_fetch=until, why="skip") for one in claimed if (until := shut(one, now))
    }
    editions = (
        [] if hurried else [one for one in claimed if one.home and one.why != "wish" and not one.failures]
    )
    homes = due.homes(tx, editions, now) if editions else {}
    waiting = {
        one.key: replace(one, next_fetch=until, why="home")
        for one in editions
        if one.home in homes
        and (until := after_home(one.next_fetch, patience(one.asked, one.why), *homes[one.home], now))
    }
    return waiting | closed


def report(state: SourceState, outcome: Outcome, seconds: float) -> None:
    """One event for each asking, with the seconds since it was claimed; most bring nothing, which machines alone are told.

    A failure is a warning that says whose fault it is and what to do.
    """
    level = logging.WARNING if outcome.failed else logging.INFO if outcome.code == "ok" else logging.DEBUG
    if not log.isEnabledFor(level):
        return
    counts = {"new": outcome.new, "edited": outcome.edited}
    extra = {
        "event": "source_refreshed",
        "job": "refresh",
        "source": state.key,
        "code": outcome.code,
        **counts,
    }
    extra |= {"outcome": "failed" if outcome.failed else "ok", "seconds": round(seconds, 3)}
    extra |= {"items": outcome.new + outcome.edited, "held": outcome.held, "released": outcome.released}
    if outcome.failed:
        log.log(
            level, "%s: %s: %s", state.key, outcome.code, sentence(outcome.code, outcome.detail), extra=extra
        )
    else:
        log.log(level, "%s: %s, %d new, %d edited", state.key, outcome.code, *counts.values(), extra=extra)
