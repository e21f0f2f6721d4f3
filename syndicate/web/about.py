"""Pages about the site itself: what feeds are, who answers for it, what becomes of data, how accessible it is, our robot.

In: a request, and an operator's texts where there are some. Out: HTML; what operators write is text with paragraphs,
headings, lists and addresses, and never markup.
"""

from functools import partial

from flask import Blueprint, Response, abort, render_template, request

from .. import __version__
from ..config.addresses import bot_page, site_page
from ..config.model import Config
from . import words
from .current import required
from .frame import Frame, frame, placeless
from .languages import phrase
from .pages import FRESH, all_cards, spoken
from .paths import home_page
from .prose import blocks
from .respond import page
from .words import gettext as _

bp = Blueprint("about", __name__)


@bp.get("/<tag:tag>/about-feeds")
def feeds(tag: str) -> Response:
    """What a feed is and how to follow one, for those who never did."""
    config = required()
    language = spoken(config, tag)
    address = partial(site_page, config, "about-feeds")
    cards = all_cards(config, language)
    margins = frame(config, language, address, address(language), cards)
    return page(request, render_template("about.html", cards=cards, frame=margins), FRESH)


@bp.get("/<tag:tag>/imprint", defaults={"key": "imprint"})
@bp.get("/<tag:tag>/privacy", defaults={"key": "privacy"})
@bp.get("/<tag:tag>/accessibility", defaults={"key": "accessibility"})
def site(tag: str, key: str) -> Response:
    """A text of the operator's; for privacy and accessibility ours, where there is none."""
    config = required()
    language = spoken(config, tag)
    texts = getattr(config.site, key)
    if not texts and key == "imprint":
        abort(404)
    address = partial(site_page, config, key)
    written = phrase(texts, config.site.languages, language) if texts else None
    html = render_template(
        "text.html",
        key=key,
        title=title(key),
        language=written.language if written else None,
        blocks=blocks(written.text) if written else (),
        frame=frame(config, language, address, address(language), all_cards(config, language)),
    )
    return page(request, html, FRESH)


@bp.get("/bot")
def bot() -> Response:
    """Who asks the servers of others, what for, and how they stop us; in English, whoever it is."""
    config = required()
    words.speak(words.ENGLISH)
    html = render_template("bot.html", number=__version__, frame=placeless(robot_frame(config)))
    return page(request, html, FRESH)


def robot_frame(config: Config) -> Frame:
    return frame(config, None, partial(home_page, config), bot_page(config), all_cards(config, None))


def title(key: str) -> str:
    titles = {
        "imprint": _("Imprint"),
        "privacy": _("Privacy"),
        "accessibility": _("Accessibility"),
    }
    return titles[key]
