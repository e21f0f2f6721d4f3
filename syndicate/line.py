"""The stretch of the way that several jobs share: source → request, answer → clean entries, change → stale feeds.

Calls the stages in the order in which an item travels; which source, and when, is the jobs' business.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .config.model import Config
from .config.sources import Multilingual, Source
from .confine import Elsewhere, confined
from .fetch import exempt
from .fetch.guard import host
from .model import Answer, CleanEntry, Variant
from .readings import NOWHERE, CleanReading, KeyedReading, Setting, goes_on
from .store import feeds
from .store.database import Transaction
from .store.sources import Listed

if TYPE_CHECKING:
    from .reading import read_clean, read_keyed
else:  # loaded where they are computed
    read_clean = Elsewhere("syndicate.reading", "read_clean")
    read_keyed = Elsewhere("syndicate.reading", "read_keyed")

FILLING = timedelta(seconds=30)  # between two looks of a feed that is not published yet


def listed(config: Config) -> list[Listed]:
    """The sources of feeds.yaml as the store keeps them, language editions behind their home."""
    return [row(config, key, source) for key, source in config.asked.items()]


def row(config: Config, key: str, source: Source) -> Listed:
    home, _, language = key.partition("~")
    main = config.sources[home]
    many = isinstance(main, Multilingual) and bool(main.editions)
    return Listed(
        key=key,
        name=source.name,
        url=source.address,
        host=host(source.address) if source.address.startswith("http") else key,
        republish=source.republish or config.defaults.republish,
        images=config.defaults.images if source.images is None else source.images,
        was=f"{main.was}~{language}" if main.was and language else source.was,
        ours=exempt(source),
        home=home if language else None,
        edition=source.language if many or language else None,
    )


def entries_of(answer: Answer, source: Source, setting: Setting = NOWHERE) -> CleanReading:
    """Read and clean an answer in a process of its own; `SourceError` if it cannot be read, or costs too much."""
    return confined(read_clean, answer, told(source), setting)


def keyed_entries_of(answer: Answer, source: Source, setting: Setting) -> KeyedReading:
    """Do the same, and give the entries their keys there too."""
    return confined(read_keyed, answer, told(source), setting)


def told(source: Source) -> Source:
    """Give what is told of a source: secrets are no business of who reads."""
    return source.model_copy(update={"headers": {}})


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
        enclosures=entry.enclosures,
        told_by=entry.told_by,
    )


def mark_stale(
    tx: Transaction, config: Config, categories: Iterable[str], now: datetime, *, at_once: bool = False
) -> None:
    """Say that these categories changed; each of their feeds is published when its timetable says so.

    What an operator ordered is published at once; but a feed that was held back before stays so, for an edit of
    something else says nothing of it. A feed that nobody can have subscribed to yet only shows now and then how it
    fills: it would be rendered for nothing with each answer.
    """
    changed = {category for category in categories if category in config.categories}
    for state in feeds.states(tx):
        if state.category in changed:
            timetable = config.categories[state.category].publish
            due = now
            if state.published and not at_once:
                due = timetable.next(now, state.rendered, config.site.timezone)
            elif state.rendered and not at_once:
                due = max(now, state.rendered + FILLING)
            feeds.mark_stale(tx, state.category, state.language, now, due)
            if at_once and not state.refused:
                feeds.order(tx, state.category, state.language)


def insist(tx: Transaction, categories: Collection[str]) -> None:
    """Let the feeds of these categories be published whatever they are like, those held back too."""
    for state in feeds.states(tx):
        if state.category in categories:
            feeds.order(tx, state.category, state.language)


__all__ = [
    "CleanReading",
    "Setting",
    "entries_of",
    "goes_on",
    "insist",
    "keyed_entries_of",
    "listed",
    "mark_stale",
    "text_of",
]
