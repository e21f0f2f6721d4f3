"""Whether one more edit of an item is taken in: some sources print a counter or an advertisement in every text.

In: how often an item was edited, and when last. Out: how this edit is to be taken. What an edit is, `merge` says.
"""

from datetime import datetime, timedelta
from typing import Literal

MOST = 24  # edits of an item that its date shows; nobody corrects a text more often
PAUSE = timedelta(
    days=1
)  # between further ones: a late correction still arrives, but no reader is called for it

Taking = Literal["shown", "silent", "not"]


def taking(edits: int, last: datetime | None, now: datetime) -> Taking:
    """Say whether an edit is taken and shown in the item's date, taken in silence, or not taken now."""
    if edits < MOST:
        return "shown"
    return "silent" if last is None or now - last >= PAUSE else "not"
