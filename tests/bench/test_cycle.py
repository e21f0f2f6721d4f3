"""The measurement of the whole line runs, and notices when not all was done."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FEEDS, CHANGED = 21, 2

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8, and /proc"
)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A measurement with made-up feeds, of a folder without captures."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "cycle.py"), "--feeds", str(FEEDS), "--json"],
        env={**os.environ, "SYNDICATE_CORPUS": str(tmp_path_factory.mktemp("empty"))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "feeds are made up" in done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_all_is_done_in_every_round(measured: dict[str, Any]) -> None:
    assert measured["faults"] == []
    assert (measured["feeds"], measured["changed"]) == (FEEDS, CHANGED)


@pytest.mark.parametrize("name", ["first", "unchanged", "changed"])
def test_every_round_has_its_costs_and_ratios(measured: dict[str, Any], name: str) -> None:
    costs = measured["rounds"][name]
    assert {"bare", "syndicate"} <= costs.keys()
    assert all(cost["wall"] > 0 and cost["peak"] > 10 for cost in costs.values())
    assert measured["ratios"][name]["syndicate / bare"] > 0
