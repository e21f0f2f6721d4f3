"""The measurement of rendering runs, and says what it found."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_few_and_many_items_are_compared() -> None:
    """How they compare is not looked at: a busy machine would fail a test of time."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "render.py"), "--items", "1200", "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)
    assert told["items"] == [1000, 1200]
    assert told["ratio"] == told["many"] / told["few"]
