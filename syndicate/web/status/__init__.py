"""Everything under /status: signing in, how the service stands, why an item is where it is.

In: an app. Out: the same with pages for operators behind one gate. Whoever adds a page there adds a view to `bp`, or a
blueprint of their own below /status: the gate is kept by path. `operator()` says who is at work.
"""

from flask import Flask

from . import actions, bench, dashboard, entrance, explain, gate
from .gate import operator
from .path import bp

__all__ = ["bp", "operator", "register"]

VIEWS = (actions, dashboard, entrance, explain)  # importing them adds their views to `bp`


def register(app: Flask) -> None:
    """Put the gate before an app, and let its templates know what surrounds them."""
    gate.register(app)
    bench.register(app)
