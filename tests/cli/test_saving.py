"""A backup is made while others write, and what is restored goes on with the same ids."""

import json
import shutil
import stat
import threading
from datetime import timedelta
from pathlib import Path

from syndicate.schedule.work import utc_now
from syndicate.store import workers
from syndicate.store.database import open_database

from .program import RSS, Program


def ids(program: Program) -> list[str]:
    """The ids of what is published."""
    return sorted(item["id"] for item in json.loads(published(program))["items"])


def published(program: Program) -> bytes:
    program("export", "site", str(program.folder / "out"))
    found = (program.folder / "out" / "feeds" / "twinning.json").read_bytes()
    shutil.rmtree(program.folder / "out")
    return found


def test_what_was_lost_is_there_again_with_the_same_ids(ready: Program) -> None:
    ready("refresh")
    before = ids(ready)
    assert len(before) == 1
    code, out, said = ready("backup", "saved.db")
    assert (code, "saved.db: written" in out) == (0, True), said
    assert stat.S_IMODE((ready.folder / "saved.db").stat().st_mode) == 0o600
    for path in ready.folder.glob("syndicate.db*"):
        path.unlink()
    ready.write("a.rss", RSS.replace(">1<", ">new<").replace("A twinning", "Another twinning"))
    shutil.copy(ready.folder / "saved.db", ready.folder / "syndicate.db")
    assert ids(ready) == before
    code, out, _ = ready("refresh", "--force")
    assert "1 new items" in out
    assert set(before) <= set(ids(ready))


def test_others_write_meanwhile(ready: Program) -> None:
    ready("refresh")
    store, stop = open_database(f"sqlite:///{ready.folder}/syndicate.db"), threading.Event()

    def write() -> None:
        for number in range(10_000):
            if stop.is_set():
                return
            with store.write() as tx:
                workers.beat(tx, f"w{number}", utc_now() + timedelta(seconds=number))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert [ready("backup", f"saved-{number}.db")[0] for number in range(3)] == [0, 0, 0]
    finally:
        stop.set()
        writer.join()
        store.close()


def test_nothing_is_overwritten_and_nothing_half_written(ready: Program, tmp_path: Path) -> None:
    code, _, said = ready("backup", "saved.db")
    assert (code, "There is no database yet" in said) == (3, True)
    ready("refresh")
    ready.write("saved.db", "mine")
    code, _, said = ready("backup", "saved.db")
    assert (code, "is there already" in said) == (3, True)
    assert (ready.folder / "saved.db").read_text() == "mine"
    code, _, said = ready("backup", "nowhere/saved.db")
    assert (code, "cannot be written" in said) == (3, True)
