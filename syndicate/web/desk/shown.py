"""Items and decisions → what the pages of the desk print. No row is read here and no HTML is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ...categorise.told import quote
from ...config.model import Config
from ...decided import Decision
from ...model import Match
from ...store.items import StoredItem
from ..shown import Day, day, headline, outward
from ..words import N_, date, moment
from ..words import gettext as _

KINDS = {
    "hide": N_("Hidden"),
    "pin": N_("Pinned"),
    "put": N_("Put into a category"),
    "take": N_("Taken out of a category"),
    "title": N_("Title corrected"),
    "contact": N_("Contact removed"),
    "withdraw": N_("Withdrawn"),
    "add": N_("Added by hand"),
}
REASONS = 4  # of a match that are shown


@dataclass(frozen=True, slots=True)
class Row:
    """One item in a list."""

    uid: str
    title: str
    language: str
    source: str
    day: Day
    categories: tuple[str, ...]
    signs: tuple[str, ...]  # what was decided of it, or why it is nowhere


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision, as it is told."""

    ref: str
    what: str
    about: str
    value: str
    why: str
    who: str
    when: str
    undone: str  # by whom and when, or empty
    undone_why: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an item."""

    language: str
    title: str
    printed: str  # what the source printed, where somebody corrected the title
    summary: str
    link: str | None
    source: str


def row(
    config: Config, one: StoredItem, filed: Sequence[Match], told: Sequence[Decision], stands: str
) -> Row:
    """Show an item in a list."""
    text = one.item.variants[0]
    signs = [_(KINDS[kind]) for kind in dict.fromkeys(said.kind for said in told if not said.undone)]
    signs += [_("Held")] if stands == "held" else []
    return Row(
        one.item.uid,
        headline(text),
        text.language or "",
        one.item.source,
        day(config, one.item.published),
        tuple(match.category for match in filed),
        tuple(signs),
    )


def texts(one: StoredItem, names: Mapping[str, str]) -> list[Text]:
    """Show all texts of an item, given the names of sources by their keys."""
    return [
        Text(
            text.language or "",
            headline(text),
            text.printed_title or "",
            text.summary,
            outward(text.link),
            names.get(text.source, text.source),
        )
        for text in one.item.variants
    ]


def ruling(config: Config, one: Decision) -> Ruling:
    """Tell a decision: what, by whom, when, why, and whether it holds."""
    gone = one.undone
    undone = _("Undone by %(who)s, %(when)s", who=gone.by, when=local(config, gone.moment)) if gone else ""
    value = until(config, datetime.fromisoformat(one.value)) if one.kind == "pin" else one.value
    return Ruling(
        one.ref,
        _(KINDS[one.kind]),
        one.about,
        "" if one.kind == "add" else value,
        one.note,
        one.who,
        local(config, one.moment),
        undone,
        gone.why if gone else "",
    )


def until(config: Config, when: datetime) -> str:
    """Write when a pin ends: the last day, as the editor chose it, where it ends with one."""
    end = when.astimezone(config.site.timezone)
    return moment(end) if end.time() != time() else date(end - timedelta(microseconds=1))


def local(config: Config, when: datetime) -> str:
    """Write a moment in the site's time zone."""
    return moment(when.astimezone(config.site.timezone))


def reasons(match: Match) -> tuple[str, ...]:
    """Say why an item is in a category."""
    return tuple(map(quote, match.reasons[:REASONS]))
