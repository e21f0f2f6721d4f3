"""Servers of every temper, in one process and in a time of their own: requests in, answers and failures out.

Each server knows the manners that it demands, and writes down who breaks them. No packet is sent.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from hashlib import blake2b
from urllib.parse import urlsplit

from syndicate.fetch.verdict import retry_after
from syndicate.model import Answer, Failure, Request

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
FORGOTTEN = 4 * DAY  # longer than any wait that manners can explain, but for those who asked for it

RULES = {
    "hour": "never two questions for one address within an hour",
    "whole": "a whole document at most once a day, from servers that know conditions",
    "echo": "validators go back exactly as they came",
    "host": "two seconds between two questions to one host, and never two at once",
    "max-age": "not before an answer is stale (Cache-Control, Expires)",
    "ttl": "not before the feed's own time has passed (ttl)",
    "skip": "not in hours that the feed names (skipHours)",
    "retry": "nobody of a host before its Retry-After",
    "back-off": "ever more rarely what fails",
    "gone": "after a 410 only two probes, late",
    "moved": "a permanent redirect is believed, but not within a week",
    "first": "one question when a source is added",
    "alive": "no source is forgotten",
}

Outcome = Answer | Failure


@dataclass
class Page:
    """One address: whose it is, and what it has seen."""

    url: str
    temper: str
    number: int
    asked: list[datetime] = field(default_factory=list)
    wholes: list[datetime] = field(default_factory=list)
    fails: int = 0
    gone: list[datetime] = field(default_factory=list)
    given: tuple[str | None, str | None] = (None, None)
    fresh_until: datetime | None = None
    due: datetime | None = None  # when the last failure was due to be followed, at the earliest

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


@dataclass
class Village:
    """All the servers, the clock, and the book of what was done right and wrong."""

    begin: datetime
    now: datetime
    pages: dict[str, Page] = field(default_factory=dict)
    closed: dict[str, datetime] = field(default_factory=dict)  # hosts that asked for patience, and until when
    hosts: dict[str, datetime] = field(default_factory=dict)  # when each was asked last
    judged: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def clock(self) -> datetime:
        return self.now

    @property
    def day(self) -> int:
        return (self.now - self.begin) // DAY

    def close(self) -> None:
        """There is nothing to close."""

    def fetch_batches(self, requests: Iterable[Request]) -> Iterator[list[tuple[Request, Outcome]]]:
        for request in requests:
            yield [(request, self.answer(request, self.pages[request.url]))]

    def judge(self, rule: str, good: bool, page: Page) -> None:
        """Write down whether a rule was kept."""
        self.judged[rule] += 1
        if not good:
            self.broken[rule] += 1
            self.examples.setdefault(rule, f"{page.temper} {page.url}, day {self.day}, {self.now:%H:%M:%S}")

    def answer(self, request: Request, page: Page) -> Outcome:
        """Judge a question, and answer it as this server does."""
        self.watch(request, page)
        page.asked.append(self.now)
        outcome = TEMPERS[page.temper](self, page, request)
        if isinstance(outcome, Failure):
            page.fails += 1
        else:
            page.fails, page.due, page.given = 0, None, (outcome.etag, outcome.last_modified)
        return outcome

    def watch(self, request: Request, page: Page) -> None:
        """Judge a question by what every server demands."""
        last = page.asked[-1] if page.asked else None
        if last:
            self.judge("hour", self.now - last >= HOUR, page)
            self.judge("alive", self.now - last < FORGOTTEN or page.temper in ("gone", "limited"), page)
        self.judge("host", self.now - self.hosts.get(page.host, self.begin - DAY) >= 2 * SECOND, page)
        self.hosts[page.host] = self.now
        bare = not (request.etag or request.last_modified)
        if bare and page.given != (None, None):
            self.judge("whole", self.now - page.wholes[-1] >= DAY, page)
        if bare:
            page.wholes.append(self.now)
        else:
            self.judge("echo", (request.etag, request.last_modified) == page.given, page)
        self.judge("max-age", not page.fresh_until or self.now >= page.fresh_until, page)
        self.judge("retry", self.now >= self.closed.get(page.host, self.now), page)
        if page.due:
            self.judge("back-off", self.now >= page.due, page)

    def firsts(self) -> None:
        """Judge how sources were begun, once all were."""
        for page in self.pages.values():
            if page.temper != "target":
                self.judge("first", len(page.asked) == 1, page)

    def ends(self) -> None:
        """Judge what only the end tells."""
        for page in self.pages.values():
            if page.temper == "gone":
                self.judge("gone", len(page.gone) <= 3, page)
            elif page.temper == "moved" and self.day >= 12:
                self.judge("moved", self.now - page.asked[-1] > DAY, page)
            elif page.temper not in ("target", "limited"):
                self.judge("alive", self.now - page.asked[-1] < FORGOTTEN, page)


def document(page: Page, version: int, head: str = "") -> bytes:
    """A feed with a few items; each version has one more."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{page.number}-{n}</guid><title>Town {n}</title></item>"
        for n in range(version + 1, max(version - 9, 0), -1)
    )
    channel = f"<title>{page.url}</title><link>{page.url}</link>{head}{items}"
    return f"<rss version='2.0'><channel>{channel}</channel></rss>".encode()


