"""What programs ask that gather pages: robots.txt, and a map of the site.

In: a request. Out: text and XML from rows and the config in force. The map holds every page about something, and the
newest items; older ones are reached by the links of these.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from flask import Blueprint, Response

from ..config.addresses import category_page, item_page, prefix, site_page
from ..config.model import Config
from ..store import pages as rows
from ..store.pages import Mapped
from .current import required, state
from .pages import going, own_language
from .paths import home_page

bp = Blueprint("crawlers", __name__)

MOST = 10_000  # items; a map may have 50,000 addresses (sitemaps.org)
KEPT = "public, max-age=3600"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@bp.get("/robots.txt")
def robots() -> Response:
    """Everything may be read but answers to questions, which are without end, and pages of operators."""
    config = required()
    start = prefix(config)
    refused = [f"Disallow: {start}/{tag}/search?" for tag in ("all", *config.site.languages)]
    lines = [
        "User-agent: *",
        *refused,
        f"Disallow: {start}/status",
        "",
        f"Sitemap: {config.site.base}/sitemap.xml",
    ]
    return Response("\n".join([*lines, ""]), mimetype="text/plain", headers={"Cache-Control": KEPT})


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """The addresses of pages, each with the day on which it last changed where that is known."""
    config = required()
    with state().store.read() as tx:
        newest = rows.mapped(tx, going(config), MOST)
    places = [*site_places(config), *item_places(config, newest)]
    body = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{NAMESPACE}">\n{"".join(places)}</urlset>\n'
    )
    return Response(body, mimetype="application/xml", headers={"Cache-Control": KEPT})


def site_places(config: Config) -> Iterator[str]:
    """The pages of the site, of its categories, and about itself."""
    keys = [
        "sources",
        "about-feeds",
        "privacy",
        "accessibility",
        *(["imprint"] if config.site.imprint else []),
    ]
    for language in (None, *config.site.languages):
        yield entry(home_page(config, language))
        for name in going(config):
            yield entry(category_page(config, name, language))
        for key in keys:
            yield entry(site_page(config, key, language))


def item_places(config: Config, newest: Iterable[Mapped]) -> Iterator[str]:
    """The pages of items, each in the languages in which it has a text."""
    for one in newest:
        tags = {own_language(config, language or "") for language in one.languages}
        for tag in sorted(tags - {None} or tags, key=str):
            yield entry(item_page(config, one.uid, tag), one.updated)


def entry(address: str, changed: datetime | None = None) -> str:
    last = f"<lastmod>{changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{last}</url>\n"
