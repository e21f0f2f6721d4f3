"""Each folder of tests/data/sources is a document as a source prints it, and the reading expected of it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from syndicate.config.sources import FeedSource
from syndicate.model import Answer
from syndicate.sources import read

SOURCE = FeedSource(name="A source", feed="https://s.test/feed")
DATA = Path(__file__).parents[1] / "data" / "sources"
CASES = sorted(document.parent for document in DATA.glob("*/input.*"))


def told(value: Any) -> Any:
    """Leave out what a reading does not say."""
    if isinstance(value, dict):
        return {key: told(part) for key, part in value.items() if part}
    return [told(part) for part in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_reading(case: Path) -> None:
    (document,) = case.glob("input.*")
    reading = read(Answer("https://s.test/feed/", 200, document.read_bytes()), SOURCE)
    assert told(asdict(reading)) == json.loads((case / "expected.json").read_text("utf-8"))
