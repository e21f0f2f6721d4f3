"""An answer in, the entries that it prints out; what an entry's texts and dates are worth is `clean`'s business.

Every kind of source has a module here that reads its answers; what the kinds share is in `entry`.
"""

from collections.abc import Callable, Iterator
from typing import Any

from ..config.model import Config
from ..config.sources import ApiSource, SitemapSource, Source, kind_of_source
from ..errors import SourceError
from ..model import Answer, Reading
from . import api, feed, sitemap
from .refusal import refusal

Found = tuple[tuple[str | int, ...], str]

READERS: dict[str, Callable[[Answer, Any], Reading]] = {
    "feed": lambda answer, _: feed.read(answer),
    "api": api.read,
    "sitemap": sitemap.read,
}


def read(answer: Answer, source: Source) -> Reading:
    """Read the entries of an answer with a body, in the order of the document.

    Raises `SourceError` with "empty", "challenge", "not-a-feed" or "unreadable".
    """
    try:
        return READERS[kind_of_source(source) or ""](answer, source)
    except SourceError as error:
        raise refusal(answer.body, error) from error


def mistakes(config: Config) -> Iterator[Found]:
    """Find the paths and patterns of sources that cannot be used."""
    for key, source in config.sources.items():
        if isinstance(source, ApiSource | SitemapSource):
            judge = api.mistakes if isinstance(source, ApiSource) else sitemap.mistakes
            yield from ((("sources", key, *path), message) for path, message in judge(source))


__all__ = ["mistakes", "read"]
