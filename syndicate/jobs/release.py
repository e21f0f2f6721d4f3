"""Items of a burst are held: let those of one source go, because somebody looked at them and they are news.

In: a source's key. Out: how many items were released. They are judged and enter feeds as anything does that enters
late; who does nothing gets the same after a day.
"""

from datetime import datetime

from ..store import items, sources
from ..store.database import Database


def release(store: Database, key: str, now: datetime) -> int | None:
    """Release what is held of a source; None if there is no such source."""
    with store.write() as tx:
        states = sources.states(tx, [key])
        if not states:
            return None
        released = items.release(tx, states[0].id, now)
        sources.unhold(tx, states[0].id)
    return released
