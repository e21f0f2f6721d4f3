"""Stand-ins with behaviour: `FakeWeb` is a real HTTP server in a thread, whose pages are told like stories.

    with FakeWeb() as web:
        url = web.page("/feed.xml", body, etag='"a"')   # begins the story of an address
        web.then_status(url, 503, retry_after=60)        # what it answers the second time
        web.then(url, other_body)                        # the third time, and from then on

A page with validators answers 304 by itself when a question carries one of them. `web.requests` is the log.
"""

import contextlib
import shutil
import socket
import ssl
import struct
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import pytest

from syndicate.model import Request

LATENCY = 5.0  # how long the server waits for a question before it gives up on a connection


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that reached the server."""

    path: str
    headers: Mapping[str, str]  # names in lower case
    time: datetime
    head: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """One step of a story: what is sent, and how."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None
    raw: bytes | None = None  # sent as it is, in place of all the above
    wait: float = 0  # seconds before the first byte
    pause: float = 0  # seconds between the bytes of the body
    missing: int = 0  # bytes that Content-Length promises and the body lacks
    reset: bool = False
    meeting: threading.Barrier | None = None  # answered when as many have come as it waits for

    def matches(self, asked: Asked) -> bool:
        """Tell whether the question already has this page (RFC 9110, 13.2.2: the ETag decides where there is one)."""
        if self.status != 200 or self.raw is not None:
            return False
        if "if-none-match" in asked.headers:
            return self.etag is not None and asked.headers["if-none-match"] == self.etag
        return self.last_modified is not None and asked.headers.get("if-modified-since") == self.last_modified

    def head(self) -> bytes:
        """Write the status line and the header."""
        lines = {"Content-Length": str(len(self.body) + self.missing), "Connection": "close"}
        if self.etag is not None:
            lines["ETag"] = self.etag
        if self.last_modified is not None:
            lines["Last-Modified"] = self.last_modified
        lines.update(self.headers)
        text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"HTTP/1.1 {self.status} Told\r\n{text}\r\n".encode()


