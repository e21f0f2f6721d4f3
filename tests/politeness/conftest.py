"""The town in which every line of the list of good manners is told as a story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..fakes import FakeWeb
from .town import FEED, Town, path, rss


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A worker that has one source, which nobody has asked yet."""
    with FakeWeb() as web:
        made = Town(web, tmp_path)
        made.add()
        web.page(path(FEED), rss("A town"), etag='"a"', last_modified="Mon, 01 Jun 2026 10:00:00 GMT")
        made.start()
        yield made
        made.close()
