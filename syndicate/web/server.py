"""The web of one machine: settings in, a Granian server that runs until SIGTERM or SIGINT.

Whether the port is free is probed by whoever calls: Granian would share it. Its worker ends by itself when its parent
is gone, for a worker that is left over would hold the port.
"""

import logging
import os
import threading
import time
from functools import partial

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from ..config.settings import Settings
from ..errors import StoreError
from ..store.database import open_database
from . import create_app

log = logging.getLogger(__name__)

# Processes, each with one thread that answers: threads of one process wait for each other's interpreter lock, and
# several of them answer documents from memory at half the rate of one.
WORKERS = min(max(os.cpu_count() or 2, 2), 4)
PATIENCE = 10  # seconds that requests have to end when the server does
GLANCE = 1.0  # seconds between two looks for the parent

# Granian's words go where the service's own go.
LOGGING = {"version": 1, "incremental": True, "handlers": {}, "loggers": {}}


def serve(settings: Settings) -> None:
    """Serve until told to end."""
    server = Granian(
        "syndicate.web.wsgi:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=WORKERS,
        blocking_threads=1,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.error,
        log_dictconfig=LOGGING,
        log_access=False,
    )
    server.serve(target_loader=partial(begin, os.getpid(), settings), wrap_loader=False)


def begin(parent: int, settings: Settings) -> Flask:
    """Make the app in the worker's own process, which follows its parent."""
    threading.Thread(target=follow, args=(parent,), daemon=True).start()
    try:
        return create_app(open_database(settings.database), networks=settings.networks)
    except StoreError as error:
        log.error("%s", error)
        raise SystemExit(1) from None


def follow(parent: int) -> None:
    """End this process once its parent is gone."""
    while os.getppid() == parent:
        time.sleep(GLANCE)
    os._exit(1)
