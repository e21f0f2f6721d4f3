"""feeds.yaml changed by commands: shown first, written at once or not at all, and a running service follows."""

import stat
import sys

import pytest

from syndicate.config.load import load

from .program import RSS, Program

FEEDS = """\
# Ours, for ever
site:
  id: news.example.eu,2026
  url: https://news.example.eu
  title: Towns abroad
  languages: [en]
  contact: {name: Communications}
sources:
  # the first
  a:
    name: A source
    feed: file:a.rss   # beside this file
  b:
    name: B source
    feed: file:b.rss
categories:
  twinning: {title: Twinning, any: [twinning]}
"""


@pytest.fixture
def edited(program: Program) -> Program:
    program.write("feeds.yaml", FEEDS)
    for name in "abc":
        program.write(f"{name}.rss", RSS)
    return program


def text(program: Program) -> str:
    return (program.folder / "feeds.yaml").read_text("utf-8")


def test_an_address_is_tried_shown_and_written(edited: Program) -> None:
    code, out, _ = edited("add", "file:c.rss", "--yes")
    assert code == 0
    assert "RSS feed, items: 1" in out
    assert "+  c:" in out
    assert '+    feed: "file:c.rss"' in out
    changed = text(edited)
    assert [line for line in FEEDS.splitlines() if line not in changed.splitlines()] == []
    assert load(changed).sources["c"].address == "file:c.rss"
    code, out, _ = edited("refresh")
    assert "3 sources asked: 3 new items" in out


def test_another_key_may_be_wanted(edited: Program) -> None:
    edited("add", "file:c.rss", "--key", "the-third", "--yes")
    assert list(load(text(edited)).sources) == ["a", "b", "the-third"]


def test_a_key_that_is_taken_is_numbered(edited: Program) -> None:
    (edited.folder / "x").mkdir()
    edited.write("x/a.rss", RSS)
    edited("add", "file:x/a.rss", "--yes")
    assert list(load(text(edited)).sources) == ["a", "b", "a-2"]


def test_what_is_there_already_is_not_added(edited: Program) -> None:
    code, _, said = edited("add", "file:a.rss", "--yes")
    assert (code, text(edited)) == (1, FEEDS)
    assert "is there already, as 'a'" in said


def test_what_is_no_source_is_not_added(edited: Program) -> None:
    edited.write("page.html", "<!doctype html><title>A page</title><p>Nothing</p>")
    code, _, said = edited("add", "file:page.html", "--yes")
    assert (code, text(edited)) == (1, FEEDS)
    assert "Nothing was written" in said


def test_nobody_agreed(edited: Program) -> None:
    code, out, _ = edited("remove", "a")
    assert (code, text(edited)) == (1, FEEDS)
    assert "-  a:" in out


def test_a_source_is_removed(edited: Program) -> None:
    code, out, _ = edited("remove", "a", "--yes")
    assert code == 0
    assert "-  a:" in out
    assert list(load(text(edited)).sources) == ["b"]
    assert "# the first" in text(edited)


def test_a_paused_source_is_not_asked_until_it_is_resumed(edited: Program) -> None:
    edited("refresh")
    assert edited("pause", "a", "--yes")[0] == 0
    assert "    paused: true\n" in text(edited)
    code, out, _ = edited("refresh")
    assert code == 0
    code, out, _ = edited("sources")
    assert "a: paused; " in out
    assert "'syndicate resume'" in out
    assert edited("resume", "a", "--yes")[0] == 0
    assert text(edited) == FEEDS
    edited("refresh")
    assert "a: ok; " in edited("sources")[1]


def test_there_is_nothing_to_change(edited: Program) -> None:
    assert edited("resume", "a", "--yes")[1] == "There is nothing to change.\n"


@pytest.mark.parametrize("command", ["remove", "pause", "resume"])
def test_an_unknown_source(edited: Program, command: str) -> None:
    code, _, said = edited(command, "nobody", "--yes")
    assert (code, text(edited)) == (1, FEEDS)
    assert "there is no source 'nobody': there are a, b" in said


def test_a_category_that_the_edit_would_break_is_refused(edited: Program) -> None:
    edited.write("feeds.yaml", FEEDS.replace("any: [twinning]", "any: [=]"))
    before = text(edited)
    code, _, said = edited("pause", "a", "--yes")
    assert (code, text(edited)) == (1, before)
    assert "has no word in it" in said


def test_rights_and_links_of_the_file_stay(edited: Program) -> None:
    real = edited.folder / "real.yaml"
    (edited.folder / "feeds.yaml").rename(real)
    real.chmod(0o640)
    (edited.folder / "feeds.yaml").symlink_to(real)
    edited("pause", "a", "--yes")
    assert (edited.folder / "feeds.yaml").is_symlink()
    assert "paused" in real.read_text("utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert not list(edited.folder.glob(".real.yaml-*"))


def editor(program: Program, *edits: str) -> None:
    """An editor that makes one edit after another, each time it is opened."""
    script = program.write("editor.py", EDITOR.format(edits=list(edits)))
    program.environ["EDITOR"] = f"{sys.executable} {script}"


EDITOR = """\
import pathlib, sys
count = pathlib.Path(__file__).with_name("count")
number = len(count.read_text()) if count.exists() else 0
count.write_text("x" * (number + 1))
path = pathlib.Path(sys.argv[-1])
old, new = {edits!r}[number].split(">")
path.write_text(path.read_text().replace(old, new))
"""


def test_an_edit_without_mistakes_is_written(edited: Program) -> None:
    editor(edited, "A source>Another name")
    assert edited("edit")[0] == 0
    assert text(edited) == FEEDS.replace("A source", "Another name")


def test_an_edit_with_mistakes_is_not_written(edited: Program) -> None:
    editor(edited, "name: A source>nmae: A source")
    code, _, said = edited("edit")
    assert (code, text(edited)) == (1, FEEDS)
    assert "did you mean 'name'" in said


def test_an_edit_that_changes_nothing(edited: Program) -> None:
    editor(edited, "x>x")
    assert edited("edit")[1] == "Nothing was changed.\n"
