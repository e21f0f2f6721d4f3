"""The heartbeat of one machine."""

import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from syndicate.intake import Outcome
from syndicate.schedule import local
from syndicate.schedule.work import Worker
from syndicate.store import documents
from syndicate.store.database import Database
from syndicate.store.sources import SourceState

PATIENCE = 60  # seconds until something that must happen counts as not happening


class Watched(Worker):
    """A worker that tells when it has rendered, and whose first beats may fail."""

    faults = 0

    def __init__(self, store: Database, path: Path) -> None:
        super().__init__(store, path, {})
        self.rendered = Event()

    def refresh(self, *_: object, **__: object) -> Iterator[tuple[SourceState, Outcome]]:
        if self.faults:
            self.faults -= 1
            raise RuntimeError("a fault")
        return super().refresh()

    def render(self) -> Iterator[tuple[str, list[str]]]:
        for name, changed in super().render():
            yield name, changed
            self.rendered.set()


@pytest.mark.parametrize("faults", [0, 1])
def test_it_beats_until_it_is_told_to_stop(
    store: Database, feeds: Path, caplog: pytest.LogCaptureFixture, faults: int
) -> None:
    before, stop = threading.active_count(), Event()
    worker = Watched(store, feeds)
    worker.faults = faults
    heart = Thread(target=local.run, args=(worker, stop))
    heart.start()
    assert worker.rendered.wait(PATIENCE)
    stop.set()
    heart.join(PATIENCE)
    assert not heart.is_alive()
    assert threading.active_count() == before
    with store.read() as tx:
        assert "feeds/twinning.rss" in documents.paths(tx)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "a beat failed"
    ] * faults