@dataclass(frozen=True)
class Served:
    """What a server has at an address now."""

    body: bytes
    etag: str | None = None
    modified: str | None = None
    cache: str | None = None
    expires: str | None = None
    date: str | None = None
    moved: str | None = None


def serve(page: Page, request: Request, served: Served) -> Answer:
    """Answer 304 to who has it already: its ETag decides where there is one."""
    same = request.etag == served.etag if request.etag else request.last_modified == served.modified
    known = bool(request.etag or request.last_modified) and same
    return Answer(
        url=served.moved or page.url,
        status=304 if known else 200,
        body=b"" if known else served.body,
        media_type="application/rss+xml",
        etag=served.etag,
        last_modified=served.modified,
        moved=served.moved,
        cache_control=served.cache,
        expires=served.expires,
        date=served.date,
    )


def tag(body: bytes) -> str:
    return f'"{blake2b(body, digest_size=8).hexdigest()}"'


# The tempers


def strict(village: Village, page: Page, request: Request) -> Outcome:
    """News every other day, good for half a day, and 429 for who comes too often or for too much."""
    body = document(page, village.day // 2)
    page.fresh_until = village.now + 12 * HOUR
    return serve(page, request, Served(body, tag(body), "then", "max-age=43200"))


def busy(village: Village, page: Page, request: Request) -> Outcome:
    """News every two hours, and no hint at all."""
    body = document(page, (village.now - village.begin) // (2 * HOUR))
    return serve(page, request, Served(body, tag(body)))


def flapping(village: Village, page: Page, request: Request) -> Outcome:
    """Two servers behind one name, that do not agree."""
    one = len(page.asked) % 2
    body = document(page, village.day - one)
    return serve(page, request, Served(body, f'W/"{one}-{village.day}-gzip"', "Thu, 1 Jan 1970"))


def moved(village: Village, page: Page, request: Request) -> Outcome:
    """From the second day on it leads elsewhere; where that is, is asked within the same question."""
    if village.day < 2:
        return serve(page, request, Served(document(page, 0), '"old"'))
    target = village.pages[f"https://new-{page.host}/feed"]
    village.judge("moved", village.day < 13, page)
    target.given = (request.etag, request.last_modified)
    return serve(target, request, Served(document(page, 0), '"new"', moved=target.url))


def target(village: Village, page: Page, request: Request) -> Outcome:
    """Where something has moved to; nobody is to believe it within a week."""
    village.judge("moved", village.now - village.begin >= 9 * DAY, page)
    return serve(page, request, Served(document(page, 0), '"new"'))


def slow(village: Village, page: Page, request: Request) -> Outcome:
    """Every third time it does not get ready."""
    if len(page.asked) % 3 == 0:
        page.due = village.now + HOUR
        return Failure("timeout", "60 s", url=page.url)
    body = document(page, village.day)
    return serve(page, request, Served(body, None, f"day {village.day}"))


def limited(village: Village, page: Page, request: Request) -> Outcome:
    """It counts for all that it has: every fifth question it wants to be left alone for some hours."""
    count = sum(len(one.asked) for one in village.pages.values() if one.host == page.host)
    if count % 5:
        body = document(page, village.day)
        return serve(page, request, Served(body, tag(body)))
    seconds, status = ("10800", 429) if count % 2 else ("7200", 503)
    village.closed[page.host] = village.now + timedelta(seconds=int(seconds))
    wait = retry_after(seconds, None, village.now)
    return Failure(
        "rate-limited" if status == 429 else "server-error", f"HTTP {status}", status, wait, page.url
    )


def frozen(village: Village, page: Page, request: Request) -> Outcome:
    """Whatever it has, it says that nothing changed."""
    return serve(
        page, request, Served(document(page, village.day), '"2041"', "Tue, 01 Jan 1980 00:00:00 GMT")
    )


def clockless(village: Village, page: Page, request: Request) -> Outcome:
    """Its clock is days wrong; what it says is right by that clock."""
    there = village.now + (page.number % 7 - 3) * DAY
    date, until = format_datetime(there, usegmt=True), format_datetime(there + 4 * HOUR, usegmt=True)
    page.fresh_until = village.now.replace(microsecond=0) + 4 * HOUR
    body = document(page, village.day)
    return serve(page, request, Served(body, None, date, None, until, date))


def failing(village: Village, page: Page, request: Request) -> Outcome:
    """After three days it fails, and never gets well."""
    if village.day < 3:
        return serve(page, request, Served(document(page, 0), '"a"'))
    page.due = village.now + min(2**page.fails * HOUR, DAY)
    return Failure("server-error", "HTTP 500", 500, url=page.url)


def gone(village: Village, page: Page, request: Request) -> Outcome:
    """It ends on the second day."""
    if village.day < 2:
        return serve(page, request, Served(document(page, 0), '"a"'))
    if page.gone:
        wait = village.now - page.gone[-1]
        village.judge("gone", wait >= (7 if len(page.gone) == 1 else 30) * DAY, page)
    page.gone.append(village.now)
    return Failure("gone", "HTTP 410", 410, url=page.url)


def broken(village: Village, page: Page, request: Request) -> Outcome:
    """What it sends cannot be read, but has an ETag."""
    page.given = ('"broken"', None)
    return serve(page, request, Served(b"<rss><channel>", '"broken"'))


def sleeping(village: Village, page: Page, request: Request) -> Outcome:
    """It lets nobody in from 22 to 6 o'clock, and wants three hours in between."""
    hours = [*range(22, 24), *range(6)]
    if len(page.asked) > 1:
        village.judge("skip", village.now.hour not in hours, page)
        village.judge("ttl", village.now - page.asked[-2] >= 3 * HOUR, page)
    skipped = "".join(f"<hour>{hour}</hour>" for hour in hours)
    body = document(page, village.day, f"<ttl>180</ttl><skipHours>{skipped}</skipHours>")
    return serve(page, request, Served(body, tag(body)))


TEMPERS: dict[str, Callable[[Village, Page, Request], Outcome]] = {
    "strict": strict,
    "busy": busy,
    "flapping": flapping,
    "moved": moved,
    "slow": slow,
    "limited": limited,
    "frozen": frozen,
    "clockless": clockless,
    "failing": failing,
    "gone": gone,
    "broken": broken,
    "sleeping": sleeping,
    "target": target,
}
