"""Lists of news for the pages of other sites, each from one address that holds every choice: nothing is remembered.

In: a request under /embed or /oembed, or for a picture. Out: the data of the web component, a page for a frame, a
fragment of HTML, what oEmbed tells, our own copies of pictures, and the page on which partners choose. No cookie is
set and nobody is followed.
"""

from flask import Flask
from werkzeug.routing import BaseConverter

from ..outage import Outage
from ..paths import KEY
from . import builder, lists, oembed, picture
from .kept import Memory


class NamesConverter(BaseConverter):
    """The names of some categories, with commas between them."""

    regex = rf"{KEY}(?:,{KEY}){{0,9}}"


def register(app: Flask, outage: Outage) -> None:
    """Give an app the addresses of embeds."""
    app.url_map.converters["names"] = NamesConverter
    app.jinja_env.globals["oembed_address"] = oembed.address
    app.extensions["embeds"] = Memory(outage)
    for blueprint in (lists.bp, oembed.bp, builder.bp, picture.bp):
        app.register_blueprint(blueprint)
