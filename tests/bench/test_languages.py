"""The measurement of languages counts what is right, wrong and left open, and fails where one is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ITEMS = [
    {"title": "Les communes signent un partenariat pour l'eau", "summary": "", "lang": "fr"},
    {"title": "Kunnat allekirjoittivat sopimuksen puhtaasta vedestä", "summary": "", "lang": "fi"},
    {"title": "PLATFORMA", "summary": "", "lang": "en"},
]


def run(folder: Path, *items: dict[str, str]) -> subprocess.CompletedProcess[str]:
    told = folder / "items.jsonl"
    told.write_text("\n".join(map(json.dumps, items)), "utf-8")
    return subprocess.run(
        [sys.executable, str(ROOT / "bench" / "languages.py"), "--json", "--items", str(told)],
        env={**os.environ, "SYNDICATE_CORPUS": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, *ITEMS)
    assert done.returncode == 0, done.stderr
    titles = json.loads(done.stdout)["titles"]
    assert [titles[name] for name in ("right", "wrong", "silent", "spared")] == [1, 0, 1, 1]


def test_a_wrong_one_is_an_error(tmp_path: Path) -> None:
    done = run(tmp_path, {**ITEMS[0], "lang": "de"})
    assert done.returncode == 1
    assert list(json.loads(done.stdout)["titles"]["differing"]) == [": de → fr"]
