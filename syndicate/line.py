"""The stretch of the way that several jobs share: source → request, answer → clean entries, change → stale feeds.

Calls the stages in the order in which an item travels; which source, and when, is the jobs' business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from urllib.parse import urlsplit

from .clean import clean
from .clean.languages import tag
from .clean.text import plain
from .clean.urls import resolve
from .config.model import Config
from .config.sources import Source
from .model import Answer, CleanEntry, Entry, Request, Variant
from .sources import read
from .sources.article import article_of
from .store import feeds
from .store.database import Transaction
from .store.sources import Listed, SourceState


@dataclass(frozen=True, slots=True)
class CleanReading:
    """What an answer said, safe to keep."""

    entries: tuple[CleanEntry, ...]
    printed: Mapping[str, Entry]  # by link: the entries before they were cleaned
    title: str
    link: str | None
    id: str | None


def listed(config: Config) -> list[Listed]:
    """The sources of feeds.yaml as the store keeps them."""
    return [
        Listed(
            key=key,
            name=source.name,
            url=source.address,
            host=urlsplit(source.address).netloc.lower() or key,
            republish=source.republish or config.defaults.republish,
            was=source.was,
        )
        for key, source in config.sources.items()
    ]


def request_for(source: Source, state: SourceState) -> Request:
    """What to ask a source now, given how it stands."""
    allow = frozenset(source.allow)
    return Request(state.key, source.address, state.etag, state.last_modified, source.headers, allow)


def entries_of(
    answer: Answer, source: Source, now: datetime | None = None, zone: tzinfo = UTC
) -> CleanReading:
    """Read and clean an answer; `SourceError` if it is not one of the kind that the source is.

    Language: what the operator says, else the entry, the feed, the Content-Language header (in that order).
    `now` is what "two hours ago" is relative to, `zone` where dates without one are.
    """
    reading = read(answer, source)
    spoken = source.language, reading.language, answer.language
    both = [(with_language(clean(entry, now, zone), *spoken), entry) for entry in reading.entries]
    # Without a title it is an item only if its own page will have one.
    told = [(entry, printed) for entry, printed in both if entry.title or (entry.link and goes_on(source))]
    return CleanReading(
        entries=tuple(entry for entry, _ in told),
        printed={entry.link: printed for entry, printed in reversed(told) if entry.link},
        title=plain(reading.title),
        link=resolve(reading.link, answer.url),
        id=reading.id,
    )


def goes_on(source: Source) -> bool:
    """Whether the entries of a source are completed from their own pages."""
    return source.fulltext or article_of(source) is not None


def with_language(
    entry: CleanEntry, configured: str | None, feed: str | None, header: str | None
) -> CleanEntry:
    return replace(entry, language=configured or entry.language or tag(feed) or tag(header))


def text_of(entry: CleanEntry, source: str) -> Variant:
    """The text of an item that an entry prints."""
    return Variant(
        source=source,
        language=entry.language,
        link=entry.link,
        title=entry.title,
        summary=entry.summary,
        content=entry.content,
        author=entry.author,
        labels=entry.labels,
        image=entry.image,
        contact=entry.contact,
    )


def mark_stale(tx: Transaction, config: Config, categories: Iterable[str], now: datetime) -> None:
    """Say that these categories changed; each of their feeds is published when its timetable says so.

    A feed that nobody can have subscribed to yet is published at once, so that a new site shows what it has.
    """
    changed = {category for category in categories if category in config.categories}
    for state in feeds.states(tx):
        if state.category in changed:
            timetable = config.categories[state.category].publish
            due = timetable.next(now, state.rendered, config.site.timezone) if state.published else now
            feeds.mark_stale(tx, state.category, state.language, now, due)
