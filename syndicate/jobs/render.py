"""A feed is stale: choose its items, render its documents, and store those whose bytes changed.

In: the claim of one feed. Out: the paths that changed: the closed pages of its archive that are new or changed, then
the current document. Bytes come from the stage `publish`, in a process of its own, so that reading and storing go on;
when a feed is due is decided where it was marked stale.
"""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..config.addresses import category_page, feed_name, feed_title, item_page, tag_uri
from ..config.ending import end_of, gone, turns
from ..config.model import Config, text_in
from ..config.timetable import Every
from ..confine import Elsewhere, confined
from ..entering import NEWEST, SETTLED, enter, places
from ..errors import SourceError
from ..model import Document, Item
from ..publish.farewell import conclude
from ..publish.withdrawn import bury
from ..published import Feed, FeedItem, Origin, Withdrawn, newest_first
from ..runtime import Runtime
from ..store import archives, documents, feeds, items, pins, showing, sources, stories, withdrawals
from ..store.archives import Page
from ..store.database import Transaction
from ..store.due import FeedClaim
from ..store.sources import SourceState
from ..store.stories import Copy

if TYPE_CHECKING:
    from ..publish.guard import guarded
else:  # loaded where it is computed
    guarded = Elsewhere("syndicate.publish.guard", "guarded")

log = logging.getLogger(__name__)

AT_ONCE = 3  # pages: while two are printed, one is put together
PAGES = 50  # of the archive, rendered again in one go: other feeds wait meanwhile
RETRY = timedelta(minutes=15)  # after which is rendered again what was stopped
STANDING = timedelta(days=30)  # how long a feed says that an item was withdrawn from it
ARCHIVE_AGE = timedelta(days=1)  # how long a reader may keep a closed page: what is withdrawn leaves it
PASSING = {"updated", "max_age", "older", "editions", "withdrawn"}  # of a feed: not said on its closed pages
MAX_AGE = timedelta(
    minutes=15
)  # how long a reader may keep a document whose category is published at any time


def render(runtime: Runtime, claim: FeedClaim) -> list[str]:
    """Render one feed; say which documents changed."""
    now, config = runtime.clock(), runtime.config
    if gone(config, claim.category, now):
        return clear(runtime, claim, now)
    with runtime.store.write() as tx:
        claim = enter(tx, config, runtime.rules, claim, now)
        chosen = choose(tx, config, claim, now)
    with runtime.store.read() as tx:
        feed = compose(tx, config, claim, chosen)
        stones = withdrawals.standing(tx, claim, now - STANDING)
        buried = compose(tx, config, claim, [stone.item_id for stone in stones]).items if stones else ()
        older, unpinned = archives.last(tx, claim), pins.next_end(tx, claim.category, now)
    withdrawn = [Withdrawn(tag_uri(config, one.uid), one.moment, one.reason) for one in stones]
    current = concluded(config, bury(replace(feed, older=older), buried, withdrawn), now)
    changed, broken, finished = render_archive(runtime, claim, imprint(current))
    rendered, doubt = printed(current, claim.shown, ordered=claim.ordered)
    why, finished = broken or doubt, finished and bool(rendered)
    with runtime.store.write() as tx:
        if why:
            feeds.refuse(tx, claim, why)
            log.warning("%s is held back: %s", current.name, why, extra={"event": "feed_held_back"})
        else:
            feeds.show(tx, claim, len(current.items))
            # Looked at only now: that write waited for an edit, or lets one wait.
            changed += (
                documents.keep(tx, rendered, current.max_age, now) if feeds.asked_for(tx, claim) else []
            )
        due = [*turns(config, claim.category), *(stone.moment + STANDING for stone in stones)]
        due += [unpinned] if unpinned else []
        following = again(claim, now, due) if finished else now + (RETRY if why else timedelta(0))
        feeds.finish(tx, claim, now, following)
    return changed


def choose(tx: Transaction, config: Config, claim: FeedClaim, now: datetime) -> list[int]:
    """Choose the items of the current document: the newest, and what editors pinned, which stays in it till then."""
    strict = not config.categories[claim.category].fallback
    newest = showing.newest(tx, claim, NEWEST, strict=strict, share=places(config, claim.category))
    standing = pins.standing(tx, claim.category, now)
    pinned = showing.inside(tx, claim, standing, strict=strict) if standing else []
    return list(dict.fromkeys([*newest, *pinned]))


def printed(feed: Feed, before: int | None, *, ordered: bool) -> tuple[list[Document], str | None]:
    """Render the documents of a feed that had so many items; say why they must not be published, if so.

    There are none if that was stopped.
    """
    try:
        return confined(guarded, feed, before, ordered=ordered)
    except SourceError as error:
        what = f"page {feed.archive} of its archive" if feed.archive else "the current document"
        return [], f"rendering {what} was stopped: {error.detail}"


