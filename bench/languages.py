"""How often a text tells its language: items whose language is known in, how many are told rightly and wrongly out.

Run it: `python bench/languages.py [--items FILE] [--quick] [--json] [--languages en,fr,de,es]`. The items are JSON lines
with `title`, `summary` and `lang`; beside them, entries of captured feeds in the language that these declare. A feed
may declare a wrong one, so these disagreements are listed to be looked at; a wrong one among the items is an error.
"""

import argparse
import json
import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from syndicate.clean.detect import detect
from syndicate.config.sources import FeedSource
from syndicate.errors import SourceError
from syndicate.model import Answer
from syndicate.reading import read_clean
from syndicate.readings import NOWHERE

SHARED = Path(__file__).parents[2] / "shared"
ITEMS = SHARED / "data" / "practice.jsonl"
FEEDS = Path(os.environ.get("SYNDICATE_CORPUS") or SHARED / "corpus") / "real"
EUROPE = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
SOURCE = FeedSource(name="A source", feed="https://h.test/feed")
QUICK_STEP = 10  # of so many feeds --quick takes one


@dataclass
class Tally:
    """What came of asking texts."""

    right: int = 0
    wrong: int = 0
    silent: int = 0  # nothing was said, though it could have been
    spared: int = 0  # nothing was said of a text in another language than those that may be
    differing: Counter[str] = field(default_factory=Counter)  # "FEED: declared → found"

    def add(self, text: str, known: str, among: list[str], name: str = "") -> None:
        found, possible = detect(text, among), known in among
        if found == known:
            self.right += 1
        elif found:
            self.wrong += 1
            self.differing[f"{name}: {known} → {found}"] += 1
        elif possible:
            self.silent += 1
        else:
            self.spared += 1

    def as_json(self) -> dict[str, Any]:
        told = self.right + self.wrong
        counted = {name: getattr(self, name) for name in ("right", "wrong", "silent", "spared")}
        shares = {
            "precision": round(self.right / told, 4) if told else None,
            "recall": round(self.right / (told + self.silent), 4) if told + self.silent else None,
        }
        return {**counted, **shares, "differing": dict(self.differing.most_common(20))}


def declared(step: int) -> Iterator[tuple[str, str, str]]:
    """Give the name, the language and the text of each entry whose feed declares a language."""
    for path in sorted(FEEDS.iterdir())[::step]:
        try:
            reading = read_clean(Answer("https://h.test/feed", 200, path.read_bytes()), SOURCE, NOWHERE)
        except SourceError:
            continue
        for entry in reading.entries:
            if entry.language:
                yield path.name, entry.language.partition("-")[0], f"{entry.title} {entry.summary}"


def measured(items: Path, among: list[str], step: int) -> dict[str, Tally]:
    """Ask the items by title, and by title with summary; then the captured feeds, among all languages of the Union."""
    titles, texts, feeds = Tally(), Tally(), Tally()
    for line in items.read_text("utf-8").splitlines():
        one = json.loads(line)
        titles.add(one["title"], one["lang"], among)
        texts.add(f"{one['title']} {one['summary']}", one["lang"], among)
    for name, language, text in declared(step) if FEEDS.is_dir() else ():
        feeds.add(text, language, EUROPE, name)
    return {"titles": titles, "titles with summaries": texts, "feeds as they declare": feeds}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how often a text tells its language.")
    parser.add_argument("--items", type=Path, default=ITEMS, metavar="FILE")
    parser.add_argument("--languages", default="en,fr,de,es", help="that the items may be in")
    parser.add_argument("--quick", action="store_true", help=f"one feed of {QUICK_STEP}")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser.parse_args()


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    yield f"{'':<24}{'right':>7}{'wrong':>7}{'silent':>8}{'spared':>8}{'precision':>11}{'recall':>8}"
    for name, tally in tallies.items():
        told = tally.as_json()
        numbers = f"{tally.right:>7}{tally.wrong:>7}{tally.silent:>8}{tally.spared:>8}"
        yield f"{name:<24}{numbers}{told['precision'] or 0:>11.3f}{told['recall'] or 0:>8.3f}"
        yield from (f"  {times:>4} × {what}" for what, times in told["differing"].items())


def main() -> int:
    given = options()
    if not given.items.is_file():
        print(f"there are no items to ask: no {given.items} (--items says where)", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")  # feedparser's, of its own past
    tallies = measured(given.items, given.languages.split(","), QUICK_STEP if given.quick else 1)
    told = {name: tally.as_json() for name, tally in tallies.items()}
    print(json.dumps(told, indent=2, ensure_ascii=False) if given.json else "\n".join(table(tallies)))
    return 1 if tallies["titles"].wrong or tallies["titles with summaries"].wrong else 0


if __name__ == "__main__":
    sys.exit(main())
