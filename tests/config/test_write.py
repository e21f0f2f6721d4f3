"""Stories of feeds.yaml being replaced."""

import os
from pathlib import Path

import pytest

from syndicate.config.write import put, write
from syndicate.errors import SettingsError


def test_it_is_replaced_whole_with_its_permissions_and_what_it_was_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("before")
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    write(link, "before", "after", backup=True)
    assert link.is_symlink()
    assert path.read_text() == "after"
    assert path.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "feeds.yaml.bak").read_text() == "before"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["feeds.yaml", "feeds.yaml.bak", "link.yaml"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may write for somebody else")
def test_what_root_edits_stays_the_file_of_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("before")
    os.chown(path, 65534, 65534)
    write(path, "before", "after", backup=True)
    for one in (path, tmp_path / "feeds.yaml.bak"):
        assert (one.stat().st_uid, one.stat().st_gid) == (65534, 65534)


def test_what_somebody_else_wrote_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("by another hand")
    with pytest.raises(SettingsError, match="changed by somebody else"):
        write(path, "before", "after", backup=True)
    assert path.read_text() == "by another hand"


def test_what_could_not_be_put_in_place_leaves_no_half_file(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.mkdir()
    with pytest.raises(OSError, match="feeds"):
        put(path, "new", tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["feeds.yaml"]
