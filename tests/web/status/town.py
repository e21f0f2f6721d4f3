"""A site in which every source stands otherwise, one for each state that there is."""

from datetime import timedelta

from syndicate.store import items, workers
from syndicate.web.status.told import SIGNS

from ..site import FEEDS, NOW, Site, at, variant

KEYS = {state: "state-" + state for state in SIGNS}
DAY = 24
ITEMS = 12  # of the source that has a rhythm


def feeds_yaml(base: str = FEEDS) -> str:
    """A source for each state."""
    named = {
        key: f"{key}: {{name: The {state} source, feed: 'https://{key}.example/feed'}}"
        for state, key in KEYS.items()
    }
    named[KEYS["paused"]] = named[KEYS["paused"]].replace("}", ", paused: true}")
    return base.replace("sources:\n", "sources:\n" + "".join(f"  {line}\n" for line in named.values()))


def settle(site: Site, base: str = FEEDS) -> None:
    """Let each source stand as its name says."""
    site.configure(feeds_yaml(base))
    good = {"code": "ok", "succeeded": NOW, "changed": at(2)}
    told: dict[str, dict[str, object]] = {
        "ok": {**good, "conditional": 80, "unchanged": 60, "received": 123_456},
        "held": {**good, "held": at(3)},
        "silent": {**good, "changed": at(60 * DAY)},
        "degraded": {
            "code": "layout-changed",
            "detail": "0 items where 10 are usual",
            "succeeded": at(50),
            "changed": at(70),
        },
        "late": {**good, "asked": at(9), "next_fetch": at(8), "conditional": 60, "unchanged": 1},
        "failing": {
            "code": "timeout",
            "failures": 3,
            "detail": "<b>60 s</b>",
            "why": "back-off",
            "succeeded": at(90),
        },
        "not-a-feed": {"code": "not-a-feed", "failures": 1, "why": "back-off"},
        "gone": {"code": "gone", "why": "ended", "next_fetch": NOW + timedelta(days=9999), "failures": 4},
    }
    for state, values in told.items():
        site.stand(KEYS[state], **values)
    for number in range(ITEMS):
        site.add(
            f"s{number}", variant(KEYS["silent"], title=f"Weekly {number}"), hours=DAY * (60 + 7 * number)
        )
        site.add(
            f"o{number}", variant(KEYS["ok"], title=f"Town {number}"), "development", hours=30 * number + 1
        )
    held = site.add("h1", variant(KEYS["held"], title="One of a burst"))
    with site.store.write() as tx:
        items.hold(tx, [held], at(3))
        workers.beat(tx, "w", NOW)


__all__ = ["KEYS", "feeds_yaml", "settle"]
