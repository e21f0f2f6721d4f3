"""How the service stands, for its operators: what needs somebody first.

In: rows. Out: a page. Nothing is asked and nothing is changed here.
"""

from flask import render_template

from ...store import configs, workers
from ..current import state
from .path import bp


@bp.get("")
def dashboard() -> str:
    """Whether feeds.yaml is in force, and whether a worker lives."""
    with state().store.read() as tx:
        newest, seen = configs.newest(tx), workers.last_beat(tx)
    mistakes = newest.mistakes if newest else ()
    return render_template("status/dashboard.html", mistakes=mistakes, seen=seen)
