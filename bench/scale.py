"""What sources that are not due cost: the time of a heartbeat among a thousand of them, and among fifty thousand.

Run it: `python bench/scale.py [--quick] [--sources N] [--json]`. A heartbeat is what a worker does each
second: look whether anything is due, and claim what is. The ratio between the two crowds tells; one above 2 is an error.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import update

from syndicate.store import due, sources
from syndicate.store.database import Database, open_database
from syndicate.store.sources import Listed
from syndicate.store.tables import hosts
from syndicate.store.tables import sources as rows

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FEW, MANY = 1_000, 50_000
TIMES, DUE = 31, 64
MOST = 2.0  # the ratio that is still no growth


def fill(store: Database, count: int) -> None:
    """Make so many sources, four to a host, none of them due."""
    listed = [
        Listed(f"s{n}", "A source", f"https://h{n // 4}.example/{n}", f"h{n // 4}.example", "summary")
        for n in range(count)
    ]
    with store.write() as tx:
        sources.follow(tx, listed, NOW)
        tx.execute(update(rows).values(next_fetch=NOW + timedelta(days=1), asked=NOW))


def idle(store: Database) -> None:
    """A beat when nothing is due."""
    with store.read() as tx:
        if due.any_due(tx, NOW):
            raise RuntimeError("something is due")


def busy(store: Database) -> None:
    """A beat that claims what has become due."""
    with store.read() as tx:
        found = due.any_due(tx, NOW)
    with store.write() as tx:
        claimed = due.claim_sources(tx, NOW, DUE)
    if not found or len(claimed) != DUE:
        raise RuntimeError(f"{len(claimed)} sources claimed, not {DUE}")


def wake(store: Database) -> None:
    """Let some sources, each of another host, become due."""
    chosen = [f"s{n * 4}" for n in range(DUE)]
    with store.write() as tx:
        tx.execute(update(hosts).values(not_before=NOW))
        tx.execute(update(rows).values(leased_until=None).where(rows.c.leased_until.is_not(None)))
        tx.execute(update(rows).where(rows.c.key.in_(chosen)).values(next_fetch=NOW))


def measure(store: Database, beat: Callable[[Database], None], *, waking: bool) -> float:
    """Give the usual time of a beat in milliseconds."""
    times: list[float] = []
    for _ in range(TIMES):
        if waking:
            wake(store)
        began = time.perf_counter()
        beat(store)
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def crowd(url: str, count: int) -> dict[str, float]:
    store = open_database(url)
    fill(store, count)
    found = {"idle": measure(store, idle, waking=False), "busy": measure(store, busy, waking=True)}
    store.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=int, default=MANY)
    parser.add_argument("--quick", action="store_true", help="a tenth of the sources")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    count = told.sources // 10 if told.quick else told.sources
    with tempfile.TemporaryDirectory() as folder:
        few = crowd(f"sqlite:///{Path(folder) / 'few.db'}", FEW)
        many = crowd(f"sqlite:///{Path(folder) / 'many.db'}", count)
    ratios = {name: many[name] / few[name] for name in few}
    if told.json:
        print(json.dumps({"sources": [FEW, count], "few": few, "many": many, "ratios": ratios}))
    else:
        print(f"{'beat':<6} {FEW:>8} {count:>8}  ratio")
        for name, ratio in ratios.items():
            print(f"{name:<6} {few[name]:>5.2f} ms {many[name]:>5.2f} ms  {ratio:.2f}")
    return 1 if max(ratios.values()) > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
