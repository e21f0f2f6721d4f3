"""How a category is followed: links that add its feed to the usual readers, and its feeds in the other languages.

In: the config and a category. Out: frozen values for the box to subscribe.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ..config.model import Config
from .languages import own_name
from .paths import feed_address
from .shown import FeedLink, feed_links
from .words import gettext as _

# Where readers take the address of a feed.
READERS = {
    "Feedly": "https://feedly.com/i/subscription/feed/{}",
    "Inoreader": "https://www.inoreader.com/feed/{}",
    "NewsBlur": "https://www.newsblur.com/?url={}",
    "The Old Reader": "https://theoldreader.com/feeds/subscribe?url={}",
}
FORM = "rss"  # that all of them read


@dataclass(frozen=True, slots=True)
class Reader:
    """A feed reader, and the link that adds a feed to it."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Other:
    """The feeds of a category in another language; "" for all."""

    name: str
    language: str
    feeds: tuple[FeedLink, ...]


def readers(config: Config, category: str, language: str | None) -> Iterator[Reader]:
    """Link the readers to the feed of a category."""
    address = quote(feed_address(config, category, language, FORM), safe="")
    return (Reader(name, pattern.format(address)) for name, pattern in READERS.items())


def others(config: Config, category: str, language: str | None) -> Iterator[Other]:
    """Link the feeds of a category in every other language."""
    for tag in (None, *config.site.languages):
        if tag != language:
            name = own_name(tag) if tag else _("All languages")
            yield Other(name, tag or "", feed_links(config, category, tag))
