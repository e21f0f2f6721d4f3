"""Rows of hosts: the servers of strangers, when each may be asked again, and whether the last question reached it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, case, func, select, update

from .database import Transaction, upsert
from .tables import hosts, robots


@dataclass(frozen=True, slots=True)
class Rest:
    """How a host was found, and until when it is left in peace."""

    name: str
    asked: datetime
    not_before: datetime
    failed: bool = False  # it was not reached
    refusals: int = 0  # in a row


def begin(tx: Transaction, names: Collection[str], now: datetime, until: datetime) -> None:
    """Write down that these hosts are asked now, and not again before then."""
    put(tx, [asdict(Rest(name, now, until)) for name in sorted(names)], ["asked"])


def settle(tx: Transaction, found: Sequence[Rest]) -> None:
    """Write down how questions to hosts went; a rest is never cut."""
    rows = [asdict(one) for one in sorted(found, key=lambda one: one.name)]  # as others lock them
    put(tx, rows, ["asked", "failed", "refusals"])


def put(tx: Transaction, rows: Sequence[Mapping[str, object]], changing: Sequence[str]) -> None:
    """Add hosts, or where there is one already change these columns and make its rest no shorter."""
    if not rows:
        return
    insert = upsert(tx, hosts)
    new = insert.excluded
    later = case((hosts.c.not_before > new.not_before, hosts.c.not_before), else_=new.not_before)
    values = {"not_before": later, **{name: new[name] for name in changing}}
    tx.execute(insert.on_conflict_do_update(index_elements=[hosts.c.name], set_=values), list(rows))


def refusals(tx: Transaction, names: Collection[str]) -> dict[str, int]:
    """How often in a row these hosts have refused us."""
    query = select(hosts.c.name, hosts.c.refusals).where(hosts.c.name.in_(names))
    return {row.name: row.refusals for row in tx.execute(query)} if names else {}


def rests(tx: Transaction, now: datetime) -> dict[str, datetime]:
    """The hosts that are left in peace, and until when."""
    rows = tx.execute(select(hosts.c.name, hosts.c.not_before).where(hosts.c.not_before > now))
    return {row.name: row.not_before for row in rows}


def reach(tx: Transaction, since: datetime) -> tuple[int, int]:
    """How many hosts were asked since then, and how many of them were not reached."""
    failed = func.coalesce(func.sum(hosts.c.failed.cast(Integer)), 0)
    count, missed = tx.execute(select(func.count(), failed).where(hosts.c.asked >= since)).one()
    return count, missed


def recall_robots(tx: Transaction, origins: Collection[str], now: datetime) -> dict[str, tuple[Any, ...]]:
    """What is known, and still holds, of the robots.txt of these origins: rules, delay in seconds, known."""
    wanted = robots.c.origin.in_(list(origins)) & (robots.c.until > now)
    rows = tx.execute(select(robots).where(wanted))
    return {row.origin: (row.rules, row.delay, row.known) for row in rows}


def keep_robots(tx: Transaction, origin: str, until: datetime, values: Mapping[str, object]) -> None:
    """Write down what the robots.txt of an origin says, and until when that holds."""
    row = {**values, "until": until}
    insert = upsert(tx, robots).values(origin=origin, **row)
    tx.execute(insert.on_conflict_do_update(index_elements=[robots.c.origin], set_=row))


def shift(tx: Transaction, now: datetime, future: datetime) -> None:
    """After the clock was put back: what was asked in the future was asked now, and rests from now on."""
    query = select(hosts.c.name, hosts.c.asked, hosts.c.not_before).where(hosts.c.asked > future)
    for name, asked, until in tx.execute(query).all():
        own = hosts.c.name == name
        tx.execute(update(hosts).where(own).values(asked=now, not_before=now + (until - asked)))
