"""The measurement of `plan` replays every item, and tells its ratios."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_item_is_replayed() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "plan.py"), "--items", "200", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["measured"]["few"]["items"], told["measured"]["many"]["items"]) == (20, 200)
    assert 0 < told["ratios"]["plan / bare"] < 2
    assert told["ratios"]["peak, many / few"] > 0.5