NOT_FOUND = Reply(404, b"not here")
NO_HTTP = b"HTTP/1.1 400 This is HTTP\r\nContent-Length: 0\r\n\r\n"


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, ssl.SSLContext]:
    """Make a certificate that vouches for itself: its file, and what a server needs to show it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    made = "req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -days 2".split()
    made += ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    subprocess.run([openssl, *made], cwd=folder, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    return folder / "cert", context


class FakeWeb:
    """A site of its own at a free port of `host`; several hosts are several of 127.0.0.x."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.requests: list[Asked] = []
        self.connections = 0
        self.most_at_once = 0
        self._now = 0
        self._stories: dict[str, list[Reply]] = {}
        self._context: ssl.SSLContext | None = None
        self._lock, self._closing = threading.Lock(), threading.Event()
        self._socket = socket.create_server((host, 0), backlog=256)
        self.host, self.port = self._socket.getsockname()[:2]
        self._threads: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._listen, name="fake-web", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the server and all that it is still telling."""
        if self._closing.is_set():
            return
        self._closing.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._thread.join()
        self._socket.close()
        for thread in self._threads:
            thread.join()

    def wrap(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._context = context

    # What a test asks with

    @property
    def endpoint(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def allow(self) -> frozenset[str]:
        return frozenset({self.endpoint})

    def url(self, path: str) -> str:
        return f"http://{self.endpoint}{path}"

    def request(self, url: str, **values: str | None) -> Request:
        """Make a request that the guard lets through to this server."""
        return replace(Request("source", url, allow=self.allow), **values)  # type: ignore[arg-type]

    def asked(self, path: str) -> list[Asked]:
        return [asked for asked in self.requests if asked.path == path]

    # How a story begins

    def page(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
        media_type: str = "application/xml",
    ) -> str:
        """Begin the story of an address anew, and give its URL."""
        with self._lock:
            self._stories[path] = []
        return self.then(
            path,
            body,
            status=status,
            etag=etag,
            last_modified=last_modified,
            headers=headers,
            media_type=media_type,
        )

    def forget(self, path: str) -> None:
        """End the story of an address, so that another can be told."""
        with self._lock:
            self._stories.pop(path, None)

    # How it goes on; each takes a path or a URL of this server, and gives the URL

    def then(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
        media_type: str = "application/xml",
    ) -> str:
        """Answer like this next, and from then on unless the story goes on."""
        head = {"Content-Type": media_type, **(headers or {})}
        return self._tell(path, Reply(status, encoded(body), head, etag, last_modified))

    def then_304(self, path: str, headers: Mapping[str, str] | None = None) -> str:
        return self._tell(path, Reply(304, headers=headers or {}))

    def then_status(self, path: str, status: int, *, retry_after: int | str | None = None) -> str:
        head = {} if retry_after is None else {"Retry-After": str(retry_after)}
        return self._tell(path, Reply(status, b"a fault", head))

    def redirect(self, path: str, to: str, *, status: int = 301) -> str:
        return self._tell(path, Reply(status, headers={"Location": to}))

    def slow(self, path: str, body: bytes | str, seconds: float) -> str:
        """Say nothing for a while, then all."""
        return self._tell(path, Reply(body=encoded(body), wait=seconds))

    def meet(self, path: str, body: bytes | str, meeting: threading.Barrier) -> str:
        """Answer only when the other pages of the meeting, of whatever server, are asked at the same time."""
        return self._tell(path, Reply(body=encoded(body), meeting=meeting))

    def drip(self, path: str, body: bytes | str, seconds: float) -> str:
        """Send the body byte by byte with a pause before each."""
        return self._tell(path, Reply(body=encoded(body), pause=seconds))

    def truncated(self, path: str, body: bytes | str, missing: int = 100) -> str:
        """Promise more than is sent."""
        return self._tell(path, Reply(body=encoded(body), missing=missing))

    def reset(self, path: str) -> str:
        """Break the connection off in place of an answer."""
        return self._tell(path, Reply(reset=True))

    def raw(self, path: str, answer: bytes) -> str:
        """Send these bytes and nothing else, not even a status line."""
        return self._tell(path, Reply(raw=answer))

    def _tell(self, path: str, reply: Reply) -> str:
        if path.startswith("http"):
            path = urlsplit(path)._replace(scheme="", netloc="").geturl()
        with self._lock:
            self._stories.setdefault(path, []).append(reply)
        return self.url(path)

    # The server

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(LATENCY)
        if self._context:
            try:
                connection = self._context.wrap_socket(connection, server_side=True)
            except OSError:  # nobody trusts us
                return
        with connection, contextlib.suppress(OSError, threading.BrokenBarrierError):
            # No longer counted once it is answered: the next one may come before this thread ends.
            with self._counted():
                asked = read_question(connection)
                reply = self._next(asked) if asked else Reply(raw=NO_HTTP)
                self._closing.wait(reply.wait)
                if reply.meeting:
                    reply.meeting.wait(LATENCY)
            self._answer(connection, reply)

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self.connections += 1
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1

    def _next(self, asked: Asked) -> Reply:
        with self._lock:
            self.requests.append(asked)
            story = self._stories.get(asked.path, [NOT_FOUND])
            reply = story.pop(0) if len(story) > 1 else story[0]
        return replace(reply, status=304, body=b"") if reply.matches(asked) else reply

    def _answer(self, connection: socket.socket, reply: Reply) -> None:
        if reply.reset:
            # Closing with a linger of nothing sends RST in place of FIN.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        if reply.raw is not None:
            connection.sendall(reply.raw)
        elif reply.pause:
            self._drip(connection, reply)
        else:
            connection.sendall(reply.head() + (b"" if reply.status in (204, 304) else reply.body))

    def _drip(self, connection: socket.socket, reply: Reply) -> None:
        connection.sendall(reply.head())
        for byte in reply.body:
            if self._closing.wait(reply.pause):
                return
            connection.sendall(bytes((byte,)))


def encoded(body: bytes | str) -> bytes:
    """Take text as UTF-8."""
    return body.encode() if isinstance(body, str) else body


def read_question(connection: socket.socket) -> Asked | None:
    """Read the head of a request; None when it is none, but the beginning of TLS, or the other side left."""
    head = b""
    while b"\r\n\r\n" not in head:
        more = connection.recv(65536)
        head += more
        if not more or not head[:1].isalpha():
            return None
    first, *lines = head.split(b"\r\n\r\n")[0].decode().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    values = {name.lower(): value.strip() for name, _, value in pairs}
    return Asked(first.split()[1], values, datetime.now(UTC), head)
