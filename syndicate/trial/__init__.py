"""An answer to an address in, what it is and what to write of it in feeds.yaml out; it is meant to be confined.

Nothing is asked and nothing stored: of a page that offers feeds the operator names the one to try next. What a page
without a feed would be read by is proposed, and read.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ..clean.entry import clean
from ..config.sources import SOURCES, SitemapSource, Source
from ..errors import SourceError
from ..model import Answer, CleanEntry
from ..reading import read_clean
from ..readings import NOWHERE
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
    reading, raw = read_clean(answer, source, NOWHERE), read(answer, source)
    title = reading.title or plan.title
    return Trial(
        url,
        plan.kind,
        title,
        entries=reading.entries,
        warnings=tuple(doubts(reading.entries, raw.entries, guessed=plan.source == "page")),
        block=written(url, title, fields, allow),
    )


def written(url: str, title: str, fields: dict[str, Any], allow: frozenset[str]) -> str:
    """Write the block, with the addresses that the operator allowed."""
    more = {"allow": sorted(allow)} if allow else {}
    return block(key_of(url), title, {**fields, **more})
