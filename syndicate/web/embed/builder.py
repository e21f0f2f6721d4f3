"""The page on which partners choose how a list looks: each choice is in its address, and the lines to copy beside it.

In: a request with choices as the addresses of lists have them, and `category` once for each. Out: HTML with the list as
it will look, the lines for each way to embed it, steps for the usual systems, and a text on privacy. No script is needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug import Response as AnyResponse

from ...config.addresses import embed_page
from ...config.ending import ended
from ...config.model import Config
from .. import words
from ..current import required, state
from ..frame import frame
from ..languages import own_name
from ..pages import FRESH, spoken
from ..paths import within
from ..respond import page
from ..shown import card
from ..words import gettext as _
from .colours import unreadable
from .measure import FONT, measure
from .options import COLUMNS, EVERY, LEVELS, MOST, Options, Read, read
from .privacy import privacy
from .snippets import Snippets
from .steps import steps

bp = Blueprint("builder", __name__)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FEW = 10  # categories of one list


@bp.get("/embed")
def anyhow() -> AnyResponse:
    """Lead to the page in the site's first language."""
    config = required()
    return redirect(within(config, embed_page(config, config.site.languages[0])), 302)


@bp.get("/<tag:tag>/embed")
def build(tag: str) -> Response:
    """Choose, see and copy."""
    config = required()
    language = spoken(config, tag)
    said = read(request.args.items(multi=True), config.site.languages, also=("category",))
    options = said.options if request.args.get("language") else replace(said.options, language=tag)
    going = [name for name in config.categories if not ended(config, name, state().clock())]
    names = tuple(name for name in going if name in request.args.getlist("category"))[:FEW] or tuple(
        going[:1]
    )
    snippets = Snippets(config, names, options)
    height = measure(options)
    own = partial(embed_page, config)
    html = render_template(
        "embed/builder.html",
        cards=[card(config, name, language) for name in going],
        names=names,
        options=options,
        choices=choices(config),
        most=MOST,
        notes=[*notes(said), *warnings(options)],
        snippets=snippets,
        preview=within(config, snippets.address()),
        heights=(height.pixels, round(height.narrow * FONT)),
        steps=steps(urlsplit(config.site.base).netloc),
        privacy=privacy(config),
        spoken=words.interface(),
        frame=frame(config, language, own, own(language)),
    )
    response = page(request, html, FRESH)
    response.headers["Content-Security-Policy"] = POLICY
    return response


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list of choices."""

    value: str
    words: str
    language: str = ""


def choices(config: Config) -> dict[str, list[Choice]]:
    """What can be chosen, by the option's name."""
    languages = [Choice(tag, own_name(tag), tag) for tag in config.site.languages]
    return {
        "language": [*languages, Choice(EVERY, _("All languages"))],
        "layout": [
            Choice("list", _("List")),
            Choice("cards", _("Cards")),
            Choice("compact", _("Compact")),
        ],
        "theme": [
            Choice("auto", _("Automatic")),
            Choice("light", _("Light")),
            Choice("dark", _("Dark")),
        ],
        "columns": [Choice(str(number), words.number(number)) for number in range(1, COLUMNS + 1)],
        "level": [Choice(level, level if level != "0" else _("No heading")) for level in LEVELS],
    }


def notes(said: Read) -> Iterator[str]:
    """What was not understood."""
    return (_(one.sentence, **one.values) for one in said.mistakes)


def warnings(options: Options) -> Iterator[str]:
    """Which of the colours chosen can hardly be read."""
    sentences = {
        "text": _(
            "The text can hardly be read: its contrast with what is behind it is %(ratio)s, and should be 4.5 or more."
        ),
        "accent": _(
            "The links can hardly be read: their contrast with what is behind them is %(ratio)s, and should be 4.5 or more."
        ),
    }
    for name, ratio in unreadable(options.theme, options.colours):
        yield sentences[name] % {"ratio": words.number(int(ratio * 10) / 10)}
