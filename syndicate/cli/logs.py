"""The log: one line an event on standard error, for people or as JSON; no personal data is ever passed to it."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

STANDARD = frozenset(vars(logging.makeLogRecord({})))  # what every record has; the rest came as `extra`


class JsonLines(logging.Formatter):
    """One JSON object a line, with the fields that an event was given."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {name: value for name, value in vars(record).items() if name not in STANDARD}
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event = {"time": moment, "level": record.levelname.lower(), "message": record.getMessage(), **fields}
        if record.exc_info:
            event["traceback"] = self.formatException(record.exc_info)
        return json.dumps(event, ensure_ascii=False, default=str)


class OneLine(logging.Formatter):
    """Words on one line: what outsiders sent cannot break it or reach the terminal's controls."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return text if record.exc_info else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def start(form: Literal["console", "json"], *, quiet: bool = False) -> None:
    """Send the log to standard error; `quiet` leaves out what the command itself will say."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonLines() if form == "json" else OneLine("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S")
    )
    logging.basicConfig(handlers=[handler], level=logging.ERROR if quiet else logging.INFO, force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("aiohttp").setLevel(logging.WARNING)
