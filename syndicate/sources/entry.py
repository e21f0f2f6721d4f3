"""What the kinds of sources share: how much of an answer is read, and how text becomes the HTML of an `Entry`."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urljoin

from ..config.sources import DatePick, Pick
from ..model import DateStyle, Entry
from ..text import matcher

MAX_ENTRIES = 2_000  # of one answer that are looked at; a document that prints more repeats its archive


def first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Take the entries that say something; of too many those at both ends, for the newest are at one of them."""
    told = tuple(filter(says_something, entries))
    half = MAX_ENTRIES // 2
    return told if len(told) <= MAX_ENTRIES else told[:half] + told[-half:]


def says_something(entry: Entry) -> bool:
    return bool(entry.guid or entry.link or entry.title or entry.summary or entry.content)


def line(text: str) -> str:
    """Write one line of plain text as HTML."""
    return escape(text, quote=False)


def lines(text: str) -> str:
    """Write plain text as HTML that keeps its line breaks."""
    return line(text.strip()).replace("\n", "<br>\n")


def resolve(base: str, address: str) -> str:
    """Resolve what relative addresses are relative to; one that is none leaves `base` as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return base


def misspelt(pattern: str | None) -> str:
    """Say why links cannot be compared with an operator's pattern; nothing where they can."""
    try:
        matcher(pattern or "")
    except ValueError as error:
        return f"'{pattern}' is not a pattern (a regular expression, such as ^https://.*/news/): {error}"
    return ""


def cut(text: str, pick: Pick) -> str:
    """Keep what stands after and before the last separator; a text without it stays whole.

    Spaces of a separator at an end of the text are no matter: "Culture -" has no label after " - ".
    """
    if pick.after:
        _, found, rest = f" {text} ".rpartition(pick.after)
        text = rest if found else text
    if pick.before:
        rest, found, _ = f" {text} ".rpartition(pick.before)
        text = rest if found else text
    return text.strip()


def style(pick: DatePick | None, *languages: str | None) -> DateStyle:
    """Say how dates are written: as the operator says, else in the first language that is known."""
    spoken = next(filter(None, (pick.language if pick else None, *languages)), None)
    zone = pick.timezone.key if pick and pick.timezone else None
    return DateStyle(tuple(pick.format) if pick else (), spoken, zone)
