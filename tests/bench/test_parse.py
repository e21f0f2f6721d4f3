"""The measurement of reading runs, finds no disagreement, and says so where there is nothing to measure."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FEEDS = {
    "a.rss": "<rss version='2.0'><channel><title>A</title><item><title>One</title><guid>1</guid></item></channel></rss>",
    "b.atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>B</title><entry><id>urn:b</id></entry></feed>",
    "strange.rss": "<rss version='2.0'><channel><title>C</title><tags>x</tags></channel></rss>",
    "broken.rss": "<rss version='2.0'><channel><title>AT&T",
}


def run(corpus: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "bench" / "parse.py"), "--json", "--rounds", "1"],
        env={**os.environ, "SYNDICATE_CORPUS": str(corpus)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_only_what_is_well_formed_is_measured(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    for name, text in FEEDS.items():
        (tmp_path / "real" / name).write_text(text, "utf-8")
    done = run(tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["feeds"], told["quick"], told["differing"]) == (3, 2, {})
    assert told["measured"]["feedparser as it comes"]["ratio"] == 1


def test_without_feeds_it_says_where_it_looked(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert f"no {tmp_path / 'real'} (SYNDICATE_CORPUS says where)" in done.stderr
