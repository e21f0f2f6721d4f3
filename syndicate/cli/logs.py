"""The log: one line an event on standard error, for people or as JSON.

No personal data is ever passed to it. What secrets stand for is struck out wherever it appears, in words, fields and
tracebacks: an address with a token in it may be part of what a library says.
"""

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

STANDARD = frozenset(vars(logging.makeLogRecord({})))  # what every record has; the rest came as `extra`


SHORTEST = 4  # characters of what is struck out: less would strike out half of every line
STRUCK = "…"

_hidden: set[str] = set()  # of this process, as the log is


@dataclass(frozen=True, slots=True)
class Hiding(Mapping[str, str]):
    """Secrets of which each that is given out is from then on struck out of the log."""

    secrets: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        value = self.secrets[name]
        if len(value) >= SHORTEST:
            _hidden.add(value)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self.secrets)

    def __len__(self) -> int:
        return len(self.secrets)


def strike(value: object) -> object:
    """Strike secrets out of a text; the longest first, since one may be part of another."""
    if isinstance(value, str):
        for secret in sorted(_hidden, key=len, reverse=True):
            value = value.replace(secret, STRUCK)
    return value


class JsonLines(logging.Formatter):
    """One JSON object a line, with the fields that an event was given."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {name: strike(value) for name, value in vars(record).items() if name not in STANDARD}
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event = {"time": moment, "level": record.levelname.lower(), "message": strike(record.getMessage())}
        if record.exc_info:
            event["traceback"] = strike(self.formatException(record.exc_info))
        return json.dumps(event | fields, ensure_ascii=False, default=str)


class OneLine(logging.Formatter):
    """Words on one line: what outsiders sent cannot break it or reach the terminal's controls."""

    def format(self, record: logging.LogRecord) -> str:
        text = str(strike(super().format(record)))
        return text if record.exc_info else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def start(form: Literal["console", "json"], *, quiet: bool = False) -> None:
    """Send the log to standard error; `quiet` leaves out what the command itself will say."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonLines() if form == "json" else OneLine("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S")
    )
    logging.basicConfig(handlers=[handler], level=logging.ERROR if quiet else logging.INFO, force=True)
    every = (
        form == "json" and not quiet
    )  # machines are told of every job, people of those that brought something
    logging.getLogger("syndicate").setLevel(logging.DEBUG if every else logging.NOTSET)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("aiohttp").setLevel(logging.WARNING)
