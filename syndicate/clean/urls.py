"""An untrusted address and its base in, an absolute http(s) URI out, or nothing; it asks no server."""

import re
import unicodedata
from urllib.parse import quote, urljoin, urlsplit

MAX_LENGTH = 2_048  # what every reader and database takes

FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\]")
DOTS = re.compile("[.\u3002\uff0e\uff61]")  # what separates labels (RFC 3490, section 3.1)
BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def tame(ampersand: str) -> str:
    """Give the pattern of usual absolute addresses, which stay as they are; `&` is written in this way."""
    host = r"(?!-)(?:(?!xn--)[a-z0-9-]{1,40}\.){1,5}[a-z]{2,12}"
    path, more = (
        rf"[{signs}]*+(?:(?:%[0-9A-Fa-f]{{2}}|{ampersand})[{signs}]*+)*+"
        for signs in (r"A-Za-z0-9_.~/:@!$'()*+,;=-", r"A-Za-z0-9_.~/:@!$'()*+,;=?-")
    )
    return rf"https?://{host}(?![^\"]{{1800}})(?:/{path})?(?:\?(?!#|\Z|\"){more})?(?:#(?!\Z|\"){more})?"


TAME = re.compile(tame("&"))


def resolve(address: str | None, base: str) -> str | None:
    """Make an address absolute and a valid URI (RFC 3986); None where it is not one that may be linked to."""
    text = (address or "").strip()
    if not text or TAME.fullmatch(text):
        return text or None
    if len(text) > MAX_LENGTH or FORBIDDEN.search(text):
        return None
    try:
        joined = text if ABSOLUTE.match(text) else urljoin(base, text)
        url = joined if TAME.fullmatch(joined) else absolute(joined)
    except ValueError:  # brackets that are no address, a port that is no number, a lone surrogate
        return None
    return url if url and len(url) <= MAX_LENGTH else None


def absolute(text: str) -> str | None:
    """Write scheme and host in lower case and the rest in ASCII; what is valid stays as it is printed."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    host = ascii_host(parts.hostname if parts.netloc[:1] != "[" else f"[{parts.hostname}]")
    if not host:
        return None
    port = "" if parts.port is None else f":{parts.port}"
    query = f"?{encoded(parts.query, '?')}" if parts.query else ""
    fragment = f"#{encoded(parts.fragment, '?')}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{encoded(parts.path)}{query}{fragment}"


def ascii_host(host: str) -> str | None:
    """Write a host's name in ASCII (RFC 5891), letter for letter: ß is not ss, as it was in 2003."""
    name = ".".join(map(ascii_label, DOTS.split(host.lower())))
    return name if len(name) <= 253 and HOST.fullmatch(name) else None


def ascii_label(label: str) -> str:
    composed = unicodedata.normalize("NFKC", label)
    return composed if composed.isascii() else f"xn--{composed.encode('punycode').decode()}"


def encoded(part: str, more: str = "") -> str:
    """Percent-encode what a path may not have, and leave what is encoded already."""
    return quote(BARE_PERCENT.sub("%25", part), safe="%/:@!$&'()*+,;=~" + more)
