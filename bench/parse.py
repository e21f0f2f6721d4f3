"""How fast feeds are read and cleaned, and whether who reads them matters: real feeds in, ratios and disagreements out.

Run it: `python bench/parse.py [--quick] [--json] [--rounds N]`. Only well-formed feeds in XML count. All contestants read
the same feeds in turn, each round in another order, so the ratios tell; seconds depend on the machine. A disagreement of
the lanes is an error. All rows but the two with processes are of one thread in one process:

- feedparser as it comes: `feedparser.parse`, with its own cleaning and resolving of addresses.
- tolerant lane: feedparser without these two, whose entries are cleaned by us.
- service, markup only: feeds read by the quick lane, else the tolerant one, and of each entry one text made safe.
- service, all of it: what a source's answer goes through until its entries have ids, links, titles, dates and texts that
  are safe to keep. It has in it what feedparser does not do: summaries made of texts, pictures looked for, languages judged
  by the script, how often a feed may be asked. Keys of identity are found out later and are in no row.
- in its own process, in its N processes: the same with the way there and back, as the service does it.
- lxml and nh3 alone: a floor, the compiled parsers of XML and HTML without anything made of what they read.
"""

import argparse
import io
import json
import os
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import feedparser
import nh3
from lxml import etree

from syndicate.clean.entry import clean
from syndicate.clean.html import sanitise
from syndicate.config.sources import FeedSource
from syndicate.confine import MOST, confined
from syndicate.jobs.refresh import READERS
from syndicate.model import Answer, CleanEntry
from syndicate.reading import read_clean
from syndicate.readings import NOWHERE
from syndicate.sources.feed import fast, slow
from syndicate.sources.feed.xml import reading

BESIDE = Path(__file__).parents[2] / "shared" / "corpus"
FOLDER = Path(os.environ.get("SYNDICATE_CORPUS") or BESIDE) / "real"
URL = "https://h.test/feed/"
SOURCE = FeedSource(name="A source", feed=URL)
ROUNDS = 3
WARM = 10  # feeds that are read before the clock starts
QUICK_STEP = 6  # of so many feeds --quick takes one


def as_it_comes(answer: Answer) -> object:
    return feedparser.parse(io.BytesIO(answer.body))


def tolerant(answer: Answer) -> tuple[CleanEntry, ...]:
    return tuple(map(clean, reading(slow.parse(answer), answer.url).entries))


def sanitising(answer: Answer) -> list[str]:
    """Do what feedparser does and no more: make the markup of each entry safe."""
    parsed = fast.parse(answer) or slow.parse(answer)
    entries = reading(parsed, answer.url).entries
    return [sanitise(entry.content or entry.summary, entry.base) for entry in entries]


def service(answer: Answer) -> tuple[CleanEntry, ...]:
    return read_clean(answer, SOURCE, NOWHERE).entries


def apart(answer: Answer) -> object:
    return confined(read_clean, answer, SOURCE, NOWHERE)


def compiled_only(answer: Answer) -> object:
    root = etree.fromstring(answer.body, etree.XMLParser(resolve_entities=False, no_network=True))
    return [nh3.clean(text) for text in root.itertext() if "<" in text]


def in_turn(read: Callable[[Answer], object]) -> Callable[[Iterable[Answer]], object]:
    return lambda answers: [read(answer) for answer in answers]


def side_by_side(answers: Iterable[Answer]) -> object:
    """Read in all processes that the service has for it, asked by as many threads."""
    with ThreadPoolExecutor(READERS) as pool:
        return list(pool.map(apart, answers))


CONTESTANTS: dict[str, Callable[[Iterable[Answer]], object]] = {
    "feedparser as it comes": in_turn(as_it_comes),
    "tolerant lane": in_turn(tolerant),
    "service, markup only": in_turn(sanitising),
    "service, all of it": in_turn(service),
    "in its own process": in_turn(apart),
    f"in its {MOST} processes": side_by_side,
    "lxml and nh3 alone": in_turn(compiled_only),
}


