"""An answer in, the entries that it prints out; what an entry's texts and dates are worth is `clean`'s business.

Every kind of source has a module here that reads its answers; what the kinds share is in `entry`.
"""

from ..errors import SourceError
from ..model import Answer, Reading
from . import feed
from .refusal import refusal


def read(answer: Answer) -> Reading:
    """Read the entries of an answer with a body, in the order of the document.

    Raises `SourceError` with "empty", "challenge", "not-a-feed" or "unreadable".
    """
    try:
        return feed.read(answer)
    except SourceError as error:
        raise refusal(answer.body, error) from error


__all__ = ["read"]
