"""A real server on a free port, in a process of its own, that ends with the test."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 90.0  # seconds

SERVE = """\
import os
from syndicate.config.settings import from_environment
from syndicate.web.server import serve
serve(from_environment(os.environ))
"""


@dataclass
class Served:
    """A server that runs."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as response:
                return bool(response.status == 200)
        except (URLError, OSError):
            return False


def until(wanted: bool, server: Served) -> bool:
    """Wait until the server answers, or does so no longer."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.answers() is wanted:
            return True
        time.sleep(0.1)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(database: str, port: int) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "SYNDICATE_DATABASE": database, "SYNDICATE_PORT": str(port)}
    return subprocess.Popen([sys.executable, "-c", SERVE], env=environ, stderr=subprocess.PIPE)


@contextmanager
def served(database: str, port: int) -> Iterator[Served]:
    """Serve a database until the block ends."""
    process = start(database, port)
    server = Served(process, port)
    try:
        assert until(True, server)
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
