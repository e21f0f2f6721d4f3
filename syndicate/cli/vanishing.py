"""What a feeds.yaml without mistakes would take from subscribers: feeds that answer now and would no longer.

In: the file's config, and the database if there is one with a config in force. Out: warnings in words. Nothing is
created or changed; `syndicate plan` says more.
"""

from collections.abc import Iterator
from datetime import datetime

from ..config.difference import difference
from ..config.ending import FAREWELL, gone
from ..config.model import Config
from ..errors import StoreError
from ..store.database import exists, open_database
from .explaining import in_force


def warnings(config: Config, database: str, now: datetime) -> Iterator[str]:
    """Compare with what is in force."""
    before = published(database)
    if before is None:
        return
    for name in difference(before, config).feeds.removed:
        yield (
            f"warning: the feed {name} would answer no more, and its subscribers would not learn why: keep it, rename"
            " its category with 'was:', or let it end with 'ended:'"
        )
    for name in sorted(before.categories.keys() & config.categories.keys()):
        if gone(config, name, now) and not gone(before, name, now):
            yield (
                f"warning: the feeds of {name} would answer no more at once: the day at 'ended:' is more than"
                f" {FAREWELL.days} days ago; with today's their last entry says so first"
            )


def published(database: str) -> Config | None:
    """The config in force; None where nothing was ever published, or no database answers."""
    if not exists(database):
        return None
    try:
        store = open_database(database)
    except StoreError:  # a file is checked where it is written, which may not be where it is used
        return None
    try:
        with store.read() as tx:
            return in_force(tx)
    except StoreError:
        return None
    finally:
        store.close()
