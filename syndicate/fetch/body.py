"""The bytes of an answer as they came, and their Content-Encoding, in; the document out. Pure; it knows no charset.

Whether a body is gzip is decided by its first bytes, because servers send gzip without the header and the header
without gzip. One coding at most is undone: a chain of them has no use but to overwhelm.
"""

import zlib

from ..errors import SourceError
from .limits import MIB, Limits

READABLE = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
GZIP = b"\x1f\x8b\x08"
GZIP_BITS, ZLIB_BITS, RAW_BITS = 31, 15, -15
MEMBERS = 256  # each is copied to the next, so that a great many tiny ones would cost time


def compressed(wire: bytes, coding: str) -> bool:
    """Tell whether anything is to be undone, or to be refused."""
    return bool(coding) or wire.startswith(GZIP)


def decode(wire: bytes, coding: str, limits: Limits) -> bytes:
    """Undo the compression within the limits; raise `SourceError` for what cannot be read."""
    coding = coding.strip().lower()
    if coding not in READABLE:
        raise SourceError("bad-encoding", f"Content-Encoding: {coding[:40]}")
    room = min(limits.body, max(MIB, limits.ratio * len(wire)))
    try:
        if wire.startswith(GZIP):
            return inflate(wire, GZIP_BITS, room)
        if coding == "deflate":
            return inflate(wire, ZLIB_BITS if is_zlib(wire) else RAW_BITS, room)
    except zlib.error as error:
        raise SourceError("bad-encoding", str(error)) from error
    return within(wire, limits.body)


def is_zlib(wire: bytes) -> bool:
    """Tell deflate inside zlib, as RFC 9110 (8.4.1.2) wants it, from the bare one that some servers send."""
    return len(wire) > 1 and wire[0] & 0x0F == 8 and int.from_bytes(wire[:2], "big") % 31 == 0


def inflate(wire: bytes, bits: int, room: int) -> bytes:
    """Decompress all members of a stream; what follows the last one is padding, and left out."""
    body = b""
    for _ in range(MEMBERS):
        engine = zlib.decompressobj(bits)
        body = within(body + engine.decompress(wire, room - len(body) + 1), room)
        if not engine.eof:
            raise SourceError("partial", "the compressed body breaks off")
        wire = engine.unused_data
        if bits != GZIP_BITS or not wire.startswith(GZIP):
            return body
    raise SourceError("bad-encoding", f"more than {MEMBERS} gzip members")


def within(body: bytes, room: int) -> bytes:
    """Pass on a body that is small enough."""
    if len(body) > room:
        raise SourceError("too-large", f"over {room} bytes")
    return body
