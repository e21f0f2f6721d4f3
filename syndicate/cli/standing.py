"""`syndicate status`: whether the edited feeds.yaml is in force, how far judging by its rules is, whether a worker lives.

In: the store. Out: words or JSON. Nothing is asked and nothing is changed.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from ..schedule.work import utc_now
from ..store import configs, judged, workers
from ..store.database import Database, open_database
from ..store.judged import Progress
from .explaining import in_force, moment
from .shared import FAULTY, plainly, say, settings


@dataclass(frozen=True, slots=True)
class Standing:
    """How the service stands."""

    since: datetime  # when the config in force was put there
    mistakes: int  # in the feeds.yaml that was looked at last
    judging: Progress
    seen: datetime | None  # when a worker was last alive
    now: datetime

    @property
    def alive(self) -> bool:
        return workers.alive(self.seen, self.now)

    @property
    def faulty(self) -> bool:
        return bool(self.mistakes) or not self.alive

    def as_json(self) -> dict[str, Any]:
        return {
            "in_force_since": moment(self.since),
            "mistakes": self.mistakes,
            "judged": self.judging.done,
            "items": self.judging.total,
            "worker_seen": moment(self.seen) if self.seen else None,
            "worker_alive": self.alive,
        }

    def as_lines(self) -> Iterator[str]:
        yield f"feeds.yaml: in force since {moment(self.since)}"
        if self.mistakes:
            yield f"feeds.yaml: an edit is not in force, it has {self.mistakes} mistakes: see 'syndicate check'"
        if self.judging.waiting:
            told = f"{self.judging.done} of {self.judging.total} items are judged by them"
            yield f"rules: {told}; feeds follow when all are"
        else:
            yield f"rules: all {self.judging.total} items are judged by them"
        if self.alive:
            yield "worker: it is alive"
        else:
            last = f"since {moment(self.seen)}" if self.seen else "yet"
            yield f"worker: none was seen {last}, so nothing is asked or published: start 'syndicate run'"


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def show(*, as_json: bool) -> None:
    """Say whether feeds.yaml is in force, how many items its rules have judged, and whether a worker is alive.

    The exit code is 1 if feeds.yaml has mistakes or no worker is alive.
    """
    store = open_database(settings().database)
    try:
        found = standing(store, utc_now())
    finally:
        store.close()
    say(found.as_json() if as_json else "\n".join(found.as_lines()))
    sys.exit(FAULTY if found.faulty else 0)


def standing(store: Database, now: datetime) -> Standing:
    """Ask the rows how the service stands; `StoreError` if nothing was ever in force."""
    with store.read() as tx:
        config = in_force(tx)
        stored, newest = configs.in_force(tx), configs.newest(tx)
        return Standing(
            stored.seen if stored else now,
            len(newest.mistakes) if newest else 0,
            judged.progress(tx, config.rules_digest()),
            workers.last_beat(tx),
            now,
        )
