"""Edits of one source in the text of feeds.yaml, by whole lines: every comment, space and line end around it stays.

In: the text, and what to add, remove or change. Out: the new text, proved to say the same but for that; what cannot
be edited so is refused with its place and the way out. Nothing is read from or written to a disk here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import ConfigError
from .load import data
from .places import Pair, Places
from .tree import compose, unify

INDENT = "  "
COMMENT = re.compile(r"\s*(#|$)")

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A feeds.yaml that is being edited."""

    file: str
    lines: tuple[str, ...]  # with their ends, whatever they are
    places: Places

    @property
    def sources(self) -> Mapping[str, Pair]:
        """The sources, in their order."""
        pair = top(self.places).get("sources")
        value = pair.node.value if pair else None
        return value if isinstance(value, Mapping) else {}

    def line(self, offset: int) -> int:
        """The number of a line, counted from 0."""
        return self.places.lines.number(offset) - 1

    def refuse(self, path: tuple[str, ...], message: str) -> ConfigError:
        return ConfigError([self.places.mistake(path, message, key=True)])


def add(text: str, file: str, blocks: Mapping[str, str]) -> str:
    """Add sources after the others, by key; a block is the lines of one as they stand below `sources:`."""
    draft = drafted(text, file)
    if not draft.sources or not top(draft.places)["sources"].node.block:
        raise draft.refuse(
            ("sources",), "write 'sources:' with at least one source below it on lines of its own"
        )
    for key in blocks.keys() & draft.sources.keys():
        raise draft.refuse(("sources", key), f"there is a source '{key}' already: choose another key")
    last = list(draft.sources)[-1]
    _, end = extent(draft, last)
    column = margin(draft.lines[draft.line(draft.sources[last].start)])
    lines = [line for block in blocks.values() for line in block.splitlines()]
    written = [f"{column}{line.removeprefix(INDENT)}" for line in lines]
    changed = spliced(draft, end, end, written)
    added = data(compose("\n".join(["sources:", *lines, ""]), file)[0].root, said)["sources"]
    return proved(draft, changed, lambda before: before["sources"].update(added), more=comments(written))


def remove(text: str, file: str, key: str) -> str:
    """Remove a source with what stands in its block; a comment above it stays."""
    draft = known(text, file, key)
    if len(draft.sources) == 1:
        raise draft.refuse(("sources", key), "this is the only source: add another one first")
    start, end = extent(draft, key)
    inside = comments(draft.lines[start:end])
    changed = spliced(draft, start, end, [])
    return proved(draft, changed, lambda before: before["sources"].__delitem__(key), without=inside)


def put(text: str, file: str, key: str, field: str, value: str) -> str:
    """Write one value of a source, below its key."""
    draft = known(text, file, key)
    if field in fields(draft, key):
        return replaced(draft, key, field, value)
    if not draft.sources[key].node.block:
        number, before, after = parted(draft, draft.sources[key].node.start + 1)
        changed = spliced(draft, number, number + 1, [f"{before}{field}: {value}, {after}"])
        return proved(draft, changed, lambda data: data["sources"][key].__setitem__(field, value))
    first = next(iter(fields(draft, key).values()))
    number = draft.line(draft.sources[key].start) + 1
    column = margin(draft.lines[draft.line(first.start)])
    changed = spliced(draft, number, number, [f"{column}{field}: {value}"])
    return proved(draft, changed, lambda before: before["sources"][key].__setitem__(field, value))


def replaced(draft: Draft, key: str, field: str, value: str) -> str:
    """Write another value in the place of one, so that a comment behind it stays."""
    number, before, after = parted(draft, fields(draft, key)[field].start)
    written = re.sub(r"^([^:]+:\s+)[^\s,{}\[\]#]+", rf"\g<1>{value}", after)
    changed = spliced(draft, number, number + 1, [before + written])
    return proved(draft, changed, lambda data: data["sources"][key].__setitem__(field, value))


