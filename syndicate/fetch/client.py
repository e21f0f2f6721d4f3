"""Requests in, answers and failures out as they arrive: many hosts at once, each asked one question after the other.

The only place with an event loop: one, in a thread of its own, for as long as the fetcher is open. How one request is
made is `exchange`'s business; nothing is stored, and nothing asked twice.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from types import TracebackType
from typing import Any, Self
from weakref import WeakValueDictionary

from ..model import Answer, Failure, Request
from .exchange import Exchange, ask
from .limits import Limits
from .local import SCHEME, read_file

PARALLEL = 64
# Requests begun ahead of what a consumer has taken: bounds the bodies that wait for a slow one, of which there are some.
AHEAD = 48
LONGEST_PAUSE = 60  # seconds
FORGOTTEN = 2  # hosts that may be forgotten with each that is remembered, once they can no longer be resting
GATHERED = (
    0.01  # seconds in which arrivals are gathered: to wake a thread for a few of them costs more than to wait
)
PATIENCE = 1  # seconds of silence after which who waits may do something else

Outcome = Answer | Failure
Arrived = list[tuple[Request, Outcome | None]]  # None: the fetcher was closed
Tasks = set[asyncio.Task[Outcome]]

logger = logging.getLogger(__name__)


class Turns:
    """Whose turn it is: `parallel` requests at once, and one at a time for each host, after a pause."""

    def __init__(self, parallel: int) -> None:
        self._slots = asyncio.Semaphore(parallel)
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._starts: dict[str, float] = {}

    @asynccontextmanager
    async def take(self, host: str, pause: float) -> AsyncIterator[None]:
        """Wait for the host first and then for a slot, so that those who wait for a busy host hold no slot."""
        name = host.lower().rstrip(".")
        lock = self._hosts.setdefault(name, asyncio.Lock())
        async with lock:
            # Again, as a timer may be early by a moment.
            while (rest := self._starts.get(name, 0) + pause - monotonic()) > 0:
                await asyncio.sleep(rest)
            async with self._slots:
                self._remember(name)
                yield

    def _remember(self, name: str) -> None:
        now = monotonic()
        self._starts.pop(name, None)
        self._starts[name] = now  # the last: they stand in the order of their starts
        for host in list(islice(self._starts, FORGOTTEN)):
            if now - self._starts[host] >= LONGEST_PAUSE:
                del self._starts[host]


class Arrivals:
    """What arrives for one who waits in another thread, and is woken once for all that arrives in a moment."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.tasks: Tasks = set()
        self._loop, self._queue, self._fresh = loop, SimpleQueue[Arrived](), Arrived()

    def expect(self, request: Request, task: asyncio.Task[Outcome]) -> None:
        self.tasks.add(task)
        task.add_done_callback(partial(self._note, request))

    def _note(self, request: Request, done: asyncio.Task[Outcome]) -> None:
        self.tasks.discard(done)
        self._fresh.append((request, None if done.cancelled() else done.result()))
        if not self.tasks:
            self._hand_over()
        elif len(self._fresh) == 1:
            self._loop.call_later(GATHERED, self._hand_over)

    def _hand_over(self) -> None:
        fresh, self._fresh = self._fresh, []
        if fresh:
            self._queue.put(fresh)

    def take(self) -> list[tuple[Request, Outcome]]:
        """Wait for outcomes, but not for long."""
        try:
            found = self._queue.get(timeout=PATIENCE)
        except Empty:
            return []
        while not self._queue.empty():
            found += self._queue.get()
        if any(outcome is None for _, outcome in found):
            raise RuntimeError("the fetcher was closed")
        return [(request, outcome) for request, outcome in found if outcome]


class Fetcher:
    """Fetches from any number of threads; close it, or use it in a `with`."""

    def __init__(self, *, agent: str, folder: Path | None = None, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self._folder = folder
        self._exchange = Exchange(agent, limits, Turns(PARALLEL).take)
        self._gate, self._closed = threading.Lock(), False
        self._loop, self._closing = event_loop(), asyncio.Event()
        # Names are resolved in threads; the default of a few would let some dead name servers stop all others.
        self._loop.set_default_executor(ThreadPoolExecutor(PARALLEL, thread_name_prefix="fetch"))
        self._thread = threading.Thread(target=self._serve, name="fetch", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def fetch_all(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Outcome]]:
        """Ask every address and yield the outcomes as they arrive; leaving the iteration early cancels the rest."""
        return chain.from_iterable(self.fetch_batches(requests))

    def fetch_batches(self, requests: Iterable[Request]) -> Iterator[list[tuple[Request, Outcome]]]:
        """Do the same, but yield together what has arrived together, and nothing where for a while nothing has."""
        arrivals = Arrivals(self._loop)
        waiting, running, free = iter(requests), 0, AHEAD
        try:
            while True:
                begun = list(islice(waiting, free))
                self._submit(begun, arrivals)
                running += len(begun)
                if not running:
                    return
                arrived = arrivals.take()
                free = len(arrived)
                running -= free
                yield arrived
        finally:
            if running:
                self._cancel(arrivals.tasks)

    def close(self) -> None:
        """Cancel what is under way, and end the thread."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join()

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._until_closed())

    async def _until_closed(self) -> None:
        await self._closing.wait()
        asking = asyncio.all_tasks() - {asyncio.current_task()}
        cancel(asking)
        await asyncio.gather(*asking, return_exceptions=True)

    def _submit(self, requests: list[Request], arrivals: Arrivals) -> None:
        with self._gate:
            if self._closed:
                raise RuntimeError("the fetcher is closed")
            self._loop.call_soon_threadsafe(self._begin, requests, arrivals)

    def _begin(self, requests: list[Request], arrivals: Arrivals) -> None:
        for request in requests:
            arrivals.expect(request, self._loop.create_task(self._fetch(request)))

    def _cancel(self, tasks: Tasks) -> None:
        with self._gate:
            if not self._closed:
                self._loop.call_soon_threadsafe(cancel, tasks)

    async def _fetch(self, request: Request) -> Outcome:
        """Get one outcome, whatever happens: a fault of ours costs one request, not the round."""
        try:
            if request.url.startswith(SCHEME):
                return await asyncio.to_thread(read_file, request, self._folder, self._exchange.limits.body)
            return await ask(request, self._exchange)
        except Exception as error:
            logger.exception("fetching the source %s failed", request.source)
            return Failure("internal", type(error).__name__)


def event_loop() -> asyncio.AbstractEventLoop:
    """Make uvloop's, where there is one for the platform: asyncio's own does the same, and takes half as long again."""
    made = import_module("uvloop" if find_spec("uvloop") else "asyncio")
    loop: asyncio.AbstractEventLoop = made.new_event_loop()
    return loop


def cancel(tasks: Iterable[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
