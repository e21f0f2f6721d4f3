"""Writes items without end, each with its text and its key in one transaction, and counts them on standard output."""

import sys
from itertools import count

from syndicate.model import Item
from syndicate.store import items, keys, sources
from syndicate.store.database import Database

from .rows import NOW, variant


def write(url: str) -> None:
    store = Database(url)
    for number in count(1):
        with store.write() as tx:
            (source,) = sources.states(tx, ["a"])
            item = Item(f"uid{number}", "a", NOW, NOW, NOW, (variant(),))
            [row] = items.add(tx, source.id, [(item, "digest")], "rules")
            keys.learn(tx, [(source.id, row, f"guid:{number}", 0)])
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    write(sys.argv[1])
