"""The web of a measurement: feeds on as many addresses of 127.0.0.0/8, which can change, and which count who asks.

A child of `talk`. In: how many feeds. Out: the port, the sizes, and after each round how often which status was
answered. Plain HTTP from memory, without compression, faster than any client here.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

import talk
from corpus import Original, made_up, originals

EVERY = 20  # one of so many feeds changes
BACKLOG = 1024
DATES = ("Mon, 01 Jun 2026 12:00:00 GMT", "Tue, 02 Jun 2026 12:00:00 GMT")


class Page:
    """One feed as it is served: as first printed, or changed."""

    def __init__(self, body: bytes, edition: int) -> None:
        etag = f'"{edition}-{len(body)}"'
        self.etag, self.date = etag.encode(), DATES[edition].encode()
        validators = f"ETag: {etag}\r\nLast-Modified: {DATES[edition]}\r\n"
        kind = f"Content-Type: application/xml\r\nContent-Length: {len(body)}\r\n"
        self.full = f"HTTP/1.1 200 OK\r\n{kind}{validators}\r\n".encode() + body
        self.unchanged = f"HTTP/1.1 304 Not Modified\r\n{validators}\r\n".encode()

    def known(self, head: bytes) -> bool:
        """Whether who asks has this edition; a date counts only where there is no ETag (RFC 9110, 13.2.2)."""
        fields = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(b":") for line in head.split(b"\r\n"))
        }
        if b"if-none-match" in fields:
            return fields[b"if-none-match"] == self.etag
        return fields.get(b"if-modified-since") == self.date


class Web:
    """All feeds, and how often each status was answered."""

    def __init__(self, feeds: int) -> None:
        self.originals = originals()
        self.real = bool(self.originals)
        self.originals = self.originals or made_up()
        self.pages = [Page(original.copy(mark), 0) for original, mark in islice(self.numbered(), feeds)]
        self.answered: Counter[int] = Counter()

    def numbered(self) -> Iterator[tuple[Original, str]]:
        """The originals again and again, with the mark of each copy."""
        number = 0
        while True:
            yield self.originals[number % len(self.originals)], str(number)
            number += 1

    def change(self) -> int:
        """Print one more item in some of the feeds; say in how many."""
        places = range(0, len(self.pages), EVERY)
        for place, (original, mark) in zip(places, islice(self.numbered(), 0, None, EVERY), strict=False):
            self.pages[place] = Page(original.grown(mark), 1)
        return len(places)

    def answer(self, head: bytes) -> bytes:
        """Answer `GET /NUMBER`."""
        page = self.pages[int(head.split(b" ", 2)[1][1:])]
        known = page.known(head)
        self.answered[304 if known else 200] += 1
        return page.unchanged if known else page.full

    def count(self) -> talk.Answer:
        """How often each status was answered since this was asked last."""
        counted, self.answered = self.answered, Counter()
        return {str(status): number for status, number in counted.items()}


class Visit(asyncio.Protocol):
    """One connection; only from this machine, although it listens on all addresses."""

    transport: asyncio.Transport

    def __init__(self, web: Web) -> None:
        self.web, self.asked = web, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if not transport.get_extra_info("sockname")[0].startswith("127."):
            transport.abort()

    def data_received(self, data: bytes) -> None:
        *heads, self.asked = (self.asked + data).split(b"\r\n\r\n")
        for head in heads:
            self.transport.write(self.web.answer(head))


def begin(feeds: int) -> talk.Answer:
    """Print the feeds and listen; say where, and what there is."""
    web = Web(feeds)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(lambda: Visit(web), "0.0.0.0", 0, backlog=BACKLOG))
    threading.Thread(target=loop.run_forever, daemon=True).start()
    commands["change"] = lambda: {"changed": web.change()}
    commands["count"] = web.count
    return {
        "port": server.sockets[0].getsockname()[1],
        "real": web.real,
        "items": sum(original.items for original, _ in islice(web.numbered(), feeds)),
        "megabytes": round(sum(len(page.full) for page in web.pages) / 1e6, 1),
    }


commands: dict[str, Callable[..., talk.Answer]] = {"begin": begin}

if __name__ == "__main__":
    talk.reply(commands)
