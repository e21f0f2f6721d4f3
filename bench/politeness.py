"""How polite the service is: weeks among servers of every temper, in a time that passes in seconds.

Run it: `python bench/politeness.py [--quick] [--sources N] [--days N] [--json]`. The worker, its claims, its store and
all that decides about times are the service's own; only the network is a village of servers that know their manners and
judge every question. Once a day the worker is killed while it asks, and started anew. Any violation is an error.
"""

import argparse
import json
import logging
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from village import DAY, RULES, TEMPERS, Page, Village

from syndicate.fetch import Fetcher
from syndicate.schedule.work import Worker
from syndicate.store import due
from syndicate.store.database import Database, open_database

BEGIN = datetime(2026, 6, 1, 9, tzinfo=UTC)
BEAT = timedelta(minutes=5)
SHARED = 5  # sources of one host
SITE = """\
site: {id: "news.example.eu,2026", url: "https://news.example.eu", title: T, languages: [en], contact: {name: C}}
categories: {towns: {title: Towns, any: [town]}}
sources:
"""


@dataclass(frozen=True)
class Score:
    """How often a rule was judged, and how often it was broken."""

    rule: str
    says: str
    judged: int
    violations: int
    example: str


def settle(village: Village, count: int) -> None:
    """Build the village: the tempers in turn, a few sources to a host."""
    tempers = [name for name in TEMPERS if name != "target"]
    for number in range(count):
        temper = tempers[number % len(tempers)]
        turn = number // len(tempers)
        host = f"{temper}-{turn if temper == 'moved' else turn // SHARED}.example"
        path = "feed" if temper == "moved" else f"feed-{turn}"
        village.pages[f"https://{host}/{path}"] = Page(f"https://{host}/{path}", temper, number)
        if temper == "moved":
            new = f"https://new-{host}/feed"
            village.pages[new] = Page(new, "target", number)


def configure(village: Village, folder: Path) -> Path:
    """Write the feeds.yaml that lists them all."""
    listed = [page for page in village.pages.values() if page.temper != "target"]
    lines = [f'  s{page.number}: {{name: "{page.temper}", feed: "{page.url}"}}\n' for page in listed]
    path = folder / "feeds.yaml"
    path.write_text(SITE + "".join(lines), encoding="utf-8")
    return path


def start(store: Database, path: Path, village: Village) -> Worker:
    worker = Worker(store, path, {}, village.clock)
    worker.runtime.fetcher.close()
    worker.runtime = replace(worker.runtime, fetcher=cast(Fetcher, village))
    worker.live()
    return worker


def beat(worker: Worker, village: Village) -> None:
    """Ask all that is due, and wait for hosts that are to be left alone for moments."""
    while True:
        if list(worker.refresh()):
            continue
        with worker.store.read() as tx:
            opening = due.opening(tx, village.now)
        if opening is None or opening <= village.now:
            return
        village.now = opening


def run(count: int, days: int, folder: Path) -> Village:
    """Let the days pass."""
    village = Village(BEGIN, BEGIN)
    settle(village, count)
    store = open_database(f"sqlite:///{folder / 'store.db'}")
    path = configure(village, folder)
    worker = start(store, path, village)
    beat(worker, village)
    village.firsts()
    morning = BEGIN + DAY
    while village.now < BEGIN + days * DAY:
        village.now += BEAT
        if village.now >= morning:
            morning += DAY
            with store.write() as tx:  # killed with questions on its tongue
                due.claim_sources(tx, village.now, 8)
            worker = start(store, path, village)
        beat(worker, village)
    village.ends()
    store.close()
    return village


def scores(village: Village) -> list[Score]:
    return [
        Score(rule, says, village.judged[rule], village.broken[rule], village.examples.get(rule, ""))
        for rule, says in RULES.items()
    ]


def report(found: list[Score], questions: int, seconds: float) -> str:
    lines = [f"{'rule':<9} {'judged':>8} {'broken':>7}  it says"]
    for one in found:
        lines.append(f"{one.rule:<9} {one.judged:>8} {one.violations:>7}  {one.says}")
        if one.example:
            lines.append(f"{'':<27} such as {one.example}")
    broken = sum(one.violations for one in found)
    return "\n".join([*lines, f"{questions} questions in {seconds:.0f} s: {broken} violations"])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=int, default=500)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--quick", action="store_true", help="a few sources of each temper, within a minute")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    logging.disable()  # what fails here is meant to
    count, began = (3 * (len(TEMPERS) - 1) if told.quick else told.sources), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        village = run(count, told.days, Path(folder))
    found, seconds = scores(village), time.monotonic() - began
    questions = sum(len(page.asked) for page in village.pages.values())
    if told.json:
        rows = [asdict(one) for one in found]
        print(json.dumps({"sources": count, "days": told.days, "questions": questions, "rules": rows}))
    else:
        print(report(found, questions, seconds))
    return 1 if village.broken else 0


if __name__ == "__main__":
    sys.exit(main())
