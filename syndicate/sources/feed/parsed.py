"""What the quick and the tolerant parser both give, so that a feed is the same whoever read it; no functions."""

from dataclasses import dataclass
from typing import Any

# The base where none is said: nothing is resolved against it, and it is not empty, which feedparser takes for the last.
NOWHERE = "about:blank"

Fields = dict[str, Any]  # as feedparser names and nests them


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed as it is printed."""

    atom: bool
    feed: Fields
    entries: list[Fields]
    broken: str = ""  # why it is not well formed
