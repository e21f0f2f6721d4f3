"""A desk for stories of jobs: a store, a web, a clock, and a feeds.yaml that can be edited."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from syndicate.categorise.rules import rulebook
from syndicate.config.load import load
from syndicate.config.model import Config
from syndicate.decided import Kind
from syndicate.errors import Mistake
from syndicate.fetch.client import Fetcher
from syndicate.intake import Outcome
from syndicate.jobs.decide import decide
from syndicate.jobs.recategorise import recategorise
from syndicate.jobs.reconcile import reconcile
from syndicate.jobs.refresh import refresh
from syndicate.jobs.render import render
from syndicate.runtime import Runtime
from syndicate.store import configs, decisions, documents, due, history, items, sources
from syndicate.store.database import Database
from syndicate.store.sources import SourceState

from ..fakes import FakeWeb

SITE = """\
site:
  id: news.example.eu,2026
  url: https://news.example.eu
  title: {en: Towns abroad}
  languages: [en, fr]
  contact: {name: Communications}
"""
CATEGORIES = """\
categories:
  development: {title: Development, publish: every 1s, any: [development cooperation]}
  twinning: {title: Twinning, publish: every 1s, any: [twinning]}
"""


def rss(*items: str, language: str = "en", text: str = "Said of it.") -> str:
    """A feed whose items are `guid title`; the newest is the last."""
    printed = ""
    for minute, item in enumerate(items):
        guid, title = item.split(" ", 1)
        printed = (
            f"<item><guid isPermaLink='false'>{guid}</guid><link>https://a.example/{guid}</link>"
            f"<title>{title}</title><description>{text} {title}</description>"
            f"<pubDate>Mon, 01 Jun 2026 {minute // 60:02}:{minute % 60:02}:00 GMT</pubDate></item>{printed}"
        )
    head = f"<title>A source</title><link>https://a.example/</link><language>{language}</language>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}<description/>{printed}</channel></rss>"


@dataclass
class Newsroom:
    """What every process of the service shares, and one that does the jobs."""

    store: Database
    web: FakeWeb
    folder: Path
    fetcher: Fetcher
    now: datetime = datetime(2026, 6, 2, 12, tzinfo=UTC)
    secrets: Mapping[str, str] = field(default_factory=dict)

    def clock(self) -> datetime:
        return self.now

    def wait(self, **values: float) -> None:
        self.now += timedelta(**values)

    # What an operator does

    def source(self, key: str, path: str, more: str = "") -> str:
        """A source of our web, as feeds.yaml lists it."""
        lines = f"  {key}:\n    name: The source {key}\n    feed: {self.web.url(path)}\n"
        return f'{lines}    allow: ["{self.web.endpoint}"]\n' + (f"    {more}\n" if more else "")

    def edit(self, *listed: str, site: str = SITE, categories: str = CATEGORIES) -> tuple[Mistake, ...]:
        """Save feeds.yaml with these sources; give its mistakes."""
        text = f"{site}sources:\n{''.join(listed)}{categories}"
        return reconcile(self.store, {"feeds.yaml": text}, self.secrets, self.now)

    # What an editor does

    def decide(self, guid: str, kind: Kind, who: str = "Ada", **said: str) -> str:
        """Decide something of what the source calls so, carried out at once; give the uid of the item."""
        with self.store.write() as tx:
            [number] = history.numbers(tx, [f"guid:{guid}"])
            [found] = items.load(tx, [number])
            assert decisions.decide(tx, found.item.uid, kind, who, self.now, **said)
        self.carry_out()
        return found.item.uid

    def undo(self, guid: str, kind: Kind) -> int:
        """Take back all decisions of a kind; say how many there were."""
        with self.store.write() as tx:
            [number] = history.numbers(tx, [f"guid:{guid}"])
            told = decisions.of(tx, [number]).get(number, ())
            count = decisions.undo(tx, [one.ref for one in told if one.kind == kind], "Bob", self.now)
        self.carry_out()
        return count

    # What a worker does

    def carry_out(self) -> None:
        """Carry out what was decided."""
        while decide(self.runtime):
            pass

    @property
    def text(self) -> str:
        """The feeds.yaml in force."""
        with self.store.read() as tx:
            stored = configs.in_force(tx)
        assert stored
        return stored.files["feeds.yaml"]

    @property
    def config(self) -> Config:
        return load(self.text, "feeds.yaml", self.secrets)

    @property
    def runtime(self) -> Runtime:
        config = self.config
        return Runtime(config, rulebook(config), config.rules_digest(), self.store, self.fetcher, self.clock)

    def refresh(self) -> dict[str, Outcome]:
        """Ask all that is due."""
        outcomes: dict[str, Outcome] = {}
        runtime = self.runtime
        while claimed := self.claim(runtime):
            outcomes |= {state.key: outcome for state, outcome in refresh(runtime, claimed)}
        return outcomes

    def claim(self, runtime: Runtime) -> list[SourceState]:
        with self.store.write() as tx:
            return due.claim_sources(tx, self.now, 64, runtime.config.asked.keys())

    def ask(self, key: str = "a", **later: float) -> Outcome:
        """Ask one source, later."""
        self.wait(**later or {"days": 2})
        return self.refresh()[key]

    def render(self) -> list[str]:
        """Render all that is due; give the documents that changed."""
        changed: list[str] = []
        runtime = self.runtime
        while claim := self.claim_feed(runtime):
            changed += render(runtime, claim)
        return changed

    def claim_feed(self, runtime: Runtime) -> due.FeedClaim | None:
        with self.store.write() as tx:
            return due.claim_feed(tx, self.now, runtime.config.categories)

    def recategorise(self) -> list[int]:
        """Judge what other rules judged last; give the size of each batch."""
        runtime = self.runtime
        return list(iter(lambda: recategorise(runtime), 0))

    # What a subscriber sees

    def document(self, path: str) -> bytes | None:
        with self.store.read() as tx:
            found = documents.find(tx, path)
        return found[0].body if found else None

    def feed(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.document(f"feeds/{name}.json") or "{}")
        return found

    def titles(self, name: str = "development") -> list[str]:
        return [item["title"] for item in self.feed(name)["items"]]

    # What the store says

    def state(self, key: str = "a") -> SourceState:
        with self.store.read() as tx:
            return next(state for state in sources.states(tx) if state.key == key)
