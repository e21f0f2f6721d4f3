"""An entry as its source printed it in, one that is safe to keep out (`entry`); the pages of articles, texts, dates.

Here is only what is judged of a config, without loading what cleans.
"""

from collections.abc import Iterator
from importlib.util import find_spec

from ..config.model import Config
from . import dates

LIBRARY = "trafilatura"  # that finds full texts

Found = tuple[tuple[str | int, ...], str]


def mistakes(config: Config) -> Iterator[Found]:
    """Find formats of dates by which no day could be read, and full texts that nothing installed could find."""
    yield from dates.mistakes(config)
    if find_spec(LIBRARY) is None:
        for key, source in config.sources.items():
            if source.fulltext:
                yield (
                    ("sources", key, "fulltext"),
                    "'fulltext: true' needs a library that is not installed: install syndicate[fulltext]",
                )


__all__ = ["mistakes"]
