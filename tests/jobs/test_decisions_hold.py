"""Whatever is decided and undone, in whatever order: what stands is what holds, and a file of it says the same elsewhere."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from syndicate.categorise.rules import rulebook
from syndicate.cli.deciding import as_line, read
from syndicate.config.load import load
from syndicate.decided import Kind
from syndicate.fetch.client import Fetcher
from syndicate.jobs.decide import decide
from syndicate.jobs.recategorise import recategorise
from syndicate.runtime import Runtime
from syndicate.store import decisions
from syndicate.store.database import Database, open_database
from syndicate.store.ledger import pins
from syndicate.store.tables import items, matches, variants

from ..web.site import FEEDS, NOW, Site, variant

UIDS = ("u0", "u1", "u2")
FILED = {"u0": {"development", "strict-news"}, "u1": set[str](), "u2": {"development", "strict-news"}}
TITLES = {"u0": "A town", "u1": "The weather", "u2": "Another town"}
CONFIG = load(FEEDS)
BOOK = rulebook(CONFIG)

MADE = st.one_of(
    st.tuples(st.just("hide"), st.just(""), st.just("")),
    st.tuples(
        st.just("pin"),
        st.just(""),
        st.sampled_from(["2027-01-01T00:00:00+00:00", "2026-12-01T00:00:00+00:00"]),
    ),
    st.tuples(st.sampled_from(["put", "take"]), st.sampled_from(list(CONFIG.categories)), st.just("")),
    st.tuples(st.just("title"), st.sampled_from(["en", "fr"]), st.sampled_from(["One", 'Two \u2028 "x"'])),
    st.tuples(st.just("withdraw"), st.just(""), st.just("Why not")),
)
STEPS = st.lists(
    st.one_of(st.tuples(st.sampled_from(UIDS), MADE), st.integers(0, 20), st.just("work")), max_size=12
)


@dataclass
class Said:
    """A decision as the model remembers it."""

    uid: str
    kind: str
    about: str
    value: str
    stands: bool = True


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three items, in which nothing was decided."""
    path = tmp_path_factory.mktemp("template") / "x.db"
    store = open_database(f"sqlite:///{path}")
    site = Site(store)
    site.configure()
    for uid in UIDS:
        site.add(uid, variant(title=TITLES[uid], link=f"https://cemr.example/{uid}"), *FILED[uid])
    work(store)
    store.close()
    return path


def copied(template: Path, folder: Path, name: str) -> Database:
    for end in ("", "-wal", "-shm"):
        (folder / f"{name}{end}").unlink(missing_ok=True)
        if (beside := template.with_name(f"{template.name}{end}")).exists():
            shutil.copy(beside, folder / f"{name}{end}")
    return Database(f"sqlite:///{folder / name}")


def work(store: Database) -> None:
    """Let a worker carry out what was decided, and judge what is to be judged."""
    runtime = Runtime(CONFIG, BOOK, CONFIG.rules_digest(), store, cast(Fetcher, None), lambda: NOW)
    while decide(runtime):
        pass
    while recategorise(runtime):
        pass


def state(store: Database) -> dict[str, Any]:
    """What is published of each item."""
    with store.read() as tx:
        found: dict[str, Any] = {}
        for row in tx.execute(select(items.c.id, items.c.uid, items.c.withdrawn)):
            own = matches.c.item_id == row.id
            found[row.uid] = (
                row.withdrawn,
                set(tx.execute(select(matches.c.category).where(own)).scalars()),
                tx.execute(select(variants.c.title).where(variants.c.item_id == row.id)).scalar(),
                tx.execute(select(pins.c.until).where(pins.c.item_id == row.id)).scalar(),
            )
        return found


def expected(said: Sequence[Said]) -> dict[str, Any]:
    """What the decisions that stand say of each item."""
    found: dict[str, Any] = {}
    for uid in UIDS:
        own = [one for one in said if one.uid == uid and one.stands]
        kinds = {one.kind for one in own}
        filed = set(FILED[uid])
        for one in own:
            if one.kind in ("put", "take"):
                filed = filed | {one.about} if one.kind == "put" else filed - {one.about}
        title = [TITLES[uid], *(one.value for one in own if one.kind == "title" and one.about == "en")][-1]
        until = [None, *(datetime.fromisoformat(one.value) for one in own if one.kind == "pin")][-1]
        gone = "withdraw" in kinds
        found[uid] = (gone, set() if gone or "hide" in kinds else filed, title, until)
    return found


def play(store: Database, steps: Sequence[Any]) -> Iterator[Said]:
    """Decide and undo; give what was decided."""
    said: list[Said] = []
    refs: list[str] = []
    for number, step in enumerate(steps):
        now = NOW + timedelta(seconds=number)
        if step == "work":
            work(store)
        elif isinstance(step, int):
            if step < len(said):
                said[step].stands = False
                with store.write() as tx:
                    decisions.undo(tx, [refs[step]], "bob", now, "it was wrong")
        else:
            uid, (kind, about, value) = step
            with store.write() as tx:
                made = decisions.decide(tx, uid, cast(Kind, kind), "ann", now, about=about, value=value)
            assert made
            said.append(Said(uid, kind, about, made.value))
            refs.append(made.ref)
    yield from said


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_stands_is_what_holds_here_and_elsewhere(
    template: Path, tmp_path: Path, steps: list[Any]
) -> None:
    here = copied(template, tmp_path, "here.db")
    said = list(play(here, steps))
    work(here)
    assert state(here) == expected(said)
    with here.read() as tx:
        told = [as_line(one, title) for one, title in decisions.every(tx)]
    assert len(told) == len(said), "nothing that was decided is forgotten"
    there = copied(template, tmp_path, "there.db")
    found = read("\n".join(told))
    assert found.faults == ()
    for _ in range(2):
        with there.write() as tx:
            decisions.keep(tx, found.decisions)
        work(there)
        assert state(there) == state(here)
    with there.read() as tx:
        assert [as_line(one, title) for one, title in decisions.every(tx)] == told
    here.close()
    there.close()
