"""A feed into its documents: RSS, Atom and JSON Feed, and the list of all feeds as OPML.

Pure: the same feed gives the same bytes, whatever the clock, the locale or the environment says. What is in a feed,
and in which order, is decided before; storing and serving come after.
"""

from collections.abc import Callable

from ..model import Document
from ..published import Feed
from . import atom, jsonfeed, rss
from .addresses import MEDIA_TYPES, feed_address, feed_path
from .body import complete
from .border import admit
from .document import document
from .opml import Listed, render_opml

__all__ = ["FORMATS", "Listed", "feed_address", "feed_path", "render", "render_opml"]

FORMATS: dict[str, Callable[[Feed], bytes]] = {"rss": rss.write, "atom": atom.write, "json": jsonfeed.write}


def render(feed: Feed) -> list[Document]:
    """Render a feed in every format."""
    admitted = complete(admit(feed))
    return [
        document(feed_path(admitted.stem, form), MEDIA_TYPES[form], write(admitted), admitted.updated)
        for form, write in FORMATS.items()
    ]
