"""Where everything stands in feeds.yaml: an offset or a path of keys → a `Mistake` with line and column.

In: the text, and the tree that `tree` composed of it. Whether something is a mistake is decided elsewhere.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from ..errors import Mistake

Path: TypeAlias = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the file, and the offset at which it begins; an empty value is None."""

    start: int
    value: "str | tuple[Node, ...] | Mapping[str, Pair] | None"
    block: bool = False  # a list or mapping written over lines of its own, below its key


class Pair(NamedTuple):
    """A key, by the offset at which it begins, and its value."""

    start: int
    node: Node


@dataclass(frozen=True, slots=True)
class Lines:
    """The offsets at which the lines of a file begin."""

    file: str
    starts: tuple[int, ...]

    def number(self, offset: int) -> int:
        """Say in which line an offset lies; lines count from 1."""
        return bisect_right(self.starts, offset)

    def mistake(self, offset: int, message: str) -> Mistake:
        """Make a mistake at an offset; what a terminal would obey is printed as an escape."""
        line = self.number(offset)
        return Mistake(self.file, line, offset - self.starts[line - 1] + 1, printable(message))


@dataclass(frozen=True, slots=True)
class Places:
    """The lines of a file and the tree of its values."""

    lines: Lines
    root: Node
    beside: Mapping[str, "Places"] = field(default_factory=dict)  # lists of terms in files of their own

    def mistake(self, path: Path, message: str, *, key: bool = False) -> Mistake:
        """Make a mistake at the value under `path`, or at its key.

        What the file does not have (the `fr` of a text for all languages, a default) stands where its parent does.
        """
        if len(path) > 1 and path[0] == "terms" and path[1] in self.beside:
            return self.beside[str(path[1])].mistake(path[2:], message, key=key)
        return self.lines.mistake(self.offset(path, key), message)

    def offset(self, path: Path, key: bool = False) -> int:
        """Find where the value under `path` begins; one that is empty or on lines below counts as its key."""
        offset, node = self.root.start, self.root
        for part in path:
            match node.value, part:
                case Mapping() as pairs, str() if part in pairs:
                    start, node = pairs[part]
                    offset = start if key or node.block or node.value is None else node.start
                case tuple() as nodes, int() if part < len(nodes):
                    node = nodes[part]
                    offset = node.start
                case _:
                    break
        return offset


def lines(text: str, file: str) -> Lines:
    """Find the lines of a text whose line ends are `\\n`."""
    starts = [0]
    for line in text.split("\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    return Lines(file, tuple(starts))


def printable(message: str) -> str:
    """Write control characters, direction marks and the like as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
