"""The measurement of manners runs, finds none broken, and would notice one that is."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from syndicate.model import Request

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def measure(name: str, *arguments: str, codes: tuple[int, ...] = (0,)) -> dict[str, Any]:
    command = [sys.executable, str(ROOT / "bench" / name), "--json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in codes, done.stdout + done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_some_days_among_every_temper() -> None:
    told = measure("politeness.py", "--sources", "12", "--days", "3")
    assert {one["rule"]: one["violations"] for one in told["rules"] if one["violations"]} == {}
    assert {one["rule"] for one in told["rules"] if not one["judged"]} == set()


def test_heartbeats_are_measured() -> None:
    """How long they took says nothing on a machine that does something else besides."""
    told = measure("scale.py", "--sources", "4000", codes=(0, 1))
    assert told["ratios"].keys() == {"idle", "busy"}


@pytest.fixture
def village(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The servers of the measurement, in this process."""
    spec = spec_from_file_location("village", ROOT / "bench" / "village.py")
    assert spec
    assert spec.loader
    made = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "village", made)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("temper", "waits", "broken"),
    [
        ("strict", [13 * HOUR], {"whole"}),
        ("strict", [HOUR / 2], {"hour", "whole", "max-age"}),
        ("slow", [HOUR, HOUR, HOUR / 4], {"hour", "whole", "back-off"}),
        ("limited", [HOUR] * 5, {"whole", "retry"}),
        ("busy", [timedelta(seconds=1)], {"hour", "whole", "host"}),
        ("busy", [5 * 24 * HOUR], {"alive"}),
    ],
)
def test_bad_manners_are_noticed(
    village: ModuleType, temper: str, waits: list[timedelta], broken: set[str]
) -> None:
    """Somebody who asks for whole documents, whenever he likes."""
    page = village.Page("https://a.example/feed", temper, 1)
    made = village.Village(NOW, NOW, {page.url: page})
    for wait in [*waits, timedelta(0)]:
        list(made.fetch_batches([Request("a", page.url)]))
        made.now += wait
    assert set(made.broken) == broken
