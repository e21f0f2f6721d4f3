"""`syndicate test`: what an address is, what would be stored of it, and what to write of it in feeds.yaml.

In: one answer, asked once. Out: a `Trial`, as words or as JSON. Nothing is stored, and of a page that offers feeds
none is asked: the operator names the one to try next.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from .. import __version__
from ..clean import clean
from ..clean.text import printable, shorten
from ..config import live
from ..config.addresses import bot_page
from ..config.load import load
from ..config.sources import SOURCES, SitemapSource, Source
from ..config.values import endpoint, feed_address
from ..errors import ConfigError, SourceError, sentence
from ..fetch.client import Fetcher
from ..line import entries_of
from ..model import Answer, CleanEntry, Failure, Request
from ..sources import paths, read, sitemap
from ..sources.discover import Offer, discover
from ..sources.feed.jsonfeed import decode
from ..sources.propose import propose
from ..sources.recognise import recognise
from ..sources.refusal import refusal
from ..sources.tree import page
from .block import block, key_of
from .doubts import doubts

FEEDS = {"RSS": "RSS feed", "Atom": "Atom feed", "RDF": "RDF feed", "JSON Feed": "JSON Feed"}
SHOWN = 10  # items, and offers
SUMMARY = 160  # characters in words


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it; without a `code` the address can be a source, or leads to one."""

    url: str
    kind: str = ""
    title: str = ""
    entries: tuple[CleanEntry, ...] = ()
    offers: tuple[Offer, ...] = ()
    warnings: tuple[str, ...] = ()
    block: str = ""
    code: str = ""
    detail: str = ""

    @property
    def failed(self) -> bool:
        return bool(self.code)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an address is taken for: the kind of source, and what is written of it beside its address."""

    kind: str
    source: str  # feed, page, api or sitemap
    written: dict[str, Any]
    title: str = ""


def attempt(path: Path, url: str, allow: Iterable[str]) -> Trial:
    """Ask an address as an operator gives it, who uses the feeds.yaml at `path`."""
    try:
        typed, allowed = address(url), endpoints(allow)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    with fetcher(path) as opened:
        return ask(opened, typed, allowed)


def address(text: str) -> str:
    """Read the address as an operator types it; raises `ValueError` with a sentence."""
    typed = text.strip()
    bare = "://" not in typed and not typed.startswith(("file:", "feed:"))
    return feed_address(f"https://{typed}" if bare else typed)


def endpoints(allow: Iterable[str]) -> frozenset[str]:
    """Read what the operator allows, as `allow:` of feeds.yaml does."""
    return frozenset(map(endpoint, allow))


def fetcher(path: Path) -> Fetcher:
    """Open a fetcher that introduces itself as the service does, and finds files beside feeds.yaml."""
    try:
        text, beside = live.written(path)
        home = f" (+{bot_page(load(text, beside=beside))})"
    except ConfigError:  # not written yet, or just being edited: no reason not to try an address
        home = ""
    return Fetcher(agent=f"Syndicate/{__version__}{home}", folder=path.resolve().parent)


def ask(fetcher: Fetcher, url: str, allow: frozenset[str]) -> Trial:
    """Ask an address once, and say what it is."""
    ((_, answer),) = fetcher.fetch_all([Request("test", url, allow=allow)])
    if isinstance(answer, Failure):
        return Trial(url, code=answer.code, detail=answer.detail)
    return judge(url, answer, allow)


def judge(url: str, answer: Answer, allow: frozenset[str]) -> Trial:
    """Say what an answer is, by its first bytes and by whether it can be read as that."""
    kind = recognise(answer.body)
    try:
        return JUDGES.get(kind, of_feed)(url, answer, kind, allow)
    except SourceError as error:
        refused = refusal(answer.body, error)
        return Trial(url, kind, code=refused.code, detail=refused.detail)


def of_feed(url: str, answer: Answer, kind: str, allow: frozenset[str]) -> Trial:
    return tried(url, answer, Plan(FEEDS.get(kind, "feed"), "feed", {}), allow)


def of_sitemap(url: str, answer: Answer, _: str, allow: frozenset[str]) -> Trial:
    try:
        return tried(url, answer, Plan("news sitemap", "sitemap", {}), allow)
    except SourceError as error:
        if error.detail != sitemap.HINT:
            raise
    fields = {"sitemap": url, "fulltext": True}
    reading = read(answer, SitemapSource.model_validate({"name": url, **fields}))
    entries = tuple(map(clean, reading.entries))
    return Trial(url, "sitemap of pages", entries=entries, block=written(url, "", fields, allow))


def of_sitemaps(url: str, answer: Answer, kind: str, _: frozenset[str]) -> Trial:
    """A list of sitemaps is none itself: offer those that it names."""
    found = tuple(Offer(one.url, one.changed, "sitemap") for one in sitemap.listed(answer))
    if not found:
        return Trial(url, kind, code="unreadable", detail="a list of sitemaps that names none")
    return Trial(url, kind, offers=found, block=block(key_of(url), key_of(url), {"sitemap": found[0].url}))


def of_json(url: str, answer: Answer, kind: str, allow: frozenset[str]) -> Trial:
    written = paths.propose(decode(answer.body))
    if written is None:
        raise SourceError("unreadable", "JSON without a list of entries that have a title")
    return tried(url, answer, Plan(kind, "api", written), allow)


def of_page(url: str, answer: Answer, kind: str, allow: frozenset[str]) -> Trial:
    """A page offers feeds, or has a list of news itself; what protects it against robots has neither."""
    if (refused := refusal(answer.body, SourceError("unreadable"))).code == "challenge":
        raise refused
    title = " ".join(page(answer).xpath("string(//head/title)").split())
    offers = tuple(offer for offer in discover(answer) if not offer.comments)
    sure = [offer for offer in offers if not offer.guess]
    trial = None if sure else of_listing(url, answer, title, allow)
    if trial:
        return replace(trial, offers=offers)
    if not offers:
        return Trial(
            url, kind, title, code="not-a-feed", detail="it offers none, and no list of news was found in it"
        )
    best = offers[0]
    doubt = () if sure else ("nothing is declared: the feeds are guesses by their addresses, try them first",)
    pasted = written(url, title, {"feed": best.url}, allow)
    return Trial(url, "page that offers feeds", title, offers=offers, warnings=doubt, block=pasted)


def of_listing(url: str, answer: Answer, title: str, allow: frozenset[str]) -> Trial | None:
    """Read a page by the selectors that are proposed for it; None where they find nothing of use."""
    found = propose(answer)
    try:
        return tried(url, answer, Plan("page without a feed", "page", found, title), allow) if found else None
    except SourceError:
        return None


JUDGES: dict[str, Callable[[str, Answer, str, frozenset[str]], Trial]] = {
    "page": of_page,
    "JSON": of_json,
    "sitemap": of_sitemap,
    "list of sitemaps": of_sitemaps,
}


def tried(url: str, answer: Answer, plan: Plan, allow: frozenset[str]) -> Trial:
    """Read an answer as the source that it would be."""
    fields = {plan.source: url, **plan.written}
    source: Source = SOURCES[plan.source].model_validate({"name": key_of(url), **fields})
    reading, raw = entries_of(answer, source), read(answer, source)
    title = reading.title or plan.title
    return Trial(
        url,
        plan.kind,
        title,
        entries=reading.entries,
        warnings=tuple(doubts(reading.entries, raw.entries)),
        block=written(url, title, fields, allow),
    )


def written(url: str, title: str, fields: dict[str, Any], allow: frozenset[str]) -> str:
    """Write the block, with the addresses that the operator allowed."""
    more = {"allow": sorted(allow)} if allow else {}
    return block(key_of(url), title, {**fields, **more})


def as_json(trial: Trial) -> dict[str, Any]:
    return {
        "url": trial.url,
        "kind": trial.kind,
        "title": trial.title,
        "code": trial.code or "ok",
        **({"sentence": sentence(trial.code, trial.detail)} if trial.code else {}),
        "count": len(trial.entries),
        "items": [item(entry) for entry in trial.entries[:SHOWN]],
        "offers": [
            {"url": one.url, "title": one.title, "format": one.format, "guess": one.guess}
            for one in trial.offers
        ],
        "warnings": list(trial.warnings),
        "block": trial.block,
    }


def item(entry: CleanEntry) -> dict[str, Any]:
    return {
        "date": moment.isoformat() if (moment := entry.published or entry.updated) else None,
        "title": entry.title,
        "link": entry.link,
        "language": entry.language,
        "summary": shorten(entry.summary, SUMMARY),
    }


def as_text(trial: Trial) -> str:
    """Give the words for a terminal, whose controls no outsider's text may reach."""
    return printable("\n".join(said(trial)))


