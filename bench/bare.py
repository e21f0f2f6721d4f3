"""The floor of a measurement: asks every address, 64 at once, reads the bodies and does nothing with them.

A child of `talk`. Every request has a connection of its own, as for whoever asks many servers once an hour.
"""

import asyncio
from collections.abc import Iterator

import aiohttp
import talk

AT_ONCE = 64

Validators = dict[str, dict[str, str]]


async def work(session: aiohttp.ClientSession, waiting: Iterator[str], known: Validators) -> Validators:
    """Ask for one address after the other; give what is to be sent back next time."""
    heard: Validators = {}
    for url in waiting:
        async with session.get(url, headers=known.get(url)) as response:
            await response.read()
            head = response.headers
            heard[url] = {"If-None-Match": head["ETag"], "If-Modified-Since": head["Last-Modified"]}
    return heard


async def ask_all(urls: list[str], known: Validators) -> Validators:
    waiting = iter(urls)
    connector = aiohttp.TCPConnector(limit=AT_ONCE, force_close=True)
    async with aiohttp.ClientSession(connector=connector) as session:
        parts = await asyncio.gather(*(work(session, waiting, known) for _ in range(AT_ONCE)))
    return {url: validators for part in parts for url, validators in part.items()}


class Bare:
    """What it asks, and the validators of the last round that it was told to remember."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.known: Validators = {}

    def begin(self, folder: str, urls: list[str]) -> talk.Answer:
        self.urls = urls
        return {}

    def round(self, remember: bool) -> talk.Answer:
        heard = asyncio.run(ask_all(self.urls, self.known))
        self.known = heard if remember else self.known
        return {}


if __name__ == "__main__":
    bare = Bare()
    talk.reply({"begin": bare.begin, "round": bare.round})
