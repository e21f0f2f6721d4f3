"""Histories of sources, replayed through the whole line: what they print at each poll, and what subscribers see.

A history is a YAML file: its polls, each so long after the one before, say what a source prints, newest first
("9-1", or "3 1 2"), and how it differs from the news of that number (`all`, `only`). A value is a template over
{n} the number, {m} its last two digits, {place} in the document, {poll}; null leaves it out; a date may be `now` or shifted ("+3h").
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any, cast

import feedparser

from syndicate.ask import question
from syndicate.categorise.rules import rulebook
from syndicate.config.load import load
from syndicate.config.values import duration
from syndicate.fetch.client import Fetcher
from syndicate.gathering import gather
from syndicate.intake import Outcome
from syndicate.jobs.recategorise import recategorise
from syndicate.jobs.reconcile import reconcile
from syndicate.jobs.refresh import settle
from syndicate.jobs.render import render
from syndicate.model import Answer
from syndicate.runtime import Runtime
from syndicate.store import documents, due, sources
from syndicate.store.database import Database

START = datetime(2026, 7, 1, 12, tzinfo=UTC)
HEAD = """\
site: {id: "news.example.eu,2026", url: "https://news.example.eu", title: News, languages: [en, fr], contact: {name: Desk}}
categories: {news: {title: News, publish: every 1s, any: [nothing at all]}}
sources:
"""
FORMATS = [f"feeds/news{language}.{form}" for language in ("", ".en") for form in ("rss", "atom", "json")]

PLACES = "Ghent Lyon Porto Turin Bilbao Tartu Bergen Zagreb Malmo Patras Cork Linz Brno".split()
DEEDS = "builds opens plans shares funds visits repairs teaches plants measures hosts".split()
THINGS = "wells schools bridges gardens archives harbours forests".split()


@dataclass(frozen=True)
class News:
    """One piece of news as a source prints it."""

    number: int
    guid: str | None
    link: str | None
    title: str
    text: str
    date: str | None


def news(number: int, place: int, poll: int, now: datetime, changes: dict[str, Any]) -> News:
    """The news of a number, with what a poll changes in it."""
    where, deed, thing = (words[number % len(words)] for words in (PLACES, DEEDS, THINGS))
    values: dict[str, Any] = {
        "guid": "town-{n}",
        "link": f"https://town.example/news/{{n}}-{where}",
        "title": f"{where} {deed} {thing} of {{n}} partners",
        "text": f"What the council of {where} has decided on its {thing} in session {{n}}.",
        "date": "+0h",
        **changes,
    }
    filled = {
        name: value and str(value).format(n=number, m=number % 100, place=place, poll=poll)
        for name, value in values.items()
    }
    dated = START - timedelta(days=20) + number * timedelta(hours=3, minutes=1)
    return News(number, **filled | {"date": written(filled["date"], dated, now)})


def written(said: str | None, dated: datetime, now: datetime) -> str | None:
    if said == "now":
        return now.isoformat()
    if said and said[0] in "+-":
        shift = timedelta(hours=int(said[1:-1]))
        return (dated + shift if said[0] == "+" else dated - shift).isoformat()
    return said


def numbers(told: str | int) -> Iterator[int]:
    """Read "9-7 1" as 9, 8, 7, 1."""
    for part in str(told).split():
        first, _, last = part.partition("-")
        one, other = int(first), int(last or first)
        yield from range(one, other - 1, -1) if one > other else range(one, other + 1)


def rss(printed: list[News]) -> bytes:
    names = {"guid": "guid isPermaLink='false'", "text": "description", "date": "pubDate"}
    items = "".join(
        "<item>"
        + "".join(
            f"<{names.get(name, name)}>{escape(value)}</{names.get(name, name).split()[0]}>"
            for name in ("guid", "link", "title", "text", "date")
            if (value := getattr(one, name)) is not None
        )
        + "</item>"
        for one in printed
    )
    head = "<title>A town</title><link>https://town.example/</link><description/><language>en</language>"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


@dataclass(frozen=True)
class Read:
    """One item as a subscriber's reader gets it."""

    id: str
    title: str
    link: str | None
    published: str
    updated: str | None


