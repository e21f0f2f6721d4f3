"""The site's own address and the servers of sources, as `syndicate doctor` looks at them: names, certificates, an answer.

In: the config. Out: findings. Without `online` only names are looked up, and nobody is asked.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from ..config.model import Config
from ..errors import SourceError, sentence
from ..fetch import exempt
from ..fetch.guard import parse
from ..fetch.handshake import addresses, expiry
from ..model import Failure, Request
from .shared import settings
from .trying import fetcher

Level = Literal["ok", "warning", "fault"]

SOON = timedelta(days=14)  # before a certificate ends
LOOKS = 16  # names that are looked up side by side
MOST = 500  # servers


def of_site(config: Config, *, online: bool) -> Iterator[tuple[Level, str]]:
    """Look at the site's public address."""
    base = config.site.base
    if not base.startswith("https://"):
        yield (
            "warning",
            f"{base} is not encrypted: put a web server with TLS in front, and write https:// in site.url",
        )
    elif not online:
        yield "ok", f"{base} (not asked: that is what --online does)"
    if online:
        yield answers(base)


def answers(base: str) -> tuple[Level, str]:
    """Ask the site whether it lives, as visitors reach it."""
    url = parse(base)
    own = frozenset({f"{url.raw_host}:{url.port}"})
    with fetcher(settings().config) as asking:
        ((_, outcome),) = asking.fetch_all([Request("site", f"{base}/healthz", allow=own)])
    if isinstance(outcome, Failure):
        return "fault", f"{base} is not reached from here: {sentence(outcome.code, outcome.detail)}"
    return "ok", f"{base} answers"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that sources are asked at, and the first of them."""

    host: str
    port: int
    encrypted: bool
    key: str
    trusted: bool  # the operator's own


def of_servers(config: Config, *, online: bool, now: datetime) -> Iterator[tuple[Level, str]]:
    """Look up the servers of sources, and their certificates."""
    found = {(one.host, one.port): one for one in servers(config)}
    asked = list(found.values())[:MOST]
    with ThreadPoolExecutor(LOOKS) as side:
        seen = list(side.map(partial(look_at, online=online, now=now), asked))
    if len(asked) > 1 and all(isinstance(one, SourceError) and one.code == "dns" for one in seen):
        yield "fault", f"none of {len(asked)} servers of sources is found: is this machine online?"
        return
    told = [one for one in map(of_server, asked, seen) if one]
    yield from told
    yield "ok", f"{len(asked) - len(told)} of {len(found)} servers of sources are found"


def servers(config: Config) -> Iterator[Server]:
    """Give the servers of all sources that are asked; what a secret is part of is not looked at."""
    for key, source in config.asked.items():
        if source.address.startswith("http") and not source.paused and "${" not in source.address:
            url = parse(source.address)
            yield Server(str(url.raw_host), url.port or 0, url.scheme == "https", key, exempt(source))


def look_at(one: Server, *, online: bool, now: datetime) -> timedelta | SourceError | None:
    """Look up one server: how long its certificate holds out, or what is wrong; nothing where only the name was asked."""
    try:
        if online and one.encrypted:
            return expiry(one.host, one.port, trusted=one.trusted) - now
        addresses(one.host, one.port, trusted=one.trusted)
    except SourceError as error:
        return error
    return None


def of_server(one: Server, seen: timedelta | SourceError | None) -> tuple[Level, str] | None:
    """Say what is wrong with one server; nothing where all is well."""
    if isinstance(seen, SourceError):
        return "fault", f"{one.key}: {one.host}: {seen}"
    if seen is None or seen > SOON:
        return None
    return (
        "warning",
        f"{one.key}: the certificate of {one.host} ends in {seen.days} days: its operator must renew it",
    )
