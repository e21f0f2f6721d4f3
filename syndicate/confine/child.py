"""One process that computes what it is asked, seen from inside: its bounds are the kernel's, so nothing escapes them.

It answers one question after the other and ends when nobody is left to ask, however that came. Signals for the service
are not meant for it: what is under way is finished, as the service finishes it.
"""

import os
import pickle
import resource
import signal
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ..errors import SourceError
from .limits import EXHAUSTED, Limits

READY = b"ready"
KIB = 1024


def serve(descriptor: int, *bounds: int) -> None:
    """Answer what comes through a pipe until it ends, each within the bounds."""
    limits = Limits(*bounds)
    confine(limits)
    with Connection(descriptor) as pipe:
        pipe.send_bytes(READY)
        worn = False
        while not worn:
            try:
                question = pipe.recv_bytes()
            except (EOFError, ConnectionError):
                return
            arm(limits)
            made = pickle.dumps(answer(question))
            worn = peak(limits.worn) > limits.worn
            pipe.send_bytes(bytes([worn]) + made)
            signal.setitimer(signal.ITIMER_REAL, 0)


def peak(enough: int) -> int:
    """The most memory that was in use at any time, in bytes, or what is no less where that is `enough` at most.

    Linux hands `ru_maxrss` down to what is started: it counts the peak of the service too, which may be more than ours.
    """
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB
    if highest <= enough:
        return highest
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * KIB
    except (OSError, ValueError, IndexError):
        return highest


def confine(limits: Limits) -> None:
    """Set the bounds that hold for good, whatever the service that started this process did with its signals."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for number in (signal.SIGALRM, signal.SIGXCPU):  # unheard, they kill
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    bound(resource.RLIMIT_AS, limits.memory)
    bound(resource.RLIMIT_CORE, 0)


def arm(limits: Limits) -> None:
    """Give the next question its time: of the processor, where seconds add up, and of the clock."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    bound(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + 1 + limits.cpu)
    signal.setitimer(signal.ITIMER_REAL, limits.wall)


def bound(kind: int, value: int) -> None:
    """Lower a limit as far as may be; the hard one stays, so that it can be raised again."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def answer(question: bytes) -> tuple[str, Any]:
    """Compute the answer; a refusal and a bug are answers too, but without memory there is none."""
    try:
        function, values, named = pickle.loads(question)  # noqa: S301 - from our own parent
        return "done", function(*values, **named)
    except MemoryError:
        os._exit(EXHAUSTED)
    except SourceError as error:
        return "refused", (error.code, error.detail)
    except Exception:
        return "failed", traceback.format_exc()
