"""The bytes of an answer in, what kind of document they look like out; media types often lie and are not asked.

A first look at the beginning, for those who try an address: only reading it tells whether it holds.
"""

import json
import re
from typing import Literal

Kind = Literal["RSS", "Atom", "RDF", "JSON Feed", "JSON", "sitemap", "list of sitemaps", "page", "unknown"]

HEAD = 65_536
SKIPPED = rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^<>\[]*(?:\[.*?\]\s*)?>)*+"
ROOT = re.compile(SKIPPED + rb"<(?:[a-z][\w.-]*:)?([a-z]\w*)", re.DOTALL | re.IGNORECASE)
ROOTS: dict[bytes, Kind] = {
    b"rss": "RSS",
    b"feed": "Atom",
    b"rdf": "RDF",
    b"urlset": "sitemap",
    b"sitemapindex": "list of sitemaps",
    **dict.fromkeys(
        b"html head body main div section article header p ul table title meta link".split(), "page"
    ),
}
JSON_FEED = "jsonfeed.org/version/1"


def recognise(body: bytes) -> Kind:
    """Say what a document looks like by its root element, or by what JSON begins with."""
    head = body[:HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    if head[:1] in (b"{", b"["):
        return json_kind(body)
    found = ROOT.match(head)
    kind = ROOTS.get(found[1].lower(), "unknown") if found else "unknown"
    return "page" if kind == "unknown" and b"<html" in head.lower() else kind


def json_kind(body: bytes) -> Kind:
    try:
        document = json.loads(body.decode(json.detect_encoding(body), "replace"))
    except (ValueError, RecursionError):
        return "unknown"
    said = document.get("version") if isinstance(document, dict) else None
    return "JSON Feed" if isinstance(said, str) and JSON_FEED in said else "JSON"
