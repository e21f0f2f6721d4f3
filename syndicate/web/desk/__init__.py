"""The editors' desk: items, what was decided of them, what waits to be looked at, and feeds.yaml itself.

In: requests of who is signed in; the gate of /status is kept by path. Out: HTML, decisions as rows, and errands for a
worker. No item is judged anew here, no page of others is asked and no file is written.
"""

from . import adding, config, item, listing, review
from .path import bp

__all__ = ["bp"]

VIEWS = (adding, config, item, listing, review)  # importing them adds their views to `bp`
