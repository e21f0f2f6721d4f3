"""The search: what somebody typed → the items that have all of its words, the newest first.

In: a request with a question. Out: HTML. Any question is answered; what is searched how is the store's business.
"""

from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, current_app, render_template, request

from ..config.addresses import site_page
from ..store import search
from .current import required, state
from .frame import SEARCH, frame
from .pages import FRESH, MANY, all_cards, going, place, spoken, teasers
from .paths import within
from .respond import page

bp = Blueprint("finding", __name__)

LONGEST = search.LONGEST_QUESTION


@bp.get("/<tag:tag>/search")
def find(tag: str) -> Response:
    """What there is with the words of `q`, from the newest or from before an item."""
    config = required()
    language = spoken(config, tag)
    if not current_app.config[SEARCH]:
        abort(404)
    question, before = request.args.get("q", "")[:LONGEST].strip(), request.args.get("before")
    names = going(config)
    asked = search.read(question, [language] if language else config.site.languages)
    with state().store.read() as tx:
        ids = search.find(tx, asked, MANY + 1, names, place(tx, before))
        found = teasers(tx, config, language, ids[:MANY])
    cards, address = all_cards(config, language), partial(site_page, config, "search")
    own = within(config, address(language))
    older = f"{own}?{urlencode({'q': question, 'before': found[-1].uid})}" if len(ids) > MANY else None
    html = render_template(
        "search.html",
        question=question,
        teasers=found,
        older=older,
        newest=f"{own}?{urlencode({'q': question})}" if before else None,
        cards=cards,
        frame=replace(frame(config, language, address, address(language), cards), hidden=bool(question)),
    )
    return page(request, html, FRESH)
