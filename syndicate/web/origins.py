"""The list of sources: whose news is gathered here, how each stands in a word, and what of its texts is printed.

In: a request. Out: HTML from rows and the config in force; what went wrong with a source is told to operators only.
"""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, render_template, request

from ..condition import Condition, State, conditions
from ..config.addresses import site_page
from ..config.model import Config
from .current import required, state
from .frame import frame
from .pages import FRESH, all_cards, spoken
from .respond import page
from .shown import Day, day, outward
from .words import N_
from .words import gettext as _

bp = Blueprint("origins", __name__)

# What readers are told of each state: one word, and not whose fault it is.
WORDS: dict[State, str] = {
    **dict.fromkeys(("ok", "held"), N_("Up to date")),
    **dict.fromkeys(("failing", "not-a-feed", "degraded", "late"), N_("Having trouble")),
    "silent": N_("Silent"),
    "new": N_("New"),
    "paused": N_("Paused"),
    "gone": N_("Ended"),
}
PRINTED = {"full": N_("Full text"), "summary": N_("Summary"), "title": N_("Title only")}


@dataclass(frozen=True, slots=True)
class Origin:
    """One source as readers see it."""

    name: str
    href: str | None
    host: str
    state: State
    word: str
    printed: str
    newest: Day | None  # when it last brought something


@bp.get("/<tag:tag>/sources")
def listed(tag: str) -> Response:
    """All sources that are asked or paused, by name."""
    config = required()
    language = spoken(config, tag)
    address = partial(site_page, config, "sources")
    with state().store.read() as tx:
        found = conditions(tx, config, state().clock(), list(config.sources))
    html = render_template(
        "sources.html",
        origins=sorted((origin(config, one) for one in found), key=lambda one: one.name.casefold()),
        frame=frame(config, language, address, address(language), all_cards(config, language)),
    )
    return page(request, html, FRESH)


def origin(config: Config, condition: Condition) -> Origin:
    """Show a source."""
    source = condition.source
    return Origin(
        name=source.name,
        href=outward(source.link),
        host="" if source.host == source.key else source.host.removeprefix("www."),
        state=condition.state,
        word=_(WORDS[condition.state]),
        printed=_(PRINTED[source.republish]),
        newest=day(config, source.changed) if source.changed else None,
    )
