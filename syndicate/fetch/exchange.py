"""One request over HTTP: a request in, an answer or a failure out. Hop by hop, each judged anew; whose turn it is at a
host is decided by the caller, how failures are named by `verdict`.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic

from aiohttp.helpers import parse_content_type
from aiohttp.http import RawResponseMessage
from aiohttp.streams import StreamReader
from multidict import CIMultiDict
from yarl import URL

from ..errors import SourceError
from ..model import Answer, Failure, Request
from .body import compressed, decode
from .guard import allowed, judge, parse
from .limits import Limits
from .verdict import NETWORK, judge_body, judge_error, judge_status, keepable, plain
from .wire import converse

Turn = Callable[[str, float], AbstractAsyncContextManager[None]]

REDIRECTS, PERMANENT = frozenset({301, 302, 303, 307, 308}), frozenset({301, 308})
# Constant over all requests: caches key on it.
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json;q=0.9, application/xml;q=0.8,"
    " text/xml;q=0.8, */*;q=0.1"
)
# What the exchange itself decides; a source's `headers` may not.
OWN_HEADERS = frozenset(
    "accept-encoding connection content-length expect host if-modified-since if-none-match range te trailer"
    " transfer-encoding upgrade".split()
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What every request is made with."""

    agent: str
    limits: Limits
    turn: Turn


@dataclass(frozen=True, slots=True)
class Hop:
    """One step on the way of a request: where to, and whether the source's own headers still go along."""

    request: Request
    url: URL
    private: bool = True
    lasting: bool = True  # whether only permanent redirects led here
    moved: URL | None = None  # where such led
    away: bool = False  # whether any redirect led here

    def follow(self, location: str, status: int) -> "Hop":
        """Go on to where a redirect points; raise `SourceError` when that cannot be fetched."""
        try:
            # A bare space is common and harmless in a path; in a host the parser refuses it.
            url = parse(str(self.url.join(URL(location.strip(" ").replace(" ", "%20")))))
        except SourceError as error:
            raise SourceError("bad-redirect", plain(error.detail)) from error
        except ValueError as error:
            raise SourceError("bad-redirect", plain(str(error))) from error
        if self.url.scheme == "https" and url.scheme == "http":
            raise SourceError("bad-redirect", "from https to http")
        # Headers of a source are for it alone (RFC 9110, 15.4), also when a stranger redirects back to it.
        private = self.private and url.origin() == self.url.origin()
        lasting = self.lasting and status in PERMANENT
        moved = url if lasting else self.moved
        return replace(self, url=url, private=private, lasting=lasting, moved=moved, away=True)


async def ask(request: Request, exchange: Exchange) -> Answer | Failure:
    """Ask one address, following redirects; every failure of outsiders is a value."""
    try:
        return await travel(Hop(request, parse(request.url)), exchange)
    except SourceError as error:
        return Failure(error.code, error.detail)


async def travel(hop: Hop, exchange: Exchange) -> Answer | Failure:
    """Go from hop to hop until one answers; the time limit runs only while it is our turn."""
    limits = exchange.limits
    seen, left = {hop.url}, limits.total
    while True:
        trusted = allowed(hop.url, hop.request.allow)
        if not trusted:
            judge(hop.url)
        async with exchange.turn(str(hop.url.raw_host), 0 if trusted else pause(hop, limits)):
            began = monotonic()
            reply = await attempt(hop, exchange, left, trusted=trusted)
            left -= monotonic() - began
        if not isinstance(reply, Hop):
            return reply
        if reply.url in seen or len(seen) > limits.redirects:
            raise SourceError("bad-redirect", f"{len(seen)} redirects")
        hop = reply
        seen.add(hop.url)


async def attempt(hop: Hop, exchange: Exchange, left: float, *, trusted: bool) -> Answer | Failure | Hop:
    """Send one request in the time that is left; an error of the network is a failure of this hop."""
    head, limits = headers(hop, exchange.agent), exchange.limits
    try:
        async with converse(hop.url, head, limits, left, trusted=trusted) as (message, body):
            return await heed(hop, message, body, limits)
    except NETWORK as error:
        failure = judge_error(error)
        if failure.code == "internal":
            raise
        return replace(failure, url=str(hop.url))


