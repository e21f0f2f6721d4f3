"""Dates are read exactly or not at all."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.dates import parse

TEN = datetime(2024, 1, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-01T10:00:00Z", "2024-01-01t10:00:00.123456789z", "2024-01-01T11:00:00,5+01", "20240101T100000Z",
        "2024-01-01 10:00", "2024-01-01T05:00:00-0500", "Mon, 01 Jan 2024 10:00:00 GMT", "1 January 2024 10:00",
        "Mon, 01 Jan 24 12:00 CEST", "Mon, 01 Jan 2024 05:00:00 EST", "Mon, 01 Jan 2024 11:00:00 UTC+1",
        "Mon, 01 Jan 2024 11:00:00 +0100 (CET)", "  Mon,01Jan2024 10:00:00  GMT ", "Tue, 1 Jan 2024 10:00:00 -0000",
    ],
)  # fmt: skip
def test_ten_o_clock_in_many_spellings(text: str) -> None:
    moment = parse(text)
    assert moment is not None
    assert moment.replace(microsecond=0) == TEN
    assert moment.tzinfo is UTC


def test_a_day_begins_at_midnight() -> None:
    assert parse("2024-02-29") == parse("29 Feb 2024") == datetime(2024, 2, 29, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        None, "", "Yesterday", "2024-13-01", "2024-02-30", "2015.08.06. 10:00", "1438819200", "1704067200000",
        "-0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z", "2015-W32-4", "2024-001",
        "06.08.2015", "01/02/2024", "0000-00-00", "1970-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2024-05",
        "Mon, 32 Jan 2024 00:00:00 GMT", "Thu, 29 Feb 2023 00:00:00 GMT", "Mon, 01 Jan 2024 25:61:61 GMT",
        "Mon, 01 Jan 2024 10:00:00 +2500", "Sun, 01 Jan 2023 00:00:00 PST8PDT", "2024-01-01T24:00:00Z",
        "2016-12-31T23:59:60Z", "2024-01-01T10:00:00+24:00", "lun., 1 janv. 2024 10:00:00 +0100", "1" * 100_000,
        "٢٠٢٤-٠١-٠١", "2024年01月01日", "Mon, 01 Jan 0001 00:00:00 +0000",
    ],
)  # fmt: skip
def test_no_date(text: str | None) -> None:
    assert parse(text) is None


@given(
    st.text()
    | st.from_regex(r"[0-9]{1,4}[-/ ][0-9A-Za-z]{1,3}[-/ ][0-9]{1,4}([T ][0-9:.]{4,8})?[-+Z0-9]{0,5}")
)
def test_no_text_raises(text: str) -> None:
    moment = parse(text)
    assert moment is None or 1990 <= moment.year <= 2100


@given(st.datetimes(datetime(1990, 1, 2), datetime(2099, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_written_by_the_rules_is_read(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert parse(whole.isoformat()) == parse(whole.strftime("%a, %d %b %Y %H:%M:%S +0000")) == whole
