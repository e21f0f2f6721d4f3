"""Request → answer: the network's side of the way. What an operator can get wrong about it is judged here too."""

import re

from ..config.model import Config
from ..config.sources import Source, kind_of_source
from ..errors import SourceError
from .client import Fetcher
from .exchange import OWN_HEADERS
from .guard import allowed, judge, parse
from .limits import Limits
from .local import SCHEME

__all__ = ["Fetcher", "Limits", "exempt", "mistakes", "source_mistakes"]

Found = tuple[tuple[str | int, ...], str]


def mistakes(config: Config) -> list[Found]:
    """Find the addresses and headers of sources that could never be fetched or sent."""
    found: list[Found] = []
    for key, source in config.sources.items():
        found += [(("sources", key, *path), message) for path, message in source_mistakes(source)]
    return found


def exempt(source: Source) -> bool:
    """Tell whether a source's server is the operator's own, so that floors made for strangers do not hold."""
    return source.address.startswith(SCHEME) or allowed(parse(source.address), source.allow)


def source_mistakes(source: Source) -> list[Found]:
    """Find the mistakes of one source."""
    found: list[Found] = [
        (("headers", name), message)
        for name, value in source.headers.items()
        if (message := header_mistake(name, value))
    ]
    message = address_mistake(source)
    return [((kind_of_source(source) or "feed",), message), *found] if message else found


def address_mistake(source: Source) -> str | None:
    """Say why a source's address cannot be fetched; a name that leads to a private network shows only when asked."""
    if source.address.startswith(SCHEME):
        return None
    try:
        if not exempt(source):
            judge(parse(source.address))
    except SourceError as error:
        if error.code != "blocked-address":
            return f"'{source.address}' is not an address that can be fetched: {error.detail}"
        url = parse(source.address)
        place = f"[{url.raw_host}]" if ":" in str(url.raw_host) else url.raw_host
        return (
            f"'{source.address}' leads to a private or reserved network ({error.detail}):"
            f" if this source is your own, add 'allow: [\"{place}:{url.port}\"]' to it"
        )
    return None


def header_mistake(name: str, value: str) -> str | None:
    """Say why a header of a source cannot be sent."""
    if name.lower() in OWN_HEADERS:
        return f"the header '{name}' cannot be set: it is written anew for each request"
    if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value):
        return f"the header '{name}' has a line break or a control character in it: write it in one line"
    return None
