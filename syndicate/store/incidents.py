"""Rows of incidents: what is wrong now, what was, and to whom it was told. A transaction in, values out."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, or_, select, update

from .database import Transaction, queue
from .upkeep import beacon, incidents

WATCHING = 7236547  # the advisory lock of PostgreSQL for writing down incidents
LATELY = timedelta(days=60)  # of incidents that are over and still shown
MOST = 200

Sign = tuple[str, str]  # of what kind, and of what


@dataclass(frozen=True, slots=True)
class Incident:
    """That something was wrong, and until when."""

    number: int
    kind: str
    subject: str
    opened: datetime
    closed: datetime | None
    said: str

    @property
    def sign(self) -> Sign:
        return self.kind, self.subject


def follow(
    tx: Transaction, wrong: Mapping[Sign, str], kinds: Collection[str], now: datetime
) -> list[Incident]:
    """Open what is newly wrong of these kinds, close what is right again, and give both; what is said may change."""
    queue(tx, WATCHING)
    known = {one.sign: one for one in standing(tx) if one.kind in kinds}
    over = [one.number for sign, one in known.items() if sign not in wrong]
    tx.execute(update(incidents).where(incidents.c.number.in_(over)).values(closed=now))
    made = [record(tx, sign, said, now) for sign, said in wrong.items() if sign not in known]
    for sign, said in wrong.items():
        if sign in known and known[sign].said != said:
            tx.execute(update(incidents).where(incidents.c.number == known[sign].number).values(said=said))
    return told(tx, [*over, *made])


def record(tx: Transaction, sign: Sign, said: str, opened: datetime, closed: datetime | None = None) -> int:
    """Write down one incident, which may be over already."""
    row = {"kind": sign[0], "subject": sign[1], "said": said, "opened": opened, "closed": closed}
    number: int = tx.execute(insert(incidents).values(row).returning(incidents.c.number)).scalar_one()
    return number


def told(tx: Transaction, numbers: list[int]) -> list[Incident]:
    query = select(incidents).where(incidents.c.number.in_(numbers)).order_by(incidents.c.number)
    return [Incident(*row) for row in tx.execute(query)]


def standing(tx: Transaction) -> list[Incident]:
    """What is wrong now, the oldest first."""
    query = select(incidents).where(incidents.c.closed.is_(None))
    return [Incident(*row) for row in tx.execute(query.order_by(incidents.c.opened, incidents.c.number))]


def lately(tx: Transaction, now: datetime) -> list[Incident]:
    """What is wrong, and what was of late, the newest first."""
    seen = or_(incidents.c.closed.is_(None), incidents.c.closed > now - LATELY)
    query = select(incidents).where(seen).order_by(incidents.c.opened.desc(), incidents.c.number.desc())
    return [Incident(*row) for row in tx.execute(query.limit(MOST))]


def since(tx: Transaction, moment: datetime | None) -> list[Incident]:
    """What is wrong now, and what was in between, the oldest first."""
    between = [incidents.c.opened > moment, incidents.c.closed > moment] if moment else []
    seen = or_(incidents.c.closed.is_(None), *between)
    query = select(incidents).where(seen).order_by(incidents.c.opened, incidents.c.number)
    return [Incident(*row) for row in tx.execute(query)]


# Who is told


def secret(tx: Transaction) -> str | None:
    """The part of the address of the incidents' feed that nobody can guess; there is none before it is minted."""
    found: str | None = tx.execute(select(beacon.c.secret)).scalar()
    return found


def mint(tx: Transaction, *, anew: bool = False) -> str:
    """Give that part, made once; `anew` makes another, and the old address is no more."""
    queue(tx, WATCHING)
    found, made = secret(tx), secrets.token_urlsafe(24)
    if found is None:
        tx.execute(insert(beacon).values(number=1, secret=made))
    elif anew:
        tx.execute(update(beacon).values(secret=made))
    else:
        return found
    return made


def claim_digest(
    tx: Transaction, begun: datetime, now: datetime, until: datetime
) -> tuple[bool, datetime | None]:
    """Claim the digest that is due since `begun` until `until`; say whether it is ours, and when the last was sent."""
    mint(tx)
    mailed: datetime | None = tx.execute(select(beacon.c.mailed)).scalar()
    free = or_(beacon.c.mailing.is_(None), beacon.c.mailing <= now)
    due = or_(beacon.c.mailed.is_(None), beacon.c.mailed < begun)
    ours = tx.execute(update(beacon).where(free, due).values(mailing=until)).rowcount
    return bool(ours), mailed


def mailed(tx: Transaction, now: datetime) -> None:
    """Write down that the digest is sent, or that there was nothing to tell."""
    tx.execute(update(beacon).values(mailed=now, mailing=None))


def claim_ping(tx: Transaction, now: datetime, apart: timedelta) -> bool:
    """Claim the next ping; of several workers one gets it."""
    mint(tx)
    due = or_(beacon.c.pinged.is_(None), beacon.c.pinged <= now - apart, beacon.c.pinged > now)
    return bool(tx.execute(update(beacon).where(due).values(pinged=now)).rowcount)
