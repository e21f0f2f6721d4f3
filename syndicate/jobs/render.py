"""A feed is stale: choose its items, render its documents, and store those whose bytes changed.

In: the claim of one feed. Out: the paths that changed. An item enters the feed here, minted once, in the order of
dates. Bytes come from the stage `publish`; when a feed is due is decided where it was marked stale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from ..config.addresses import category_page, feed_name, feed_title, item_page, tag_uri
from ..config.model import Config, text_in
from ..config.timetable import Every
from ..model import Feed, FeedItem, Item, Origin
from ..publish import render as render_documents
from ..runtime import Runtime
from ..store import documents, feeds, items, sources
from ..store.database import Transaction
from ..store.due import FeedClaim
from ..store.feeds import Waiting
from ..store.sources import SourceState

NEWEST = 50  # items in the current document
SETTLED = timedelta(days=1)  # after which a feed counts as published even if a source has never been asked
SHOWN = 10  # of items that come in bulk; more would push out what subscribers have not seen yet
NEWS = timedelta(days=30)  # how old an item may be that is shown though it could have been shown before
MAX_AGE = timedelta(
    minutes=15
)  # how long a reader may keep a document whose category is published at any time


def render(runtime: Runtime, claim: FeedClaim) -> list[str]:
    """Render one feed; say which documents changed."""
    now, config = runtime.clock(), runtime.config
    with runtime.store.write() as tx:
        chosen = choose(tx, config, runtime.rules, claim, now)
    with runtime.store.read() as tx:
        feed = compose(tx, config, claim, chosen)
    rendered = render_documents(feed)
    with runtime.store.write() as tx:
        changed = documents.keep(tx, rendered, feed.max_age, now)
        feeds.finish(tx, claim, now, None if claim.published else claim.created + SETTLED)
    return changed


def choose(tx: Transaction, config: Config, rules: str, claim: FeedClaim, now: datetime) -> list[int]:
    """Let new items enter, once the feed counts as published, and choose those of the current document."""
    strict = not config.categories[claim.category].fallback
    published = claim.published or (now if settled(tx, claim, rules, now) else None)
    if published and not claim.published:
        feeds.begin(tx, claim, now)
    if published:
        late = partial(backfill, now=now) if claim.published else feeds.nothing
        feeds.enter(tx, claim, now, strict=strict, late=late)
    return feeds.newest(tx, replace(claim, published=published), NEWEST, strict=strict)


def backfill(waiting: Sequence[Waiting], now: datetime) -> set[int]:
    """Which items enter a published feed without being shown as new in it.

    Of a source that was added, or that brought a burst, all but its newest. Of what was known before, and is in the
    category only by other rules or an edit, all but the newest that are still news.
    """
    bulk: dict[int, list[Waiting]] = {}
    for one in waiting:
        if one.bulk and not one.late:
            bulk.setdefault(one.source_id, []).append(one)
    late = [one for one in waiting if one.late]
    hidden = {one.id for one in late if now - one.published > NEWS}
    for group in [late, *bulk.values()]:
        hidden |= {one.id for one in sorted(group, key=lambda one: (one.published, one.id))[:-SHOWN]}
    return hidden


def settled(tx: Transaction, claim: FeedClaim, rules: str, now: datetime) -> bool:
    """Tell whether, from now on, new is what comes after.

    Each of its first sources has been asked once, and what there was is judged by the rules; or a day has gone.
    """
    return now - claim.created >= SETTLED or not (sources.unasked(tx) or items.unjudged(tx, rules, 1))


def compose(tx: Transaction, config: Config, claim: FeedClaim, chosen: list[int]) -> Feed:
    """Put the chosen items together as the feed that is printed, newest first."""
    site, category = config.site, config.categories[claim.category]
    found = [stored.item for stored in items.load(tx, chosen)]
    origins = {state.key: state for state in sources.states(tx, {item.source for item in found})}
    entries = [feed_item(config, item, claim, origins) for item in found]
    return Feed(
        id=tag_uri(config, f"feed/{feed_name(claim.category, claim.language)}"),
        category=claim.category,
        language=claim.language,
        title=feed_title(config, claim.category, claim.language),
        about=text_in(category.about or category.title, site.languages, claim.language),
        term=text_in(category.title, site.languages, claim.language),
        base=site.base,
        page=category_page(config, claim.category, claim.language),
        contact_name=site.contact.name,
        contact_email=site.contact.email,
        updated=max((entry.updated for entry in entries), default=claim.created),
        max_age=max_age(config, claim.category),
        items=tuple(sorted(entries, key=lambda entry: (entry.published, entry.id), reverse=True)),
        editions=tuple(tag for tag in (None, *site.languages) if tag != claim.language),
        credit=site.credit,
    )


def feed_item(config: Config, item: Item, claim: FeedClaim, origins: Mapping[str, SourceState]) -> FeedItem:
    """Print an item: in the feed's language if there is such a text, and no more of it than its source allows."""
    origin = origins[item.source]
    text = item.variant_in(claim.language, config.site.languages)
    text = text.printable(origin.republish, images=origin.images)
    return FeedItem(
        id=tag_uri(config, item.uid),
        page=item_page(config, item.uid, claim.language),
        link=text.link,
        title=text.title,
        summary=text.summary,
        content=text.content,
        language=text.language,
        published=item.published,
        updated=item.updated,
        author=text.author,
        labels=text.labels,
        origin=origin_of(config, origin),
        image=text.image,
        enclosures=text.enclosures,
    )


def origin_of(config: Config, state: SourceState) -> Origin:
    """Name a source as others can reach it: never a file of ours, never an address with a secret in it."""
    public = state.url.startswith("http") and "${" not in state.url
    url = state.url if public else state.link or config.site.base
    updated = state.changed or state.succeeded or state.next_fetch
    return Origin(state.feed_id or url, state.name, url, state.link, updated)


def max_age(config: Config, category: str) -> timedelta:
    """How long a reader may keep a document: as long as the category's timetable lets nothing new appear."""
    timetable = config.categories[category].publish
    return max(timetable.interval, MAX_AGE) if isinstance(timetable, Every) else MAX_AGE
