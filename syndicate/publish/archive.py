"""The closed pages of a feed (RFC 5005, section 4): which rows a page closes over, and how the pages are linked.

In: the open rows of a feed, or a feed. Out: groups of rows, or the addresses that lead through the archive. A page
that was closed stays as it is, so links lead back only: one forward would change the page that was the newest.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..published import Feed
from .addresses import feed_address
from .extensions import element

FH = "http://purl.org/syndication/history/1.0"
ROWS, TEXT = 100, 512 * 1024  # of one page: items, and characters of their texts


def cut(rows: Iterable[tuple[int, int]], *, whole: bool) -> list[list[int]]:
    """Cut rows into pages, each full with 100 of them or 512 K characters; a page that is not full stays open.

    In: each row's number and the size of its text. With `whole` the last page is closed however short it is.
    """
    pages, page, length = list[list[int]](), list[int](), 0
    for number, size in rows:
        page.append(number)
        length += size
        if len(page) == ROWS or length >= TEXT:
            pages.append(page)
            page, length = [], 0
    return [*pages, page] if whole and page else pages


def links(feed: Feed, form: str) -> dict[str, str]:
    """Give the addresses that lead through the archive, by their relation (section 4.1)."""
    found: dict[str, str] = {}
    if feed.archive:
        found["current"] = feed_address(feed.base, feed.name, form)
    if feed.older:
        found["prev-archive"] = feed_address(feed.base, replace(feed, archive=feed.older).stem, form)
    return found


def mark(feed: Feed) -> list[Any]:
    """Make the element that says of a closed page that it is one (section 4.2)."""
    return [element(f"{{{FH}}}archive")] if feed.archive else []


def namespaces(feed: Feed) -> dict[str, str]:
    """Give the namespace of that element, where it is used."""
    return {"fh": FH} if feed.archive else {}
