"""What an HTTP status, a header or an error of the network means: those in, a `Failure` or nothing out. Pure."""

import errno
import re
import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError

from ..model import Answer, Failure

LONGEST_WAIT = timedelta(days=31)
LONGEST_VALUE = 8 * 1024
# A surrogate stands for a byte that is not UTF-8 and would be lost on the way back.
UNKEEPABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
EPOCHAL = 10**8  # seconds: no wait is as long, and no present moment as early

READABLE = frozenset({200, 203, 304})
STATUSES = {
    401: "unauthorised",
    402: "forbidden",
    403: "forbidden",
    404: "not-found",
    410: "gone",
    429: "rate-limited",
    451: "forbidden",
}
CLASSES = {2: "partial", 3: "bad-redirect", 4: "http-error", 5: "server-error"}

NETWORK = (aiohttp.ClientError, HttpProcessingError, OSError)
# The first that fits counts, so the special ones stand before the general.
ERRORS: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "dns"),
    (ssl.SSLError, "tls"),
    (TimeoutError, "timeout"),
    (aiohttp.ClientPayloadError, "disconnected"),
    (aiohttp.ServerDisconnectedError, "disconnected"),
)
ERRNOS = {
    errno.ECONNREFUSED: "refused",
    errno.ECONNRESET: "disconnected",
    errno.ECONNABORTED: "disconnected",
    errno.EPIPE: "disconnected",
    errno.ETIMEDOUT: "timeout",
    errno.EMFILE: "internal",
    errno.ENFILE: "internal",
    errno.ENOBUFS: "internal",
    errno.ENOMEM: "internal",
}


def judge_status(status: int, headers: Mapping[str, str], now: datetime) -> Failure | None:
    """Say what is wrong with an answer by its head alone; None when its body is worth reading."""
    challenge = headers.get("cf-mitigated", "").strip().lower() == "challenge"
    if status in READABLE and not challenge:
        return None
    wait = retry_after(headers.get("Retry-After"), headers.get("Date"), now) or reset(headers, now)
    code = "challenge" if challenge else STATUSES.get(status) or CLASSES.get(status // 100, "protocol")
    return Failure(code, f"HTTP {status}", status, wait)


def retry_after(value: str | None, date: str | None, now: datetime) -> timedelta | None:
    """Read how long a server asks us to wait, in seconds or until a date on its own clock (RFC 9110, 10.2.3)."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        wait = timedelta(seconds=int(text)) if len(text) < 9 else LONGEST_WAIT
    else:
        until = http_date(text)
        if until is None:
            return None
        wait = until - (http_date(date) or now)
    return min(wait, LONGEST_WAIT) if wait > timedelta(0) else None


def reset(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Read when a limiter that counts lets us in again: in so many seconds, or at a moment since 1970."""
    left, text = headers.get("X-RateLimit-Remaining", ""), headers.get("X-RateLimit-Reset", "").strip()
    if not re.fullmatch(r"\s*-?0+(\.0*)?\s*", left) or not re.fullmatch(r"[0-9]{1,12}", text, re.ASCII):
        return None
    seconds = int(text) if int(text) < EPOCHAL else int(text) - int(now.timestamp())
    return min(timedelta(seconds=seconds), LONGEST_WAIT) if seconds > 0 else None


def http_date(text: str | None) -> datetime | None:
    """Read a date of HTTP; None for anything else."""
    if not text:
        return None
    try:
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def judge_body(answer: Answer, limit: int) -> Answer | Failure:
    """Refuse an answer with nothing in it, or with too much."""
    if len(answer.body) > limit:
        return Failure("too-large", f"over {limit} bytes")
    return answer if answer.body.strip() else Failure("empty")


def judge_error(error: BaseException) -> Failure:
    """Turn an error of the network into the failure it means."""
    # A message alone, where there is one: the whole text would repeat the address with all its parameters.
    text = str(getattr(error, "message", "")) or str(error) or type(error).__name__
    return Failure(error_code(error), plain(text))


def error_code(error: BaseException) -> str:
    """Find the code of an error of the network."""
    for kind, code in ERRORS:
        if isinstance(error, kind):
            return code
    if isinstance(error, OSError) and error.errno in ERRNOS:
        return ERRNOS[error.errno]
    if isinstance(error, (ConnectionError, aiohttp.ClientConnectionError)):
        return "disconnected"
    return "unreachable" if isinstance(error, OSError) else "protocol"


def plain(text: str) -> str:
    """Make one short line of a text in which a server may have had its say."""
    return "".join(c if c.isprintable() else " " for c in text)[:200].strip()


def keepable(value: str | None) -> str | None:
    """Pass on a header's value that can be stored and sent back byte for byte; None for any other."""
    if not value or len(value) > LONGEST_VALUE:
        return None
    return None if UNKEEPABLE.search(value) else value
