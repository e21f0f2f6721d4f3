"""The answer of any feed in XML in, what feedparser understands of it out; well formed or not, it is slow."""

import io
import re

import feedparser

from ...errors import SourceError
from ...model import Answer
from .charset import charset
from .parsed import NOWHERE, Fields, Parsed

MAX_ATTRIBUTES = 2_000  # of one element: the parser's time grows with their square
REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));", re.IGNORECASE)
ATTRIBUTE = re.compile(rb"""=\s*["']""")


def parse(answer: Answer) -> Parsed:
    """Let feedparser read the bytes; a string or bytes it would take for a path or an address, and open it."""
    if crowded(answer.body):
        raise SourceError("unreadable", f"an element has more than {MAX_ATTRIBUTES} attributes")
    name = charset(answer.body, answer.charset)
    try:
        parsed: Fields = feedparser.parse(
            io.BytesIO(REFERENCE.sub(whole, answer.body)),
            response_headers={
                "content-type": f"application/xml; charset={name}" if name else "application/xml",
                "content-location": NOWHERE,
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise
    except Exception as error:  # the parser repairs by trial, and input made to break it raises what it likes
        raise SourceError("unreadable", f"{type(error).__name__}: {error}") from error
    if not parsed.get("version"):
        raise SourceError("unreadable", str(parsed.get("bozo_exception", "")))
    return Parsed(parsed["version"].startswith("atom"), parsed["feed"], parsed["entries"], broken(parsed))


def broken(parsed: Fields) -> str:
    """Say why a feed is not well formed, for which a wrong name of its encoding is not enough."""
    harmless = isinstance(parsed.get("bozo_exception"), feedparser.CharacterEncodingOverride)
    return str(parsed["bozo_exception"]) or "not well formed" if parsed["bozo"] and not harmless else ""


def crowded(body: bytes) -> bool:
    """Tell whether an element has more attributes than any feed needs."""
    return any(
        len(ATTRIBUTE.findall(tag)) > MAX_ATTRIBUTES
        for tag in body.replace(b"\x00", b"").split(b"<")
        if len(tag) > 4 * MAX_ATTRIBUTES
    )


def whole(reference: re.Match[bytes]) -> bytes:
    """Drop a reference to half a character: the parser fails on one, and with it the feed."""
    hexadecimal, decimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return b"" if 0xD800 <= code <= 0xDFFF else reference[0]
