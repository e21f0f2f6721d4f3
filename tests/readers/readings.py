"""A document in, what a reader that others wrote understands of it out, in the same words for each reader."""

import io
import json
import subprocess
from calendar import timegm
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import fastfeedparser
import feedparser

from syndicate.model import Document
from syndicate.published import Feed

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Read:
    """One item as it is read; what a reader does not tell is None."""

    id: str
    title: str
    link: str
    date: datetime
    author: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One feed as it is read."""

    title: str
    page: str
    language: str | None
    items: tuple[Read, ...]


def meant(feed: Feed) -> Reading:
    """Give what every reader should read in a feed that has passed the border."""
    items = (
        Read(
            one.id, one.title, one.link or "", one.published, one.author or "", one.language or feed.language
        )
        for one in feed.items
    )
    return Reading(feed.title, feed.page, feed.language, tuple(items))


def moment(printed: str) -> datetime:
    """Read a date of either format."""
    return datetime.fromisoformat(printed) if printed[:4].isdigit() else parsedate_to_datetime(printed)


def by_feedparser(document: Document) -> Reading:
    """Read XML with feedparser, without the changes that it makes for browsers."""
    parsed = feedparser.parse(io.BytesIO(document.body), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    language = parsed.feed.get("language")
    items = (
        Read(
            one.id,
            one.title,
            one.link,
            datetime.fromtimestamp(timegm(one.published_parsed), UTC),
            one.author,
            one.get("language") or one.title_detail.language or language,
        )
        for one in parsed.entries
    )
    return Reading(parsed.feed.title, parsed.feed.link, language, tuple(items))


def by_fastfeedparser(document: Document) -> Reading:
    """Read with fastfeedparser, which tells the language of a feed and of a content, not of an item."""
    parsed = fastfeedparser.parse(document.body)
    items = (
        Read(one["id"], one["title"], one["link"], moment(one["published"]), one["author"], None)
        for one in parsed["entries"]
    )
    feed = parsed["feed"]
    return Reading(feed["title"], feed["link"], feed["language"], tuple(items))


def untold(reading: Reading) -> Reading:
    """Leave out what fastfeedparser does not tell: the languages of items."""
    return replace(reading, items=tuple(replace(one, language=None) for one in reading.items))


def by_feedsmith(documents: Iterable[Document], folder: Path) -> list[Reading]:
    """Read documents with feedsmith, all in one process of Node.js."""
    paths = []
    for document in documents:
        paths.append(folder / document.path.replace("/", "-"))
        paths[-1].write_bytes(document.body)
    command = ["node", str(HERE / "read.mjs"), *map(str, paths)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return [reading(one) for one in json.loads(told.stdout)]


def reading(told: dict[str, Any]) -> Reading:
    language = told.get("language")
    items = (
        Read(
            one["id"],
            one["title"],
            one["link"],
            moment(one["date"]),
            one["author"],
            one.get("language") or language,
        )
        for one in told["items"]
    )
    return Reading(told["title"], told["page"], language, tuple(items))


IN_PROCESS: dict[str, Callable[[Document], Reading]] = {
    "feedparser": by_feedparser,
    "fastfeedparser": by_fastfeedparser,
}
