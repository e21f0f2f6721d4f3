"""The side of an asking that faces the servers: a source → its question, pages → those that robots.txt lets us read, an
outcome → the rest that a host gets.

What the answers say is `line`'s business. Jobs share this as they share that.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .config.model import Config
from .config.sources import PageSource, Source
from .errors import SourceError
from .fetch import robots
from .fetch.after import UNREACHED, conditions, refused
from .fetch.guard import allowed, host, origin, parse
from .fetch.local import SCHEME
from .fetch.pace import Plan, host_rest
from .model import Answer, Failure, Request
from .runtime import Runtime
from .store import hosts
from .store.database import Transaction
from .store.due import BETWEEN
from .store.hosts import Rest
from .store.sources import SourceState

EDITION = 6  # of how answers are read and cleaned: counted up when the same bytes would become other entries
WINDOW, FEWEST = timedelta(hours=1), 4  # hosts asked lately, by which we tell that our own network is down

SECRET = re.compile(r"\$\{(\w+)\}")

Outcome = Answer | Failure


@dataclass(frozen=True, slots=True)
class Question:
    """A source that is asked: how it stood, what it is asked and how often, and how its answer would be read."""

    state: SourceState
    request: Request
    plan: Plan
    recipe: str  # a digest


def question(config: Config, state: SourceState, now: datetime) -> Question:
    """What to ask a source now, given how it stands."""
    source = config.asked[state.key]
    plan = Plan(state.listed, source.every or config.defaults.every, state.ours)
    recipe = recipe_of(source)
    known = conditions(state, plan, recipe, now)
    request = Request(
        source=state.key,
        url=state.address or source.address,
        etag=state.etag if known else None,
        last_modified=state.last_modified if known else None,
        headers=own_headers(source, state),
        allow=frozenset(source.allow),
    )
    return Question(state, request, plan, recipe)


def own_headers(source: Source, state: SourceState) -> Mapping[str, str]:
    """The headers of a source, which are for the server that the operator named and for no other."""
    moved = state.address is not None and origin(state.address) != origin(source.address)
    return {} if moved else source.headers


def recipe_of(source: Source) -> str:
    """The digest of all that decides how an answer is read; when it changes, the same bytes say something else."""
    apart = {
        "name",
        "categories",
        "always",
        "every",
        "republish",
        "images",
        "headers",
        "allow",
        "paused",
        "was",
    }
    written = f"{EDITION} {source.model_dump_json(exclude=apart)}"
    return hashlib.blake2b(written.encode(), digest_size=16).hexdigest()


def fingerprint(answer: Answer, recipe: str) -> str:
    """The digest of an answer and of how it is read: what has the same one need not be read again."""
    about = repr((recipe, answer.url, answer.media_type, answer.charset, answer.language))
    key = hashlib.blake2b(about.encode(), digest_size=32).digest()
    return hashlib.blake2b(answer.body, key=key, digest_size=16).hexdigest()


# robots.txt


def ask(runtime: Runtime, questions: Sequence[Question]) -> Iterator[list[tuple[Question, Outcome]]]:
    """Ask the sources together, and give what arrived together with what came of it; pages only where robots.txt lets us."""
    pages = {
        one.state.key for one in questions if isinstance(runtime.config.asked[one.state.key], PageSource)
    }
    known = Mindful(runtime).rules([one.request for one in questions if one.state.key in pages])
    free: dict[str, Question] = {}
    unasked: list[tuple[Question, Outcome]] = []
    for one in questions:
        if gap := unset(one.request):
            unasked.append((one, Failure("no-secret", gap)))
        elif one.state.key not in pages:
            free[one.state.key] = one
        elif allows(one.request, known):
            free[one.state.key] = replace(one, request=paused(one.request, known))
        else:
            unasked.append((one, refusal(one.request, known)))
    yield unasked
    for arrived in runtime.fetcher.fetch_batches([one.request for one in free.values()]):
        yield [(free[request.source], outcome) for request, outcome in arrived]


def unset(request: Request) -> str:
    """The name of a secret that a question needs and this process does not have."""
    found = SECRET.search(" ".join([request.url, *request.headers.values()]))
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Mindful:
    """Fetches pages as the fetcher does, but only those that robots.txt lets us read, and as slowly as it wants."""

    runtime: Runtime

    def fetch_all(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Outcome]]:
        """Ask every address that we may ask and yield the outcomes; the others are refused unasked."""
        wanted = list(requests)
        known = self.rules(wanted)
        yield from ((one, refusal(one, known)) for one in wanted if not allows(one, known))
        yield from self.runtime.fetcher.fetch_all(
            [paused(one, known) for one in wanted if allows(one, known)]
        )

    def rules(self, requests: Iterable[Request]) -> dict[str, robots.Robots]:
        """What the robots.txt of each page's site says: as it is remembered, or else as it says now."""
        now = self.runtime.clock()
        sites = {origin(one.url) for one in requests if not private(one)}
        if not sites:
            return {}
        with self.runtime.store.read() as tx:
            known = {site: robots.recall(*row) for site, row in hosts.recall_robots(tx, sites, now).items()}
        missing = [Request(site, site + robots.PATH) for site in sorted(sites - known.keys())]
        for request, outcome in self.runtime.fetcher.fetch_all(missing):
            said = known[request.source] = robots.judge(outcome)
            with self.runtime.store.write() as tx:
                hosts.keep_robots(tx, request.source, now + said.kept, robots.remember(said))
        return known


