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

MOST = 300  # entries of one answer that are kept: an archive is no news
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


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
    told = newest(
        (entry, printed) for entry, printed in both if entry.title or (entry.link and goes_on(source))
    )
    return CleanReading(
        entries=tuple(entry for entry, _ in told),
        printed={entry.link: printed for entry, printed in reversed(told) if entry.link},
        title=plain(reading.title),
        link=resolve(reading.link, answer.url),
        id=reading.id,
        notice=notice(answer.body) if kind_of_source(source) == "feed" else None,
    )


def newest(both: Iterable[tuple[CleanEntry, Entry]]) -> list[tuple[CleanEntry, Entry]]:
    """Keep the newest of very many, wherever they stand; among undated ones the first."""
    told = list(both)
    if len(told) <= MOST:
        return told
    dated = sorted(told, key=lambda one: one[0].published or one[0].updated or LONG_AGO, reverse=True)
    return dated[:MOST]


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


def mark_stale(
    tx: Transaction, config: Config, categories: Iterable[str], now: datetime, *, at_once: bool = False
) -> None:
    """Say that these categories changed; each of their feeds is published when its timetable says so.

    What an operator ordered is published at once, and so is a feed that nobody can have subscribed to yet.
    """
    changed = {category for category in categories if category in config.categories}
    for state in feeds.states(tx):
        if state.category in changed:
            timetable = config.categories[state.category].publish
            later = state.published and not at_once
            due = timetable.next(now, state.rendered, config.site.timezone) if later else now
            feeds.mark_stale(tx, state.category, state.language, now, due)
