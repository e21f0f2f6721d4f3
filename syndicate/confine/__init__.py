"""A function and its values in, what it returns out, though computed in a process of its own that may be killed.

For what strangers send: no document, however made, costs more than the bounds of `child`, or harms more than itself.
The function is one of a module and the values can be pickled. What only such a process needs, as the libraries that read
what strangers send, is loaded there alone: of those functions this process has the names (`Elsewhere`). A few processes
serve all threads of this one; they start when first needed and end with it, however it ends.
"""

import atexit
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from threading import BoundedSemaphore, Lock
from typing import Any, ParamSpec, TypeVar

from .limits import LIMITS, Limits
from .process import Process, returned

P = ParamSpec("P")
T = TypeVar("T")

MOST = 2  # processes: reading costs computing time, and a machine has other things to do


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A function by its name: its module is loaded by who calls it."""

    module: str
    name: str

    def __call__(self, *values: Any, **named: Any) -> Any:
        return getattr(import_module(self.module), self.name)(*values, **named)


class Pool:
    """The processes that wait for work."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.idle: list[Process] = []
        self.turns = BoundedSemaphore(MOST)
        self.lock = Lock()

    def run(self, function: Callable[..., Any], values: Sequence[Any], named: Mapping[str, Any]) -> Any:
        """Compute in a process that waits, else in a new one."""
        with self.turns:
            process = self.take()
            try:
                reply = process.ask((function, values, named))
            finally:
                self.leave(process)
        return returned(reply)

    def take(self) -> Process:
        """Give a process that lives; the one used last first, so that a burst leaves no two warm."""
        while True:
            with self.lock:
                process = self.idle.pop() if self.idle else None
            if process is None:
                return Process(self.limits)
            if process.alive:
                return process
            process.close()

    def leave(self, process: Process) -> None:
        """Keep a process for the next one, unless it is worn or was killed."""
        if process.worn:
            process.close()
            return
        with self.lock:
            self.idle.append(process)

    def close(self) -> None:
        """End those that wait."""
        with self.lock:
            idle, self.idle = self.idle, []
        for process in idle:
            process.close()


POOL = Pool()
atexit.register(POOL.close)


def confined(function: Callable[P, T], *values: P.args, **named: P.kwargs) -> T:
    """Compute a function within bounds; raises its `SourceError`, or one with "too-costly"."""
    found: T = POOL.run(function, values, named)
    return found


__all__ = ["Elsewhere", "confined"]
