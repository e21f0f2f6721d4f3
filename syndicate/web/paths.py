"""The patterns of our addresses for routing, and links within the site; all else is a 404 before any view is asked."""

import re

from flask import Flask, abort, current_app, redirect, request
from werkzeug import Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter

from ..config.addresses import EVERY, feed_name, prefix
from ..config.model import Config

FORMATS = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}

KEY = r"[a-z0-9](?:-?[a-z0-9]){0,63}"
TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,4}){0,2}"


NAME = rf"{KEY}(?:\.{TAG})?"
FORMS = "|".join(FORMATS)
DOCUMENT = re.compile(rf"/(?:feeds\.opml|feeds/{NAME}(?:/archive/[0-9]{{1,9}})?\.(?:{FORMS}))")


class KeyConverter(BaseConverter):
    """The name of a category."""

    regex = KEY


class TagConverter(BaseConverter):
    """A language of the site, or `all`."""

    regex = TAG


class UidConverter(BaseConverter):
    """The permanent part of an item's id."""

    regex = r"[a-z0-9]{1,40}"


class FeedConverter(BaseConverter):
    """The file name of a feed: development.rss, development.fr.atom."""

    regex = rf"{NAME}\.(?:{FORMS})"


class NameConverter(BaseConverter):
    """The name of a feed: development, development.fr."""

    regex = NAME


class ArchiveConverter(BaseConverter):
    """The path of a closed page below a feed's archive: 3.rss."""

    regex = rf"[0-9]{{1,9}}\.(?:{FORMS})"


def register(app: Flask) -> None:
    """Teach an app the patterns, before its routes are added."""
    kinds = {"key": KeyConverter, "tag": TagConverter, "uid": UidConverter, "feed": FeedConverter}
    kinds |= {"name": NameConverter, "page": ArchiveConverter}
    app.url_map.converters.update(kinds)
    app.url_map.merge_slashes = False
    app.before_request(refuse_nul)


def refuse_nul() -> None:
    """Answer that there is nothing where an address has a NUL in it: no name of ours has, and PostgreSQL takes none."""
    if "\0" in request.path or b"%00" in request.query_string:
        abort(404)


def within(config: Config, address: str) -> str:
    """Make a link within the site of a public address of ours."""
    return prefix(config) + address.removeprefix(config.site.base)


def home_page(config: Config, language: str | None) -> str:
    """The public address of the home page."""
    return f"{config.site.base}/{language or ''}"


def feed_address(config: Config, category: str, language: str | None, form: str) -> str:
    """The public address of a feed in one format."""
    return f"{config.site.base}/feeds/{feed_name(category, language)}.{form}"


def opml_address(config: Config) -> str:
    """The public address of the list of feeds."""
    return f"{config.site.base}/feeds.opml"


def language_of(config: Config, segment: str) -> str | None:
    """Read the first segment of an address; `LookupError` if it is none of the site's languages."""
    if segment == EVERY:
        return None
    if segment not in config.site.languages:
        raise LookupError(segment)
    return segment


def unslash() -> Response | None:
    """Lead an address with a slash at its end to the one without, if that is one of ours.

    Any other is never repeated in a Location: `//host/` would lead to another site.
    """
    path = request.path.removesuffix("/")
    if not isinstance(request.routing_exception, NotFound) or path == request.path:
        return None
    ours = current_app.url_map.bind("localhost").test(path, "GET")
    return redirect(f"{request.root_path}{path}", 301) if ours else None
