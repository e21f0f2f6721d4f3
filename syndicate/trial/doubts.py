"""The items of a trial in, sentences about what is doubtful in them out: what an operator should look at first."""

from collections.abc import Iterator, Sequence

from ..model import CleanEntry, Entry
from ..sources.dated import ambiguous, decided


def doubts(entries: Sequence[CleanEntry], raw: Sequence[Entry], *, guessed: bool = False) -> Iterator[str]:
    """Look for what makes a bad source: no items, dates, titles, links, ids or languages.

    `guessed`: how it is read is a proposal, so that its format of dates is nobody's word.
    """
    if not entries:
        yield "it has no items now; it can be a source, but nothing shows how they would look"
        return
    yield from of_dates(entries, raw)
    yield from of_guess(raw) if guessed else ()
    titles = {entry.title for entry in entries}
    if len(titles) == 1 < len(entries):
        yield f"all items have one title, '{next(iter(titles))}': they cannot be told apart"
    if not any(entry.link for entry in entries):
        yield "no item has a link of its own"
    elif not any(entry.guid for entry in entries):
        yield "no item has an id of its own: each is known by its link, which must not change"
    if not any(entry.language for entry in entries):
        yield "it does not say its language: add 'language:', such as 'language: en'"


def of_dates(entries: Sequence[CleanEntry], raw: Sequence[Entry]) -> Iterator[str]:
    """Look at the dates, as printed and as read."""
    unread = [entry for entry in entries if not (entry.published or entry.updated)]
    printed = [one.published or one.updated or "" for one in raw]
    if len(unread) == len(entries):
        unknown = next(filter(None, printed), "")
        reason = f"none of the dates, such as '{unknown}', can be read" if unknown else "no item has a date"
        yield f"{reason}: items are dated by when they are first seen"
    elif unread:
        yield f"{len(unread)} of {len(entries)} items have no date that can be read"
    if doubtful := next((date for date, one in zip(printed, raw, strict=True) if unclear(date, one)), ""):
        yield f"dates such as '{doubtful}' can be two different days: say with 'format:' under 'date:' which is meant"


def unclear(date: str, entry: Entry) -> bool:
    return ambiguous(date) and not (entry.dates and (entry.dates.formats or entry.dates.language))


def of_guess(raw: Sequence[Entry]) -> Iterator[str]:
    """Look whether a proposed format of dates in numbers is borne out by one of them."""
    styled = [one.published for one in raw if one.published and one.dates and one.dates.formats]
    if styled and not any(map(decided, styled)) and (doubtful := next(filter(ambiguous, styled), "")):
        yield f"dates such as '{doubtful}' can be two different days, and 'format:' takes the first number for the day: compare it with the page"
