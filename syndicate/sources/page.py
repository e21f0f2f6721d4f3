"""The answer of a page's address in, the entries that it lists out, as the operator's selectors find them.

What is not said is taken from where it usually stands: the title is the item's heading or else the text of its link,
the link that of the title or else the first one outside the summary, the date that of its `time`. An item without a
link is an entry too. Which of the entries are new, and what their own pages say, is not known here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import urldefrag

from ..config.sources import DatePick, PageSource, Pick
from ..errors import SourceError
from ..model import Answer, Entry, Reading
from ..text import matcher
from .document import Document, opened, strip
from .entry import MAX_ENTRIES, first, line, misspelt, resolve, style
from .hollow import absence
from .markup import prose
from .select import address, elements, find, flaw, part_flaw, said, text, texts

Found = tuple[tuple[str | int, ...], str]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PICKS = ("title", "link", "label", "date", "summary", "image", "author", "id")
MOMENT = DatePick(select="time@datetime")
LONGEST_DATE = 200  # characters
ABSOLUTE = re.compile(r"xpath:\s*\(*\s*/")
NOWHERE = ("#", "javascript:", "mailto:", "tel:", "data:")  # links that lead to no page


def read(answer: Answer, source: PageSource) -> Reading:
    """Read the list of a page.

    Raises `SourceError` with "not-a-page", "too-large", "layout-changed" or "no-items-in-html".
    """
    document = opened(answer)
    title = next((said(part) for part in document.root.iter("title")), "")
    strip(document.root, source.remove)
    items = outermost(elements(document.root, source.items))
    read = [entry(item, source, document) for item in islice(items, MAX_ENTRIES)]
    entries = first(filter(wanted(source.link_pattern), merged(read)))
    judge(entries, source, document)
    return Reading(entries, line(title), document.url, language=document.language)


def outermost(found: Sequence[Any]) -> Iterator[Any]:
    """Leave out items within items: the tags of an article are often a list in the list of articles."""
    chosen = set(found)
    return (item for item in found if chosen.isdisjoint(item.iterancestors()))


def judge(entries: Sequence[Entry], source: PageSource, document: Document) -> None:
    """Raise where a page cannot have been read as the operator meant: too few entries, or titles that tell nothing."""
    if len(entries) < source.min_items:
        what = f"{len(entries)} items at '{source.items}', expected {source.min_items} or more"
        raise SourceError("layout-changed", what) if entries else absence(document.root, what)
    titles = {entry.title for entry in entries}
    if entries and (titles == {""} or (len(titles) == 1 and len(entries) > 1)):
        raise SourceError(
            "layout-changed",
            f"the titles of all {len(entries)} items are {'equal' if any(titles) else 'empty'}",
        )


def entry(item: Any, source: PageSource, document: Document) -> Entry:
    """Read one item of the list."""
    heading, summary = headline(item, source), elements_of(item, source.summary)
    anchor = link_of(item, heading, summary)
    link = source.link and address(item, source.link, document.base)
    if not source.link and anchor is not None:
        link = resolve(document.base, anchor.get("href").strip())
    date = printed_date(item, source)
    return Entry(
        guid=text(item, source.id) or None,
        link=link if link and leads(link, document) else None,
        title=line(text(item, source.title) if source.title else named(heading, anchor)),
        summary=prose(summary, document),
        published=date or None,
        author=line(", ".join(texts(item, source.author))) or None,
        labels=tuple(line(label) for label in texts(item, source.label) if label != date),
        language=item.get("lang"),
        base=document.base,
        image=address(item, source.image, document.base) if source.image else None,
        dates=style(source.date, source.language, document.language),
    )


def headline(item: Any, source: PageSource) -> Any:
    """Find the element with the title, or None."""
    if source.title:
        return next(iter(elements(item, source.title.select)), None)
    return next((part for part in item.iter(*HEADINGS) if said(part)), None)


def named(heading: Any, anchor: Any) -> str:
    """Give the title that an item has where none was picked."""
    named = anchor if heading is None else heading
    return "" if named is None else said(named)


def elements_of(item: Any, pick: Pick | None) -> list[Any]:
    return find(item, pick.select) if pick else []


def link_of(item: Any, heading: Any, summary: Sequence[Any]) -> Any:
    """Find the link of an item: in or around its title, else the first one that is no part of its text."""
    anchors = [part for part in item.iter("a") if leading(part)]
    if heading is not None:
        near = {heading, *heading.iter(), *heading.iterancestors()}
        if titled := [part for part in anchors if part in near]:
            return titled[0]
    inside = {part for one in summary if not isinstance(one, str) for part in one.iter("a")}
    return next((part for part in anchors if part not in inside), None)


def leading(anchor: Any) -> bool:
    """Tell whether a link leads to a page."""
    printed = (anchor.get("href") or "").strip().lower()
    return bool(printed) and not printed.startswith(NOWHERE)


def leads(link: str, document: Document) -> bool:
    """Tell whether a link leads away from the list itself, which is the news of no item."""
    return urldefrag(link).fragment != "" or urldefrag(link).url != urldefrag(document.url).url


def printed_date(item: Any, source: PageSource) -> str:
    """Give the date as it is printed; of a `time`, the moment for machines where no way of writing was said."""
    pick = source.date or MOMENT
    moment = None if pick.format else next(iter(find(item, pick.select)), None)
    if moment is not None and not isinstance(moment, str) and moment.get("datetime"):
        return str(moment.get("datetime")).strip()[:LONGEST_DATE]
    return text(item, pick)[:LONGEST_DATE]


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """Make one of what a list prints twice: an image and a title that are links to one article, a pinned item.

    A link that items with different titles share is not theirs alone, and does not make them one.
    """
    found: list[Entry] = []
    for one in entries:
        place = next((number for number, other in enumerate(found) if same(one, other)), None)
        if place is None:
            found.append(one)
        else:
            found[place] = completed(found[place], one)
    return found


def same(one: Entry, other: Entry) -> bool:
    if one.guid != other.guid and one.guid and other.guid:
        return False
    if one.link:
        return one.link == other.link and (one.title == other.title or "" in (one.title, other.title))
    return not other.link and (one.title, one.published, one.summary) == (
        other.title,
        other.published,
        other.summary,
    )


def completed(one: Entry, other: Entry) -> Entry:
    """Give an entry what another print of it says and it does not."""
    names = ("guid", "title", "summary", "published", "author", "labels", "image", "language")
    return replace(one, **{name: getattr(one, name) or getattr(other, name) for name in names})


def wanted(pattern: str | None) -> Callable[[Entry], bool]:
    """Prepare to keep the entries whose link is as the operator wants it; all where nothing is said."""
    matches = matcher(pattern) if pattern else None
    return lambda entry: matches is None or matches(entry.link or "")


def next_page(answer: Answer, source: PageSource) -> str | None:
    """Give the address of the page with older entries; None where there is none, or it is this page again."""
    if source.next_page is None:
        return None
    document = opened(answer)
    found = address(document.root, source.next_page, document.base)
    url = urldefrag(found or "").url
    return url if url.startswith(("https://", "http://")) and url != urldefrag(answer.url).url else None


def mistakes(source: PageSource) -> Iterator[Found]:
    """Find the selectors and the pattern that cannot be used, and editions that nothing holds together."""
    if source.editions and (source.id is None or source.language is None):
        yield (
            ("editions",),
            "editions of one item are found by an id that they share: write 'id:', and 'language:' for the page itself",
        )
    yield from told(("items",), part_flaw(source.items))
    for name in PICKS:
        if pick := getattr(source, name):
            yield from told((name, "select"), flaw(pick.select))
            if ABSOLUTE.match(pick.select):
                yield (
                    (name, "select"),
                    f"'{pick.select}' looks at the whole page, not at one item: write a dot before the first /",
                )
    for place, select in enumerate(source.remove):
        yield from told(("remove", place), part_flaw(select))
    if source.next_page:
        yield from told(("next_page", "select"), flaw(source.next_page.select))
    if reason := misspelt(source.link_pattern):
        yield ("link_pattern",), reason


def told(path: tuple[str | int, ...], reason: str) -> Iterator[Found]:
    if reason:
        yield path, reason
