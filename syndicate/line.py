"""The stretch of the way that several jobs share: source → request, answer → clean entries, change → stale feeds.

Calls the stages in the order in which an item travels; which source, and when, is the jobs' business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from .clean import clean
from .clean.languages import tag
from .clean.text import plain
from .clean.urls import resolve
from .config.model import Config
from .config.sources import PageSource, Source, kind_of_source
from .fetch import exempt
from .fetch.guard import host
from .model import Answer, CleanEntry, Entry, Notice, Variant
from .sources import read
from .sources.article import article_of
from .sources.feed.hints import notice
from .store import feeds
from .store.database import Transaction
from .store.sources import Listed


@dataclass(frozen=True, slots=True)
class CleanReading:
    """What an answer said, safe to keep."""

    entries: tuple[CleanEntry, ...]
    printed: Mapping[str, Entry]  # by link: the entries before they were cleaned
    title: str
    link: str | None
    id: str | None
    notice: Notice | None = None  # of how often it may be asked

    def joined(self, further: Iterable["CleanReading"]) -> "CleanReading":
        """Add the entries of further pages behind ours."""
        pages = [self, *further]
        entries = tuple(entry for page in pages for entry in page.entries)
        printed = {link: entry for page in reversed(pages) for link, entry in page.printed.items()}
        return replace(self, entries=entries, printed=printed)


def listed(config: Config) -> list[Listed]:
    """The sources of feeds.yaml as the store keeps them, language editions behind their home."""
    return [row(config, key, source) for key, source in config.asked.items()]


def row(config: Config, key: str, source: Source) -> Listed:
    home, _, language = key.partition("~")
    main = config.sources[home]
    many = isinstance(main, PageSource) and bool(main.editions)
    return Listed(
        key=key,
        name=source.name,
        url=source.address,
        host=host(source.address) if source.address.startswith("http") else key,
        republish=source.republish or config.defaults.republish,
        was=f"{main.was}~{language}" if main.was and language else source.was,
        ours=exempt(source),
        home=home if language else None,
        edition=source.language if many or language else None,
    )


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
        notice=notice(answer.body) if kind_of_source(source) == "feed" else None,
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
