"""How the service stands → samples for Prometheus, reckoned from rows when they are asked for.

In: a transaction, the config in force and the time. Out: families of metrics, the same whichever process answers. Per
source there is nothing but its state, so that thousands of sources cost no more than one.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from .. import __version__
from ..condition import STATES, Condition, conditions
from ..config.addresses import feed_name
from ..config.model import Config
from ..store import askings, configs, feeds, judged, readers, stats, workers
from ..store.database import Transaction, revision


@dataclass(frozen=True, slots=True, eq=False)  # kept by what it is: a registry wants to know it again
class Samples(Collector):
    """One look at the rows."""

    tx: Transaction
    config: Config
    now: datetime

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("syndicate_build", "The version that runs.", {"version": __version__})
        schema = int(revision(self.tx) or 0)
        yield gauge(
            "syndicate_database_schema", "The number of the newest migration of the database.", schema
        )
        yield from self.of_sources()
        yield from self.of_items()
        yield from self.of_feeds()
        yield from self.of_config()
        seen = workers.last_beat(self.tx)
        yield moment("syndicate_worker_last_beat", "When a worker was last seen alive.", seen)
        alive = workers.alive(seen, self.now)
        yield gauge("syndicate_worker_alive", "Whether a worker is alive.", float(alive))

    def of_sources(self) -> Iterator[Metric]:
        found = conditions(self.tx, self.config, self.now)
        states = Counter(one.state for one in found)
        codes = Counter(one.source.code or "none" for one in found)
        by_state = labelled("syndicate_sources", "Sources by how they stand.", "state")
        for state in STATES:
            by_state.add_metric([state], states[state])
        yield by_state
        outcomes = labelled(
            "syndicate_sources_last_asking", "Sources by how the last asking went.", "outcome"
        )
        for code, count in sorted(codes.items()):
            outcomes.add_metric([code], count)
        yield outcomes
        received = CounterMetricFamily("syndicate_received_bytes", "Bytes that sources have sent.")
        received.add_metric([], sum(one.source.received for one in found))
        yield received
        yield asked_in_all(*askings.totals(self.tx))
        yield from recent(found)
        lag = max((self.now - one.next[0] for one in found if one.asked_again), default=timedelta(0))
        told = "By how long the source that is due longest is late."
        yield gauge("syndicate_due_lag_seconds", told, max(0.0, lag.total_seconds()))

    def of_items(self) -> Iterator[Metric]:
        items, documents = stats.totals(self.tx)
        yield gauge("syndicate_items", "Items that are stored.", items)
        yield gauge("syndicate_documents", "Documents that are published.", documents)
        held = sum(stats.held(self.tx).values())
        yield gauge("syndicate_items_held", "Items that are held, part of a burst.", held)
        waiting = judged.progress(self.tx, self.config.rules_digest()).waiting
        yield gauge("syndicate_items_waiting", "Items that the rules in force have not judged.", waiting)

    def of_feeds(self) -> Iterator[Metric]:
        entered = stats.entries(self.tx)
        counts = labelled("syndicate_feed_entries", "Items that have entered a feed.", "feed")
        ages = labelled("syndicate_feed_age_seconds", "How long ago an item entered a feed last.", "feed")
        rendered = labelled(
            "syndicate_feed_rendered_timestamp_seconds", "When a feed was rendered last.", "feed"
        )
        held = labelled("syndicate_feed_held", "Whether the guard holds a feed back.", "feed")
        for one in feeds.states(self.tx):
            name = [feed_name(one.category, one.language)]
            count, last = entered.get((one.category, one.language), (0, None))
            counts.add_metric(name, count)
            held.add_metric(name, float(bool(one.refused)))
            if last:
                ages.add_metric(name, max(0.0, (self.now - last).total_seconds()))
            if one.rendered:
                rendered.add_metric(name, one.rendered.timestamp())
        subscribers = labelled("syndicate_feed_subscribers", "Subscribers that readers tell of.", "feed")
        for feed, count in readers.by_feed(self.tx, (self.now - readers.AGAIN).date()).items():
            subscribers.add_metric([feed], count)
        yield from (counts, ages, rendered, held, subscribers)

    def of_config(self) -> Iterator[Metric]:
        newest, stored = configs.newest(self.tx), configs.in_force(self.tx)
        good = newest is not None and not newest.mistakes
        told = "Whether the feeds.yaml on disk is the one in force."
        yield gauge("syndicate_config_last_load_successful", told, float(good))
        told = "When feeds.yaml was last found changed."
        yield moment("syndicate_config_last_load", told, newest.seen if newest else None)
        told = "Since when the config in force is."
        yield moment("syndicate_config_in_force", told, stored.seen if stored else None)


def asked_in_all(count: int, failed: int) -> Metric:
    """How often sources were asked, by whether that went well."""
    made = CounterMetricFamily("syndicate_askings", "Askings of sources.", labels=["outcome"])
    made.add_metric(["ok"], count - failed)
    made.add_metric(["failed"], failed)
    return made


def recent(found: list[Condition]) -> Iterator[Metric]:
    """How polite the last askings were, about a hundred of each source."""
    asked = sum(one.source.conditional for one in found)
    same = sum(one.source.unchanged for one in found)
    yield gauge(
        "syndicate_recent_conditional_askings", "Conditional askings, the last of each source.", asked
    )
    yield gauge("syndicate_recent_not_modified", "Those of them that a 304 answered.", same)


def gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value)


def labelled(name: str, told: str, label: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, told, labels=[label])


def moment(name: str, told: str, value: datetime | None) -> Metric:
    """A moment; without a sample where there was none."""
    found = GaugeMetricFamily(f"{name}_timestamp_seconds", told)
    if value:
        found.add_metric([], value.timestamp())
    return found
