"""What is wrong, told to people who do not look: once a day by e-mail, and every minute by a sign of life.

In: incidents as they are written down. Out: a letter, where something was wrong since the last one; a question to the
service that watches us. Of several workers one does it. What cannot be sent is an incident itself, and tried again.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from ..clean.text import printable
from ..config.alarms import Mail
from ..config.model import text_in
from ..fetch.guard import parse
from ..model import Failure, Request
from ..post import Letter, MailError, send
from ..runtime import Runtime
from ..store import incidents
from ..store.incidents import Incident, Sign

log = logging.getLogger(__name__)

AGAIN = timedelta(minutes=15)  # after a letter that could not be sent
APART = timedelta(seconds=55)  # two pings
MAIL = "mail-failed"


def digest(runtime: Runtime, mail: Mail) -> bool:
    """Send the letter of the day if it is due and there is something to tell; say whether it was sent."""
    now = runtime.clock()
    begun = morning(now.astimezone(runtime.config.site.timezone), mail.hour)
    with runtime.store.write() as tx:
        ours, last = incidents.claim_digest(tx, begun, now, now + AGAIN)
    if not ours:
        return False
    with runtime.store.read() as tx:
        told = incidents.since(tx, last)
    if not told:
        with runtime.store.write() as tx:
            incidents.mailed(tx, now)
        return False
    fault = dict[Sign, str]()
    try:
        send(mail, letter(runtime, told, begun, now))
    except MailError as error:
        log.error("the letter of the day could not be sent: %s", error, extra={"event": "mail_failed"})
        fault[MAIL, mail.host] = (
            f"The letter of the day could not be sent: {error}. We try again every 15 minutes."
        )
    with runtime.store.write() as tx:
        incidents.follow(tx, fault, {MAIL}, now)
        if not fault:
            incidents.mailed(tx, now)
    if fault:
        return False
    log.info("the letter of the day tells of %d incidents", len(told), extra={"event": "mail_sent"})
    return True


def morning(local: datetime, hour: int) -> datetime:
    """The last time that it was this hour where the site is."""
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def letter(runtime: Runtime, told: Sequence[Incident], begun: datetime, now: datetime) -> Letter:
    """Write what is wrong now, and what was in between."""
    site = runtime.config.site
    standing = [one for one in told if one.closed is None]
    title = text_in(site.title, site.languages, None)
    count = f"{len(standing)} things need you" if len(standing) != 1 else "one thing needs you"
    subject = f"{title}: {count if standing else 'all is well again'}"
    over = [one for one in told if one.closed is not None]
    lines = [
        *part("What is wrong now:", standing, now),
        *part("What was wrong and is right again:", over, now),
    ]
    where = f"All of it, and what to do: {site.base}/status"
    domain = urlsplit(site.base).hostname or "localhost"
    return Letter(printable(subject), [*lines, where], now, f"syndicate.{begun:%Y-%m-%d}@{domain}")


def part(heading: str, told: Sequence[Incident], now: datetime) -> Iterator[str]:
    if not told:
        return
    yield from (heading, "")
    for one in told:
        until = f" until {one.closed:%Y-%m-%d %H:%M}" if one.closed else ""
        yield f"- since {one.opened:%Y-%m-%d %H:%M}{until} (UTC):"
        yield from (f"  {line}" for line in one.said.splitlines())
        yield ""


def ping(runtime: Runtime, url: str) -> None:
    """Ask the address that tells others we live; what comes of it is only told to the log."""
    now = runtime.clock()
    with runtime.store.write() as tx:
        if not incidents.claim_ping(tx, now, APART):
            return
    request = Request("ping", url, allow=frozenset({own(url)}))
    for _, outcome in runtime.fetcher.fetch_all([request]):
        if isinstance(outcome, Failure):
            log.warning("the sign of life was not taken: %s", outcome.code, extra={"event": "ping_failed"})


def own(url: str) -> str:
    """Give the one place that a sign of life may go to, also in the operator's own network."""
    parts = parse(url)
    return (
        f"[{parts.raw_host}]:{parts.port}" if ":" in str(parts.raw_host) else f"{parts.raw_host}:{parts.port}"
    )
