"""Three weeks of some sources, and who reads what comes of them: nothing twice, nothing lost, whatever happens."""

import json
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "bench"


def test_every_subscriber_sees_every_story_once() -> None:
    command = [sys.executable, str(BENCH / "replay.py"), "--json", "--sources", "15", "--days", "18"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout or "{}")
    assert told.get("such as") == [], done.stderr
    assert done.returncode == 0
    assert {"edited", "moved", "rekeyed"} <= told["events"].keys()
    assert min(told[name] for name in ("stories", "with a French text", "withdrawn", "taken back")) > 0


@pytest.fixture
def subscribers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The readers of the measurement, in this process."""
    spec = spec_from_file_location("subscribers", BENCH / "subscribers.py")
    assert spec
    assert spec.loader
    made = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "subscribers", made)
    spec.loader.exec_module(made)
    return made


def feed(*items: str, older: str | None = None) -> bytes:
    listed = [{"id": item, "title": item if item != "gone" else "Withdrawn"} for item in items]
    return json.dumps(
        {"items": listed, **({"next_url": f"https://a.example/{older}"} if older else {})}
    ).encode()


def test_who_walks_reads_each_page_once_and_who_does_not_reads_none(subscribers: ModuleType) -> None:
    there = {
        "f.json": feed("3", "gone", older="2.json"),
        "2.json": feed("2", older="1.json"),
        "1.json": feed("1"),
    }
    walking, hourly = (subscribers.Subscriber("f.json", walks=walks) for walks in (True, False))
    for reader in (walking, hourly):
        assert list(reader.visit(there.get, "https://a.example/")) == []
    assert (walking.titles.keys(), hourly.titles.keys()) == ({"1", "2", "3", "gone"}, {"3", "gone"})
    assert walking.told == {"gone"}
    there = {"f.json": feed("5", "gone", older="4.json"), "4.json": feed("4", older="2.json")}
    assert list(walking.visit(there.get, "https://a.example/")) == []
    assert walking.titles.keys() == {"1", "2", "3", "4", "5", "gone"}
    assert list(walking.visit({"f.json": feed("6", older="9.json")}.get, "https://a.example/")) == [
        "f.json: 9.json is not there"
    ]
