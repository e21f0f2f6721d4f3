"""The rules of a feed's history, RFC 5005 and RFC 6721: the head of a feed or a channel in, its mistakes out."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .values import is_rfc_3339, is_uri, is_web, mistakes_in_repeated

ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
FH = "{http://purl.org/syndication/history/1.0}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
ARCHIVED = ("current", "prev-archive", "next-archive")
PAGED = ("first", "last", "next", "previous")


def mistakes_in_history(head: Any) -> Iterator[str]:
    """Find links and marks that do not go together, and withdrawals that say too little."""
    links = Counter(link.get("rel") for link in head.findall(ATOM_LINK))
    yield from (f"{rel}: {links[rel]} links" for rel in (*ARCHIVED, *PAGED) if links[rel] > 1)
    for link in head.findall(ATOM_LINK):
        if link.get("rel") in (*ARCHIVED, *PAGED) and not is_web(link.get("href", "")):
            yield f"{link.get('rel')}: {link.get('href')}"
    yield from mistakes_in_marks(head, links)
    yield from mistakes_in_withdrawals(head)


def mistakes_in_marks(head: Any, links: Counter[str]) -> Iterator[str]:
    """Find what RFC 5005 does not allow: sections 2 (complete), 3 (paged) and 4 (archived)."""
    archive, complete = head.find(FH + "archive") is not None, head.find(FH + "complete") is not None
    if archive and not links["current"]:
        yield "archive: no link to the current document"
    if complete and any(links[rel] for rel in (*ARCHIVED, *PAGED)):
        yield "complete: with links to other documents"
    if any(links[rel] for rel in ("prev-archive", "next-archive")) and any(links[rel] for rel in PAGED):
        yield "both paged and archived"
    for node in head.iter(FH + "archive", FH + "complete", DELETED):
        if node.getparent() is not head:
            yield f"{node.tag}: below the head"


def mistakes_in_withdrawals(head: Any) -> Iterator[str]:
    """Find withdrawals without an id or a date, and those that are told twice (RFC 6721, section 3)."""
    found = [(node.get("ref", ""), node.get("when", "")) for node in head.iter(DELETED)]
    for ref, when in found:
        if not is_uri(ref):
            yield f"deleted-entry: ref {ref}"
        if not is_rfc_3339(when):
            yield f"deleted-entry: when {when}"
    yield from mistakes_in_repeated("deleted-entry", found)
