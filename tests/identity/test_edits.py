"""How often an item may change."""

from datetime import datetime, timedelta

import pytest

from syndicate.identity.edits import MOST, Taking, taking

from .entries import NOW

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("edits", "last", "expected"),
    [
        (0, None, "shown"),
        (MOST - 1, NOW, "shown"),
        (MOST, NOW - HOUR, "not"),
        (MOST, NOW - 24 * HOUR, "silent"),
        (MOST + 9, NOW - 23 * HOUR, "not"),
    ],
)
def test_taking(edits: int, last: datetime | None, expected: Taking) -> None:
    assert taking(edits, last, NOW) == expected
