"""YAML text → a tree of nodes with their places, within bounds; what cannot be read is a `ConfigError`.

Every value is the text that is printed, or None where nothing is: `country: no`, `name: 2026` and `012` stay what
they look like, and the model reads numbers and yes or no from text. Not done here: what keys and values mean.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.reader import ReaderError

from ..errors import ConfigError, Mistake
from .places import Lines, Node, Pair, Places, lines
from .syntax import explain

MAX_BYTES = 1_000_000
MAX_LINE = 20_000  # characters; the scanner takes quadratic time over some lines
MAX_DEPTH = 20
MAX_NODES = 100_000  # after aliases are expanded


def compose(text: str, file: str) -> tuple[Places, list[Mistake]]:
    """Read one YAML document; give its tree and the mistakes that do not hinder reading it (duplicate keys)."""
    text = unify(text)
    composer = Composer(lines(text, file), iter(()))
    composer.measure(text)
    composer.events = YAML(typ="safe", pure=True).parse(text)
    try:
        root = composer.document()
    except MarkedYAMLError as error:
        raise composer.refuse(*explain(error, text)) from None
    except ReaderError as error:
        character = f"U+{ord(text[error.position]):04X}"
        raise composer.refuse(
            error.position, f"the invisible character {character} is not allowed here: delete it"
        ) from None
    return Places(composer.lines, root), composer.mistakes


def unify(text: str) -> str:
    """Leave out a byte order mark, and end lines as Unix does."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@dataclass
class Composer:
    """The state of composing one document out of the parser's events."""

    lines: Lines
    events: Iterator[Event]
    mistakes: list[Mistake] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)  # with the number of nodes in it
    nodes: int = 0

    def refuse(self, offset: int, message: str) -> ConfigError:
        return ConfigError([*self.mistakes, self.lines.mistake(offset, message)])

    def measure(self, text: str) -> None:
        """Refuse what is too large to be looked at."""
        if len(text) > MAX_BYTES or len(text.encode(errors="replace")) > MAX_BYTES:
            raise self.refuse(0, "the file is larger than 1 MB: leave out what is not configuration")
        ends = [*self.lines.starts[1:], len(text) + 1]
        for start, end in zip(self.lines.starts, ends, strict=True):
            if end - start > MAX_LINE:
                raise self.refuse(
                    start, f"this line is longer than {MAX_LINE} characters: break it into several"
                )

    def document(self) -> Node:
        """Read the one document of the stream."""
        root: Node | None = None
        for event in self.events:
            match event:
                case StreamStartEvent() | StreamEndEvent() | DocumentEndEvent():
                    continue
                case DocumentStartEvent() if root is not None:
                    raise self.refuse(
                        event.start_mark.index,
                        "a second document begins here: remove the line '---' or '...'",
                    )
                case DocumentStartEvent():
                    root = self.node(next(self.events), 1)
        if root is None or root.value is None:
            raise self.refuse(0, "the file is empty: 'syndicate init' writes an example to begin with")
        if not isinstance(root.value, dict):
            raise self.refuse(
                root.start, "the file must begin with a key, such as 'site:', at the beginning of a line"
            )
        return root

    def node(self, event: Event, depth: int) -> Node:
        """Read the value that begins with `event`."""
        start = event.start_mark.index
        if isinstance(event, AliasEvent):
            return self.alias(event)
        if depth > MAX_DEPTH:
            raise self.refuse(start, f"values are nested more than {MAX_DEPTH} deep here: write it flatter")
        before = self.nodes
        self.count(1, start)
        node = self.plain(event, depth)
        if isinstance(event, NodeEvent) and event.anchor is not None:
            self.anchors[event.anchor] = node, self.nodes - before
        return node

    def plain(self, event: Event, depth: int) -> Node:
        """Read a value that is no alias."""
        start = event.start_mark.index
        if getattr(event, "ctag", None) is not None:
            raise self.refuse(
                start, "a text that begins with '!' needs quotes, and YAML tags are not allowed"
            )
        match event:
            case SequenceStartEvent():
                return Node(start, tuple(self.entries(depth)), not event.flow_style)
            case MappingStartEvent():
                return Node(start, self.pairs(depth), not event.flow_style)
            case ScalarEvent(value=str(text), style=style):
                return Node(start, None if not style and text in ("", "~") else text)
        raise AssertionError(f"the parser began a value with {event}")

    def entries(self, depth: int) -> Iterator[Node]:
        """Read the entries of a list."""
        while not isinstance(event := next(self.events), SequenceEndEvent):
            yield self.node(event, depth + 1)

    def pairs(self, depth: int) -> dict[str, Pair]:
        """Read the keys and values of a mapping; of a key that is there twice the first is kept."""
        pairs: dict[str, Pair] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            start, name = event.start_mark.index, self.key(event, depth)
            node = self.node(next(self.events), depth + 1)
            # Language codes and HTTP headers mean the same in either case; no other key has capitals.
            first = seen.setdefault(name.casefold(), start)
            if first == start:
                pairs[name] = Pair(start, node)
            else:
                line = self.lines.number(first)
                self.mistakes.append(
                    self.lines.mistake(start, f"'{name}' is already on line {line}: keep one of them")
                )
        return pairs

    def key(self, event: Event, depth: int) -> str:
        """Read a key, which is a text."""
        start = event.start_mark.index
        value = self.node(event, depth + 1).value
        if value is None:
            raise self.refuse(
                start, "there is no key before this colon: write one, or put quotes around the text"
            )
        if not isinstance(value, str):
            raise self.refuse(
                start, "a list or mapping cannot be a key: put quotes around it if it is a text"
            )
        return value

    def alias(self, event: AliasEvent) -> Node:
        """Find the value that an alias stands for; one inside the value itself is not there yet."""
        start = event.start_mark.index
        if event.anchor not in self.anchors:
            raise self.refuse(
                start,
                f"'*{event.anchor}' names no earlier '&{event.anchor}': if it is a text, put quotes around it",
            )
        node, nodes = self.anchors[event.anchor]
        self.count(nodes, start)
        return node

    def count(self, nodes: int, offset: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise self.refuse(
                offset,
                f"the file has more than {MAX_NODES} values, those repeated by '*' included: shorten it",
            )
