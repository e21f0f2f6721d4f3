"""What further pages add to an answer: the older pages of a listing, and the page of each new entry.

In: the answer of a source, and which entries are fresh. Out: the same, completed. This is fetch → read → fetch, asked
politely through the same fetcher; nothing is stored here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .ask import Mindful
from .config.sources import PageSource, Source
from .confine import Elsewhere, confined
from .errors import SourceError
from .identity.editions import named
from .identity.key import KeyedEntry
from .line import CleanReading, entries_of
from .model import Answer, CleanEntry, Entry, Failure, Request
from .readings import Setting

if TYPE_CHECKING:
    from .reading import read_page
    from .sources.page import next_page
else:  # loaded where they are computed
    read_page = Elsewhere("syndicate.reading", "read_page")
    next_page = Elsewhere("syndicate.sources.page", "next_page")

MOST = 20  # pages of entries asked in one go: with the pause between two of them it stays far below a lease
PATIENCE = timedelta(days=1)  # how long an entry waits for its page
PASSING = frozenset(
    {"timeout", "disconnected", "refused", "unreachable", "dns", "server-error", "rate-limited"}
)


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose pages are asked, and how."""

    key: str
    source: Source
    setting: Setting
    now: datetime

    def request(self, url: str) -> Request:
        """Ask as the source is asked, but carry its headers and its permission to no other server."""
        home = urlsplit(url)[:2] == urlsplit(self.source.address)[:2]
        headers, allow = (
            (self.source.headers, frozenset(self.source.allow)) if home else ({}, frozenset[str]())
        )
        return Request(self.key, url, headers=headers, allow=allow)


def older(fetcher: Mindful, visit: Visit, answer: Answer) -> Iterator[CleanReading]:
    """Turn the pages of a listing, from the second on; a page that cannot be read is the end."""
    source = visit.source
    seen = {answer.url}
    for _ in range(source.max_pages - 1 if isinstance(source, PageSource) else 0):
        url = confined(next_page, answer, source) if isinstance(source, PageSource) else None
        if url is None or url in seen:
            return
        seen.add(url)
        [(_, further)] = fetcher.fetch_all([visit.request(url)])
        if isinstance(further, Failure):
            return
        try:
            yield entries_of(further, source, visit.setting)
        except SourceError:
            return
        answer = further


def complete(
    fetcher: Mindful,
    visit: Visit,
    reading: CleanReading,
    entries: Sequence[KeyedEntry],
    fresh: Sequence[CleanEntry],
) -> tuple[list[KeyedEntry], bool]:
    """Complete the fresh entries from their pages; say too whether some must wait for the next time.

    A page that cannot be had leaves its entry as it was listed; but news of today waits for a server that only has a
    fault just now. What has no title even then is left out: it is no item, and its page is asked again when the
    source is.
    """
    links = list(dict.fromkeys(entry.link for entry in fresh if entry.link))
    told = dict(visited(fetcher, visit, reading, links[:MOST]))
    pages = {link: page for link, page in told.items() if not isinstance(page, Failure)}
    today = {entry.link for entry in fresh if entry.published and visit.now - entry.published < PATIENCE}
    waiting = {*links[MOST:], *(today & (told.keys() - pages.keys()))}
    done = [
        replace(one, full=pages.get(one.entry.link or "")) for one in entries if one.entry.link not in waiting
    ]
    titled = [one for one in done if one.kept.title or one.entry not in fresh]
    return titled, bool(waiting) or len(titled) < len(done)


def ask_again(
    fetcher: Mindful,
    visit: Visit,
    reading: CleanReading,
    entries: Sequence[KeyedEntry],
    new: Sequence[CleanEntry],
) -> list[KeyedEntry]:
    """Complete the listed entries that new ones name as their other editions: by now their pages may name these too.

    They were asked when the others were not there yet.
    """
    wanted = {key for one in entries if one.kept in new for key in named(one)}
    links = [one.entry.link for one in entries if one.full is None and not wanted.isdisjoint(one.keys)]
    told = dict(visited(fetcher, visit, reading, list(dict.fromkeys(filter(None, links)))[:MOST]))
    pages = {link: page for link, page in told.items() if not isinstance(page, Failure)}
    return [one if one.full else replace(one, full=pages.get(one.entry.link or "")) for one in entries]


def visited(
    fetcher: Mindful, visit: Visit, reading: CleanReading, links: Sequence[str]
) -> Iterator[tuple[str, CleanEntry | Failure]]:
    """Ask the pages of entries, each once; give by the link what each says, or the fault that will pass."""
    for request, answer in fetcher.fetch_all([visit.request(link) for link in links]):
        if isinstance(answer, Failure):
            if answer.code in PASSING:
                yield request.url, answer
        elif full := completed(visit, reading.printed[request.url], answer):
            yield request.url, full


def completed(visit: Visit, printed: Entry, answer: Answer) -> CleanEntry | None:
    """Clean an entry again, with what its page says; nothing if that page cannot be read, or costs too much."""
    source = visit.source.model_copy(update={"headers": {}})
    try:
        return confined(read_page, printed, answer, source, visit.setting)
    except SourceError:
        return None
