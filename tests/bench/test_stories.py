"""The measurement of stories finds copies, and fails where two items of its list are joined."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TITLE = "Twelve towns of the Sahel and of Flanders sign a partnership on clean water"
ONE = {"url": "https://a.example/1", "site": "a.example", "lang": "en", "title": TITLE, "summary": ""}


def run(folder: Path, *items: dict[str, str]) -> subprocess.CompletedProcess[str]:
    told = folder / "items.jsonl"
    told.write_text("\n".join(map(json.dumps, items)), "utf-8")
    return subprocess.run(
        [sys.executable, str(ROOT / "bench" / "stories.py"), "--json", "--items", str(told)],
        env={**os.environ, "SYNDICATE_CORPUS": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_copies_are_looked_for(tmp_path: Path) -> None:
    done = run(tmp_path, ONE)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["items"] == {"items": 1, "sources": 1, "one_address": 0, "listed": []}
    assert told["recognised"]["items"]["the title alone"] == 1
    assert told["recognised"]["items"]["another title"] == 0


def test_two_that_are_joined_are_an_error(tmp_path: Path) -> None:
    done = run(tmp_path, ONE, {**ONE, "url": "https://b.example/2", "site": "b.example"})
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["items"]["listed"]) == 1
