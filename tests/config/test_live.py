"""Stories of an edited feeds.yaml, each told by looks."""

import os
from pathlib import Path

import pytest

from syndicate.config.live import Seen, decode, look, read
from syndicate.errors import ConfigError


class Looks:
    """Looks at one file, remembering what the last one saw."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen: Seen | None = None

    def __call__(self, times: int = 1) -> list[bytes | None]:
        return [self.once() for _ in range(times)]

    def once(self) -> bytes | None:
        self.seen, body = look(self.path, self.seen)
        return body


@pytest.fixture
def looks(tmp_path: Path) -> Looks:
    looks = Looks(tmp_path / "feeds.yaml")
    looks.path.write_bytes(b"one")
    assert looks(2) == [b"one", None]
    return looks


def age(path: Path, seconds: int = -60) -> None:
    """Move the time of the last change, so that a story does not depend on the clock's resolution."""
    now = path.stat().st_mtime_ns + seconds * 10**9
    os.utime(path, ns=(now, now))


def test_edited_in_place(looks: Looks) -> None:
    looks.path.write_bytes(b"two")
    age(looks.path)
    assert looks(3) == [None, b"two", None]


def test_still_being_written(looks: Looks) -> None:
    for half in (b"", b"two", b"two three"):
        looks.path.write_bytes(half)
        assert looks() == [None]
    assert looks(2) == [b"two three", None]


def test_replaced_by_an_editor(looks: Looks) -> None:
    other = looks.path.with_suffix(".new")
    other.write_bytes(b"two")
    stamp = looks.path.stat()
    os.utime(other, ns=(stamp.st_mtime_ns, stamp.st_mtime_ns))
    other.replace(looks.path)
    assert looks(3) == [None, b"two", None]


def test_gone_for_a_moment(looks: Looks) -> None:
    looks.path.rename(looks.path.with_suffix(".away"))
    assert looks(2) == [None, None]
    looks.path.with_suffix(".away").rename(looks.path)
    assert looks(3) == [None, None, None]
    looks.path.unlink()
    assert looks() == [None]
    looks.path.write_bytes(b"two")
    assert looks(3) == [None, b"two", None]


def test_touched_but_the_same(looks: Looks) -> None:
    age(looks.path)
    assert looks(4) == [None] * 4


def test_changed_and_changed_back_between_looks(looks: Looks) -> None:
    looks.path.write_bytes(b"two")
    looks.path.write_bytes(b"one")
    assert looks(4) == [None] * 4


def test_link_led_elsewhere(tmp_path: Path) -> None:
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "feeds.yaml").write_text(folder)
    link = tmp_path / "current"
    link.symlink_to("old")
    looks = Looks(link / "feeds.yaml")
    assert looks(2) == [b"old", None]
    link.unlink()
    assert looks() == [None]
    link.symlink_to("new")
    assert looks(3) == [None, b"new", None]


def test_not_there_at_first(tmp_path: Path) -> None:
    looks = Looks(tmp_path / "feeds.yaml")
    assert looks(2) == [None, None]
    looks.path.write_bytes(b"one")
    assert looks(3) == [None, b"one", None]


def test_too_large_is_read_up_to_the_limit(tmp_path: Path) -> None:
    looks = Looks(tmp_path / "feeds.yaml")
    looks.path.write_bytes(b"#" * 3_000_000)
    (body,) = looks()
    assert body is not None
    assert len(body) == 1_000_001
    with pytest.raises(ConfigError, match="larger than 1 MB"):
        decode(body, "feeds.yaml")


def test_folder_and_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(ConfigError, match="this is not a file"):
            read(path)


def test_missing_at_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"^feeds.yaml:1:1: there is no such file: 'syndicate init'"):
        read(tmp_path / "feeds.yaml")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"\xff\xfea\x00", "1:1"),
        ("a: é\nb: é".encode("latin-1"), "1:4"),
        ("a: é\r\nb: ".encode() + b"\xe9", "2:4"),
        ("a: é\rb: ".encode() + b"\xe9", "2:4"),
    ],
)
def test_not_utf_8(body: bytes, place: str) -> None:
    with pytest.raises(ConfigError, match=rf"^feeds.yaml:{place}: the file is not in UTF-8"):
        decode(body, "feeds.yaml")


def test_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_bytes("ä: ö".encode())
    assert read(tmp_path / "feeds.yaml") == "ä: ö"
