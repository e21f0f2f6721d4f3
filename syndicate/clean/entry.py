"""An entry as its source printed it in, one that is safe to keep out; which item it is, `identity` decides.

No text is kept twice: the summary is never the title again, and the content is kept only where it says or shows
more than the summary does.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from hashlib import sha256

from .. import text as lines
from ..model import CleanEntry, DateStyle, Entry
from . import dates, media
from .html import marked, sanitise, settle, visible
from .languages import tag
from .markup import opening, parsed, plain
from .spoken import Told
from .text import printable, shorten
from .urls import resolve

TITLE = 1_000  # characters, as all of these
HEADLINE = 80  # of a title made from the text
SUMMARY = 500
LABEL, LABELS = 100, 20
AUTHOR = 200
GUID = 2_000
CONTACT = 1_000


def clean(
    entry: Entry,
    now: datetime | None = None,
    zone: tzinfo = UTC,
    tell: Callable[[str], Told] | None = None,
) -> CleanEntry:
    """Make an entry's texts safe, its addresses absolute and its dates moments; what cannot be read is absent.

    Where the entry says how its dates are written, they are relative to `now` if they count from it, and in `zone`
    if neither they nor the source name one. Its language is what `tell` says by its title and summary, else what it
    says itself.
    """
    style = dated(entry)
    title = shorten(plain(entry.title), TITLE)
    told = parsed(entry.summary) if entry.summary else ""
    body = content(entry, told)
    summary = shorten(excerpted(title, told, body), SUMMARY)
    files = media.enclosures(entry)
    picture = media.picture(entry, files, body)
    headline = title or shorten(summary, HEADLINE)
    language, told_by = tell(f"{headline} {summary}") if tell else (tag(entry.language), None)
    return CleanEntry(
        guid=guid(entry.guid),
        link=resolve(entry.link, entry.base),
        title=headline,
        summary=summary,
        content=body if says_more(body, title, summary) else "",
        published=dates.parse(entry.published, style, now, zone),
        updated=dates.parse(entry.updated, style, now, zone),
        author=shorten(plain(entry.author or ""), AUTHOR) or None,
        labels=labels(entry.labels),
        language=language,
        image=picture,
        contact=contact(entry),
        enclosures=media.with_picture(files, picture),
        told_by=told_by,
        editions=editions(entry),
    )


def moment(entry: Entry, now: datetime | None, zone: tzinfo) -> datetime | None:
    """Read when an entry was published, or else changed, as `clean` does."""
    style = dated(entry)
    found = (dates.parse(printed, style, now, zone) for printed in (entry.published, entry.updated))
    return next(filter(None, found), None)


def dated(entry: Entry) -> DateStyle | None:
    """Say how the dates are written: in the entry's language, where nothing else was said."""
    if entry.dates is None:
        return None
    return replace(entry.dates, language=tag(entry.dates.language) or tag(entry.language))


def contact(entry: Entry) -> str:
    """Give whom to ask as lines of text: a name, a role, an address each stand in one of their own."""
    return lines.plain(sanitise(entry.contact, entry.base))[:CONTACT].rstrip() if entry.contact else ""


def content(entry: Entry, summary: str) -> str:
    """Sanitise the content, or the parsed summary where there is none to see."""
    found = sanitise(entry.content, entry.base) if entry.content else ""
    return found if found and visible(found) else settle(summary, entry.base)


def excerpted(title: str, *texts: str) -> str:
    """Choose the first text, of parsed markup, that is not the title again."""
    found = (opening(markup, max(len(title), SUMMARY)) for markup in texts if markup)
    return next((text for text in found if text and text != title), "")


def says_more(body: str, title: str, summary: str) -> bool:
    """Tell whether the content has text that is not printed already, or something to see."""
    longest = max(len(title), len(summary))
    return bool(body) and visible(body) and (marked(body) or opening(body, longest) not in (title, summary))


def editions(entry: Entry) -> tuple[str, ...]:
    """Give the addresses of the same in other languages."""
    if not entry.editions:
        return ()
    own = resolve(entry.link, entry.base)
    found = dict.fromkeys(resolve(address, entry.base) for _, address in entry.editions)
    return tuple(address for address in found if address and address != own)


def guid(printed: str | None) -> str | None:
    """Keep a guid as it is printed; a huge one as its digest, which is equal when it is."""
    text = printable(printed or "").strip()
    return f"sha256:{sha256(text.encode()).hexdigest()}" if len(text) > GUID else text or None


def labels(printed: Iterable[str]) -> tuple[str, ...]:
    """Keep each label once, whatever its case."""
    texts = (shorten(plain(label), LABEL) for label in printed)
    kept: dict[str, str] = {}
    for text in filter(None, texts):
        kept.setdefault(text.casefold(), text)
    return tuple(kept.values())[:LABELS]


__all__ = ["clean", "moment"]
