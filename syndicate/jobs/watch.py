"""What is wrong now, written down as incidents: opened when it begins, closed when it is right again.

In: the rows of sources, feeds and feeds.yaml. Out: the incidents that changed. A source that failed once or twice is
none yet; servers have bad moments. Whether somebody is told is not decided here.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from ..clean.text import printable
from ..condition import Condition, conditions
from ..config.addresses import feed_name
from ..errors import SENTENCES, sentence
from ..runtime import Runtime
from ..store import configs, feeds, incidents
from ..store.database import Transaction
from ..store.drifts import Drift
from ..store.incidents import Incident, Sign

log = logging.getLogger(__name__)

FAILURES = 3  # in a row
SHOWN = 5  # mistakes of feeds.yaml
STOPPED = timedelta(minutes=10)  # without any worker; shorter is a restart
KINDS = frozenset(
    "source-failing source-degraded source-gone source-silent source-held source-moved config-rejected feed-held".split()
)


def watch(runtime: Runtime) -> list[Incident]:
    """Write down what is wrong and what is right again, and say which that was."""
    now = runtime.clock()
    with runtime.store.read() as tx:
        wrong = {sign: printable(said) for sign, said in found(tx, runtime, now)}
    with runtime.store.write() as tx:
        incidents.mint(tx)
        changed = incidents.follow(tx, wrong, KINDS, now)
    for one in changed:
        state = "closed" if one.closed else "opened"
        extra = {"event": f"incident_{state}", "kind": one.kind, "subject": one.subject}
        log.warning("%s %s: %s", state, one.kind, one.subject, extra=extra)
    return changed


def stopped(runtime: Runtime, seen: datetime | None) -> None:
    """Write down that for long nobody worked, if nobody did before now."""
    now = runtime.clock()
    if seen is None or now - seen < STOPPED:
        return
    said = "Nothing was asked or published: no worker was alive. Let your system start 'syndicate run' by itself."
    with runtime.store.write() as tx:
        incidents.record(tx, ("worker-dead", "worker"), said, seen, now)


def found(tx: Transaction, runtime: Runtime, now: datetime) -> Iterator[tuple[Sign, str]]:
    """Look for all that is wrong."""
    for one in conditions(tx, runtime.config, now):
        if not one.paused:
            yield from of_source(one)
    newest = configs.newest(tx)
    if newest and newest.mistakes:
        shown = "\n".join(map(str, newest.mistakes[:SHOWN]))
        yield (
            ("config-rejected", newest.name if newest.files else "feeds.yaml"),
            f"The edited file has mistakes, and the last good one stays in force: see 'syndicate check'.\n{shown}",
        )
    for state in feeds.states(tx):
        if state.refused:
            name = feed_name(state.category, state.language)
            yield (
                ("feed-held", name),
                f"The feed {name} is held back: {state.refused}. If that is right: 'syndicate render --force {name}'.",
            )


def of_source(one: Condition) -> Iterator[tuple[Sign, str]]:
    """Say what is wrong with one source; of several things each."""
    source, doubt = one.source, one.doubt
    key, name = source.key, f"{source.name} ({source.key})"
    if one.state == "gone":
        yield ("source-gone", key), f"{name}: {SENTENCES['gone']}"
    elif one.state == "degraded" and source.code in SENTENCES:
        yield ("source-degraded", key), degraded(f"{name}: {sentence(source.code, source.detail)}", doubt)
    elif source.code in SENTENCES and source.failures >= FAILURES:
        yield ("source-failing", key), f"{name}: {sentence(source.code, source.detail)}"
    elif doubt:
        yield ("source-degraded", key), degraded(f"{name}: {doubt.reason}. Compare it with the page.", doubt)
    if one.silent:
        yield (
            ("source-silent", key),
            f"{name}: nothing new since {source.changed:%Y-%m-%d}, far longer than usual. Look whether it goes on elsewhere.",
        )
    if source.held:
        yield (
            ("source-held", key),
            f"{name}: far more new items than it ever brought are held for a day. Look at them; if they are right:"
            f" 'syndicate release {key}'.",
        )
    if source.address:
        yield (
            ("source-moved", key),
            f"{name}: it moved for good, to {source.address}. Write that in feeds.yaml.",
        )


def degraded(said: str, doubt: Drift | None) -> str:
    """Add what would read it now."""
    if not doubt or not doubt.block:
        return said
    return f"{said}\nThis would read it now, to compare and write in feeds.yaml:\n{doubt.block}"
