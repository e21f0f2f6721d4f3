"""A partner's site at a port of its own: pages that a test writes, with the headers that it wants."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>A partner</title><link rel="icon" href="data:,">{head}</head>
<body><main><h1>A partner</h1><p>Words before.</p>{body}<p id="after">Words after the list.</p></main></body></html>
"""


class Reply(NamedTuple):
    """What an address answers."""

    body: str
    headers: Mapping[str, str]
    status: int = 200


NOTHING = Reply("", {}, 404)


class Partner:
    """Answers by their paths, and what was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages: dict[str, Reply] = {}
        self.asked: list[tuple[str, str]] = []  # methods and paths

    def wait(self, method: str, path: str, times: int = 1) -> None:
        """Wait until something was asked, so often."""
        end = time.monotonic() + 20
        while self.asked.count((method, path)) < times:
            assert time.monotonic() < end, f"{method} {path} is not asked"
            time.sleep(0.05)

    def put(
        self, body: str, *, head: str = "", headers: Mapping[str, str] | None = None, path: str = "/page"
    ) -> str:
        """Write a page around some lines; gives its address."""
        self.pages[path] = Reply(PAGE.format(head=head, body=body), headers or {})
        return self.url + path


@contextmanager
def partner() -> Iterator[Partner]:
    """Serve a partner's pages until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.command, self.path))
            reply = site.pages.get(self.path, NOTHING)
            self.send_response_only(reply.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(reply.body.encode())

        do_HEAD = do_GET  # noqa: N815 - likewise

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Partner(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
