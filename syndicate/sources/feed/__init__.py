"""The answer of a feed's address in, its entries out; it decides by the bytes, as media types often lie."""

from ...config.sources import Source
from ...model import Answer, Reading
from . import jsonfeed, xml


def read(answer: Answer, _: Source) -> Reading:
    """Read JSON Feed, or else RSS, RDF or Atom; raises `SourceError("unreadable")`."""
    return jsonfeed.read(answer) if is_json(answer.body) else xml.read(answer)


def is_json(body: bytes) -> bool:
    """Look for what JSON begins with, behind a byte order mark and in whatever width of characters."""
    return body.lstrip(b"\x00\xef\xbb\xbf\xfe\xff \t\r\n")[:1] in (b"{", b"[")


__all__ = ["read"]
