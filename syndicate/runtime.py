"""What a job is handed: the config in force with its rules, the store, the fetcher and the clock. No methods."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .categorise.rules import Rulebook
from .config.model import Config
from .fetch.client import Fetcher
from .store.database import Database


@dataclass(frozen=True, slots=True)
class Runtime:
    """The things that every job works with."""

    config: Config
    rulebook: Rulebook
    rules: str  # the digest of what the rulebook was made from
    store: Database
    fetcher: Fetcher
    clock: Callable[[], datetime]
