"""Files beside feeds.yaml."""

import os
from pathlib import Path

import pytest

from syndicate.fetch.local import read_file
from syndicate.model import Answer, Failure, Request


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a feed, and a secret beside the folder."""
    (tmp_path / "secret").write_text("secret")
    folder = tmp_path / "site"
    (folder / "samples").mkdir(parents=True)
    (folder / "samples" / "news.atom").write_text("<feed/>")
    (folder / "empty").write_text(" \n")
    (folder / "inside").symlink_to("samples/news.atom")
    (folder / "outside").symlink_to("../secret")
    (folder / "circle").symlink_to("circle")
    (folder / "way-out").symlink_to("..")
    os.mkfifo(folder / "pipe")
    return folder


def read(folder: Path | None, name: str, etag: str | None = None) -> Answer | Failure:
    return read_file(Request("source", f"file:{name}", etag=etag), folder, 1000)


@pytest.mark.parametrize("name", ["samples/news.atom", "inside", "samples/../inside"])
def test_file_is_read(folder: Path, name: str) -> None:
    answer = read(folder, name)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.body, answer.url) == (200, b"<feed/>", f"file:{name}")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../secret", "file-outside"),
        ("outside", "file-outside"),
        ("way-out/secret", "file-outside"),
        ("/etc/passwd", "file-outside"),
        ("absent", "no-such-file"),
        ("samples", "unreadable-file"),
        ("samples/news.atom/more", "no-such-file"),
        ("pipe", "unreadable-file"),
        ("circle", "unreadable-file"),
        ("a\0b", "no-such-file"),
        ("x" * 5000, "unreadable-file"),
        ("empty", "empty"),
    ],
)
def test_refused(folder: Path, name: str, code: str) -> None:
    failure = read(folder, name)
    assert isinstance(failure, Failure)
    assert failure.code == code


def test_too_large(folder: Path) -> None:
    (folder / "samples" / "news.atom").write_text("x" * 1001)
    failure = read(folder, "samples/news.atom")
    assert isinstance(failure, Failure)
    assert failure.code == "too-large"


def test_no_folder_no_files() -> None:
    assert read(None, "news.atom") == Failure("file-outside", "no folder for files")


def test_unchanged_file_is_a_304_until_it_is_written_anew(folder: Path) -> None:
    first = read(folder, "inside")
    assert isinstance(first, Answer)
    second = read(folder, "inside", first.etag)
    assert isinstance(second, Answer)
    assert second.unchanged
    assert second.etag == first.etag

    (folder / "samples" / "news.atom").write_text("<feed>more</feed>")
    third = read(folder, "inside", first.etag)
    assert isinstance(third, Answer)
    assert third.body == b"<feed>more</feed>"
    assert third.etag != first.etag