@dataclass
class Bench:
    """The feeds, what each contestant needed for all of them, and where the lanes disagree."""

    feeds: dict[str, Answer]
    quick: int = 0  # feeds that the quick lane read
    entries: int = 0
    seconds: dict[str, list[float]] = field(default_factory=dict)
    differing: Counter[str] = field(default_factory=Counter)  # entries, by field
    examples: dict[str, str] = field(default_factory=dict)

    @property
    def megabytes(self) -> float:
        return sum(len(answer.body) for answer in self.feeds.values()) / 1e6

    def measure(self, turn: int) -> None:
        """Let each contestant read all feeds once; what only the first reading costs is not counted."""
        names = list(CONTESTANTS)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            CONTESTANTS[name](list(self.feeds.values())[:WARM])
            begin = time.perf_counter()
            CONTESTANTS[name](self.feeds.values())
            self.seconds.setdefault(name, []).append(time.perf_counter() - begin)

    def compare(self) -> None:
        """Set the entries of the two lanes against each other, field by field."""
        for name, answer in self.feeds.items():
            parsed = fast.parse(answer)
            if parsed is None:
                continue
            self.quick += 1
            pair = tuple(map(clean, reading(parsed, URL).entries)), tolerant(answer)
            self.entries += len(pair[0])
            for what in differences(*pair):
                self.differing[what] += 1
                self.examples.setdefault(what, name)

    def rows(self) -> Iterator[tuple[str, float, float, float]]:
        """Each contestant with feeds and MB a second, and how many times faster than feedparser it is."""
        base = median(self.seconds["feedparser as it comes"])
        for name, seconds in self.seconds.items():
            spent = median(seconds)
            yield name, len(self.feeds) / spent, self.megabytes / spent, base / spent

    def as_json(self) -> dict[str, Any]:
        measured = {
            name: {"feeds_per_s": round(feeds, 1), "mb_per_s": round(mb, 2), "ratio": round(ratio, 2)}
            for name, feeds, mb, ratio in self.rows()
        }
        facts = {"feeds": len(self.feeds), "megabytes": round(self.megabytes, 1), "quick": self.quick}
        return {
            **facts,
            "entries": self.entries,
            "measured": measured,
            "differing": dict(self.differing),
            "examples": self.examples,
        }

    def as_text(self) -> Iterator[str]:
        share = f"{self.quick / len(self.feeds):.0%} of them read by the quick lane"
        yield f"{len(self.feeds)} well-formed feeds, {self.megabytes:.1f} MB, {share}\n"
        yield f"{'':<24}{'feeds/s':>9}{'MB/s':>8}{'times faster':>14}"
        for name, feeds, mb, ratio in self.rows():
            yield f"{name:<24}{feeds:>9.1f}{mb:>8.2f}{ratio:>14.1f}"
        yield f"\ndisagreements of the lanes, of {self.entries} entries, after cleaning:"
        for what in ["count", *CleanEntry.__dataclass_fields__]:
            yield f"  {what:<12}{self.differing[what]:>6}  {self.examples.get(what, '')}".rstrip()


def differences(one: tuple[CleanEntry, ...], other: tuple[CleanEntry, ...]) -> Iterator[str]:
    """Name the fields in which entries differ, as often as they do."""
    if len(one) != len(other):
        yield "count"
    for left, right in zip(one, other, strict=False):
        told = asdict(right)
        yield from (what for what, value in asdict(left).items() if value != told[what])


def well_formed(body: bytes) -> bool:
    try:
        etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how fast feeds are read and cleaned.")
    parser.add_argument("--quick", action="store_true", help=f"one feed of {QUICK_STEP}, one round")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    return parser.parse_args()


def main() -> int:
    given = options()
    if not FOLDER.is_dir():
        print(f"there are no feeds to read: no {FOLDER} (SYNDICATE_CORPUS says where)", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")  # feedparser's, of its own past
    paths = sorted(FOLDER.iterdir())[:: QUICK_STEP if given.quick else 1]
    bodies = {path.name: path.read_bytes() for path in paths}
    bench = Bench({name: Answer(URL, 200, body) for name, body in bodies.items() if well_formed(body)})
    for turn in range(1 if given.quick else given.rounds):
        bench.measure(turn)
    bench.compare()
    print(json.dumps(bench.as_json(), indent=2) if given.json else "\n".join(bench.as_text()))
    return 1 if bench.differing else 0


if __name__ == "__main__":
    sys.exit(main())
