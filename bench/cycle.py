"""How fast the whole line is: thousands of real feeds, from a local web to published documents, in three rounds.

Run it: `python bench/cycle.py [--quick] [--feeds N] [--json] [--reader-python PATH]`. Every feed has an address of its
own in 127.0.0.0/8 (so it needs Linux). Rounds: all feeds are new; none has changed; one of twenty has an item more.
Each is measured beside a bare loop that only fetches, and beside the package `reader` where it is installed: the ratios
tell, seconds depend on the machine. Wrong counts are an error, so that failing fast does not look like speed.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from corpus import FOLDER
from talk import Answer, Child, Cost, SilenceError

ROUNDS = ("first", "unchanged", "changed")
FEEDS, QUICK = 2000, 150
FLOORS = 3  # times that the bare loop, which is short, is measured in each round
LEFT_OUT = "`reader` is left out: install reader and sgmllib3k, and name that Python with --reader-python"
RATIOS = {
    "syndicate / bare": ("syndicate", "bare"),
    "reader / bare": ("reader", "bare"),
    "reader / syndicate": ("reader", "syndicate"),
}


@dataclass
class Bench:
    """Who asks whom, and what it cost."""

    feeds: int
    web: Child
    clients: dict[str, Child]
    facts: Answer  # what the web says of itself
    changed: int = 0
    begun: dict[str, Cost] = field(default_factory=dict)
    rounds: dict[str, dict[str, Cost]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def begin(self, folder: Path) -> None:
        """Tell every client what to ask; `reader` is left out where it is not installed."""
        urls = [address(number, self.facts["port"]) for number in range(self.feeds)]
        for name, client in list(self.clients.items()):
            try:
                self.begun[name] = client.measure("begin", urls=urls, folder=str(folder))[1]
            except SilenceError:
                if name != "reader":
                    raise
                del self.clients[name]

    def run(self, name: str) -> None:
        """Let every client do one round."""
        if name == "changed":
            self.changed = self.web.ask("change")["changed"]
        self.rounds[name] = {client: self.measure(name, client) for client in self.clients}

    def measure(self, name: str, client: str) -> Cost:
        """Measure a round of one client, and look whether it was one."""
        if client != "bare":
            answer, cost = self.clients[client].measure("round")
            self.verify(name, client, answer)
            return cost
        costs: list[Cost] = []
        for turn in range(1, FLOORS + 1):
            answer, cost = self.clients[client].measure("round", remember=turn == FLOORS)
            self.verify(name, client, answer)
            costs.append(cost)
        return Cost(*(median(values) for values in zip(*map(values_of, costs), strict=True)))

    def verify(self, name: str, client: str, answer: Answer) -> None:
        """Compare what the web answered, and what the client has now, with what it should be."""
        told = {"answered": self.web.ask("count"), **answer}
        for what, wanted in self.expected(name, client).items():
            if told[what] != wanted:
                self.faults.append(f"{name}, {client}: {what} is {told[what]}, and should be {wanted}")

    def expected(self, name: str, client: str) -> Answer:
        fresh = {"first": self.feeds, "unchanged": 0, "changed": self.changed}[name]
        same = self.feeds - fresh
        wanted: Answer = {"answered": present({"200": fresh, "304": same})}
        if client != "bare":
            wanted["items"] = self.facts["items"] + self.changed
        if client == "syndicate":
            wanted |= {"codes": present({"ok": fresh, "unchanged": same}), "published": bool(fresh)}
        return wanted

    def as_json(self) -> Answer:
        measured = {
            name: {client: asdict(cost) for client, cost in costs.items()}
            for name, costs in self.rounds.items()
        }
        ratios = {name: dict(ratios_of(costs)) for name, costs in self.rounds.items()}
        begun = {client: asdict(cost) for client, cost in self.begun.items()}
        left_out = [] if "reader" in self.clients else [LEFT_OUT]
        facts = {
            "feeds": self.feeds,
            **self.facts,
            "changed": self.changed,
            **machine(),
            "left_out": left_out,
        }
        return facts | {"start": begun, "rounds": measured, "ratios": ratios, "faults": self.faults}

    def as_text(self) -> Iterator[str]:
        kind = "real feeds, multiplied" if self.facts["real"] else "made-up feeds"
        size = f"{self.facts['megabytes']} MB, {self.facts['items']} items, {self.changed} changed"
        yield f"{self.feeds} {kind}: {size}. " + ", ".join(f"{k} {v}" for k, v in machine().items())
        yield f"\n{'round':<10} {'client':<10} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'/ bare':>8}"
        for name, costs in {"start": self.begun, **self.rounds}.items():
            for client, cost in costs.items():
                floor = f"{cost.wall / costs['bare'].wall:8.2f}" if name in self.rounds else ""
                row = f"{name:<10} {client:<10} {cost.wall:8.2f} {cost.cpu:8.2f} {cost.peak:8.0f} {floor}"
                yield row.rstrip()
        yield ""
        if "reader" not in self.clients:
            yield LEFT_OUT
        for name, costs in self.rounds.items():
            yield f"{name}: " + ", ".join(f"{label} {value:.2f}" for label, value in ratios_of(costs))


def values_of(cost: Cost) -> tuple[float, float, float]:
    return cost.wall, cost.cpu, cost.peak


def present(counts: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in counts.items() if number}


def ratios_of(costs: dict[str, Cost]) -> Iterator[tuple[str, float]]:
    """How the wall times of a round compare."""
    for label, (one, other) in RATIOS.items():
        if one in costs and other in costs:
            yield label, round(costs[one].wall / costs[other].wall, 3)


def machine() -> dict[str, str]:
    return {"Python": platform.python_version(), "cores": str(os.cpu_count())}


def address(number: int, port: int) -> str:
    """An address of this machine for each feed, so that all may be asked at once."""
    return f"http://127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}:{port}/{number}"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the whole line in three rounds.")
    parser.add_argument("--feeds", type=int, metavar="N", help=f"how many feeds (default {FEEDS})")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} feeds, less than a minute")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument(
        "--reader-python", default=sys.executable, metavar="PATH", help="a Python that can import reader"
    )
    given = parser.parse_args()
    given.feeds = given.feeds or (QUICK if given.quick else FEEDS)
    return given


def prepare(given: argparse.Namespace, folder: Path, stack: ExitStack) -> Bench:
    """Start the web and those who ask it."""
    web = stack.enter_context(Child("web.py", folder))
    facts = web.ask("begin", feeds=given.feeds)
    clients = {
        "bare": stack.enter_context(Child("bare.py", folder)),
        "syndicate": stack.enter_context(Child("service.py", folder)),
        "reader": stack.enter_context(Child("peer.py", folder, given.reader_python)),
    }
    return Bench(given.feeds, web, clients, facts)


def main() -> int:
    given = options()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        bench = prepare(given, Path(folder), stack)
        if not bench.facts["real"]:
            print(f"feeds are made up: no {FOLDER} (SYNDICATE_CORPUS says where)", file=sys.stderr)
        bench.begin(Path(folder))
        for name in ROUNDS:
            bench.run(name)
        print(json.dumps(bench.as_json(), indent=2) if given.json else "\n".join(bench.as_text()))
    for fault in bench.faults:
        print(fault, file=sys.stderr)
    return 1 if bench.faults else 0


if __name__ == "__main__":
    sys.exit(main())
