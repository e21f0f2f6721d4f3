"""Items enter the feeds of a category: each once, minted in order; and pages of the archive close over what entered.

In: the claim of one feed. Out: the claim as it is now, for a feed becomes published here. All feeds of the category
take what is fresh at the same time, so that nobody has to look at it again; which items a document shows, and its
bytes, come later.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from .config.ending import ended
from .config.model import Config
from .publish import pages
from .store import archives, drafts, feeds, sources
from .store.database import Transaction
from .store.due import FeedClaim
from .store.feeds import Waiting

NEWEST = 50  # items in the current document, at least where there are as many
SETTLED = timedelta(days=1)  # after which a feed counts as published even if a source has never been asked
SHOWN = 10  # of items that come in bulk; more would push out what subscribers have not seen yet
NEWS = timedelta(days=30)  # how old an item may be that is shown though it could have been shown before


def enter(tx: Transaction, config: Config, rules: str, claim: FeedClaim, now: datetime) -> FeedClaim:
    """Let new items enter, once the feed counts as published, and close the pages that are full."""
    if ended(config, claim.category, now):
        return claim
    feeds.take_turns(tx)
    first = not claim.published and settled(tx, claim, rules, now)
    if first:
        feeds.begin(tx, claim, now)
    if not (claim.published or first):
        return claim
    strict = not config.categories[claim.category].fallback
    late = partial(backfill, now=now)
    seen, publishing = feeds.fresh_items(tx, claim.category), feeds.publishing(tx, claim.category)
    if seen or not all(feed.looked for feed in publishing):  # else one rendered before has let all in
        for feed in publishing:
            founding = first and feed.language == claim.language
            feeds.enter(tx, feed, now, strict=strict, late=feeds.nothing if founding else late)
        feeds.looked(tx, claim.category, seen)
    close(tx, claim, now, places(config, claim.category))
    return replace(claim, published=claim.published or now)


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
    return now - claim.created >= SETTLED or (drafts.settled(tx, rules) and not sources.unasked(tx))


def places(config: Config, category: str) -> int | None:
    """How many of the newest items one source may bring; None where that does not matter."""
    share = config.categories[category].share
    return max(1, NEWEST * share // 100) if share else None


def close(tx: Transaction, claim: FeedClaim, now: datetime, most: int | None) -> None:
    """Close the pages that are full, and those of back-fill in any case: no current document shows it.

    Where a source has brought more than `most` items that are in no page yet, the current document cannot show all of
    them: then a page closes over all that is open, so that nothing is lost.
    """
    rows = archives.open_rows(tx, claim)
    brought = Counter(row.source_id for row in rows if not row.backfill)
    crowded = most is not None and max(brought.values(), default=0) > most
    for late, whole in ((False, crowded), (True, True)):
        chosen = [(row.number, row.size) for row in rows if row.backfill is late]
        archives.close(tx, claim, pages.cut(chosen, whole=whole), now)
