"""The host of an https address in, until when its certificate holds out: one handshake, and nothing is asked.

For an operator who wants to know; the guard judges each address before it is connected to, as for any source.
"""

import socket
import ssl
from datetime import UTC, datetime
from ipaddress import ip_address

from ..errors import SourceError
from .guard import admit

PATIENCE = 10  # seconds


def addresses(host: str, port: int, *, trusted: bool = False) -> list[str]:
    """Resolve a name; raises `SourceError` where it leads nowhere, or where it may not lead."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (socket.gaierror, UnicodeError) as error:
        raise SourceError("dns", str(error)) from error
    for one in () if trusted else found:
        admit(host, ip_address(one.partition("%")[0]))
    return list(dict.fromkeys(found))


def expiry(host: str, port: int, *, trusted: bool = False) -> datetime:
    """Say until when the certificate of a server is valid; raises `SourceError` where it is not."""
    where = addresses(host, port, trusted=trusted)[0]
    try:
        with (
            socket.create_connection((where, port), PATIENCE) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
        ):
            told = secured.getpeercert() or {}
    except ssl.SSLError as error:
        raise SourceError("tls", error.reason or str(error)) from error
    except OSError as error:
        raise SourceError("unreachable", error.strerror or str(error)) from error
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)
