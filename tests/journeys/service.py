"""A real `syndicate run` in a folder of its own, as an operator starts it, and what a subscriber sees of it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from types import TracebackType
from typing import Any, Self

LOOK = 1.5  # seconds after which every process of the web has looked whether documents changed
PATIENCE = 120  # seconds until something that must happen counts as not happening


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port: int = trial.getsockname()[1]
        return port


class Service:
    """The service in `folder`, whose feeds.yaml is there already; its log is in `folder/log`."""

    def __init__(
        self, folder: Path, *, environ: Mapping[str, str] | None = None, command: str = "run"
    ) -> None:
        self.folder, self.port = folder, free_port()
        self.environ = {
            "PATH": os.environ["PATH"],
            "SYNDICATE_PORT": str(self.port),
            "SYNDICATE_DATABASE": f"sqlite:///{folder}/syndicate.db",
            **(environ or {}),
        }
        self.command = command

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            arguments = [sys.executable, "-m", "syndicate", self.command]
            self.process = subprocess.Popen(
                arguments, cwd=self.folder, env=self.environ, stdout=log, stderr=log
            )

    def stop(self) -> int:
        """End it as an operator does; give the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it as a power cut does, and wait until its port is free: its children must not outlive it."""
        self.process.kill()
        self.process.wait(PATIENCE)
        self.until(lambda: not listening(self.port))

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def get(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers=dict(headers or {}))
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def status(self, path: str) -> int:
        """The status of an address; 0 while nobody answers."""
        try:
            return self.get(path)[0].status
        except OSError:
            return 0

    def feed(self, name: str) -> dict[str, Any]:
        """A feed as JSON; one without items while there is none."""
        try:
            response, body = self.get(f"/feeds/{name}.json")
        except OSError:
            return {"items": []}
        found: dict[str, Any] = json.loads(body) if response.status == 200 else {"items": []}
        return found

    def titles(self, name: str) -> list[str]:
        return [item["title"] for item in self.feed(name)["items"]]

    def ready(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.get("/readyz")[1])
        return found

    def until(self, happened: Callable[[], object]) -> None:
        """Wait until something has happened, and every process of the web knows: each looks once a second."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, f"it did not happen; the log says:\n{self.log[-4000:]}"
            time.sleep(0.2)
        time.sleep(LOOK)


def listening(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0
