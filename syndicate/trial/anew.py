"""An answer that is read no more as feeds.yaml says in, what to write there instead out, if it gives items so."""

from collections.abc import Callable, Mapping
from typing import Any

from ..config.sources import ApiSource, Listing, PageSource, Source
from ..model import Answer
from ..reading import read_clean
from ..readings import NOWHERE
from ..sources import paths
from ..sources.feed.jsonfeed import decode
from ..sources.propose import propose
from .block import block

FEWEST = 3  # items by which it is seen to be read rightly


def offer(answer: Answer, source: Source, key: str) -> str:
    """Propose how a listing is read now, and make sure that it gives items; else nothing."""
    made = next((make(answer) for kind, make in PROPOSERS.items() if isinstance(source, kind)), None)
    if made is None or not isinstance(source, Listing) or made["items"] == source.items:
        return ""
    address = {"page" if isinstance(source, PageSource) else "api": source.address}
    again = type(source).model_validate({"name": source.name, **address, **made})
    found = read_clean(answer, again, NOWHERE).entries
    return block(key, source.name, {**address, **made}) if len(found) >= FEWEST else ""


PROPOSERS: Mapping[type[Source], Callable[[Answer], dict[str, Any] | None]] = {
    PageSource: propose,
    ApiSource: lambda answer: paths.propose(decode(answer.body)),
}
