"""What tests let a confined process do."""

import os
import signal
import time

from syndicate.errors import SourceError


def compute_for_ever() -> None:
    while True:
        pass


def sleep_for_ever() -> None:
    while True:
        time.sleep(60)


def stop() -> None:
    """Stand still, so that not even the clock of this process ends it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    sleep_for_ever()


def hoard(megabytes: int) -> int:
    return len(bytearray(megabytes * 2**20))


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def refuse() -> None:
    raise SourceError("unreadable", "as asked")


def err() -> None:
    raise KeyError("a bug of ours")


def double(value: int, *, times: int = 2) -> int:
    return value * times