def pause(hop: Hop, limits: Limits) -> float:
    """Choose the seconds between two questions to a stranger."""
    return max(limits.pause, hop.request.pause.total_seconds())


async def heed(
    hop: Hop, message: RawResponseMessage, body: StreamReader, limits: Limits
) -> Answer | Failure | Hop:
    """Read what comes back, or where it leads."""
    if sum(len(name) + len(value) for name, value in message.raw_headers) > limits.head:
        return Failure("protocol", f"a head of more than {limits.head} bytes")
    if message.code in REDIRECTS:
        return hop.follow(target(message), message.code)
    failure = judge_status(message.code, message.headers, datetime.now(UTC))
    if failure:
        return replace(failure, url=str(hop.url))
    if message.code == 304:
        return unchanged(hop, message)
    return await read_answer(hop, message, body, limits)


def headers(hop: Hop, agent: str) -> CIMultiDict[str]:
    """Write the head of a request; validators go back exactly as they came."""
    head = CIMultiDict({"User-Agent": agent, "Accept": ACCEPT})
    if hop.private:
        head.update(hop.request.headers)
    head["Accept-Encoding"] = "gzip"
    conditions = {"If-None-Match": hop.request.etag, "If-Modified-Since": hop.request.last_modified}
    head.update({name: value for name, value in conditions.items() if keepable(value) and value})
    return head


def target(message: RawResponseMessage) -> str:
    """Read where a redirect points, in UTF-8 or else in Latin-1, as browsers do."""
    raw = next((value for name, value in message.raw_headers if name.lower() == b"location"), b"")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    if not text.strip():
        raise SourceError("bad-redirect", f"HTTP {message.code} without an address")
    return text


def unchanged(hop: Hop, message: RawResponseMessage) -> Answer | Failure:
    """Take a 304, with its new validators or else the old ones (RFC 9111, 4.3.4)."""
    request = hop.request
    if not (request.etag or request.last_modified):
        return Failure("protocol", "HTTP 304 to a question without a condition", 304)
    answer = describe(hop, message, b"")
    if answer.etag and answer.last_modified:
        return answer
    return replace(
        answer,
        etag=answer.etag or request.etag,
        last_modified=answer.last_modified or request.last_modified,
    )


async def read_answer(
    hop: Hop, message: RawResponseMessage, body: StreamReader, limits: Limits
) -> Answer | Failure:
    """Read a body within the limits."""
    # Digits, or the parser would have refused it; but zeros may lead it, more than `int` reads.
    announced = int(message.headers.get("Content-Length", "").lstrip("0") or 0)
    if announced > limits.wire:
        raise SourceError("too-large", f"{announced} bytes")
    wire = bytearray()
    async for chunk in body.iter_any():
        wire += chunk
        if len(wire) > limits.wire:
            raise SourceError("too-large", f"over {limits.wire} bytes")
    coding = ",".join(message.headers.getall("Content-Encoding", []))
    document = bytes(wire)
    if compressed(document, coding):
        document = await asyncio.to_thread(decode, document, coding, limits)
    return judge_body(describe(hop, message, document), limits.body)


def describe(hop: Hop, message: RawResponseMessage, body: bytes) -> Answer:
    """Gather what an answer says of itself."""
    head = message.headers
    media_type, about = parse_content_type(head["Content-Type"]) if "Content-Type" in head else ("", {})
    return Answer(
        url=str(hop.url) if hop.away else hop.request.url,
        status=304 if message.code == 304 else 200,
        body=body,
        media_type=keepable(media_type) or "",
        charset=keepable(about.get("charset")),
        language=keepable(head.get("Content-Language")),
        etag=keepable(head.get("ETag")),
        last_modified=keepable(head.get("Last-Modified")),
        moved=str(hop.moved) if hop.moved else None,
        cache_control=keepable(", ".join(head.getall("Cache-Control", []))),
        expires=keepable(head.get("Expires")),
        date=keepable(head.get("Date")),
    )
