"""The answer of a site's robots.txt in, what it lets us read out (RFC 9309). Pure; who asks for it, and keeps it, are others.

Consulted for pages and articles; a feed is there for programs to ask.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlsplit

from ..model import Answer, Failure

PATH = "/robots.txt"
NAME = "syndicate"  # as a robots.txt calls us
LONGEST = 500 * 1024  # bytes that are read (2.5)
RULES, PATTERN = 1000, 500
LONGEST_DELAY = timedelta(seconds=30)
KEPT, TRIED = timedelta(hours=24), timedelta(hours=1)  # an answer (2.4), and a failure to get one
# A site that refuses the file has no rules (2.3.1.3); one that cannot give it now must not be read (2.3.1.4).
NONE = frozenset({"not-found", "gone", "unauthorised", "forbidden", "http-error", "bad-redirect", "empty"})


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site lets us read: rules as (allowed, pattern), and the pause it wants between two questions."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: timedelta = timedelta(0)
    known: bool = True

    def allows(self, address: str) -> bool:
        """Tell whether we may read an address: the longest pattern decides, and of equal ones the friendlier (2.2.2)."""
        parts = urlsplit(address)
        path = normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == PATH:
            return True
        met = [(len(pattern), allowed) for allowed, pattern in self.rules if meets(path, pattern)]
        return max(met, default=(0, self.known))[1]

    @property
    def kept(self) -> timedelta:
        """How long this holds."""
        return KEPT if self.known else TRIED


def remember(robots: Robots) -> dict[str, object]:
    """Write it as a row keeps it."""
    pause = int(robots.delay.total_seconds())
    return {"rules": [list(rule) for rule in robots.rules], "delay": pause, "known": robots.known}


def recall(rules: Sequence[Sequence[Any]], delay: int, known: bool) -> Robots:
    """Read it from a row."""
    told = tuple((bool(allowed), str(pattern)) for allowed, pattern in rules)
    return Robots(told, timedelta(seconds=delay), known)


def judge(answer: Answer | Failure) -> Robots:
    """Read what a site answered when asked for its robots.txt."""
    if isinstance(answer, Failure):
        return Robots(known=answer.code in NONE)
    return parse(answer.body[:LONGEST].decode("utf-8", "replace"))


def parse(text: str) -> Robots:
    """Read the groups that name us, else those for everyone."""
    groups = list(grouped(text))
    own = [lines for names, lines in groups if NAME in names] or [
        lines for names, lines in groups if "*" in names
    ]
    lines = [line for group in own for line in group]
    rules = [(field == "allow", normal(value)) for field, value in lines if field != "crawl-delay" and value]
    delays = [seconds(value) for field, value in lines if field == "crawl-delay"]
    return Robots(tuple(rules[:RULES]), min(max(delays, default=timedelta(0)), LONGEST_DELAY))


def grouped(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Give each group: whom it names, and its lines."""
    names: set[str] = set()
    lines: list[tuple[str, str]] = []
    for field, value in fields(text):
        if field == "user-agent":
            if lines:
                yield names, lines
                names, lines = set(), []
            names.add(product(value))
        elif names and field in ("allow", "disallow", "crawl-delay"):
            lines.append((field, value[:PATTERN]))
    yield names, lines


def fields(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def product(value: str) -> str:
    """Give the product token of a name, without its version (2.2.1)."""
    found = re.match(r"[A-Za-z_-]+|\*", value)
    return found[0].lower() if found else ""


def seconds(value: str) -> timedelta:
    found = re.fullmatch(r"([0-9]{1,6})(\.[0-9]+)?", value, re.ASCII)
    return timedelta(seconds=float(value)) if found else timedelta(0)


def normal(path: str) -> str:
    """Write a path in one way of escaping."""
    return quote(unquote_to_bytes(path), safe="/?=&;:@!$'()*+,~%")


def meets(path: str, pattern: str) -> bool:
    """Tell whether a path begins as the pattern says; `*` stands for anything, `$` at the end for the end.

    Piece by piece and not by a regular expression: many stars would cost it unbounded time.
    """
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in rest:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not anchored or (path.endswith(rest[-1]) if rest else at == len(path))
