"""The config in force, as one process of the web knows it: read from the store, looked for once a second.

In: a store and a clock. Out: the `Config` with its placeholders unresolved, or None while there is none. The file on
disk is not looked at, and nothing is put in force here.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from werkzeug.exceptions import ServiceUnavailable

from ..categorise import Rulebook, rulebook
from ..config.addresses import prefix
from ..config.load import recall
from ..config.model import Config
from ..config.settings import Networks
from ..errors import ConfigError
from ..store import configs
from ..store.configs import StoredConfig
from ..store.database import Database
from .glance import Glance

log = logging.getLogger(__name__)

WAIT = 30  # seconds after which a visitor may ask again


class Current:
    """What is in force; one for each process, shared by its threads."""

    def __init__(self, store: Database, glance: Glance) -> None:
        self.store, self.glance = store, glance
        self.known: Config | None = None
        self.prefix = ""  # of its addresses; parted from them once, not for each request
        self._version: configs.Version | None = None
        self._book: tuple[Config, Rulebook] | None = None

    def config(self) -> Config | None:
        """Give the config in force; while another thread looks, or the database does not answer, the last one."""
        self.glance.take(self._look, wait=self.known is None)
        return self.known

    def rulebook(self, config: Config) -> Rulebook:
        """Give the rules of a config, prepared once: that takes a while."""
        if self._book is None or self._book[0] is not config:
            self._book = (config, rulebook(config))
        return self._book[1]

    def _look(self) -> None:
        with self.store.read() as tx:
            version = configs.version_in_force(tx)  # looked at first: its texts are long
            if version == self._version:
                return
            stored = configs.in_force(tx)
        self._version, self.known = version, parse(stored) if stored else None
        self.prefix = prefix(self.known) if self.known else ""


def parse(stored: StoredConfig) -> Config | None:
    """Read a stored version; one that another release of ours put in force may be wrong for this one."""
    try:
        return recall(stored)
    except ConfigError as error:
        log.error("The stored configuration does not fit this version: %s", error)
        return None


@dataclass(frozen=True, slots=True)
class State:
    """What every view works with."""

    store: Database
    clock: Callable[[], datetime]
    current: Current
    networks: Networks = ()  # from which metrics are read without a token


def state() -> State:
    """The state of the app that answers this request."""
    found: State = current_app.extensions["syndicate"]
    return found


def required() -> Config:
    """Give the config in force, or answer that there is none yet."""
    config = state().current.config()
    if config is None:
        raise ServiceUnavailable("Nothing is published here yet.", retry_after=WAIT)
    return config
