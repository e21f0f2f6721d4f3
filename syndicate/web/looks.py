"""The looks of a site: its logo and icon, and its colours as a style sheet; from the config in force.

In: a request. Out: the picture or the sheet, kept by whoever asks, for its address changes with it. A logo is a picture
only: what else an SVG may do is forbidden where it is shown and where it is opened.
"""

import hashlib

from flask import Blueprint, Response, abort, current_app

from ..config.addresses import prefix
from ..config.looks import Scheme
from ..config.model import Config
from .current import required

bp = Blueprint("looks", __name__)

KEPT = "public, max-age=31536000, immutable"
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@bp.get("/logo.svg")
def logo() -> Response:
    """The logo, where it is a file beside feeds.yaml."""
    written = required().site.logo
    if not written or not drawn(written):
        abort(404)
    response = kept(written, "image/svg+xml")
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@bp.get("/favicon.ico")
def icon() -> Response:
    """Our icon, for browsers that ask before a page or a feed could name it."""
    return current_app.send_static_file("icon.svg")


@bp.get("/colours.css")
def colours() -> Response:
    """The colours, where the site has its own."""
    return kept(sheet(required()) or abort(404), "text/css")


def kept(text: str, media_type: str) -> Response:
    return Response(text, mimetype=media_type, headers={"Cache-Control": KEPT})


def drawn(logo: str) -> bool:
    """Tell the text of an SVG from an address."""
    return "<svg" in logo


def sheet(config: Config) -> str:
    """Write the style sheet; empty where the site has no colours of its own."""
    found = config.site.colours
    schemes: tuple[Scheme, Scheme] = ("light", "dark")
    accents = [(scheme, accent) for scheme in schemes if found and (accent := found.accent(scheme))]
    return "".join(
        f"@media screen and (prefers-color-scheme: {scheme}) {{ :root {{ --accent: {accent}; }} }}\n"
        for scheme, accent in accents
    )


def logo_address(config: Config) -> str | None:
    """Where the logo is."""
    logo = config.site.logo
    return versioned(config, "logo.svg", logo) if logo and drawn(logo) else logo


def colours_address(config: Config) -> str | None:
    """Where the site's own colours are."""
    written = sheet(config)
    return versioned(config, "colours.css", written) if written else None


def versioned(config: Config, name: str, text: str) -> str:
    """An address within the site that changes with what is there."""
    return f"{prefix(config)}/{name}?v={hashlib.sha256(text.encode()).hexdigest()[:12]}"
