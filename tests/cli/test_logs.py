"""The log: one event a job, for machines whole and for people short, and no secret in either."""

import json
import logging
from collections.abc import Iterator

import pytest

from syndicate.cli import logs
from syndicate.intake import Outcome
from syndicate.schedule.work import report

from ..test_condition import GOOD

TOKEN = "s3cret-token"
FIELDS = {
    "time",
    "level",
    "message",
    "event",
    "job",
    "source",
    "code",
    "outcome",
    "seconds",
    "items",
    "new",
    "edited",
}


@pytest.fixture(autouse=True)
def _unhide() -> Iterator[None]:
    yield
    logs._hidden.clear()


def line(form: type[logging.Formatter], message: str, **extra: object) -> str:
    record = logging.makeLogRecord(
        {"msg": message, "name": "syndicate", "created": 0.0, "levelname": "INFO", **extra}
    )
    return form().format(record)


@pytest.mark.parametrize("form", [logs.JsonLines, logs.OneLine])
def test_secrets_are_struck_out(form: type[logging.Formatter]) -> None:
    secrets = logs.Hiding({"TOKEN": TOKEN, "LONGER": f"{TOKEN}-and-more", "SHORT": "ab"})
    assert "abc" in line(form, f"abc {TOKEN}")
    assert (secrets["TOKEN"], secrets["LONGER"], secrets["SHORT"]) == (TOKEN, f"{TOKEN}-and-more", "ab")
    assert (len(secrets), sorted(secrets)) == (3, ["LONGER", "SHORT", "TOKEN"])
    try:
        raise ValueError(f"https://a.example/?key={TOKEN}")
    except ValueError as error:
        told = (ValueError, error, error.__traceback__)
        text = line(form, f"abc {TOKEN}-and-more!", url=f"?key={TOKEN}", exc_info=told)
    assert TOKEN not in text
    assert "and-more" not in text
    assert "abc …!" in text
    assert "?key=…" in text


def test_an_event_is_one_line_whatever_is_in_it() -> None:
    assert json.loads(line(logs.JsonLines, "a\nb", source="x\r\n\x1b[2J")) == {
        "time": "1970-01-01T00:00:00.000+00:00", "level": "info", "message": "a\nb", "source": "x\r\n\x1b[2J",
    }  # fmt: skip
    assert "\n" not in line(logs.JsonLines, "a\nb")
    assert line(logs.OneLine, "a\nb\x1b[2J") == r"a\nb\x1b[2J"


def test_a_job_is_one_event_with_all_that_is_known_of_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "syndicate"):
        for outcome in (Outcome("ok", new=2, edited=1), Outcome("unchanged"), Outcome("dns", "no such host")):
            report(GOOD, outcome, 1.23456)
    found = [json.loads(logs.JsonLines().format(record)) for record in caplog.records]
    assert [one["event"] for one in found] == ["source_refreshed"] * 3
    assert [one["outcome"] for one in found] == ["ok", "ok", "failed"]
    assert [one["code"] for one in found] == ["ok", "unchanged", "dns"]
    assert [one["items"] for one in found] == [3, 0, 0]
    assert [one["level"] for one in found] == ["info", "debug", "warning"]
    assert all(one.keys() >= FIELDS and one["seconds"] == 1.235 for one in found)


def test_people_are_told_what_happened_and_machines_every_job() -> None:
    logs.start("console")
    assert not logging.getLogger("syndicate.schedule.work").isEnabledFor(logging.DEBUG)
    logs.start("json")
    assert logging.getLogger("syndicate.schedule.work").isEnabledFor(logging.DEBUG)
    logs.start("console")
    assert not logging.getLogger("syndicate.schedule.work").isEnabledFor(logging.DEBUG)
