"""What others' readers make of our documents: from each format the same ids, titles, addresses, dates and languages."""

import os
import shutil
from pathlib import Path

import pytest

from syndicate.model import Document
from syndicate.publish.border import admit
from syndicate.publish.render import render
from syndicate.published import Feed

from ..publish.cases import CASES, read_case
from .readings import HERE, IN_PROCESS, by_feedsmith, meant, untold

FORMATS = ["rss", "atom", "json"]
READABLE = [
    (reader, form) for reader in IN_PROCESS for form in FORMATS if (reader, form) != ("feedparser", "json")
]


def document(feed: Feed, form: str) -> Document:
    return render(feed)[FORMATS.index(form)]


@pytest.fixture
def feedsmith() -> None:
    """The reader of another language; where it is not installed its tests are skipped, except in CI."""
    if shutil.which("node") and (HERE / "node_modules" / "feedsmith").is_dir():
        return
    reason = "no feedsmith: 'npm install --no-package-lock' in tests/readers"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(("reader", "form"), READABLE)
def test_a_document_is_read_as_it_is_meant(name: str, reader: str, form: str) -> None:
    feed = read_case(name)
    expected = meant(admit(feed))
    read = IN_PROCESS[reader](document(feed, form))
    assert read == (untold(expected) if reader == "fastfeedparser" else expected)


@pytest.mark.usefixtures("feedsmith")
@pytest.mark.parametrize("name", CASES)
def test_a_reader_in_another_language_reads_the_same(name: str, tmp_path: Path) -> None:
    feed = read_case(name)
    assert by_feedsmith(render(feed), tmp_path) == [meant(admit(feed))] * 3
