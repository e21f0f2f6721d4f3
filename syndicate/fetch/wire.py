"""One question over a connection of its own: an address and fields in, the head and the body of what comes back out.

aiohttp's parser and protocol, without its sessions: their pools, cookies, proxies and traces are of no use to a connection
that is used once, and cost as much as all the rest.
"""

import asyncio
import re
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache

from aiohappyeyeballs import start_connection
from aiohttp.client_proto import ResponseHandler
from aiohttp.http import RawResponseMessage
from aiohttp.streams import StreamReader
from yarl import URL

from ..errors import SourceError
from .guard import SocketInfo, open_socket, resolve
from .limits import Limits

Reply = tuple[RawResponseMessage, StreamReader]
Spoken = tuple["Listener", asyncio.Transport]

ENDS = re.compile("[\r\n\0]")  # a line
BLANK = b"\r\n\r\n"  # ends a head
SWITCHED, FINAL = 101, 200  # statuses: what is below FINAL but for SWITCHED only announces the answer
NEXT = 0.25  # seconds after which the next address of a server is tried beside the one before (RFC 8305, 5)


class Listener(ResponseHandler):
    """Hears so many bytes and no more, also of what is no body: announcements, frames of chunks, blank lines.

    What follows an answer in the same breath, as the body of a 304 does, spoils nothing (RFC 9112, 6.3).
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, room: int) -> None:
        super().__init__(loop)
        self._room = room

    def data_received(self, data: bytes) -> None:
        self._room -= len(data)
        if self._room < 0:
            self.set_exception(SourceError("too-large", "more around the body than a body may have"))
        elif self._payload is None:  # apart, as the parser forgets a head where it stumbles over what follows
            head, blank, rest = data.partition(BLANK)
            super().data_received(head + blank)
            if rest:
                super().data_received(rest)
        else:
            super().data_received(data)
        self._tell()

    def _tell(self) -> None:
        """Tell who waits for the body, too, what is wrong: it would be waited for until the time is up."""
        error = self.exception()
        if error and self._payload is not None and not self._payload.is_eof():
            self._payload.set_exception(error)


@asynccontextmanager
async def converse(
    url: URL, fields: Mapping[str, str], limits: Limits, left: float, *, trusted: bool
) -> AsyncIterator[Reply]:
    """Ask a server in the seconds that are left; the connection ends with the block, whatever is unread."""
    question, began = written(url, fields), asyncio.get_running_loop().time()
    async with asyncio.timeout_at(began + min(left, limits.connect)) as patience:
        handler, transport = await connect(url, 2 * limits.wire, trusted=trusted)
        patience.reschedule(began + left)
        try:
            handler.set_response_params(
                read_until_eof=True,
                auto_decompress=False,
                read_timeout=limits.read,
                max_line_size=limits.field,
                max_field_size=limits.field,
                max_headers=limits.fields,
            )
            transport.write(question)
            handler.start_timeout()
            yield await heard(handler)
        finally:
            handler.abort()


def written(url: URL, fields: Mapping[str, str]) -> bytes:
    """Write a question; raises `ValueError` where a field would end its line."""
    lines = [f"GET {url.raw_path_qs} HTTP/1.1", f"Host: {url.host_port_subcomponent}"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    if ENDS.search("".join(lines)):
        raise ValueError("a line break in the head of a question")
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


async def connect(url: URL, room: int, *, trusted: bool) -> Spoken:
    """Connect to the first address of a server that lets us and, where its scheme wants that, proves to be it; raises
    what was wrong with the first. Each is judged by the guard unless the hop is allowed.
    """
    found, failed = await resolve(url, trusted=trusted), list[OSError]()
    while found:
        try:
            return await secure(await take(found, trusted=trusted), url, room)
        except OSError as error:  # of several machines one may be set up badly
            failed.append(error)
    raise failed[0]


async def take(found: list[SocketInfo], *, trusted: bool) -> socket.socket:
    """Connect to the first of some addresses that answers, and take it from them; all of them, where none does."""
    made: dict[socket.socket, SocketInfo] = {}

    def make(info: SocketInfo) -> socket.socket:
        fresh = socket.socket(*info[:3]) if trusted else open_socket(info)
        made[fresh] = info
        return fresh

    try:
        opened = await start_connection(found, happy_eyeballs_delay=NEXT, socket_factory=make)
    except OSError:
        found.clear()
        raise
    found.remove(made[opened])
    return opened


async def secure(opened: socket.socket, url: URL, room: int) -> Spoken:
    """Speak over a socket, and first let the server prove who it is where its scheme wants that."""
    loop, encrypted = asyncio.get_running_loop(), url.scheme == "https"
    transport, handler = await loop.create_connection(
        lambda: Listener(loop, room),
        sock=opened,
        ssl=certified() if encrypted else None,
        server_hostname=str(url.raw_host).rstrip(".") if encrypted else None,
    )
    return handler, transport


@cache
def certified() -> ssl.SSLContext:
    """What a server must prove, and which protocol we speak."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


async def heard(handler: ResponseHandler) -> Reply:
    """Wait for the head of the answer, past those that only announce it."""
    while True:
        message, body = await handler.read()
        if message.code >= FINAL or message.code == SWITCHED:
            return message, body
