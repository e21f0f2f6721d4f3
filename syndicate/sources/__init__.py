"""An answer in, the entries that it prints out; what an entry's texts and dates are worth is `clean`'s business.

Every kind of source has a module of its name here that reads its answers, loaded with the first of them, for some need
large libraries; what the kinds share is in `entry`.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from ..config.model import Config
from ..config.sources import FeedSource, Source, kind_of_source
from ..errors import SourceError
from ..model import Answer, Reading
from .refusal import refusal

Found = tuple[tuple[str | int, ...], str]


def of_kind(source: Source) -> Any:
    """Give the module of a source's kind."""
    return import_module(f".{kind_of_source(source)}", __name__)


def unheld(source: FeedSource) -> Iterator[Found]:
    """Find editions of a feed of which nobody knows in which language it is itself."""
    if source.editions and source.language is None:
        yield (
            ("editions",),
            "of a feed with editions its own language must be known: write 'language:' for it",
        )


def read(answer: Answer, source: Source) -> Reading:
    """Read the entries of an answer with a body, in the order of the document.

    Raises `SourceError`: with "empty" or "challenge", or with what its kind cannot read.
    """
    try:
        reading: Reading = of_kind(source).read(answer, source)
        return reading
    except SourceError as error:
        raise refusal(answer.body, error) from error


def mistakes(config: Config) -> Iterator[Found]:
    """Find the selectors, paths and patterns of sources that cannot be used."""
    for key, source in config.sources.items():
        for path, message in flaws(source):
            yield ("sources", key, *path), message


def flaws(source: Source) -> Iterator[Found]:
    """Find what cannot be used of one source; that of a feed is told without loading what reads feeds."""
    yield from unheld(source) if isinstance(source, FeedSource) else of_kind(source).mistakes(source)
    if getattr(source, "article", None):
        yield from import_module(".article", __name__).mistakes(source)


__all__ = ["flaws", "mistakes", "read"]
