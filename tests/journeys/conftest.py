"""What journeys begin with: a web of sources."""

from collections.abc import Iterator

import pytest

from ..fakes import FakeWeb


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as site:
        yield site
