"""The web: a store in, a Flask app out that answers from its bytes and rows.

It fetches nothing, renders no feed and starts no job; longer work that a page asks for is a row for one.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from ..store.database import Database
from . import faults, feeds, health, operators, pages, paths, schema, words
from .current import Current, State
from .glance import Glance
from .languages import direction
from .outage import Outage
from .prefix import Prefix
from .respond import secure
from .shelf import Shelf
from .thin import Thin

STATIC_AGE = 86_400  # seconds; the address of a style sheet changes with its content


def now() -> datetime:
    return datetime.now(UTC)


def create_app(store: Database, clock: Callable[[], datetime] = now, password: str | None = None) -> Flask:
    """Make the app that answers from this store; without a password there are no pages for operators."""
    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_AGE
    outage = Outage()
    current = Current(store, Glance(clock, outage))
    app.extensions["syndicate"] = State(store, clock, current, password)
    paths.register(app)
    faults.register(app, outage)
    for blueprint in (feeds.bp, health.bp, pages.bp, schema.bp, operators.bp):
        app.register_blueprint(blueprint)
    app.before_request(paths.unslash)
    app.after_request(secure)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals.update(direction=direction, version=version(app))
    words.register(app)
    thin = Thin(app.wsgi_app, Shelf(store, current, Glance(clock, outage)))
    app.wsgi_app = Prefix(thin, current)  # type: ignore[method-assign]  # the way Flask documents
    return app


def version(app: Flask) -> str:
    """The digest of the style sheet, which makes its address change with it."""
    sheet = Path(app.static_folder or "") / "site.css"
    return hashlib.sha256(sheet.read_bytes()).hexdigest()[:12]
