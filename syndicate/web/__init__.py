"""The web: a store in, a Flask app out that answers from its bytes and rows.

It fetches nothing, renders no feed and starts no job; longer work that a page asks for is a row for one.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from ..config.settings import Networks
from ..store.database import Database
from . import (
    about,
    crawlers,
    desk,
    embed,
    faults,
    feeds,
    finding,
    health,
    incidents,
    looks,
    metrics,
    origins,
    pages,
    paths,
    schema,
    status,
    words,
)
from .current import Current, State
from .frame import SEARCH
from .glance import Glance
from .languages import direction
from .outage import Outage
from .prefix import Prefix
from .readers import Readers
from .respond import secure
from .shelf import Shelf
from .thin import Thin

FORM = 4_000_000  # bytes of a form: feeds.yaml may be 1 MB, and more as it is sent
STATIC_AGE = 86_400  # seconds; the address of a style sheet changes with its content


def now() -> datetime:
    return datetime.now(UTC)


def create_app(store: Database, clock: Callable[[], datetime] = now, networks: Networks = ()) -> Flask:
    """Make the app that answers from this store; from these networks metrics are read without a token."""
    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_AGE
    app.config[SEARCH] = True
    app.config["MAX_FORM_MEMORY_SIZE"] = app.config["MAX_CONTENT_LENGTH"] = FORM
    outage = Outage()
    current = Current(store, Glance(clock, outage))
    app.extensions["syndicate"] = State(store, clock, current, networks)
    paths.register(app)
    faults.register(app, outage)
    for part in (
        about,
        crawlers,
        desk,
        feeds,
        finding,
        health,
        incidents,
        looks,
        metrics,
        origins,
        pages,
        schema,
        status,
    ):
        app.register_blueprint(part.bp)
    status.register(app)
    embed.register(app, outage)
    app.before_request(paths.unslash)
    app.after_request(secure)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals.update(direction=direction, versions=versions(app))
    words.register(app)
    shelf = Shelf(store, current, Glance(clock, outage))
    thin = Thin(app.wsgi_app, shelf, Readers(store, clock, outage))
    app.wsgi_app = Prefix(thin, current)  # type: ignore[method-assign]  # the way Flask documents
    return app


def versions(app: Flask) -> dict[str, str]:
    """The digest of each file that is served as it is, which makes its address change with it."""
    files = Path(app.static_folder or "").iterdir()
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12] for file in files if file.is_file()}
