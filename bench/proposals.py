"""How often the selectors that are proposed for a page find the list that a person sees there.

Run it: `python bench/proposals.py [--json] [--all]`. A proposal is right if it gives at least five items with links and
titles of their own, each from another member of the list that was written down by hand, and at least four fifths of its
members. The pages stay where they are (`SYNDICATE_CORPUS`); `tests/data/pages` has only the selectors.
"""

import argparse
import csv
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from syndicate.config.sources import PageSource
from syndicate.errors import SourceError
from syndicate.model import Answer, Entry
from syndicate.sources.page import outermost, read
from syndicate.sources.propose import propose
from syndicate.sources.select import elements
from syndicate.sources.tree import page

ROOT = Path(__file__).parents[1]
PAGES = Path(os.environ.get("SYNDICATE_CORPUS") or ROOT.parent / "shared" / "corpus") / "html"
LISTS = ROOT / "tests" / "data" / "pages"
URL = "https://pages.test/news/"
FEWEST = 5  # items
COVERED = 0.8  # of the members that must be found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one page."""

    file: str
    items: str  # the selector that is proposed
    found: int
    listed: bool  # the list is that which a person sees
    flaw: str  # nothing where the proposal is right; else also what the page itself prints twice

    @property
    def right(self) -> bool:
        return not self.flaw


def judge(file: str, wanted: Sequence[str], body: bytes) -> Verdict:
    """Compare what is proposed for a page with the lists that a person sees on it."""
    answer = Answer(URL, 200, body)
    written = propose(answer)
    if written is None:
        return Verdict(file, "", 0, listed=False, flaw="nothing is proposed")
    source = PageSource.model_validate({"name": "A page", "page": URL, **written})
    try:
        entries = read(answer, source).entries
    except SourceError as error:
        return Verdict(file, source.items, 0, listed=False, flaw=str(error))
    tree = page(answer)
    proposed = [one for one in outermost(elements(tree, source.items)) if leads(one)]
    strange = min((off(proposed, members(tree, select)) for select in wanted), key=bool)
    return Verdict(file, source.items, len(entries), not strange, strange or alike(entries))


def alike(entries: Sequence[Entry]) -> str:
    """Say why entries are no news; nothing where they may be."""
    if len(entries) < FEWEST:
        return f"{len(entries)} items"
    for name in ("title", "link"):
        told = [getattr(entry, name) for entry in entries]
        if not all(told) or len(set(told)) < len(told):
            return f"{name}s that are missing or equal"
    return ""


def members(tree: Any, select: str) -> list[Any]:
    """Give the members of a list that lead somewhere; the others are advertisements and the like."""
    return [one for one in elements(tree, select) if leads(one)]


def leads(element: Any) -> bool:
    return next(element.iter("a"), None) is not None


def off(proposed: Sequence[Any], wanted: Sequence[Any]) -> str:
    """Say why elements are not the members of a list; nothing where they are."""
    homes = [home(one, wanted) for one in proposed]
    if not all(len(one) == 1 for one in homes):
        return "some are not of the list"
    hit = {one[0] for one in homes}
    if len(hit) < len(homes):
        return "several are of one member"
    return f"{len(hit)} of {len(wanted)} members" if len(hit) < COVERED * len(wanted) else ""


def home(element: Any, wanted: Sequence[Any]) -> list[int]:
    """Find the members that an element is, is within, or has within it."""
    around, within = set(element.iterancestors()), set(element.iter())
    return [number for number, one in enumerate(wanted) if one in around or one in within]


def verdicts(name: str) -> Iterator[Verdict]:
    """Judge the pages of one of our files that are there."""
    with (LISTS / name).open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if (path := PAGES / row["file"]).is_file():
                yield judge(row["file"], row["members"].split(" | "), path.read_bytes())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--all", action="store_true", help="also the pages that nothing was improved by")
    chosen = parser.parse_args()
    found = [
        one for name in ("lists.tsv", *(["further.tsv"] if chosen.all else [])) for one in verdicts(name)
    ]
    if not found:
        print(f"there are no pages at {PAGES}: SYNDICATE_CORPUS names their folder", file=sys.stderr)
        return 2
    right, listed = sum(one.right for one in found), sum(one.listed for one in found)
    if chosen.json:
        told = {"pages": len(found), "right": right, "share": round(right / len(found), 2), "listed": listed}
        print(json.dumps(told | {"verdicts": [asdict(one) for one in found]}, ensure_ascii=False, indent=2))
        return 0
    for one in found:
        print(
            f"{'right' if one.right else 'wrong'}  {one.file}: {one.items} ({one.found}){one.flaw and f': {one.flaw}'}"
        )
    print(f"{right} of {len(found)} pages are right: {right / len(found):.0%}")
    print(
        f"the list itself is found on {listed}; where it is not right, the page prints a title or a link twice"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
