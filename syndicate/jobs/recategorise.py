"""The rules changed: judge stored items again, a batch at a time, until all were judged by the rules in force.

Restartable at any moment: an item's row says which rules judged it last.
"""

from ..intake import judge
from ..line import mark_stale
from ..runtime import Runtime
from ..store import items

BATCH = 200


def recategorise(runtime: Runtime) -> int:
    """Judge the next batch; say how many items it had, 0 when all are judged."""
    with runtime.store.write() as tx:
        batch = items.unjudged(tx, runtime.rules, BATCH)
        touched: set[str] = set()
        for stored in batch:
            touched |= judge(tx, runtime, stored.id, stored.item)
        mark_stale(tx, runtime.config, touched, runtime.clock())
    return len(batch)
