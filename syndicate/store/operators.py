"""Rows of operators: who may sign in or read as a program, and which sessions are open.

In: names, and secrets as digests. Out: the same. How a digest is made and compared is not known here.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, insert, select

from . import staff
from .database import Transaction

Kind = Literal["password", "token"]

PASSWORD: Kind = "password"  # noqa: S105 - the word, not one
TOKEN: Kind = "token"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who may come in, or a program that may read."""

    name: str
    kind: Kind
    made: datetime


def listed(tx: Transaction) -> list[Operator]:
    """All of them, by name."""
    columns = (staff.operators.c.name, staff.operators.c.kind, staff.operators.c.made)
    return [Operator(*row) for row in tx.execute(select(*columns).order_by(*columns[:2]))]


def anybody(tx: Transaction) -> bool:
    """Tell whether there is somebody who could sign in."""
    query = select(staff.operators.c.name).where(staff.operators.c.kind == PASSWORD).limit(1)
    return tx.execute(query).first() is not None


def keep(tx: Transaction, name: str, kind: Kind, secret: str, now: datetime) -> None:
    """Give somebody a secret in place of the one there was, which opens nothing any longer."""
    remove(tx, name, kind)
    tx.execute(insert(staff.operators).values(name=name, kind=kind, secret=secret, made=now))


def remove(tx: Transaction, name: str, kind: Kind | None = None) -> bool:
    """Forget somebody, with all sessions; say whether there was such a one."""
    own = staff.operators.c.name == name
    tx.execute(delete(staff.sessions).where(staff.sessions.c.name == name))
    chosen = own if kind is None else own & (staff.operators.c.kind == kind)
    return bool(tx.execute(delete(staff.operators).where(chosen)).rowcount)


def passwords_for(tx: Transaction, name: str) -> tuple[str | None, str]:
    """The digest of somebody's password, and one with which to compare for as long where there is none."""
    query = select(staff.operators.c.name, staff.operators.c.secret)
    rows = tx.execute(query.where(staff.operators.c.kind == PASSWORD)).all()
    found: dict[str, str] = {row.name: row.secret for row in rows}
    own = found.get(name)
    return own, own or next(iter(found.values()))


def holder(tx: Transaction, secret: str) -> str | None:
    """Whose token has this digest."""
    own = (staff.operators.c.secret == secret) & (staff.operators.c.kind == TOKEN)
    return tx.execute(select(staff.operators.c.name).where(own)).scalar()


def begin(tx: Transaction, digest: str, name: str, now: datetime, oldest: datetime) -> None:
    """Open a session; those begun before `oldest` are over."""
    tx.execute(delete(staff.sessions).where(staff.sessions.c.begun < oldest))
    tx.execute(insert(staff.sessions).values(digest=digest, name=name, kind=PASSWORD, begun=now))


def end(tx: Transaction, digest: str) -> None:
    """Close a session."""
    tx.execute(delete(staff.sessions).where(staff.sessions.c.digest == digest))


def owner(tx: Transaction, digest: str, oldest: datetime) -> str | None:
    """Whose session this is, if it is open."""
    open_now = (staff.sessions.c.digest == digest) & (staff.sessions.c.begun >= oldest)
    return tx.execute(select(staff.sessions.c.name).where(open_now)).scalar()
