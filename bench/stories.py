"""How often two stories are taken for one, and how often one is seen to be one: real items in, counts out.

Run it: `python bench/stories.py [--quick] [--json] [--items FILE]`. Each captured feed is a source, and so is each site
of the items (JSON lines with `url`, `site`, `title`, `summary`). All are dated the same day, which is the worst case: in
life three days between two items keep them apart. What is joined without one address is listed, to be looked at; among
the items, of which each is another story, it is an error. Then each item is printed again by another source, cut,
moved or under another title, and these copies are looked for.
"""

import argparse
import json
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from syndicate.config.sources import FeedSource
from syndicate.errors import SourceError
from syndicate.identity.duplicates import Face, Standing, face, join
from syndicate.line import text_of
from syndicate.model import Answer, Variant
from syndicate.reading import read_clean
from syndicate.readings import NOWHERE
from syndicate.text import plain

SHARED = Path(__file__).parents[2] / "shared"
ITEMS = SHARED / "data" / "practice.jsonl"
FEEDS = Path(os.environ.get("SYNDICATE_CORPUS") or SHARED / "corpus") / "real"
SOURCE = FeedSource(name="A source", feed="https://h.test/feed")
DAY = datetime(2026, 6, 1, tzinfo=UTC)
QUICK_STEP = 10  # of so many feeds --quick takes one
CUT = 160  # characters that an excerpt leaves of a text

Texts = list[tuple[str, Variant]]  # each with its source


@dataclass
class Found:
    """What was joined."""

    items: int = 0
    sources: int = 0
    one_address: int = 0  # joined, and at one address
    listed: list[str] = field(default_factory=list)  # joined, though at two

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def items(path: Path) -> Texts:
    told = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        (
            one["site"],
            Variant(one["site"], one["lang"], one["url"], one["title"], one["summary"], "", None, ()),
        )
        for one in told
    ]


def captured(step: int) -> Iterator[tuple[str, Variant]]:
    """Read the captured feeds; two captures of one feed are one source."""
    for path in sorted(FEEDS.iterdir())[::step] if FEEDS.is_dir() else ():
        try:
            reading = read_clean(Answer("https://h.test/feed", 200, path.read_bytes()), SOURCE, NOWHERE)
        except SourceError:
            continue
        name = (urlsplit(reading.link or "").hostname or path.name) + reading.title
        for entry in reading.entries:
            yield name, text_of(entry, name)


def faces(texts: Texts, first: int = 0) -> list[Face]:
    """Look at the texts, each the item of its source, as if all came at once."""
    sources = {name: number for number, name in enumerate(dict.fromkeys(name for name, _ in texts), first)}
    return [
        face(Standing(number, f"{number:08}", sources[name], DAY), text)
        for number, (name, text) in enumerate(texts, first)
    ]


def joined(texts: Texts) -> Found:
    """Let the texts join, and count what did."""
    seen = faces(texts)
    by_id = {one.id: one for one in seen}
    found = Found(len(seen), len({one.source for one in seen}))
    for joint in join(seen):
        if joint.story is None:
            continue
        one, other = by_id[joint.id], by_id[joint.story]
        (mine,), (theirs,) = one.sides, other.sides
        if mine.link and mine.link == theirs.link:
            found.one_address += 1
        else:
            found.listed.append(
                f"{joint.by}: {mine.title[:70]} | {theirs.title[:70]} | {mine.link[:60]} | {theirs.link[:60]}"
            )
    return found


def copies(text: Variant) -> dict[str, Variant]:
    """Print a text again as other sources do."""

    def again(title: str, body: str) -> Variant:
        return Variant("copy", text.language, "https://copy.example/1", title, body, "", None, ())

    body = plain(text.content) or text.summary
    return {
        "the same": again(text.title, body),
        "cut": again(text.title, body[:CUT]),
        "in capitals, with a place": again(text.title.upper(), f"BRUSSELS — {body}"),
        "the title alone": again(text.title, ""),
        "another title": again(f"{' '.join(text.title.split()[-3:])}: what it means", body),
    }


def recognised(texts: Texts) -> dict[str, float]:
    """Give the share of each kind of copy that is seen to be one."""
    right: dict[str, int] = {}
    for _, text in texts:
        for kind, copy in copies(text).items():
            pair = [*faces([("original", text)]), *faces([("copy", copy)], 1)]
            right[kind] = right.get(kind, 0) + any(joint.story is not None for joint in join(pair))
    return {kind: round(number / len(texts), 3) for kind, number in right.items()}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how often stories are joined, rightly and wrongly.")
    parser.add_argument("--items", type=Path, default=ITEMS, metavar="FILE")
    parser.add_argument("--quick", action="store_true", help=f"one feed of {QUICK_STEP}")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")
    return parser.parse_args()


def sentences(told: dict[str, Found], shares: dict[str, dict[str, float]]) -> Iterator[str]:
    for name, found in told.items():
        yield (
            f"{name}: {found.items} of {found.sources} sources; joined at one address: {found.one_address},"
            f" otherwise: {len(found.listed)}"
        )
        yield from (f"    {line}" for line in found.listed)
    for name, kinds in shares.items():
        yield f"copies of {name} that are recognised:"
        yield from (f"    {kind:<28}{share:>7.1%}" for kind, share in kinds.items())


def main() -> int:
    given = options()
    if not given.items.is_file():
        print(f"there are no items to compare: no {given.items} (--items says where)", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")  # feedparser's, of its own past
    known, feeds = items(given.items), list(captured(QUICK_STEP if given.quick else 1))
    told = {"items": joined(known), "captured entries": joined(feeds)}
    samples: dict[str, Sequence[tuple[str, Variant]]] = {"items": known, "captured entries": feeds[::10]}
    shares = {name: recognised(list(texts)) for name, texts in samples.items() if texts}
    as_json = {name: found.as_json() for name, found in told.items()} | {"recognised": shares}
    print(
        json.dumps(as_json, indent=2, ensure_ascii=False)
        if given.json
        else "\n".join(sentences(told, shares))
    )
    return 1 if told["items"].listed else 0


if __name__ == "__main__":
    sys.exit(main())
