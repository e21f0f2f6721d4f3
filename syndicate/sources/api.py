"""The bytes of a JSON address and the paths of its source in, its entries out; a value of the wrong type is absent.

Paths are JMESPath and asked of the decoded document itself: parsel would read each text that looks like JSON once
more, so that a title of digits becomes a number. What is no object is no entry; texts may be HTML or plain.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from math import isfinite
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from ..config.sources import ApiSource, Pick
from ..errors import SourceError
from ..model import Answer, Entry, Reading
from ..text import matcher
from .entry import cut, first, line, lines, misspelt, style
from .feed.jsonfeed import decode, identifier

Found = tuple[tuple[str | int, ...], str]

PICKS = ("title", "link", "label", "date", "summary", "image", "author", "id")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d?);")
SECONDS, MILLISECONDS = range(10**9, 10**10), range(10**12, 10**13)  # 2001 to 2286


def read(answer: Answer, source: ApiSource) -> Reading:
    """Read the list at `items`.

    Raises `SourceError` with "unreadable" for what is no JSON, "layout-changed" where no list is, or too short a one.
    """
    found = at(source.items, decode(answer.body))
    if not isinstance(found, list):
        raise SourceError("layout-changed", f"JSON, but without a list at '{source.items}'")
    read = (entry(one, source, answer.url) for one in found if isinstance(one, dict))
    entries = first(filter(wanted(source.link_pattern), read))
    if len(entries) < source.min_items:
        raise SourceError(
            "layout-changed", f"{len(entries)} entries at '{source.items}', fewer than 'min_items:'"
        )
    return Reading(entries)


def entry(item: dict[str, Any], source: ApiSource, base: str) -> Entry:
    return Entry(
        guid=identifier(value(item, source.id)),
        link=one(item, source.link) or None,
        title=html(one(item, source.title), line),
        summary=html(one(item, source.summary), lines),
        published=date(item, source) or None,
        author=", ".join(several(item, source.author)) or None,
        labels=tuple(several(item, source.label)),
        base=base,
        image=one(item, source.image) or None,
        dates=style(source.date, source.language) if source.date else None,
    )


def wanted(pattern: str | None) -> Callable[[Entry], bool]:
    """Prepare to keep the entries whose link is as the operator wants it; all where nothing is said."""
    matches = matcher(pattern) if pattern else None
    return lambda entry: matches is None or matches(entry.link or "")


def value(item: dict[str, Any], pick: Pick | None) -> Any:
    return at(pick.select, item) if pick else None


def at(path: str, document: Any) -> Any:
    """Give what stands at a path; nothing where a function of the path met a type that it cannot take."""
    try:
        return jmespath.search(path, document)
    except JMESPathError:
        return None


def one(item: dict[str, Any], pick: Pick | None) -> str:
    return next(several(item, pick), "")


def several(item: dict[str, Any], pick: Pick | None) -> Iterator[str]:
    """Give the texts and numbers at a path, one or a list of them, each cut as the operator said."""
    if pick is None:
        return
    found = value(item, pick)
    for printed in found if isinstance(found, list) else [found]:
        if text := cut(string(printed), pick):
            yield text


def string(printed: Any) -> str:
    if isinstance(printed, bool) or (isinstance(printed, float) and not isfinite(printed)):
        return ""
    return str(printed).strip() if isinstance(printed, str | int | float) else ""


def html(text: str, escaped: Callable[[str], str]) -> str:
    """Give a text as HTML: as it is where it has a tag or an entity in it, else escaped."""
    return text if MARKUP.search(text) else escaped(text)


def date(item: dict[str, Any], source: ApiSource) -> str:
    """Give a date as text; seconds and milliseconds since 1970 are told by their size, 20260131 is a day."""
    printed = one(item, source.date)
    if not re.fullmatch(r"\d{10}(\d{3})?(\.\d+)?", printed, re.ASCII):
        return printed
    number = float(printed)
    seconds = number / 1000 if int(number) in MILLISECONDS else number
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def mistakes(source: ApiSource) -> Iterator[Found]:
    """Find the paths that cannot be read, and a source of which nothing could be shown."""
    if not source.title and not source.summary:
        yield (), "an api source needs a title for its items: write 'title:' and the path of it"
    if reason := misspelt(source.link_pattern):
        yield ("link_pattern",), reason
    picks = {name: pick.select for name in PICKS if (pick := getattr(source, name))}
    for name, path in {"items": source.items, **picks}.items():
        if reason := flaw(path):
            yield (
                (name,),
                f"'{path}' is not a path (JMESPath, such as data.items or title.rendered): {reason}",
            )


def flaw(path: str) -> str:
    try:
        jmespath.compile(path)
    except JMESPathError as error:
        return str(error).splitlines()[0]
    return ""
