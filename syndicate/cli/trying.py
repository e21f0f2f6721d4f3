"""`syndicate test`: what an address is, what would be stored of it, and what to write of it in feeds.yaml.

In: one answer, asked once. Out: a `Trial`, as words or as JSON. Nothing is stored, and of a page that offers feeds
none is asked: the operator names the one to try next.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from .. import __version__
from ..clean.text import printable, shorten
from ..config import live
from ..config.addresses import bot_page
from ..config.load import load
from ..config.values import endpoint, feed_address
from ..confine import confined
from ..errors import ConfigError, SourceError, sentence
from ..fetch.client import Fetcher
from ..model import CleanEntry, Failure, Request
from ..sources.discover import Offer
from ..trial import Trial, judge

SHOWN = 10  # items, and offers
SUMMARY = 160  # characters in words


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
    try:
        return confined(judge, url, answer, allow)
    except SourceError as error:  # it costs too much to look at
        return Trial(url, code=error.code, detail=error.detail)


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
