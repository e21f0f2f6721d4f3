"""Pictures of the newest items: copy those that sources let us print, so that lists elsewhere show them from our server.

In: the rows of items. Out: how many were copied. Each address is asked once, through the guard and by robots.txt, like
a page; it is decoded in a process that may be killed. What may be shown no more is forgotten.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from ..ask import Mindful, private, rest_of
from ..config.model import Config
from ..confine import Elsewhere, confined
from ..errors import SourceError
from ..fetch.after import refused
from ..fetch.guard import host
from ..model import Answer, Failure, Request
from ..runtime import Runtime
from ..store import hosts, pictures, seal
from ..store.database import Transaction
from ..store.due import BETWEEN
from ..store.pictures import Picture, Wanted

if TYPE_CHECKING:
    from ..thumbnail import thumbnail
else:  # loaded where it is computed
    thumbnail = Elsewhere("syndicate.thumbnail", "thumbnail")

NEWEST = 60  # items of each category, twice as many as a list may show
AT_ONCE = 20  # pictures, so that a service that is told to end does not wait long
FINAL = {"not-a-picture", "too-large", "too-costly", "gone", "robots", "blocked-address", "bad-address"}


def copy_pictures(runtime: Runtime) -> int:
    """Copy what is due, and forget what is shown no more; say how many were copied."""
    now = runtime.clock()
    with runtime.store.read() as tx:
        if not pictures.any_shown(tx):
            return 0
        found = pictures.wanted(tx, runtime.config.categories, NEWEST)
        resting = hosts.rests(tx, now)
    with runtime.store.write() as tx:
        seal.key(tx)  # by which their addresses will be signed
        pictures.prune(tx, found)
        due = pictures.claim(tx, [one for one in found if free(one, resting)], now, AT_ONCE)
    return sum(settle(runtime, request, outcome) for request, outcome in fetched(runtime, due))


def free(one: Wanted, resting: Collection[str]) -> bool:
    """Tell whether the server of a picture may be asked now."""
    try:
        return host(one.address) not in resting
    except SourceError:
        return True  # to be refused, and remembered so


def fetched(runtime: Runtime, due: Iterable[Wanted]) -> Iterator[tuple[Request, Answer | Failure]]:
    """Ask for these pictures."""
    return Mindful(runtime).fetch_all([question(runtime.config, one) for one in due])


def question(config: Config, one: Wanted) -> Request:
    """What is asked: with what lets a source reach a server of the operator's own, but without its secrets."""
    source = config.asked.get(one.source)
    return Request(one.source, one.address, allow=frozenset(source.allow if source else ()))


def settle(runtime: Runtime, request: Request, outcome: Answer | Failure) -> bool:
    """Store the copy, or why there is none; say whether there is one."""
    try:
        made = None if isinstance(outcome, Failure) else confined(thumbnail, outcome.body)
        failure = outcome if isinstance(outcome, Failure) else None
    except SourceError as error:
        made, failure = None, Failure(error.code, error.detail)
    now = runtime.clock()
    with runtime.store.write() as tx:
        if made:
            pictures.keep(tx, request.url, Picture(made.name, made.width, made.height), made.body)
        elif failure:
            pictures.miss(tx, request.url, failure.code, now, ever=failure.code not in FINAL)
        leave(tx, request, outcome, now)
    return made is not None


def leave(tx: Transaction, request: Request, outcome: Answer | Failure, now: datetime) -> None:
    """Leave the server in peace for as long as it wants."""
    if private(request):
        return
    name = host(request.url)
    before = hosts.refusals(tx, {name}).get(name, 0) if refused(outcome) else 0
    hosts.settle(tx, [rest_of(name, BETWEEN, outcome, before, now)])
