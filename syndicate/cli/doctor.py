"""`syndicate doctor`: what could keep the service from doing its work, each with the way out. It changes nothing.

In: the environment, feeds.yaml, the database, the machine. Out: findings, a sentence each. No source is asked; with
`--online` the site itself is, once, and the certificate of each source's server is looked at.
"""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median_low

import click

from ..config import live
from ..config.alarms import alarms
from ..config.model import Config
from ..errors import ConfigError, SyndicateError
from ..post import opened
from ..schedule.work import utc_now
from ..store import configs, sources, workers
from ..store.database import Database, exists, open_database
from ..store.health import examine
from .editing import judged
from .servers import Level, of_servers, of_site
from .shared import FAULTY, plainly, say, settings

SPACE, SCARCE = 2_000_000_000, 200_000_000  # bytes that are free
SKEWED = 60  # seconds between clocks
SECRET = stat.S_IRGRP | stat.S_IROTH

# Libraries of which versions before these have faults that matter here.
FAULTS = {
    "lxml": ("6.1", "reads files that a document names (CVE-2026-41066)"),
    "aiohttp": ("3.14.4", "misreads the headers of servers"),
    "apscheduler": ("3.11.2", "runs in a circle when clocks change"),
    "feedparser": ("6.0.14", "takes minutes for some feeds"),
    "feedgen": ("1.0.0", "writes the summaries of Atom into the wrong place"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    area: str
    said: str


@click.command("doctor")
@click.option(
    "--online", is_flag=True, help="Also ask the site itself once, the mail server, and look at certificates."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def examine_all(*, online: bool, as_json: bool) -> None:
    """Look at all that could keep the service from working, and say what to do.

    Looked at are feeds.yaml, the database, the disk, the clock, versions with known faults, permissions, the names of
    sources' servers, and where alarms go. The exit code is 1 if something must be done.
    """
    found = list(findings(online=online, now=utc_now()))
    if as_json:
        say({"findings": [{"level": one.level, "area": one.area, "said": one.said} for one in found]})
    else:
        say("\n".join(f"{one.level:<8} {one.area}: {one.said}" for one in found))
    sys.exit(FAULTY if any(one.level == "fault" for one in found) else 0)


def findings(*, online: bool, now: datetime) -> Iterator[Finding]:
    """Look at one thing after the other; what cannot be looked at is a finding itself."""
    yield from attempted("versions", of_versions)
    config: list[Config] = []
    yield from attempted("feeds.yaml", partial(of_config, config))
    yield from attempted("database", partial(of_database, now))
    yield from attempted("permissions", of_permissions)
    yield from attempted("alarms", partial(of_alarms, online=online))
    for one in config:
        yield from attempted("site", partial(of_site, one, online=online))
        yield from attempted("sources", partial(of_servers, one, online=online, now=now))


def attempted(area: str, look: Callable[[], Iterable[tuple[Level, str]]]) -> Iterator[Finding]:
    try:
        for level, said in look():
            yield Finding(level, area, said)
    except SyndicateError as error:
        yield Finding("fault", area, str(error).splitlines()[0])


def of_versions() -> Iterator[tuple[Level, str]]:
    """Look for libraries with known faults."""
    well = True
    for name, (least, fault) in FAULTS.items():
        try:
            there = version(name)
        except PackageNotFoundError:
            continue
        if numbers(there) < numbers(least):
            well = False
            yield "fault", f"{name} {there} {fault}: install {least} or newer"
    if well:
        yield "ok", f"Python {sys.version.split()[0]}, no library with a known fault"


def numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(".") if part.isdigit()]


def of_config(config: list[Config]) -> Iterator[tuple[Level, str]]:
    """Look at the file on disk, and at the one in force."""
    path = settings().config
    try:
        text = live.read(path)
        config.append(judged(text, path))
    except ConfigError as error:
        yield "fault", f"{len(error.mistakes)} mistakes in {path}: see 'syndicate check'"
        return
    if not exists(settings().database):
        yield "warning", "it is right, but nothing is in force yet: start 'syndicate run'"
        return
    store = open_database(settings().database)
    try:
        with store.read() as tx:
            force, seen = configs.in_force(tx), workers.last_beat(tx)
    finally:
        store.close()
    if force is None or force.text != text:
        yield (
            "warning",
            "the file on disk is not the one in force: a running service takes it over in moments",
        )
    else:
        yield "ok", f"in force since {force.seen:%Y-%m-%d %H:%M} UTC, without mistakes"
    if seen is None or utc_now() - seen > timedelta(minutes=1):
        yield "warning", "no worker is alive, nothing is asked or published: start 'syndicate run'"


def of_database(now: datetime) -> Iterator[tuple[Level, str]]:
    """Look at the database, the disk it is on, and by it at our clock."""
    url = settings().database
    if not exists(url):
        yield "warning", "there is none yet: 'syndicate run' makes it"
        return
    store = open_database(url)
    try:
        found = examine(store, now)
        yield from (("fault", fault) for fault in found.faults)
        if not found.faults:
            yield "ok", f"{found.version}, whole, of the newest schema"
        yield from of_clock(store)
    finally:
        store.close()
    free = shutil.disk_usage(found.folder or Path.cwd()).free
    level: Level = "fault" if free < SCARCE else "warning" if free < SPACE else "ok"
    hint = "" if level == "ok" else ": make room, a full disk stops everything"
    yield level, f"{free // 1_000_000} MB are free on its disk{hint}"


def of_clock(store: Database) -> Iterator[tuple[Level, str]]:
    """Compare our clock with those of the servers that answered: one is wrong alone, most are not."""
    with store.read() as tx:
        states = [
            one for one in sources.states(tx) if one.active and one.succeeded and one.url.startswith("http")
        ]
    told = [int(one.hints["skew"]) for one in states if "skew" in one.hints]
    if len(told) > len(states) / 2:
        off = median_low(told)
        yield (
            "fault",
            f"our clock is {abs(off)} s {'behind' if off > 0 else 'ahead of'} those of most sources: set it by NTP",
        )
    elif states:
        yield "ok", "our clock agrees with those of most sources"


def of_permissions() -> Iterator[tuple[Level, str]]:
    """Look whether files can be read and written by us, and secrets by nobody else."""
    chosen = settings()
    well = True
    if chosen.config.exists() and not os.access(chosen.config, os.R_OK):
        well = False
        yield "fault", f"{chosen.config} cannot be read by this user: give it the right to"
    for name, value in sorted(os.environ.items()):
        if ours(name) and os.path.isfile(value) and os.stat(value).st_mode & SECRET:
            well = False
            yield "warning", f"{value}, a secret that {name} names, can be read by others: chmod 600"
    if chosen.database.startswith("sqlite:///"):
        path = Path(chosen.database.removeprefix("sqlite:///"))
        folder = path.resolve().parent
        if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            well = False
            yield "fault", f"{path} cannot be written by this user, or not its folder: give it the right to"
    if well:
        yield "ok", "files can be read and written by this user"


def ours(name: str) -> bool:
    """Tell whether a variable names a file with a secret of the service, or of a source."""
    path = settings().config
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    return name.endswith("_FILE") and (name.startswith("SYNDICATE_") or f"${{{name[:-5]}}}" in text)


def of_alarms(*, online: bool) -> Iterator[tuple[Level, str]]:
    """Look where alarms go."""
    where = alarms(os.environ)
    if where.mail is None:
        yield "warning", "nobody is written to when something breaks: set SYNDICATE_SMTP"
    elif not online:
        yield "ok", f"{', '.join(where.mail.to)} is written to through {where.mail.host}"
    else:
        try:
            with opened(where.mail) as server:
                if where.mail.user:
                    server.login(where.mail.user, where.mail.password)
            yield "ok", f"{where.mail.host} lets us in"
        except OSError as error:  # smtplib's own are such
            yield "fault", f"{where.mail.host} does not let us in ({error}): check SYNDICATE_SMTP"
    if where.ping is None:
        yield "warning", "no other service notices when this machine is down: set SYNDICATE_PING"