def again(claim: FeedClaim, now: datetime, due: Sequence[datetime]) -> datetime | None:
    """When the feed is due even if nothing changes: something is said for a time only."""
    if not claim.published:
        due = [*due, claim.created + SETTLED]
    return min((moment for moment in due if moment > now), default=None)


def concluded(config: Config, feed: Feed, now: datetime) -> Feed:
    """Add the last entry, where the category has ended."""
    end, category = end_of(config, feed.category), config.categories[feed.category]
    if end is None or end > now:
        return feed
    texts = category.farewell
    said = text_in(texts, config.site.languages, feed.language) if texts else None
    return conclude(feed, said, end)


def clear(runtime: Runtime, claim: FeedClaim, now: datetime) -> list[str]:
    """Remove the documents of a feed whose category has ended, for good."""
    with runtime.store.write() as tx:
        documents.remove_feed(tx, feed_name(claim.category, claim.language))
        archives.forget(tx, claim.category, claim.language)
        feeds.finish(tx, claim, now, None)
    return []


def imprint(feed: Feed) -> str:
    """The digest of what every document of a feed says besides its items, their dates and links to other documents."""
    bare = asdict(replace(feed, items=()))
    said = {name: bare[name] for name in sorted(bare.keys() - PASSING)}
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()


def render_archive(runtime: Runtime, claim: FeedClaim, said: str) -> tuple[list[str], str | None, bool]:
    """Render the closed pages that changed, each stored at once.

    Say which documents changed, why one of them cannot be published, if so, and whether these were all for now. The
    pages come before the current document, which links to the newest of them.
    """
    with runtime.store.write() as tx:
        if claim.imprint not in (None, said):
            archives.touch_feed(tx, claim)
        feeds.imprint(tx, claim, said)
    with runtime.store.read() as tx:
        pages = archives.waiting(tx, claim, PAGES)
    changed, broken, stopped = list[str](), list[str](), False
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="print") as printers:
        told = printers.map(lambda page: render_page(runtime, claim, page), pages)
        for page, (rendered, why) in zip(pages, told, strict=True):
            stopped |= not rendered
            if why:
                broken.append(why)
            else:
                changed += keep_page(runtime, claim, page, rendered)
    finished = not stopped and (bool(broken) or len(pages) < PAGES)
    return changed, next(iter(broken), None), finished


def render_page(runtime: Runtime, claim: FeedClaim, page: Page) -> tuple[list[Document], str | None]:
    """Render one closed page; say why it must not be published, if so."""
    with runtime.store.read() as tx:
        feed = compose(tx, runtime.config, claim, archives.items_of(tx, claim, page.number))
    number = page.number  # no editions: the pages of other languages hold other items
    closed = replace(feed, archive=number, older=number - 1 or None, max_age=ARCHIVE_AGE, editions=())
    return printed(closed, None, ordered=False)


def keep_page(runtime: Runtime, claim: FeedClaim, page: Page, rendered: Sequence[Document]) -> list[str]:
    """Store one closed page; say which of its documents changed."""
    with runtime.store.write() as tx:
        archives.rendered(tx, claim, page)
        if feeds.asked_for(tx, claim):
            return documents.keep(tx, rendered, ARCHIVE_AGE, runtime.clock())
        archives.forget(tx, claim.category, claim.language)
        return []


def compose(tx: Transaction, config: Config, claim: FeedClaim, chosen: list[int]) -> Feed:
    """Put the chosen items together as the feed that is printed, newest first."""
    site, category = config.site, config.categories[claim.category]
    found = items.load(tx, chosen)
    origins = {state.key: state for state in sources.states(tx, {one.item.source for one in found})}
    copies = stories.copies(tx, chosen)
    entries = [
        replace(
            feed_item(config, stored.item, claim, origins),
            also=also(config, copies.get(stored.id, ()), claim.language),
        )
        for stored in found
    ]
    return Feed(
        id=tag_uri(config, f"feed/{feed_name(claim.first or claim.category, claim.language)}"),
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
        items=newest_first(entries),
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


def also(config: Config, copies: Sequence[Copy], language: str | None) -> dict[str, str]:
    """Name the other sources of a story, each once, with its page; our page of it stands in where it has none."""
    return {one.name: one.link or item_page(config, one.uid, language) for one in copies}


def origin_of(config: Config, state: SourceState) -> Origin:
    """Name a source as others can reach it: never a file of ours, never an address with a secret in it."""
    public = state.url.startswith("http") and "${" not in state.url
    url = state.url if public else ""
    known = state.feed_id or url or tag_uri(config, f"source/{state.first_key}")
    updated = state.changed or state.succeeded or state.next_fetch
    return Origin(known, state.name, url, state.link or (None if url else config.site.base), updated)


def max_age(config: Config, category: str) -> timedelta:
    """How long a reader may keep a document: as long as the category's timetable lets nothing new appear."""
    timetable = config.categories[category].publish
    return max(timetable.interval, MAX_AGE) if isinstance(timetable, Every) else MAX_AGE
