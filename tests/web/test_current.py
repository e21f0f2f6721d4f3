"""Which feeds.yaml is in force: looked at once a second at most, parsed once, kept while nothing better is there."""

from datetime import datetime, timedelta

from syndicate.store import configs, tables
from syndicate.web.current import Current
from syndicate.web.glance import Glance
from syndicate.web.outage import Outage

from .site import FEEDS, NOW, Site


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def title(current: Current) -> str:
    config = current.config()
    return config.site.title["en"] if config else "none"


def test_a_new_config_is_seen_after_a_second(empty: Site) -> None:
    clock = Clock()
    current = Current(empty.store, Glance(clock, Outage()))
    assert title(current) == "none"
    empty.configure()
    clock.move(0.9)
    assert title(current) == "none"
    clock.move(0.2)
    assert title(current) == "Towns of the world"
    same = current.config()
    clock.move(5)
    assert current.config() is same
    empty.configure(FEEDS.replace("Towns of the world", "Regions"))
    clock.move(-3600)  # the clock was put back
    assert title(current) == "Regions"


def test_a_wrong_edit_changes_nothing(site: Site) -> None:
    clock = Clock()
    current = Current(site.store, Glance(clock, Outage()))
    current.config()
    site.mistake()
    clock.move(2)
    assert title(current) == "Towns of the world"


def test_a_config_of_another_version_is_none(empty: Site) -> None:
    with empty.store.write() as tx:
        configs.keep(tx, NOW, "other", {"feeds.yaml": "other: [1"}, ())
    assert title(Current(empty.store, Glance(Clock(), Outage()))) == "none"


def test_the_last_config_outlives_the_database(site: Site) -> None:
    clock = Clock()
    current = Current(site.store, Glance(clock, Outage()))
    assert title(current) == "Towns of the world"
    with site.store.write() as tx:
        tables.configs.drop(tx)
    clock.move(2)
    assert title(current) == "Towns of the world"
