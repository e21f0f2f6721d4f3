"""An edit of feeds.yaml, before it goes live: what it would change of sources, feeds, addresses and stored items.

In: the config in force and the edited one. Out: a `Plan`. Stored items are judged by the edited rules as they would be
after the edit, and compared with what they are filed into; they are read a stretch at a time, so that neither memory
nor the time in which a transaction is open grows with their number. Nothing is written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import product
from typing import Any

from ..categorise import explain, rulebook
from ..categorise.effect import Effect, Side, effect, move
from ..categorise.rules import Rulebook
from ..check import check, refuse_other_site
from ..config.addresses import category_page, feed_name
from ..config.difference import Difference, Turnover, difference, turnover
from ..config.ending import gone
from ..config.model import Config
from ..decided import NONE, Wishes
from ..intake import filing
from ..model import Item, Match, Reason
from ..publish.addresses import FORMATS, feed_address
from ..store import decisions, judged
from ..store.database import Database

STRETCH = 500  # items read together
MOST = 20  # items listed of those that enter a category, and of those that leave it

Told = Callable[[int, int], None]  # how many items were judged, of how many


@dataclass(frozen=True, slots=True)
class Edit:
    """A config in the place of another, from a moment on."""

    before: Config
    after: Config
    moment: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change."""

    items: int  # that were judged
    waiting: int  # of them, those that the rules in force have not judged yet: part of what changes is theirs
    difference: Difference
    addresses: Turnover  # public ones, of feeds and of pages
    categories: Mapping[str, Effect]  # in the order of the edited file, those that go after them

    @property
    def changes(self) -> bool:
        return bool(self.difference or self.addresses or any(self.categories.values()))


def nobody(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""


def plan(store: Database, edit: Edit, most: int = MOST, told: Told = nobody) -> Plan:
    """Say what an edit would change, with at most so many items on each side."""
    before, after = edit.before, edit.after
    book, changed = rulebook(after), difference(before, after)
    left = (name for name in before.categories if name not in after.renamed)
    effects = {name: effect(most) for name in (*after.categories, *left)}
    with store.read() as tx:
        progress = judged.progress(tx, before.rules_digest())
    done = 0
    for item, matches, decided in filed(store):
        renamed = under(item, changed.renamed)
        matches = [replace(one, category=after.renamed.get(one.category, one.category)) for one in matches]
        found = filing(after, book, renamed, matches, decided)
        weigh(effects, renamed, matches, found, book)
        done += 1
        told(done, progress.total)
    lost_and_new = turnover(addresses(before, edit.moment), addresses(after, edit.moment))
    return Plan(done, progress.waiting, changed, lost_and_new, effects)


def faultless(
    before: Config, name: str, text: str, beside: Mapping[str, str], secrets: Mapping[str, str]
) -> Config:
    """Read an edited file; raise all that `check` finds, and another site's id."""
    after = check(text, name, secrets, beside)
    refuse_other_site(after, before.site.id, text, name)
    return after


def filed(store: Database) -> Iterator[tuple[Item, Sequence[Match], Wishes]]:
    """Give every stored item with what it is filed into, and what editors decided of it."""
    last = 0
    while True:
        with store.read() as tx:
            found = judged.after(tx, last, STRETCH)
            matches = judged.matches_of(tx, [one.id for one in found])
            decided = decisions.wishes_of(tx, [one.id for one in found])
        if not found:
            return
        for one in found:
            yield one.item, matches.get(one.id, []), decided.get(one.id, NONE)
        last = found[-1].id


def under(item: Item, renamed: Mapping[str, str]) -> Item:
    """Give an item the new key of a source that is renamed."""
    if renamed.keys().isdisjoint({item.source, *(text.source for text in item.variants)}):
        return item
    texts = tuple(replace(text, source=renamed.get(text.source, text.source)) for text in item.variants)
    return replace(item, source=renamed.get(item.source, item.source), variants=texts)


def weigh(
    effects: Mapping[str, Effect], item: Item, before: Sequence[Match], after: Sequence[Match], book: Rulebook
) -> None:
    """Count an item in the categories that it is in, or would be."""
    old = {match.category: match.reasons for match in before if match.category in effects}
    new = {match.category: match.reasons for match in after}
    for name in old.keys() & new.keys():
        effects[name].stay += 1
    for name in new.keys() - old.keys():
        effects[name].enter.add(move(item, new[name]))
    left = old.keys() - new.keys()
    against = objections(book, item) if left else {}
    for name in left:
        effects[name].leave.add(move(item, old[name], against.get(name, ())))


def objections(book: Rulebook, item: Item) -> dict[str, tuple[Reason, ...]]:
    """Say which words keep an item out of categories that it would be in without them."""
    verdicts = (verdict for text in item.variants for verdict in explain(book, text))
    return {verdict.category: verdict.against for verdict in verdicts if verdict.reasons and verdict.against}


def addresses(config: Config, now: datetime) -> list[str]:
    """List the public addresses of every feed and of its page, but for those of categories that ended long ago."""
    found = []
    names = [*config.categories, *config.renamed]
    there = [name for name in names if not gone(config, config.renamed.get(name, name), now)]
    for category, language in product(there, [None, *config.site.languages]):
        name = feed_name(category, language)
        found += [feed_address(config.site.base, name, form) for form in FORMATS]
        found.append(category_page(config, category, language))
    return found


def as_object(found: Plan) -> dict[str, Any]:
    """Give a plan as plain values, which JSON can carry."""
    return {
        "changes": found.changes,
        "items": found.items,
        "waiting": found.waiting,
        **asdict(found.difference),
        "addresses": asdict(found.addresses),
        "categories": {
            name: {"enter": side(one.enter), "leave": side(one.leave), "stay": one.stay}
            for name, one in found.categories.items()
        },
    }


def side(one: Side) -> dict[str, Any]:
    counted = [
        {"rule": rule, "term": term, "items": count} for (rule, term), count in one.terms.most_common()
    ]
    items = [{key: plain(value) for key, value in asdict(moved).items()} for moved in one.newest]
    return {"count": one.count, "terms": counted, "items": items}


def plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return value
