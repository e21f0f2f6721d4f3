"""Both ends of a child process that does one part of a measurement: lines of JSON are asked and answered.

In: the script, and questions. Out: answers, with what they cost the child and the processes below it, as /proc of
Linux tells. What is asked is the business of those who talk.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")
TOLD = 2_000  # characters of a dead child's last words

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cost:
    """What an answer took: seconds of wall and CPU time, and the highest memory, in MB, of the largest process."""

    wall: float
    cpu: float
    peak: float


class SilenceError(Exception):
    """A child ended instead of answering."""


class Child:
    """A script of this folder in a process of its own; use it in a `with`."""

    def __init__(self, script: str, folder: Path, python: str = sys.executable) -> None:
        self.script, self.log = script, folder / f"{script}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [python, str(HERE / script)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def ask(self, what: str, **details: Any) -> Answer:
        """Ask, and wait for the answer."""
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write(json.dumps([what, details]) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise SilenceError(self.last_words()) from None
        line = self.process.stdout.readline()
        if not line:
            raise SilenceError(self.last_words())
        answer: Answer = json.loads(line)
        return answer

    def measure(self, what: str, **details: Any) -> tuple[Answer, Cost]:
        """Ask, and say what the answer cost."""
        cpu, began = cpu_of(self.process.pid), time.perf_counter()
        answer = self.ask(what, **details)
        wall = time.perf_counter() - began
        return answer, Cost(wall, cpu_of(self.process.pid) - cpu, peak_of(self.process.pid))

    def last_words(self) -> str:
        self.process.wait()
        return f"{self.script} ended: {self.log.read_text(errors='replace')[-TOLD:].strip()}"


def reply(commands: Mapping[str, Callable[..., Answer]]) -> None:
    """Answer what a child is asked, until nobody asks any more."""
    out, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    for line in sys.stdin:
        what, details = json.loads(line)
        print(json.dumps(commands[what](**details)), file=out, flush=True)


def family(pid: int) -> Iterator[int]:
    """The process and all below it."""
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in thread.read_text().split():
            yield from family(int(child))


def cpu_of(pid: int) -> float:
    """Seconds of CPU time that the process, all below it and those that have ended took."""
    ticks = 0
    for member in family(pid):
        fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))  # utime, stime, cutime, cstime
    return ticks / TICKS


def peak_of(pid: int) -> float:
    """The most memory in MB that one of these processes ever held."""
    peaks = [0]
    for member in family(pid):
        for line in Path(f"/proc/{member}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                peaks.append(int(line.split()[1]))
    return max(peaks) / 1024
