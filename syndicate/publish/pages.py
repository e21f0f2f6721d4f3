"""Which rows of a feed a closed page of its archive holds: the open ones in, groups of them out."""

from collections.abc import Iterable

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
