"""How good pages are by Lighthouse's measure: home, a category, an item, and a list in a frame; as a telephone sees them.

    python bench/pages.py             # accessibility, best practices and SEO must be 100; performance is printed
    python bench/pages.py --desktop   # as a desk sees them
    python bench/pages.py --quick     # a category and a list in a frame alone
    python bench/pages.py --json

Lighthouse is installed by `npm install --no-package-lock` in bench/browser, Chromium by the system. The site is made
up, in a database of its own, and served by the real server on this machine. Of a list in a frame it is not asked that
search engines find it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from syndicate.store.database import open_database  # noqa: E402 - tests are beside us, and not installed
from tests.browser.chromium import FOUND  # noqa: E402
from tests.web.serving import free_port, served  # noqa: E402
from tests.web.site import FEEDS, Site, variant  # noqa: E402

PROGRAM = ROOT / "bench" / "browser" / "node_modules" / "lighthouse" / "cli" / "index.js"
PATHS = {"home": "/en", "category": "/en/development", "item": "/en/item/u1", "embed": "/embed/development"}
WANTED = ("accessibility", "best-practices", "seo")
QUICK = ("category", "embed")
HIDDEN = {"embed": "is-crawlable,robots-txt"}  # what is not wanted of a page that nobody should find
ITEMS = 60
TEXT = "<h2>What was agreed</h2><p>Towns and their partners.</p><table><tr><th>Year</th><td>2026</td></tr></table>"

Scores = dict[str, float]


def fill(folder: Path, port: int) -> str:
    """Make a site with news; give the address of its database."""
    address = f"sqlite:///{folder}/pages.db"
    store = open_database(address)
    site = Site(store)
    site.configure(FEEDS.replace("https://news.example.eu", f"http://127.0.0.1:{port}"))
    for number in range(ITEMS):
        text = variant(title=f"Report {number} of a town", content=TEXT, language=("en", "fr")[number % 2])
        site.add(f"u{number}", text, "development", hours=number + 1)
    store.close()
    return address


def measure(url: str, page: str, *, desktop: bool) -> tuple[Scores, list[str]]:
    """Ask Lighthouse of one address: the scores, from 0 to 100, and what it finds wrong."""
    skipped = [f"--skip-audits={HIDDEN[page]}"] if page in HIDDEN else []
    command = [
        "node", str(PROGRAM), url, "--quiet", "--output=json",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        *(["--preset=desktop"] if desktop else []), *skipped,
    ]  # fmt: skip
    environ = {**os.environ, "CHROME_PATH": str(FOUND)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environ)
    report = json.loads(done.stdout)
    scores = {name: round(100 * one["score"], 1) for name, one in report["categories"].items()}
    return scores, [said for name in WANTED for said in faults(report, name)]


def faults(report: Mapping[str, Any], category: str) -> list[str]:
    """What keeps a category from being whole."""
    parts = report["categories"][category]["auditRefs"]
    audits = [report["audits"][part["id"]] for part in parts if part["weight"]]
    return [f"{one['id']}: {one['title']}" for one in audits if one["score"] not in (None, 1)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--desktop", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if not PROGRAM.exists() or FOUND is None:
        parser.error("needs Chromium and Lighthouse: npm install --no-package-lock in bench/browser")
    port, found = free_port(), {}
    with tempfile.TemporaryDirectory() as folder, served(fill(Path(folder), port), port) as server:
        for page in QUICK if asked.quick else PATHS:
            found[page] = measure(f"{server.url}{PATHS[page]}", page, desktop=asked.desktop)
    if asked.json:
        print(json.dumps({page: scores for page, (scores, _) in found.items()}))
    else:
        for page, (scores, wrong) in found.items():
            print(f"{page:9}", "  ".join(f"{name} {score:g}" for name, score in scores.items()))
            for one in wrong:
                print(f"          {one}")
    whole = all(scores[name] == 100 for scores, _ in found.values() for name in WANTED)
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
