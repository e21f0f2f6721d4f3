"""What an answer said, as values: what those hand on who ask for a reading, and load nothing of what reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from .config.sources import Source
from .identity.key import KeyedEntry, keyed
from .model import CleanEntry, Entry, Notice


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where an answer is read."""

    now: datetime | None = None  # what "two hours ago" is relative to
    zone: tzinfo = UTC  # of dates without one
    languages: tuple[str, ...] = ()  # that a text of which nobody says it may be in


NOWHERE = Setting()


@dataclass(frozen=True, slots=True)
class CleanReading:
    """What an answer said, safe to keep."""

    entries: tuple[CleanEntry, ...]
    printed: Mapping[
        str, Entry
    ]  # by link: the entries before they were cleaned, if their own pages will be read
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


@dataclass(frozen=True, slots=True)
class KeyedReading:
    """What an answer said, and its entries with all by which they are compared."""

    reading: CleanReading
    entries: Sequence[KeyedEntry]

    def joined(self, further: Iterable[CleanReading]) -> "KeyedReading":
        """Add further pages, if there are any: what is shared by two entries is a key of neither."""
        pages = list(further)
        return with_keys(self.reading.joined(pages)) if pages else self


def with_keys(reading: CleanReading) -> KeyedReading:
    return KeyedReading(reading, keyed(reading.entries, reading.link))


def goes_on(source: Source) -> bool:
    """Whether the entries of a source are completed from their own pages."""
    return source.fulltext or getattr(source, "article", None) is not None
