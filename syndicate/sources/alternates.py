"""The page of an article in, the addresses at which it says that the same stands in other languages out.

Only what the head of the page declares counts (`link rel="alternate" hreflang`); links to its feeds are none of that.
"""

from ..errors import SourceError
from ..model import Answer
from .document import opened
from .entry import resolve

PAGE = ("", "text/html", "application/xhtml+xml")  # the types of what is not a feed


def alternates(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Give each language with its address, as printed there; nothing of what is not a page."""
    if b"hreflang" not in answer.body:
        return ()
    try:
        document = opened(answer)
    except SourceError:
        return ()
    return tuple(
        (link.get("hreflang"), resolve(document.base, link.get("href", "")))
        for link in document.root.iter("link")
        if link.get("hreflang")
        and "alternate" in link.get("rel", "").lower().split()
        and link.get("type", "").partition(";")[0].strip().lower() in PAGE
    )
