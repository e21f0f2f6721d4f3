"""What statuses, headers and errors of the network mean."""

import errno
import socket
import ssl
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.errors import SENTENCES
from syndicate.fetch.verdict import judge_error, judge_status, keepable, plain, retry_after

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("remaining", "value", "seconds"),
    [
        ("0", "90", 90),
        ("0.0", "90", 90),
        ("3", "90", None),
        ("", "90", None),
        ("0", "", None),
        ("0", "soon", None),
        ("0", str(int(NOW.timestamp()) + 600), 600),
        ("0", str(int(NOW.timestamp()) - 600), None),
        ("0", "99999999999", 31 * 86400),
    ],
)
def test_limiters_that_count(remaining: str, value: str, seconds: int | None) -> None:
    headers = {"X-RateLimit-Remaining": remaining, "X-RateLimit-Reset": value}
    failure = judge_status(429, headers, NOW)
    assert failure
    assert failure.retry_after == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "unauthorised"),
        (402, "forbidden"),
        (403, "forbidden"),
        (404, "not-found"),
        (410, "gone"),
        (418, "http-error"),
        (429, "rate-limited"),
        (451, "forbidden"),
        (500, "server-error"),
        (503, "server-error"),
        (201, "partial"),
        (204, "partial"),
        (206, "partial"),
        (226, "partial"),
        (300, "bad-redirect"),
        (305, "bad-redirect"),
        (101, "protocol"),
        (999, "protocol"),
    ],
)
def test_status(status: int, code: str) -> None:
    failure = judge_status(status, {}, NOW)
    assert failure is not None
    assert (failure.code, failure.status) == (code, status)


@pytest.mark.parametrize("status", [200, 203, 304])
def test_status_that_is_worth_reading(status: int) -> None:
    assert judge_status(status, {}, NOW) is None


@pytest.mark.parametrize("status", [200, 403, 503])
def test_challenge(status: int) -> None:
    failure = judge_status(status, {"cf-mitigated": "challenge"}, NOW)
    assert failure is not None
    assert failure.code == "challenge"


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("120", None, 120),
        (" 120 ", None, 120),
        ("0", None, None),
        ("-1", None, None),
        ("abc", None, None),
        ("1.5", None, None),
        ("٣", None, None),
        ("", None, None),
        (None, None, None),
        ("99999999999", None, 31 * 86400),
        ("9" * 6000, None, 31 * 86400),
        ("Sun, 22 Nov 2026 12:05:00 GMT", None, 300),
        ("Sun, 22 Nov 2026 12:05:00 -0000", None, 300),
        pytest.param(
            "Sun, 22 Nov 2026 15:05:00 GMT", "Sun, 22 Nov 2026 15:00:00 GMT", 300, id="by its clock"
        ),
        ("Sun, 22 Nov 2026 12:05:00 GMT", "nonsense", 300),
        ("Sun, 22 Nov 2026 11:00:00 GMT", None, None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None, 31 * 86400),
        ("Fri, 31 Dec 9999 23:59:59 -2359", None, None),
        ("Sun, 99 Nov 2026 12:05:00 GMT", None, None),
    ],
)
def test_retry_after(value: str | None, date: str | None, seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after(value, date, NOW) == expected


@given(st.text(), st.none() | st.text())
def test_any_retry_after_is_bearable(value: str, date: str | None) -> None:
    wait = retry_after(value, date, NOW)
    assert wait is None or timedelta(0) < wait <= timedelta(days=31)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TimeoutError(), "timeout"),
        (aiohttp.ServerTimeoutError(), "timeout"),
        (aiohttp.ServerDisconnectedError(), "disconnected"),
        (aiohttp.ClientPayloadError("cut"), "disconnected"),
        (aiohttp.ClientOSError(errno.ECONNRESET, "reset"), "disconnected"),
        (aiohttp.ClientConnectionError("lost"), "disconnected"),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "dns"),
        (ssl.SSLError("wrong version"), "tls"),
        (aiohttp.ClientError("odd"), "protocol"),
        (OSError(errno.ECONNREFUSED, "refused"), "refused"),
        (OSError(errno.EHOSTUNREACH, "no route"), "unreachable"),
        (OSError(errno.ENETUNREACH, "no net"), "unreachable"),
        (OSError(errno.ETIMEDOUT, "late"), "timeout"),
        (OSError(errno.EMFILE, "too many open files"), "internal"),
        (OSError("of no number"), "unreachable"),
        (ConnectionResetError("during the handshake"), "disconnected"),
    ],
)
def test_error(error: Exception, code: str) -> None:
    failure = judge_error(error)
    assert failure.code == code
    assert failure.code in SENTENCES
    assert failure.detail


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ('"a"', True),
        ('W/"a-gzip"', True),
        ("bare", True),
        ('"é€"', True),
        ("x" * 8192, True),
        ("x" * 8193, False),
        ("a\tb", False),
        ("a\nb", False),
        ("a\x7f", False),
        ("a\x85", False),
        ("a\udce9", False),
        ("", False),
        (None, False),
    ],
)
def test_keepable(value: str | None, kept: bool) -> None:
    assert keepable(value) == (value if kept else None)


def test_detail_cannot_forge_lines_of_a_log() -> None:
    assert plain("bad\r\nline \x1b[2J\u202e" + "x" * 500).startswith("bad  line  [2J x")
    assert len(plain("x" * 500)) == 200
