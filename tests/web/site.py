"""A small site in a real database: what the worker would have left there, put in through the store."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from syndicate.config.load import load
from syndicate.config.model import Config
from syndicate.errors import Mistake
from syndicate.model import Document, Item, Match, Variant
from syndicate.store import configs, documents, feeds, items, sources
from syndicate.store.database import Database

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

FEEDS = """\
site:
  id: news.example.eu,2026
  url: https://news.example.eu
  title: {en: Towns of the world, fr: Villes du monde}
  about: {en: News of towns, fr: Nouvelles des villes}
  languages: [en, fr, ar]
  timezone: Europe/Brussels
  contact: {name: Communications, email: news@example.eu}
sources:
  cemr: {name: CEMR, feed: "https://cemr.example/feed", republish: full}
  vng: {name: VNG, feed: "https://vng.example/feed"}
  quiet: {name: Quiet, feed: "https://quiet.example/feed", republish: title}
categories:
  development:
    title: {en: Development, fr: Développement, ar: تنمية}
    about: {en: Towns and their partners}
    any: [town]
  strict-news:
    title: {en: Only in your language}
    fallback: no
    any: [town]
"""


def at(hours: int) -> datetime:
    """A moment so many hours before now."""
    return NOW - timedelta(hours=hours)


def variant(
    source: str = "cemr", language: str | None = "en", title: str = "A title", **rest: str
) -> Variant:
    values = {
        "summary": f"{title}: what it says.",
        "content": "",
        "link": f"https://{source}.example/1",
        **rest,
    }
    return Variant(source, language, values["link"], title, values["summary"], values["content"], None, ())


@dataclass(frozen=True)
class Site:
    """The rows behind the pages."""

    store: Database

    def configure(self, text: str = FEEDS) -> Config:
        """Put a feeds.yaml in force."""
        config = load(text)
        listed = [
            sources.Listed(
                key,
                one.name,
                one.address,
                key,
                one.republish or config.defaults.republish,
                images=bool(one.images),
            )
            for key, one in config.sources.items()
        ]
        wanted = [(name, tag) for name in config.categories for tag in (None, *config.site.languages)]
        with self.store.write() as tx:
            sources.follow(tx, listed, NOW)
            feeds.follow(tx, wanted, NOW)
            configs.keep(tx, NOW, text, {"feeds.yaml": text}, ())
        return config

    def mistake(self) -> None:
        """Leave a wrong edit of feeds.yaml."""
        with self.store.write() as tx:
            configs.keep(tx, NOW, "wrong", {"feeds.yaml": "wrong"}, (Mistake("feeds.yaml", 1, 1, "secret"),))

    def add(self, uid: str, text: Variant, *categories: str, hours: int = 1) -> int:
        """Store an item with one text, filed into these categories."""
        moment = at(hours)
        with self.store.write() as tx:
            [state] = sources.states(tx, [text.source])
            item = Item(uid, text.source, moment, moment, moment, (text,))
            [number] = items.add(tx, state.id, [(item, "digest")], "rules")
            items.judge(tx, number, moment, [Match(name, ()) for name in categories], "rules")
        return number

    def stand(self, key: str, **values: object) -> None:
        """Let a source stand as an asking left it."""
        with self.store.write() as tx:
            [state] = sources.states(tx, [key])
            sources.record(
                tx, state, {"asked": NOW, "next_fetch": NOW + timedelta(hours=1), "why": "every", **values}
            )

    def publish(self, path: str, body: bytes = b"plain", moment: datetime = NOW) -> None:
        """Store a document of which every representation can be told apart."""
        document = Document(
            path, "application/rss+xml; charset=utf-8", body, b"zipped", "abc", moment, b"smaller"
        )
        with self.store.write() as tx:
            documents.keep(tx, [document], timedelta(minutes=15), moment)
