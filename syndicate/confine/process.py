"""One process that computes what it is asked, seen from outside: started, asked, and killed when it takes too long."""

import json
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from multiprocessing.connection import Pipe
from typing import Any

from ..errors import SourceError
from .limits import Limits

START = 60  # seconds that a loaded machine may take to start an interpreter
GRACE = 5  # seconds beyond its own limit, after which a process that was not killed is killed from here
PATIENCE = 2  # seconds that a process has to end

# The child finds modules where this process does, however that was started.
CODE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from syndicate.confine.child import serve; serve(*json.loads(sys.argv[2]))"
)


class Process:
    """A child and the pipe to it; one thread uses it at a time."""

    def __init__(self, limits: Limits) -> None:
        """Start an interpreter of its own: a fork would copy the threads' locks, and all memory."""
        self.limits, self.worn = limits, False
        self.pipe, theirs = Pipe()
        try:
            given = json.dumps([theirs.fileno(), *astuple(limits)])
            command = [sys.executable, "-I", "-c", CODE, json.dumps(sys.path), given]
            self.child = subprocess.Popen(  # noqa: S603 - ourselves
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
            )
        finally:
            theirs.close()
        if not self.heard(START):
            self.close()
            raise RuntimeError("the process that reads what strangers send did not start")

    @property
    def alive(self) -> bool:
        return self.child.poll() is None

    def ask(self, call: tuple[Callable[..., Any], Sequence[Any], Mapping[str, Any]]) -> memoryview:
        """Give what the child answers, which `returned` reads: who waits for the child need not wait for that."""
        self.worn = True  # until it has answered
        reply = memoryview(self.answer(pickle.dumps(call)))
        self.worn = bool(reply[0])
        return reply[1:]

    def answer(self, question: bytes) -> bytes:
        try:
            self.pipe.send_bytes(question)
            reply = self.heard(self.limits.wall + GRACE)
        except OSError:  # it died while it was asked
            reply = b""
        if not reply:
            raise SourceError("too-costly", self.end())
        return reply

    def heard(self, seconds: float) -> bytes:
        """Wait for what the child says; nothing where it says nothing in time, or is gone."""
        try:
            return self.pipe.recv_bytes(self.limits.reply) if self.pipe.poll(seconds) else b""
        except (EOFError, OSError):
            return b""

    def end(self) -> str:
        """End the child, and say what it died of."""
        try:
            code = self.child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            code = -signal.SIGALRM  # it does not even answer its own clock
        self.close()
        return self.limits.passed(code)

    def close(self) -> None:
        """Let the child end, which it does when nobody can ask it any more; kill it if it is busy."""
        self.pipe.close()
        try:
            self.child.wait(0 if self.worn else PATIENCE)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


def returned(reply: memoryview) -> Any:
    """Give what the function returned; raises its `SourceError`, or `RuntimeError` with the traceback of a bug."""
    kind, found = pickle.loads(reply)  # noqa: S301 - from our own child
    if kind == "refused":
        raise SourceError(*found)
    if kind == "failed":
        raise RuntimeError(found)
    return found
