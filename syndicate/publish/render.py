"""A feed in, its documents in every format out."""

from collections.abc import Callable

from ..model import Document
from ..published import Feed
from . import atom, jsonfeed, rss
from .addresses import FORMATS, feed_path
from .body import complete
from .border import admit
from .document import document

WRITERS: dict[str, Callable[[Feed], bytes]] = {"rss": rss.write, "atom": atom.write, "json": jsonfeed.write}


def render(feed: Feed) -> list[Document]:
    """Render a feed in every format."""
    admitted = complete(admit(feed))
    return [
        document(feed_path(admitted.stem, form), FORMATS[form], write(admitted), admitted.updated)
        for form, write in WRITERS.items()
    ]
