"""A headless Chromium that is spoken to over a pipe in its own protocol: pages in, what it saw out.

No driver and no port: the browser ends when the pipe is closed.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOUND = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --remote-debugging-pipe"
).split()
PATIENCE = 90.0  # seconds

# The browser reads orders from file descriptor 3 and answers on 4.
BEGIN = """\
import os, sys
for place, pipe in ((103, sys.argv[1]), (104, sys.argv[2])):
    os.dup2(int(pipe), place)
os.dup2(103, 3)
os.dup2(104, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Page:
    """One page in the browser, and what happened while it was looked at."""

    def __init__(self, into: int, out: int) -> None:
        self.into, self.out = into, out
        self.number, self.rest = 0, b""
        self.events: list[dict[str, Any]] = []
        self.session: str | None = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Log", "Network", "Runtime"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give an order, and wait for what comes of it."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.into, json.dumps(message).encode() + b"\0")
        while (heard := self.hear()).get("id") != self.number:
            self.events.append(heard)
        assert "error" not in heard, heard["error"]
        result: dict[str, Any] = heard["result"]
        return result

    def hear(self) -> dict[str, Any]:
        while b"\0" not in self.rest:
            more = os.read(self.out, 65536)
            assert more, "the browser has ended"
            self.rest += more
        message, _, self.rest = self.rest.partition(b"\0")
        heard: dict[str, Any] = json.loads(message)
        return heard

    def open(self, url: str, *, width: int = 1280, scheme: str = "light") -> None:
        """Load an address in a window of a width, and wait until all of it is there."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", features=features)
        self.events.clear()
        self.ask("Page.navigate", url=url)
        self.settle(url)

    def settle(self, url: str) -> None:
        """Wait until all of the page is there that is being loaded since events were cleared."""
        end = time.monotonic() + PATIENCE
        while not self.told("Page.loadEventFired"):
            assert time.monotonic() < end, f"{url} does not load"
            self.events.append(self.hear())

    def told(self, method: str) -> list[dict[str, Any]]:
        """What was reported under a name since the page was opened."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def value(self, expression: str) -> Any:
        """Evaluate an expression in the page."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """Start a browser with an empty profile; it ends with the block."""
    assert FOUND, "Chromium must be installed where CI is set"
    theirs_in, ours_in = os.pipe()
    ours_out, theirs_out = os.pipe()
    pipes = (str(theirs_in), str(theirs_out))
    command = [sys.executable, "-c", BEGIN, *pipes, FOUND, *OPTIONS, f"--user-data-dir={profile}"]
    process = subprocess.Popen(command, pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL)
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Page(ours_in, ours_out)
    finally:
        os.close(ours_in)
        os.close(ours_out)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
