"""An answer in, what it says out, safe to keep; it reads and cleans, and is itself confined by those who call it.

This is what the process that may be killed loads, so it knows neither the store nor the network. By what its entries are
known is found out here too, since that takes time; which items they are is not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice

from .clean.entry import clean, moment
from .clean.fulltext import with_fulltext
from .clean.markup import plain
from .clean.spoken import spoken
from .clean.urls import resolve
from .config.sources import Source, kind_of_source
from .errors import SourceError
from .model import Answer, CleanEntry, Entry, ToldBy
from .readings import CleanReading, KeyedReading, Setting, goes_on, with_keys
from .sources import read
from .sources.alternates import alternates
from .sources.article import article_of, read_article, with_article
from .sources.feed.hints import notice
from .sources.single import read_single
from .text import subtag

MOST = 300  # entries of one answer that are kept: an archive is no news
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)

Said = Mapping[ToldBy, str | None]


def read_keyed(answer: Answer, source: Source, setting: Setting) -> KeyedReading:
    """Do what `read_clean` does, and give the entries their keys."""
    return with_keys(read_clean(answer, source, setting))


def read_clean(answer: Answer, source: Source, setting: Setting) -> CleanReading:
    """Read and clean an answer; `SourceError` if it is not one of the kind that the source is.

    Language: what the operator says, else the entry, the feed, the Content-Language header, the text (in that order).
    """
    reading = read(answer, source)
    further = goes_on(source)
    around: Said = {"feed": reading.language, "header": answer.language}
    entries = newest_first(reading.entries, setting)
    both = ((cleaned(entry, around, source, setting), entry) for entry in entries)
    # Without a title it is an item only if its own page will have one.
    told = list(islice((one for one in both if one[0].title or (one[0].link and further)), MOST))
    return CleanReading(
        entries=tuple(entry for entry, _ in told),
        printed={entry.link: printed for entry, printed in reversed(told) if entry.link} if further else {},
        title=plain(reading.title),
        link=resolve(reading.link, answer.url),
        id=reading.id,
        notice=notice(answer.body) if kind_of_source(source) == "feed" else None,
    )


def newest_first(entries: Sequence[Entry], setting: Setting) -> Sequence[Entry]:
    """Leave entries in their order, unless they are so many that only the newest are kept, wherever these stand."""
    if len(entries) <= MOST:
        return entries
    return sorted(
        entries, key=lambda entry: moment(entry, setting.now, setting.zone) or LONG_AGO, reverse=True
    )


def read_page(printed: Entry, answer: Answer, source: Source, setting: Setting) -> CleanEntry | None:
    """Clean an entry with what its own page says; nothing if that page is not as the operator described it."""
    listed = printed
    try:
        if article_of(source):
            printed = with_article(printed, read_article(answer, source))
        if source.fulltext:
            printed = with_fulltext(printed, answer)
    except SourceError:
        return None
    said: Said = {"page": printed.language, "header": answer.language}
    declared = printed.editions or alternates(answer)
    return cleaned(replace(printed, language=listed.language, editions=declared), said, source, setting)


def read_alone(answer: Answer, setting: Setting) -> tuple[CleanEntry, str]:
    """Clean the one entry that a page prints, of which nobody has said how it is read; and the name of its site."""
    entry, site = read_single(answer)
    said: Said = {"page": entry.language, "header": answer.language}
    return in_language(entry, None, said, setting), plain(site)


def cleaned(entry: Entry, around: Said, source: Source, setting: Setting) -> CleanEntry:
    """Clean an entry and find its language, with what is said of that around the entry."""
    said: Said = {"entry": entry.language, **around}
    if entry.editions:
        entry = replace(entry, editions=tuple(kept(entry.editions, setting.languages)))
    return in_language(entry, source.language, said, setting)


def in_language(entry: Entry, language: str | None, said: Said, setting: Setting) -> CleanEntry:
    """Clean an entry whose language is as configured, else as somebody said, else as its text shows."""
    tell = partial(spoken, configured=language, said=said, among=setting.languages)
    return clean(entry, setting.now, setting.zone, tell)


def kept(editions: Iterable[tuple[str, str]], languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Leave the editions in languages that the site knows."""
    ours = {subtag(language) for language in languages}
    return (one for one in editions if subtag(one[0]) in ours)
