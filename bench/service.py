"""The whole service in a measurement: a worker on a SQLite store asks, reads, files and publishes.

A child of `talk`. It runs the heartbeats of `syndicate work` side by side, as that does: sources as long as any is due,
and once a second, and at the end, what is to be published. Rounds lie two days apart, by a clock that is set forward from
a Monday: some feeds want no question at weekends.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import talk
from sqlalchemy import text

from syndicate.cli import logs
from syndicate.schedule.local import BEAT, SIDE_BY_SIDE
from syndicate.schedule.work import Worker
from syndicate.store.database import open_database

EXAMPLE = Path(__file__).parents[1] / "feeds.yaml"
BEGIN = datetime(2026, 11, 23, 10, tzinfo=UTC)
APART = timedelta(days=2)
FILED = 4  # one of so many sources has a category by itself, as many of the example have


class Service:
    """A worker and its time."""

    def __init__(self) -> None:
        self.worker: Worker | None = None
        self.late = BEGIN - datetime.now(UTC)

    def clock(self) -> datetime:
        return datetime.now(UTC) + self.late

    def begin(self, folder: str, urls: list[str]) -> talk.Answer:
        path = Path(folder, "feeds.yaml")
        path.write_text(feeds_yaml(urls), encoding="utf-8")
        shutil.copytree(EXAMPLE.parent / "terms", path.parent / "terms", dirs_exist_ok=True)
        url = f"sqlite:///{folder}/syndicate.db"
        # As `syndicate run` does first: what it takes to read feeds.yaml as YAML is no part of who works.
        subprocess.run([sys.executable, __file__, str(path), url], check=True, stdin=subprocess.DEVNULL)
        self.worker = self.opened(path, url)
        return {}

    def opened(self, path: Path, url: str) -> Worker:
        return Worker(open_database(url), path, {}, self.clock)

    def round(self) -> talk.Answer:
        assert self.worker
        documents = 0
        with ThreadPoolExecutor(SIDE_BY_SIDE) as beats:
            asking = [beats.submit(drained, self.worker) for _ in range(SIDE_BY_SIDE)]
            while wait(asking, BEAT).not_done:
                documents += publish(self.worker)
        documents += publish(self.worker)
        self.late += APART
        codes = sum((one.result() for one in asking), Counter[str]())
        return {"codes": codes, "published": documents > 0, "items": stored(self.worker)}


def drained(worker: Worker) -> Counter[str]:
    """Ask all that is due, as a heartbeat does; count how it went."""
    codes: Counter[str] = Counter()
    while batch := list(worker.refresh()):
        codes.update(outcome.code for _, outcome in batch)
    return codes


def publish(worker: Worker) -> int:
    """Do what the second heartbeat does; say how many documents changed."""
    worker.recategorise()
    return sum(len(changed) for _, changed in worker.render())


def stored(worker: Worker) -> int:
    with worker.store.read() as tx:
        count: int = tx.execute(text("SELECT count(*) FROM items")).scalar_one()
    return count


def feeds_yaml(urls: list[str]) -> str:
    """The shipped example with other sources."""
    before, _, rest = EXAMPLE.read_text(encoding="utf-8").partition("\nsources:\n")
    after = re.split(r"\n(?=[a-z]+:)", rest, maxsplit=1)[1]
    return f"{before}\nsources:\n{''.join(listed(*one) for one in enumerate(urls))}{after}"


def listed(number: int, url: str) -> str:
    filed = "    categories: [development]\n" if number % FILED == 0 else ""
    return f'  s{number}:\n    name: Source {number}\n    feed: {url}\n    allow: ["{urlsplit(url).netloc}"]\n{filed}'


if __name__ == "__main__":
    logs.start("console")
    service = Service()
    if sys.argv[1:]:
        prepared = service.opened(Path(sys.argv[1]), sys.argv[2])
        prepared.close()
        prepared.store.close()
    else:
        talk.reply({"begin": service.begin, "round": service.round})