def said(trial: Trial) -> Iterator[str]:
    """Say it in words, a line each."""
    if trial.code:
        yield f"{trial.url}: {sentence(trial.code, trial.detail)}"
    else:
        title = f" '{trial.title}'" if trial.title else ""
        count = f", items: {len(trial.entries)}" if trial.entries else ""
        yield f"{trial.url}: {trial.kind}{title}{count}"
    for entry in trial.entries[:SHOWN]:
        yield from printed(entry)
    if trial.offers:
        yield from ("", "It offers:", *map(offered, trial.offers[:SHOWN]))
    for warning in trial.warnings:
        yield f"Warning: {warning}"
    if trial.block:
        yield from ("", "To paste into feeds.yaml, under 'sources:':", "", trial.block)


def printed(entry: CleanEntry) -> Iterator[str]:
    """Print an item as it would be stored, over a few lines."""
    moment, language = entry.published or entry.updated, f"[{entry.language or '?'}]"
    date = moment.strftime("%Y-%m-%d %H:%M") if moment else "no date"
    yield f"\n  {date:<16}  {entry.title or '(its title comes from its page)'}"
    yield f"  {language:<16}  {entry.link or 'no link'}"
    if entry.summary:
        yield f"  {'':<16}  {shorten(entry.summary, SUMMARY)}"


def offered(offer: Offer) -> str:
    guess = " (a guess)" if offer.guess else ""
    return f"  {offer.url}  {' '.join(filter(None, (offer.format, offer.title)))}{guess}".rstrip()
