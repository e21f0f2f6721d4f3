"""`syndicate run`: two processes, web and work, that live and end together.

A child that dies is started again; a child ends when its standard input does, so none outlives a killed parent.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from threading import Event

from ..config.settings import Settings
from ..errors import SettingsError

log = logging.getLogger(__name__)

PARTS = ("work", "serve")
LOOK = 0.5  # seconds between two looks at the children
PATIENCE = 75  # seconds that a child has to finish what is under way: an answer may take 60
RESTART = 5  # seconds before a child that died is started again


def probe(host: str, port: int) -> None:
    """Refuse a port on which something listens: two servers would share it or fail without a word."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} cannot be listened on ({error.strerror}): stop what uses it, or choose another with"
            " --port or SYNDICATE_PORT"
        ) from None


def stopped(*, attached: bool) -> Event:
    """An event that is set by Ctrl-C, by SIGTERM and, if attached, by the end of standard input."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if attached:
        after_input(stop.set)
    return stop


def end_with_input() -> None:
    """Send this process SIGTERM when standard input ends."""
    after_input(lambda: os.kill(os.getpid(), signal.SIGTERM))


def after_input(action: Callable[[], None]) -> None:
    """Act when standard input ends; without the lock of `sys.stdin`, on which a process forked meanwhile would hang."""

    def wait() -> None:
        while os.read(0, 1024):
            pass
        action()

    threading.Thread(target=wait, daemon=True).start()


def environment(settings: Settings) -> Mapping[str, str]:
    """What children need to read the same settings."""
    own = {
        "SYNDICATE_DATABASE": settings.database,
        "SYNDICATE_CONFIG": str(settings.config),
        "SYNDICATE_HOST": settings.host,
        "SYNDICATE_PORT": str(settings.port),
        "SYNDICATE_LOG": settings.log,
    }
    inherited = {name: value for name, value in os.environ.items() if name != "SYNDICATE_DATABASE_FILE"}
    return inherited | own


def prepare(settings: Settings) -> None:
    """Let a child get all ready, and end as it did if that cannot be done: it has said why."""
    done = subprocess.run(command("prepare"), env=environment(settings), check=False)  # noqa: S603 - ourselves
    if done.returncode:
        sys.exit(done.returncode)


def supervise(settings: Settings) -> None:
    """Keep web and work running until Ctrl-C or SIGTERM, then let them finish."""
    stop = stopped(attached=False)
    children = {part: start(part, settings) for part in PARTS}
    while not stop.wait(LOOK):
        for part, child in children.items():
            if child.poll() is not None:
                log.error(
                    "%s ended with %s: starting it again",
                    part,
                    child.returncode,
                    extra={"event": "restarted"},
                )
                stop.wait(RESTART)
                children[part] = start(part, settings)
    end(list(children.values()))


def start(part: str, settings: Settings) -> subprocess.Popen[bytes]:
    words = command(part, "--attached")
    return subprocess.Popen(words, stdin=subprocess.PIPE, env=environment(settings))  # noqa: S603 - ourselves


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "syndicate", *words]


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask the children to end, wait for them, and kill who does not."""
    for child in children:
        child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
