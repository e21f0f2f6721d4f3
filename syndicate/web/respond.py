"""One stored or rendered representation and the request's conditions → the response: 200 or 304, with its headers.

In: bytes with their validators, and the headers that ask for them conditionally or compressed (RFC 9110, sections
8.8, 12.5.3 and 13). Out: a Flask response. What the bytes are is not known here; ranges are answered in full.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from flask import Request, Response
from werkzeug.datastructures import Headers

TAGS = re.compile(r'(?:W/)?"([^"]*)"|([^\s,"]+)')
ADDED = ("-gzip", ";gzip")  # what Apache and Jetty append to the tag of what they compress

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
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
    gzip: bytes | None = None
    modified: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Bare(Response):
    """A 304 that keeps its validators: Werkzeug takes Last-Modified for a header of the body (RFC 9110, 15.4.5)."""

    def get_wsgi_headers(self, environ: Any) -> Headers:
        headers = super().get_wsgi_headers(environ)
        if "Last-Modified" in self.headers:
            headers["Last-Modified"] = self.headers["Last-Modified"]
        return headers


def respond(request: Request, shown: Representation) -> Response:
    """Answer a GET or HEAD, in full or that nothing changed."""
    zipped = shown.gzip is not None and wants_gzip(request)
    etag = f"{shown.etag}-gz" if zipped else shown.etag
    if known := held(request, shown, etag):
        return dress(Bare(status=304), shown, known)
    body = shown.gzip if zipped and shown.gzip is not None else shown.body
    response = Response(body, content_type=shown.media_type)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return dress(response, shown, etag)


def dress(response: Response, shown: Representation, etag: str) -> Response:
    """Put on the headers that a 304 has in common with the 200 it stands for."""
    response.headers["ETag"] = f'"{etag}"'
    response.headers["Cache-Control"] = shown.cache
    if shown.gzip is not None:
        response.headers["Vary"] = "Accept-Encoding"
    if shown.modified:
        response.headers["Last-Modified"] = format_datetime(shown.modified.astimezone(UTC), usegmt=True)
    response.headers.update(shown.headers)
    return response


def wants_gzip(request: Request) -> bool:
    """Tell whether gzip is acceptable and not less so than the plain bytes."""
    accepted = request.accept_encodings
    return 0 < accepted.quality("gzip") >= accepted.quality("identity")


def held(request: Request, shown: Representation, etag: str) -> str | None:
    """Name the representation that the client holds already, if it is still the present one.

    If-None-Match wins over If-Modified-Since even if nothing in it can be read (RFC 9110, section 13.1.3).
    """
    if "If-None-Match" in request.headers:
        tags = tags_in(request.headers["If-None-Match"])
        if etag in tags or "*" in tags:
            return etag
        return next((one for one in (shown.etag, f"{shown.etag}-gz") if one in tags), None)
    return etag if unmodified(request.headers.get("If-Modified-Since"), shown.modified) else None


def tags_in(header: str) -> set[str]:
    """Read a list of entity tags for weak comparison, without what proxies append to them."""
    tags = {quoted or bare for quoted, bare in TAGS.findall(header)}
    return tags | {tag.removesuffix(end) for tag in tags for end in ADDED}


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


def page(request: Request, html: str, max_age: int) -> Response:
    """Answer with a page rendered just now; its tag is the digest of what it shows."""
    body = html.encode()
    etag = hashlib.sha256(body).hexdigest()[:32]
    cache = f"public, max-age={max_age}"
    return respond(request, Representation("text/html; charset=utf-8", body, etag, cache))


def secure(response: Response) -> Response:
    """Put the security headers on what has none of its own."""
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    return response
