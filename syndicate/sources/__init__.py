"""An answer in, the entries that it prints out; what an entry's texts and dates are worth is `clean`'s business.

Every kind of source has a module here that reads its answers; what the kinds share is in `entry`.
"""

from collections.abc import Callable, Iterator
from typing import Any

from ..config.model import Config
from ..config.sources import FeedSource, Source, kind_of_source
from ..errors import SourceError
from ..model import Answer, Reading
from . import api, article, feed, page, sitemap
from .refusal import refusal

Found = tuple[tuple[str | int, ...], str]

READERS: dict[str, Callable[[Answer, Any], Reading]] = {
    "feed": lambda answer, _: feed.read(answer),
    "page": page.read,
    "api": api.read,
    "sitemap": sitemap.read,
}


def unheld(source: FeedSource) -> Iterator[Found]:
    """Find editions of a feed of which nobody knows in which language it is itself."""
    if source.editions and source.language is None:
        yield (
            ("editions",),
            "of a feed with editions its own language must be known: write 'language:' for it",
        )


MISTAKES: dict[str, Callable[[Any], Iterator[Found]]] = {
    "feed": unheld,
    "page": page.mistakes,
    "api": api.mistakes,
    "sitemap": sitemap.mistakes,
}


def read(answer: Answer, source: Source) -> Reading:
    """Read the entries of an answer with a body, in the order of the document.

    Raises `SourceError`: with "empty" or "challenge", or with what its kind cannot read.
    """
    try:
        return READERS[kind_of_source(source) or ""](answer, source)
    except SourceError as error:
        raise refusal(answer.body, error) from error


def mistakes(config: Config) -> Iterator[Found]:
    """Find the selectors, paths and patterns of sources that cannot be used."""
    for key, source in config.sources.items():
        for path, message in flaws(source):
            yield ("sources", key, *path), message


def flaws(source: Source) -> Iterator[Found]:
    """Find what cannot be used of one source."""
    judge = MISTAKES.get(kind_of_source(source) or "", lambda _: iter(()))
    yield from judge(source)
    yield from article.mistakes(source)


__all__ = ["flaws", "mistakes", "read"]
