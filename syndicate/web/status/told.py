"""The condition of a source → what the dashboard prints of it, in the operator's language.

In: conditions and counts. Out: frozen values with every choice made. No row is read here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ...condition import FILE, STATES, Condition
from ...config.model import Config, text_in
from ...errors import SENTENCES
from ...store.askings import Asking
from .. import words
from ..words import N_
from ..words import gettext as _
from .graph import Graph, draw

# Each state has a sign of its own form, so that nobody needs its colour: sign, tone, word.
SIGNS = {
    "ok": ("✓", "good", N_("ok")),
    "new": ("○", "calm", N_("new")),
    "paused": ("‖", "calm", N_("paused")),
    "held": ("◆", "warn", N_("held back")),
    "silent": ("…", "warn", N_("silent")),
    "degraded": ("◐", "warn", N_("degraded")),
    "late": ("◔", "warn", N_("late")),
    "failing": ("✕", "bad", N_("failing")),
    "not-a-feed": ("⊘", "bad", N_("not a feed")),
    "gone": ("†", "bad", N_("gone")),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A state as it is shown."""

    state: str
    icon: str
    tone: str
    word: str


@dataclass(frozen=True, slots=True)
class Time:
    """A moment for machines, and how far it is from now for people."""

    iso: str
    words: str
    exact: str


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of what a source brought is in a category."""

    category: str
    share: str


@dataclass(frozen=True, slots=True)
class Told:
    """One source on the dashboard."""

    key: str
    name: str
    url: str
    sign: Sign
    advice: tuple[str, ...]
    detail: str  # technical, as it was found
    proposal: str  # a block of feeds.yaml that would read a changed layout
    success: Time | None
    news: Time | None
    asked: Time | None
    next: Time | None
    reason: str
    share: str
    graph: Graph
    kept: tuple[Kept, ...]
    paused_in_file: bool
    paused_here: bool
    held: int
    received: str
    failures: int


@dataclass(frozen=True, slots=True)
class Recounted:
    """One asking of a source."""

    time: Time | None
    words: str
    detail: str  # technical, as it was found
    failed: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted of all sources."""

    daily: Mapping[int, Mapping[date, int]]
    kept: Mapping[int, Mapping[str, int]]
    held: Mapping[str, int] = field(default_factory=dict)


def sign(state: str) -> Sign:
    """Give a state its sign."""
    icon, tone, word = SIGNS[state]
    return Sign(state, icon, tone, _(word))


def summary(found: Sequence[Condition]) -> list[tuple[Sign, int]]:
    """Count the states there are, what needs somebody first."""
    return [(sign(state), count) for state in STATES if (count := sum(one.state == state for one in found))]


def tell(config: Config, one: Condition, counts: Counts) -> Told:
    """Say all of one source."""
    source = one.source
    daily = counts.daily.get(source.id, {})
    moments = (source.succeeded, source.changed, source.asked)
    success, news, asked = (when(moment, one.now, config) for moment in moments)
    return Told(
        key=source.key,
        name=source.name,
        url=source.link or source.url,
        sign=sign(one.state),
        advice=tuple(advice(one)),
        detail=source.detail if one.failing else one.doubt.reason if one.doubt else "",
        proposal=one.doubt.block if one.doubt else "",
        success=success,
        news=news,
        asked=asked,
        next=when(one.next[0], one.now, config) if one.asked_again else None,
        reason=_(one.reason),
        share="" if one.share is None else percent(one.share),
        graph=draw(daily, one.now),
        kept=kept(config, counts.kept.get(source.id, {}), sum(daily.values())),
        paused_in_file=one.paused == FILE,
        paused_here=one.paused not in ("", FILE),
        held=counts.held.get(source.key, 0),
        received=size(source.received),
        failures=source.failures,
    )


def advice(one: Condition) -> list[str]:
    """Say what is the matter and what to do, the gravest first."""
    source = one.source
    found = [*unread(one)]
    if one.state == "late":
        found.append(_("It should have been asked by now. Look whether a worker is running."))
    if source.held:
        found.append(
            _(
                "It brought far more than it usually does, which is held back for a day. Look at it on its page."
            )
        )
    if one.silent:
        found.append(
            _("It has brought nothing for much longer than it usually does. Look whether its site goes on.")
        )
    if source.address:
        found.append(_("It has moved for good. Write %(address)s in feeds.yaml.", address=source.address))
    if one.wasteful:
        found.append(_("Its server sends the whole document each time, although nothing has changed."))
    if one.paused == FILE:
        found.append(_("It is paused in feeds.yaml; only there it can be resumed."))
    elif one.paused:
        found.append(_("%(who)s paused it here.", who=one.paused))
    return found


def unread(one: Condition) -> Iterator[str]:
    """Say why it is not read, or not as it was."""
    if one.failing and one.source.code:
        yield _(SENTENCES[one.source.code])
    elif one.doubt:
        yield _("It does not look as it did: its layout may have changed. Compare what came with the page.")


def kept(config: Config, counts: Mapping[str, int], total: int) -> tuple[Kept, ...]:
    """Say for each category which share of a source's items is in it."""
    languages = config.site.languages
    return tuple(
        Kept(text_in(category.title, languages, words.interface()), percent(counts.get(name, 0) / total))
        for name, category in config.categories.items()
        if total
    )


def recount(one: Asking, config: Config, now: datetime) -> Recounted:
    """Say how one asking went."""
    counted = (
        (N_("new: %(count)s"), one.brought),
        (N_("changed: %(count)s"), one.edited),
        (N_("held back: %(count)s"), one.held),
    )
    brought = ", ".join(_(said, count=words.number(count)) for said, count in counted if count)
    failure = SENTENCES.get(one.code)
    told = _(failure) if failure else (brought or _("nothing new"))
    return Recounted(when(one.moment, now, config), told, one.detail if failure else "", bool(failure))


def percent(share: float) -> str:
    return f"{words.number(round(100 * share))} %"


def size(count: int) -> str:
    """Write bytes in the unit in which they are a small number."""
    for unit, least in (("MB", 10**6), ("kB", 10**3)):
        if count >= least:
            return f"{words.number(round(count / least, 1))} {unit}"
    return f"{words.number(count)} B"


def when(moment: datetime | None, now: datetime, config: Config) -> Time | None:
    """Write a moment, in the site's time zone."""
    if moment is None:
        return None
    here = moment.astimezone(config.site.timezone)
    told = _("now") if abs(moment - now) < timedelta(seconds=60) else words.apart(moment - now)
    return Time(here.isoformat(timespec="seconds"), told, words.moment(here))