def drop(text: str, file: str, key: str, field: str) -> str:
    """Remove one value of a source that stands on a line of its own."""
    draft = known(text, file, key)
    found = fields(draft, key)
    if field not in found:
        return text
    number = draft.line(found[field].start)
    if not draft.sources[key].node.block:
        _, before, after = parted(draft, found[field].start)
        rest = re.sub(r"^[^,{}\[\]\"']*,? *", "", after)
        if rest.startswith("}"):  # it was the last one
            before = re.sub(r", *$", "", before)
        changed = spliced(draft, number, number + 1, [before + rest])
        return proved(draft, changed, lambda data: data["sources"][key].__delitem__(field))
    if not isinstance(found[field].node.value, str):
        raise draft.refuse(("sources", key, field), f"remove '{field}' by hand: more stands on its line")
    changed = spliced(draft, number, number + 1, [])
    inside = comments(draft.lines[number : number + 1])
    return proved(draft, changed, lambda before: before["sources"][key].__delitem__(field), without=inside)


def parted(draft: Draft, offset: int) -> tuple[int, str, str]:
    """Part the line at an offset: its number, what stands before it, and what behind, without the end of the line."""
    number = draft.line(offset)
    column = offset - draft.places.lines.starts[number]
    line = draft.lines[number].rstrip("\r\n").removeprefix("\ufeff")
    return number, line[:column], line[column:]


def drafted(text: str, file: str) -> Draft:
    """Read a text that is to be edited; raises `ConfigError` if it cannot be read as YAML."""
    places, mistakes = compose(text, file)
    if mistakes:
        raise ConfigError(mistakes)
    return Draft(file, tuple(re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)), places)


def known(text: str, file: str, key: str) -> Draft:
    """Read a text in which there is this source."""
    draft = drafted(text, file)
    if key not in draft.sources:
        names = ", ".join(draft.sources) or "none"
        raise draft.refuse(("sources",), f"there is no source '{key}': there are {names}")
    return draft


def top(places: Places) -> Mapping[str, Pair]:
    value = places.root.value
    return value if isinstance(value, Mapping) else {}


def fields(draft: Draft, key: str) -> Mapping[str, Pair]:
    """What is written of a source."""
    value = draft.sources[key].node.value
    return value if isinstance(value, Mapping) else {}


def extent(draft: Draft, key: str) -> tuple[int, int]:
    """The lines of a source: from its key to its last value, and to comments that are indented like one."""
    starts = [pair.start for pairs in (top(draft.places), draft.sources) for pair in pairs.values()]
    begin = draft.sources[key].start
    after = min((start for start in starts if start > begin), default=None)
    first = draft.line(begin)
    end = len(draft.lines) if after is None else draft.line(after)
    if end == first:
        raise draft.refuse(("sources", key), "several sources stand on this line: edit it by hand")
    width = len(margin(draft.lines[first]))
    while end > first + 1 and outside(draft.lines[end - 1], width):
        end -= 1
    return first, end


def outside(line: str, width: int) -> bool:
    """Tell whether a line after a source is none of its own: empty, or a comment that is indented no more than its key."""
    return (COMMENT.match(line) is not None and len(margin(line)) <= width) or not line.strip()


def margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def spliced(draft: Draft, start: int, end: int, written: list[str]) -> str:
    """Put lines in the place of others, ended as the file's own are."""
    ending = re.search(r"\r\n|\r|\n", "".join(draft.lines[:1]))
    stop = ending[0] if ending else "\n"
    before = list(draft.lines[:start])
    if written and before and not before[-1].endswith(("\n", "\r")):
        before[-1] += stop
    return "".join([*before, *(line + stop for line in written), *draft.lines[end:]])


def said(_: object, text: str) -> str:
    return text


def proved(
    draft: Draft,
    changed: str,
    change: Callable[[Data], None],
    without: Counter[str] | None = None,
    more: Counter[str] | None = None,
) -> str:
    """Give the changed text if it says what it should and has every other comment; else refuse."""
    wanted: Data = data(draft.places.root, said)
    change(wanted)
    kept = comments(draft.lines) - (without or Counter()) + (more or Counter())
    places, mistakes = compose(changed, draft.file)
    found = data(places.root, said)
    if mistakes or found != wanted or comments(unify(changed).splitlines()) != kept:
        raise draft.refuse(
            ("sources",), "this cannot be edited without touching something else: edit it by hand"
        )
    return changed


def comments(lines: Iterable[str]) -> Counter[str]:
    """What looks like comments, counted: edits are by lines, so their order stays."""
    return Counter(found[0].strip() for line in lines if (found := re.search(r"(^|\s)#.*", line)))
