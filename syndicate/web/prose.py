"""An operator's plain text → its parts: headings, paragraphs and lists, with the addresses in them as links.

In: text with empty lines between its parts; a line that begins with `#` is a heading, one with `-` a point of a list.
Out: frozen values whose `Markup` has no markup but links in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)']|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HEADING, POINT = "#", "-"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a text."""

    kind: Literal["heading", "paragraph", "list"]
    lines: tuple[Markup, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Take a text apart."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return tuple(block for part in parts for block in split(part.splitlines()))


def split(lines: list[str]) -> Iterator[Block]:
    """Part headings and points from the lines around them."""
    while lines:
        first = lines[0].strip()
        if first.startswith(HEADING):
            yield Block("heading", (linked(first.lstrip(HEADING).strip()),))
            lines = lines[1:]
            continue
        pointed = first.startswith(f"{POINT} ")
        end = next((n for n, line in enumerate(lines) if parted(line.strip(), pointed=pointed)), len(lines))
        kind: Literal["list", "paragraph"] = "list" if pointed else "paragraph"
        yield Block(kind, tuple(linked(line.strip().removeprefix(f"{POINT} ")) for line in lines[:end]))
        lines = lines[end:]


def parted(line: str, *, pointed: bool) -> bool:
    """Tell whether a line begins another part."""
    return line.startswith(HEADING) or line.startswith(f"{POINT} ") != pointed


def linked(line: str) -> Markup:
    """Escape a line and link the addresses in it."""
    made, last = Markup(), 0
    for found in ADDRESS.finditer(line):
        href = found[0] if found[0].startswith("http") else f"mailto:{found[0]}"
        made += escape(line[last : found.start()]) + Markup('<a href="{}">{}</a>').format(href, found[0])
        last = found.end()
    return made + escape(line[last:])
