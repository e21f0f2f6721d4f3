"""What `syndicate plan` costs: stored items a second beside bare calls of `categorise`, and its peak of memory.

Run it: `python bench/plan.py [--quick] [--items N] [--json]`. The rules are those of feeds.yaml with one term more; the
items are made up. Each measurement has a process of its own. It is an error if memory grows with the number of items.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from syndicate.categorise.judge import categorise_all
from syndicate.categorise.rules import rulebook
from syndicate.config import live
from syndicate.config.load import load
from syndicate.config.model import Config
from syndicate.jobs.plan import Edit, plan
from syndicate.line import listed
from syndicate.model import Item, Variant
from syndicate.store import drafts, items, sources
from syndicate.store.database import open_database

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FEW, MANY, BATCH = 10_000, 100_000, 1_000
MOST = 1.2  # the ratio of two peaks that is still no growth
NEWS = (
    "towns mayors partnership solidarity Ukraine Benin Togo development cooperation delegation twinning youth water"
).split()
PLAIN = 40  # words that no rule asks for, to each of these


def configs() -> tuple[Config, Config]:
    """The rules of feeds.yaml, and the same with one term more in the first category."""
    text, beside = live.written(ROOT / "feeds.yaml")
    before = load(text, beside=beside)
    name, category = next(iter(before.categories.items()))
    edited = category.model_copy(update={"any": [*category.any, "water"]})
    return before, before.model_copy(update={"categories": {**before.categories, name: edited}})


def made_up(count: int, source: str) -> Iterator[Item]:
    """Items of 150 words, the same each time; one word in forty is of the kind that rules ask for."""
    chance = random.Random(1)
    plain = ["".join(chance.choices("abdeiklmnorstu", k=chance.randint(2, 9))) for _ in range(5_000)]
    for number in range(count):
        words = [chance.choice(plain if chance.randrange(PLAIN) else NEWS) for _ in range(150)]
        text = Variant(
            source, "en", None, " ".join(words[:8]).capitalize(), "", f"<p>{' '.join(words)}</p>", None, ()
        )
        moment = NOW - timedelta(minutes=number)
        yield Item(f"u{number}", source, moment, moment, moment, (text,))


def fill(url: str, count: int) -> None:
    """Store the items, judged by the rules in force."""
    before, _ = configs()
    book, rules, store = rulebook(before), before.rules_digest(), open_database(url)
    with store.write() as tx:
        sources.follow(tx, listed(before), NOW)
        state = sources.states(tx)[0]
    batch: list[Item] = []
    for number, item in enumerate(made_up(count, state.key), 1):
        batch.append(item)
        if number % BATCH == 0 or number == count:
            with store.write() as tx:
                numbers = items.add(tx, state.id, [(one, one.uid) for one in batch], rules)
                found = (categorise_all(book, one.variants) for one in batch)
                items.file(tx, zip(numbers, (one.published for one in batch), found, strict=True))
            batch = []
    with store.read() as tx:
        if not drafts.settled(tx, rules):
            raise RuntimeError("items are not judged by the rules in force")
    store.close()


def planned(url: str) -> dict[str, float]:
    """Replay all items; give their number, the seconds, and the peak of memory in MB."""
    before, after = configs()
    store = open_database(url)
    began = time.perf_counter()
    found = plan(store, Edit(before, after, NOW))
    seconds = time.perf_counter() - began
    if not found.changes:
        raise RuntimeError("the edit changes nothing")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"items": found.items, "seconds": seconds, "peak": peak}


def bare(count: int) -> dict[str, float]:
    """Judge as many items that nobody has to read."""
    _, after = configs()
    book, source = rulebook(after), next(iter(after.sources))
    ready = list(made_up(min(count, FEW), source))
    began = time.perf_counter()
    for one in ready:
        categorise_all(book, one.variants)
    return {"items": len(ready), "seconds": time.perf_counter() - began}


def apart(*arguments: str) -> dict[str, float]:
    """Do one part in a process of its own."""
    done = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout or "{}")
    return found


def measure(few: int, many: int) -> dict[str, dict[str, float]]:
    found = {"bare": apart("--part", "bare", "--items", str(many))}
    with tempfile.TemporaryDirectory() as folder:
        for name, count in (("few", few), ("many", many)):
            url = f"sqlite:///{Path(folder) / name}.db"
            apart("--part", "fill", "--items", str(count), "--url", url)
            found[name] = apart("--part", "plan", "--url", url)
    for one in found.values():
        one["rate"] = one["items"] / one["seconds"]
    return found


def part(told: argparse.Namespace) -> None:
    if told.part == "fill":
        fill(told.url, told.items)
        return
    print(json.dumps(planned(told.url) if told.part == "plan" else bare(told.items)))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--items", type=int, default=MANY)
    parser.add_argument("--quick", action="store_true", help="a tenth of the items")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--part", choices=["fill", "plan", "bare"], help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.part:
        part(told)
        return 0
    many = told.items // 10 if told.quick else told.items
    found = measure(max(many // 10, 1), many)
    ratios = {
        "plan / bare": found["many"]["rate"] / found["bare"]["rate"],
        "peak, many / few": found["many"]["peak"] / found["few"]["peak"],
    }
    if told.json:
        print(json.dumps({"measured": found, "ratios": ratios}))
    else:
        for name, one in found.items():
            peak = f", at most {one['peak']:.0f} MB" if "peak" in one else ""
            print(f"{name:<5} {one['items']:>7.0f} items, {one['rate']:>6.0f} a second{peak}")
        print("; ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items()))
    return 1 if ratios["peak, many / few"] > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