def private(request: Request) -> bool:
    """Tell whether an address is the operator's own, or none that can be asked at all."""
    try:
        return request.url.startswith(SCHEME) or allowed(parse(request.url), request.allow)
    except SourceError:
        return True


def allows(request: Request, known: Mapping[str, robots.Robots]) -> bool:
    return private(request) or known[origin(request.url)].allows(request.url)


def refusal(request: Request, known: Mapping[str, robots.Robots]) -> Failure:
    """Why a page is not asked: its site says so, or could not be asked what it says."""
    return Failure("robots" if known[origin(request.url)].known else "robots-unread")


def paused(request: Request, known: Mapping[str, robots.Robots]) -> Request:
    return request if private(request) else replace(request, pause=known[origin(request.url)].delay)


# Hosts


def leave(tx: Transaction, told: Iterable[tuple[Question, Outcome]], now: datetime) -> None:
    """Write down how the servers of strangers were found, and leave them in peace for as long as they want."""
    strangers = [
        (one, outcome, host_of(one.state, outcome.url or one.request.url))
        for one, outcome in told
        if not one.state.ours
    ]
    before = hosts.refusals(tx, {name for _, outcome, name in strangers if refused(outcome)})
    found: list[Rest] = []
    for one, outcome, name in strangers:
        rest = max(BETWEEN, one.request.pause)
        if one.state.host != name:
            found.append(Rest(one.state.host, now, now + rest))
        found.append(rest_of(name, rest, outcome, before.get(name, 0), now))
    hosts.settle(tx, found)


def host_of(state: SourceState, address: str) -> str:
    """The host of an address that was asked; that of a source's own is in its row."""
    return state.host if address == (state.address or state.url) else host(address)


def rest_of(name: str, rest: timedelta, outcome: Outcome, before: int, now: datetime) -> Rest:
    """Choose the rest of a host that has refused us `before` times in a row."""
    if not isinstance(outcome, Failure):
        return Rest(name, now, now + rest)
    times = before + 1 if refused(outcome) else 0
    if times:
        rest = max(rest, host_rest(times, outcome.retry_after))
    return Rest(name, now, now + rest, failed=outcome.code in UNREACHED, refusals=times)


def cut_off(runtime: Runtime, missed: Sequence[Question]) -> bool:
    """Tell whether most hosts that were asked lately were not reached: then it is our own network that is down."""
    strangers = {one.state.host for one in missed if not one.state.ours}
    now = runtime.clock()
    with runtime.store.write() as tx:
        hosts.settle(tx, [Rest(name, now, now + BETWEEN, failed=True) for name in strangers])
        asked, failed = hosts.reach(tx, now - WINDOW)
    return asked >= FEWEST and failed * 2 > asked
