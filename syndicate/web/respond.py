"""One stored or rendered representation and the request's conditions → the response: 200 or 304, with its headers.

In: bytes with their validators, and the headers that ask for them conditionally or compressed (RFC 9110, sections
8.8, 12.5.3 and 13). Out: status, headers and bytes, whatever serves them. What the bytes are is not known here; ranges
are answered in full.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import Request, Response
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

TAGS = re.compile(r'(?:W/)?"([^"]*)"|([^\s,"]+)')
ADDED = ("--gzip", "--br", "-gzip", ";gzip")  # what Jetty and Apache append to the tag of what they compress
IDENTITY = "identity"
BETTER = {"br": "-br", "gzip": "-gz"}  # encodings, best first, and what ends the tags of what has them

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": PAGE_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Representation:
    """What an address stands for now."""

    media_type: str
    body: bytes
    etag: str  # the opaque part, without quotes
    cache: str
    encoded: Mapping[str, bytes] = field(default_factory=dict)  # the same, by encoding
    modified: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)  # of a 200
    always: Mapping[str, str] = field(default_factory=dict)  # of a 304 too


class Asked(NamedTuple):
    """What a request says of what its sender holds and takes."""

    none_match: str | None
    since: str | None
    accepted: str


class Given(NamedTuple):
    """A response to GET; to HEAD it is the same without the bytes."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """All answers that a representation can give, made once for many requests."""

    full: Mapping[str, Given]  # by encoding
    bare: Mapping[str, Given]  # 304s, by the tag that the client holds
    first: str  # the tag of the plain bytes
    modified: datetime | None


def prepare(shown: Representation) -> Prepared:
    """Make the answers of a representation: a 200 for each encoding, a 304 for each tag (RFC 9110, 15.4.5)."""
    full, bare = {}, {}
    for encoding, body in {IDENTITY: shown.body, **shown.encoded}.items():
        tag = shown.etag + BETTER.get(encoding, "")
        common = validators(shown, tag)
        about = [("Content-Type", shown.media_type), ("Content-Length", str(len(body)))]
        about += shown.headers.items()
        if encoding != IDENTITY:
            about.append(("Content-Encoding", encoding))
        full[encoding] = Given("200 OK", about + common, body)
        bare[tag] = Given("304 Not Modified", common, b"")
    return Prepared(full, bare, shown.etag, shown.modified)


def validators(shown: Representation, tag: str) -> list[tuple[str, str]]:
    """Give the headers that a 304 has in common with the 200 it stands for."""
    found = {"ETag": f'"{tag}"', "Cache-Control": shown.cache, "Vary": "Accept-Encoding"}
    if shown.modified:
        found["Last-Modified"] = format_datetime(shown.modified.astimezone(UTC), usegmt=True)
    return list((found | dict(shown.always)).items())


def answer(prepared: Prepared, asked: Asked) -> Given:
    """Answer a GET or HEAD, in full or that nothing changed."""
    encoding = next((one for one in preferred(asked.accepted) if one in prepared.full), IDENTITY)
    if known := held(prepared, asked, prepared.first + BETTER.get(encoding, "")):
        return prepared.bare[known]
    return prepared.full[encoding]


@lru_cache(maxsize=256)
def preferred(accepted: str) -> tuple[str, ...]:
    """List the encodings that are acceptable and not less so than the plain bytes, the most wanted first."""
    qualities = parse_accept_header(accepted, Accept)
    least = qualities.quality(IDENTITY)
    wanted = [one for one in BETTER if 0 < qualities.quality(one) >= least]
    return tuple(sorted(wanted, key=qualities.quality, reverse=True))


def held(prepared: Prepared, asked: Asked, tag: str) -> str | None:
    """Name the representation that the client holds already, if it is still the present one.

    If-None-Match wins over If-Modified-Since even if nothing in it can be read (RFC 9110, section 13.1.3).
    """
    if asked.none_match is not None:
        tags = tags_in(asked.none_match)
        if tag in tags or "*" in tags:
            return tag
        return next((one for one in prepared.bare if one in tags), None)
    return tag if unmodified(asked.since, prepared.modified) else None


@lru_cache(maxsize=1024)
def tags_in(header: str) -> frozenset[str]:
    """Read a list of entity tags for weak comparison, without what proxies append to them."""
    tags = {quoted or bare for quoted, bare in TAGS.findall(header)}
    return frozenset(tags | {tag.removesuffix(end) for tag in tags for end in ADDED})


def unmodified(since: str | None, modified: datetime | None) -> bool:
    """Tell whether nothing changed after a date; one that cannot be read is ignored."""
    if since is None or modified is None:
        return False
    try:
        date = parsedate_to_datetime(since)
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        return modified.replace(microsecond=0) <= date
    except (TypeError, ValueError, IndexError, OverflowError):
        return False


def asked_in(environ: Mapping[str, Any]) -> Asked:
    """Take what decides about the answer from a request (PEP 3333)."""
    return Asked(
        environ.get("HTTP_IF_NONE_MATCH"),
        environ.get("HTTP_IF_MODIFIED_SINCE"),
        environ.get("HTTP_ACCEPT_ENCODING", ""),
    )


def page(request: Request, html: str, max_age: int) -> Response:
    """Answer with a page rendered just now; its tag is the digest of what it shows."""
    body = html.encode()
    etag = hashlib.sha256(body).hexdigest()[:32]
    shown = Representation("text/html; charset=utf-8", body, etag, f"public, max-age={max_age}")
    given = answer(prepare(shown), asked_in(request.environ))
    return Response(given.body, given.status, given.headers)


def secure(response: Response) -> Response:
    """Put the security headers on what has none of its own; who may frame it is said once, by its own policy if it has one."""
    own = "Content-Security-Policy" in response.headers
    for name, value in SECURITY.items():
        if not (own and name == "X-Frame-Options"):
            response.headers.setdefault(name, value)
    return response