def read(path: str, body: bytes) -> list[Read]:
    if path.endswith("json"):
        return [
            Read(one["id"], one["title"], one.get("url"), one["date_published"], one["date_modified"])
            for one in json.loads(body)["items"]
        ]
    entries = feedparser.parse(io.BytesIO(body)).entries
    edited = path.endswith("atom")
    return [
        Read(one.id, one.title, one.get("link"), one.published, one.get("updated") if edited else None)
        for one in entries
    ]


@dataclass
class Subscriber:
    """A reader of one document, who takes for new what has an id that he has not seen."""

    path: str
    seen: dict[str, Read] = field(default_factory=dict)
    updates: int = 0

    def look(self, body: bytes) -> list[Read]:
        """Fetch the document; give what is unread."""
        found = read(self.path, body)
        assert len({one.id for one in found}) == len(found)
        fresh = [one for one in found if one.id not in self.seen]
        for one in found:
            before = self.seen.get(one.id, one)
            assert one.published == before.published, "an item moved"
            self.updates += one.updated != before.updated
        self.seen |= {one.id: one for one in found}
        return fresh


@dataclass
class Service:
    """The line, from the answers of sources to the documents, on a clock of its own."""

    store: Database
    now: datetime = START
    listed: list[str] = field(default_factory=list)
    titles: dict[str, int] = field(default_factory=dict)
    pairs: dict[tuple[str, str | None], int] = field(default_factory=dict)

    def poll(self, number: int, told: dict[str, Any]) -> dict[str, Outcome]:
        """Let the sources of one poll print what they print, and publish it."""
        self.now += duration(told.get("after", "1h"))
        own = {key: value for key, value in told.items() if key not in ("after", "times")}
        self.list(list(own))
        outcomes = {key: self.ask(key, number, printing) for key, printing in own.items()}
        self.publish()
        return outcomes

    def list(self, keys: list[str]) -> None:
        """Write feeds.yaml anew when a source is added."""
        if added := [key for key in keys if key not in self.listed]:
            self.listed += added
            assert reconcile(self.store, {"feeds.yaml": self.text}, {}, self.now) == ()

    @property
    def text(self) -> str:
        lines = [
            f"  {key}: {{name: {key}, feed: 'https://{key}.example/feed', categories: [news]}}\n"
            for key in self.listed
        ]
        return HEAD + "".join(lines)

    @property
    def runtime(self) -> Runtime:
        config = load(self.text, "feeds.yaml")
        nobody = cast(Fetcher, None)  # nothing is fetched: the answers are put in
        return Runtime(config, rulebook(config), config.rules_digest(), self.store, nobody, lambda: self.now)

    def ask(self, key: str, poll: int, printing: dict[str, Any]) -> Outcome:
        printed = [
            news(
                number,
                place,
                poll,
                self.now,
                printing.get("all", {}) | printing.get("only", {}).get(number, {}),
            )
            for place, number in enumerate(numbers(printing["print"]), 1)
        ]
        for one in printed:
            self.titles[one.title] = self.pairs[one.title, one.link] = one.number
        with self.store.read() as tx:
            (state,) = sources.states(tx, [key])
        runtime = self.runtime
        asked = question(runtime.config, state, self.now)
        answer = Answer(state.url, 200, rss(printed), "application/rss+xml")
        [(_, outcome)] = settle(runtime, [(asked, answer, lambda: gather(runtime, asked, answer))])
        return outcome

    def publish(self) -> None:
        runtime = self.runtime
        while recategorise(runtime):
            pass
        while claim := self.claim():
            render(runtime, claim)

    def claim(self) -> due.FeedClaim | None:
        with self.store.write() as tx:
            return due.claim_feed(tx, self.now, ["news"])

    def document(self, path: str) -> bytes:
        with self.store.read() as tx:
            found = documents.find(tx, path)
        assert found
        return found[0].body

    def number(self, one: Read) -> int:
        """Which news a subscriber sees."""
        return self.pairs.get((one.title, one.link), self.titles[one.title])
