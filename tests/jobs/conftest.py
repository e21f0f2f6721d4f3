"""The desk of every story here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from syndicate.fetch.client import Fetcher
from syndicate.store.database import Database

from ..fakes import FakeWeb
from .newsroom import Newsroom


@pytest.fixture
def room(store: Database, tmp_path: Path) -> Iterator[Newsroom]:
    with FakeWeb() as web, Fetcher(agent="Test/1", folder=tmp_path) as fetcher:
        yield Newsroom(store, web, tmp_path, fetcher)
