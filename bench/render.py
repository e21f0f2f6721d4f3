"""What one piece of news costs: the time to render a feed of 50 items in every format, among few items and among many.

Run it: `python bench/render.py [--quick] [--items N] [--json]`. In each round one item comes, enters the feed, and the
feed is rendered in three formats and all encodings and stored. The ratio between the two archives tells; one above 2
is an error.
"""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import update

from syndicate.categorise.rules import rulebook
from syndicate.config.load import load
from syndicate.entering import enter
from syndicate.fetch.client import Fetcher
from syndicate.jobs.render import render
from syndicate.line import listed
from syndicate.model import Item, Match, Variant
from syndicate.runtime import Runtime
from syndicate.store import due, feeds, items, sources
from syndicate.store.database import open_database
from syndicate.store.tables import archives

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FEW, MANY = 1_000, 100_000
TIMES, BATCH = 21, 5_000
MOST = 2.0  # the ratio that is still no growth
FEEDS = """\
site: {id: "bench.example,2026", url: https://bench.example, title: Bench, languages: [en], contact: {name: Bench}}
sources:
  a: {name: A source, feed: "https://a.example/feed", republish: full}
categories:
  news: {title: News, any: [news]}
"""
TEXT = "<p>" + "Towns of two continents met to speak about water, schools and streets. " * 20 + "</p>"


class Desk:
    """A store whose feed has so many items, and what puts in one more."""

    def __init__(self, url: str, count: int) -> None:
        self.store, self.count = open_database(url), 0
        config = load(FEEDS)
        fetcher = Fetcher(agent="bench", folder=Path.cwd())
        self.runtime = Runtime(
            config, rulebook(config), config.rules_digest(), self.store, fetcher, lambda: NOW
        )
        with self.store.write() as tx:
            sources.follow(tx, listed(config), NOW)
            feeds.follow(tx, [("news", None)], NOW)
        while self.count < count:
            self.bring(min(BATCH, count - self.count))
        self.enter()

    def enter(self) -> None:
        """Let all enter, as if the pages of the archive had been rendered."""
        with self.store.write() as tx:
            feeds.mark_stale(tx, "news", None, NOW, NOW)
            claim = due.claim_feed(tx, NOW, ["news"])
            if not claim:
                raise RuntimeError("the feed is not due")
            claim = replace(claim, created=NOW - timedelta(days=9))
            enter(tx, self.runtime.config, self.runtime.rules, claim, NOW)
            tx.execute(update(archives).values(rendered=archives.c.changes))
            feeds.finish(tx, claim, NOW, None)

    def bring(self, count: int) -> None:
        news = [item(self.count + n) for n in range(count)]
        self.count += count
        with self.store.write() as tx:
            [state] = sources.states(tx)
            numbers = items.add(tx, state.id, [(one, one.uid) for one in news], self.runtime.rules)
            filed = [(n, one.published, [Match("news", ())]) for n, one in zip(numbers, news, strict=True)]
            items.file(tx, filed)

    def publish(self) -> float:
        """Render what came; give the time in milliseconds."""
        with self.store.write() as tx:
            feeds.mark_stale(tx, "news", None, NOW, NOW)
            claim = due.claim_feed(tx, NOW, ["news"])
        began = time.perf_counter()
        changed = render(self.runtime, claim) if claim else []
        if len(changed) != 3:
            raise RuntimeError(f"{changed} changed, not one document in each format")
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        self.runtime.fetcher.close()
        self.store.close()


def item(number: int) -> Item:
    moment = NOW - timedelta(days=400) + timedelta(minutes=number)
    text = Variant("a", "en", f"https://a.example/{number}", f"News {number}", "Towns met.", TEXT, "A", ())
    return Item(f"n{number}", "a", moment, moment, moment, (text,))


def measure(url: str, count: int) -> float:
    """Give the usual time of a rendering in milliseconds."""
    desk = Desk(url, count)
    desk.publish()
    times = []
    for _ in range(TIMES):
        desk.bring(1)
        times.append(desk.publish())
    desk.close()
    return median(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--items", type=int, default=MANY)
    parser.add_argument("--quick", action="store_true", help="a tenth of the items")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    count = told.items // 10 if told.quick else told.items
    with tempfile.TemporaryDirectory() as folder:
        few = measure(f"sqlite:///{Path(folder) / 'few.db'}", FEW)
        many = measure(f"sqlite:///{Path(folder) / 'many.db'}", count)
    if told.json:
        print(json.dumps({"items": [FEW, count], "few": few, "many": many, "ratio": many / few}))
    else:
        print(
            f"one change among {FEW} items: {few:.1f} ms; among {count}: {many:.1f} ms; ratio {many / few:.2f}"
        )
    return 1 if many / few > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
