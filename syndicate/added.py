"""Items that editors add by hand: what was read of a page, as plain values → a stored item of a source of the desk's own.

Each site has one such source, which no feeds.yaml can name and which is never asked. The values stand in the decision
that added the item, so that it comes again in another database.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .decided import DESK
from .identity.key import keyed
from .intake import save
from .model import CleanEntry
from .runtime import Runtime
from .store import decisions, history, items, sources
from .store.database import Transaction
from .store.sources import Listed, SourceState

Values = Mapping[str, Any]


def come(tx: Transaction, runtime: Runtime, now: datetime) -> None:
    """Make the items that were added in another database, and are not here."""
    for one in decisions.absent(tx, "add"):
        if one.undone is None:
            make(tx, runtime, json.loads(one.value), now)


def make(tx: Transaction, runtime: Runtime, page: Values, now: datetime) -> str:
    """Store the item that a page is to be, and give its uid; one that is here already stays as it is."""
    state = source(tx, page, now)
    entries = keyed([entry_of(page)], None)
    save(tx, runtime, [(state, entries)], now)
    numbers = history.numbers(tx, entries[0].keys)
    own = [one.item for one in items.load(tx, numbers) if one.item.source == state.key]
    return own[0].uid


def source(tx: Transaction, page: Values, now: datetime) -> SourceState:
    """The source of what editors add from one site; it is made when it is needed."""
    key = f"{DESK}{page['host']}"
    if not sources.states(tx, [key]):
        url = f"https://{page['host']}/"
        sources.add(tx, Listed(key, page["site"], url, page["host"], "summary"), now)
        sources.retire(tx, key, now)
    [state] = sources.states(tx, [key])
    return state


def entry_of(page: Values) -> CleanEntry:
    """The entry that an editor agreed to."""
    day = page.get("published")
    return CleanEntry(
        guid=None,
        link=page["link"],
        title=page["title"],
        summary=page.get("summary") or "",
        content="",
        published=datetime.fromisoformat(day) if day else None,
        updated=None,
        author=page.get("author"),
        labels=(),
        language=page.get("language"),
        image=page.get("image"),
        told_by="page" if page.get("language") else None,
    )
