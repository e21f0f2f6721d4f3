"""`syndicate sources`, as an operator meets it."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from syndicate.cli import main
from syndicate.cli.listing import doubted, words
from syndicate.store.drifts import Drift

from .program import FEEDS, RSS


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two local sources, of which the second is not there."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE", "DATABASE_FILE", "CONFIG", "LOG"):
        monkeypatch.delenv(f"SYNDICATE_{name}", raising=False)
    second = 'feed: "file:a.rss"}\n  b: {name: B source, feed: "file:b.rss"}'
    (tmp_path / "feeds.yaml").write_text(FEEDS.replace('feed: "file:a.rss"}', second), encoding="utf-8")
    (tmp_path / "a.rss").write_text(RSS, encoding="utf-8")
    return tmp_path


def test_how_sources_stand(here: Path) -> None:
    assert run("refresh").exit_code == 1
    result = run("sources")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "b: failing; 0.0 items a week, no 304s yet"
    assert lines[1].startswith("  There is no such file beside feeds.yaml.")
    assert lines[2].startswith("  last success never, last asked ")
    assert re.search(r"\n  next in 6[0-9]m: as often as feeds.yaml says\n", result.output)
    assert lines[-1] == "2 sources, 1 failing"


def test_only_those_that_fail(here: Path) -> None:
    assert run("sources", "--failing").output == "0 sources, 0 failing\n"
    run("refresh")
    result = run("sources", "--failing", "--json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert (told["count"], told["failing"], [one["key"] for one in told["sources"]]) == (1, 1, ["b"])
    assert told["sources"][0]["code"] == "no-such-file"
    (here / "b.rss").write_text(RSS, encoding="utf-8")
    run("refresh", "--force")
    assert run("sources", "--failing").exit_code == 0


def test_before_anything_was_asked(here: Path) -> None:
    """A database without a config in force has no sources."""
    assert json.loads(run("sources", "--json").output) == {"sources": [], "count": 0, "failing": 0}


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "1s"),
        (timedelta(seconds=2), "2s"),
        (timedelta(seconds=119), "119s"),
        (timedelta(minutes=2), "2m"),
        (timedelta(hours=2), "2h"),
        (timedelta(hours=47), "47h"),
        (timedelta(days=30), "30d"),
    ],
)
def test_lengths(length: timedelta, said: str) -> None:
    assert words(length) == said


@given(st.timedeltas(timedelta(0), timedelta(days=9999)))
def test_lengths_of_any_size(length: timedelta) -> None:
    assert words(length)[-1] in "dhms"


def test_a_doubt_is_not_said_twice() -> None:
    doubt = Drift(reason="0 items at 'li'", block="  a:\n    items: tr")
    assert "  0 items at 'li'" in doubted(doubt, "")
    assert "  0 items at 'li'" not in doubted(doubt, "0 items at 'li'")
    assert "      items: tr" in doubted(doubt, "0 items at 'li'")
