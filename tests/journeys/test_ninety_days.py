"""Ninety days of towns that print each other's news: every subscriber sees every story once.

Each story is printed by one to three sources, at once or up to two days apart, whole or cut. Now and then a source edits a text,
gives all of its items new guids, or moves to another domain. What happens is drawn by a seed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from syndicate.ask import question
from syndicate.gathering import gather
from syndicate.jobs.refresh import settle
from syndicate.model import Answer
from syndicate.store import sources
from syndicate.store.database import Database, open_database

from ..identity.replay import FORMATS, News, Service, Subscriber, rss

TOWNS = [f"town{number}" for number in range(5)]
DAYS, PRINTED = 90, 12
SYLLABLES = (
    "ba be bi bo bu da de di do du ga ge gi go gu ka ke ki ko ku la le li lo lu ma me mi mo mu".split()
)


@dataclass
class Town:
    """A source: what it prints, newest first, and how."""

    key: str
    domain: str
    guids: str = "one"
    news: list[tuple[int, str, str, datetime]] = field(default_factory=list)  # story, title, text, date
    changed: bool = True

    def add(self, number: int, title: str, text: str, moment: datetime) -> None:
        self.news = [(number, title, text, moment), *self.news][:PRINTED]
        self.changed = True

    def edit(self, place: int) -> None:
        number, title, text, moment = self.news[place]
        self.news[place] = (number, title, f"{text} Corrected since then.", moment)
        self.changed = True

    def document(self) -> bytes:
        return rss(
            [
                News(
                    number,
                    f"{self.guids}-{number}",
                    f"https://{self.domain}/news/{number}-of-{self.key}",
                    title,
                    text,
                    moment.isoformat(),
                )
                for number, title, text, moment in self.news
            ]
        )


class World:
    """The towns, and the news that travel among them."""

    def __init__(self, seed: int, start: datetime) -> None:
        self.random, self.today, self.stories = Random(seed), start, dict[str, int]()
        self.towns = [Town(key, f"{key}.example") for key in TOWNS]
        self.coming: list[tuple[datetime, Town, int, str, str]] = []
        for town in self.towns:
            self.print_by([town])

    def words(self, number: int) -> str:
        return " ".join("".join(self.random.choices(SYLLABLES, k=3)) for _ in range(number))

    def print_by(self, towns: list[Town]) -> None:
        """Let a new story be printed, today by the first and by the others soon."""
        number, title, text = len(self.stories), self.words(8), self.words(60)
        self.stories[title] = number
        for place, town in enumerate(towns):
            told = text if place == 0 or self.random.random() < 0.5 else " ".join(text.split()[:25])
            later = timedelta(days=self.random.randint(0, 2)) if place else timedelta(0)
            self.coming.append((self.today + later, town, number, title, told))

    def dawn(self) -> None:
        """Begin a day: what is to come today is printed, and something happens to one town or another."""
        self.today += timedelta(days=1)
        for _ in range(self.random.randint(0, 2)):
            self.print_by(self.random.sample(self.towns, self.random.randint(1, 3)))
        for told in [one for one in self.coming if one[0] <= self.today]:
            self.coming.remove(told)
            moment, town, number, title, text = told
            town.add(number, title, text, moment - timedelta(hours=self.random.randint(1, 20)))
        self.happen(self.random.choice(self.towns))

    def happen(self, town: Town) -> None:
        event = self.random.random()
        if event < 0.3 and town.news:
            town.edit(self.random.randrange(len(town.news)))
        elif event < 0.36:
            town.guids, town.changed = f"{town.guids}x", True
        elif event < 0.42:
            town.domain, town.changed = f"new-{town.domain}", True


def ask(service: Service, town: Town) -> None:
    """Let the service read what a town prints."""
    with service.store.read() as tx:
        (state,) = sources.states(tx, [town.key])
    runtime = service.runtime
    asked = question(runtime.config, state, service.now)
    answer = Answer(state.url, 200, town.document(), "application/rss+xml")
    [(_, outcome)] = settle(runtime, [(asked, answer, lambda: gather(runtime, asked, answer))])
    assert not outcome.failed
    town.changed = False


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'store.db'}")
    yield opened
    opened.close()


@pytest.mark.parametrize("seed", [1])
def test_every_subscriber_sees_every_story_once(store: Database, seed: int) -> None:
    service, readers = Service(store), [Subscriber(path) for path in FORMATS]
    service.list(TOWNS)
    world, seen = World(seed, service.now), {reader.path: Counter[int]() for reader in readers}
    for _ in range(DAYS):
        world.dawn()
        service.now = world.today
        for town in world.towns:
            if town.changed:
                ask(service, town)
        service.publish()
        for reader in readers:
            fresh = reader.look(service.document(reader.path))
            seen[reader.path].update(world.stories[one.title] for one in fresh)
    waiting = {number for _, _, number, _, _ in world.coming}
    printed = set(world.stories.values()) - waiting
    for counted in seen.values():
        assert {number: times for number, times in counted.items() if times > 1} == {}
        assert printed <= counted.keys()
