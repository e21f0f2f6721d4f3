"""What sources say now → stored items with their categories, in one transaction of the job that asked.

In: the keyed entries of some answers, of each source one. Out: what came of each, counted. The stages identity and
categorise decide, the store keeps; when a source is asked, and what it costs, is the job's business.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .categorise.heed import binding, heed
from .categorise.judge import categorise_all
from .categorise.rules import Rulebook
from .categorise.why import Why, why
from .config.model import Config
from .decided import NONE, Decision, Wishes, wishes
from .identity.burst import FEW, HOLD, RHYTHM, is_burst, watched
from .identity.editions import asked
from .identity.edits import taking
from .identity.key import KeyedEntry
from .identity.merge import Changes, Edit, Newcomer, merge, untouched
from .identity.trace import trace
from .joining import retell, tell
from .line import mark_stale, text_of
from .model import Item, Match
from .runtime import Runtime
from .store import archives, decisions, items, keys, titles, withdrawals
from .store.database import Transaction
from .store.items import NewItem
from .store.sources import SourceState

# Of a source's newest items, among which an entry with unknown ids is looked for; few print more.
TRACED = 200
KEYS = 32  # by which an item may be known


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: `ok`, `unchanged`, or a code of `errors.SENTENCES`."""

    code: str
    detail: str = ""
    new: int = 0
    edited: int = 0
    rekeyed: int = 0  # entries whose ids the source changed, if that were most of them
    held: int = 0  # of the new ones, because they are far too many for this source
    released: int = 0  # that were held before

    @property
    def failed(self) -> bool:
        return self.code not in ("ok", "unchanged")


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says now; `first` if nothing is stored of it yet."""

    state: SourceState
    changes: Changes
    first: bool


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new item, and what it was made from."""

    state: SourceState
    newcomer: Newcomer
    item: Item
    first: bool  # it came with its source
    held: bool  # it came in a burst


def compare(tx: Transaction, state: SourceState, entries: Sequence[KeyedEntry], now: datetime) -> Changes:
    """Set the entries against what is stored; how recent items look is only asked where keys do not tell all."""
    wanted = {key for one in entries for key in (*one.keys, one.text, *asked(one))}
    known = keys.known(tx, state.owner, wanted, state.edition)
    if untouched(entries, known):
        return Changes()
    rows = items.traces(tx, state.owner, {item.id for item in known.values()}, TRACED, state.edition)
    if any(one.kept.editions for one in entries):
        spoken = items.languages(tx, {item.id for item in known.values()})
        known = {key: replace(item, languages=spoken[item.id]) for key, item in known.items()}
    return merge(entries, known, state.first_key, now, [trace(*row) for row in rows])


def save(
    tx: Transaction, runtime: Runtime, told: Sequence[tuple[SourceState, Sequence[KeyedEntry]]], now: datetime
) -> list[Outcome]:
    """Store what changed of each source, with its categories; their feeds are stale from now on.

    Of several that print items of one home, only one may be among them.
    """
    stocked = items.stocked(tx, {state.owner for state, _ in told})
    said = [
        Said(state, compare(tx, state, entries, now), first=False)
        if state.owner in stocked
        else Said(state, merge(entries, {}, state.first_key, now), first=True)
        for state, entries in told
    ]
    released = [release(tx, state, now) for state, _ in told]
    held, touched = bring(tx, runtime, said, now)
    edited = []
    for one in said:
        taken, also = revise(tx, runtime, one.state, one.changes.edited, now)
        learn(tx, one.state, one.changes.learned)
        edited.append(taken)
        touched |= also
    mark_stale(tx, runtime.config, touched, now)
    return [
        Outcome("ok", "", len(one.changes.new), taken, one.changes.rekeyed, held.get(one.state.id, 0), free)
        for one, taken, free in zip(said, edited, released, strict=True)
    ]


def release(tx: Transaction, state: SourceState, now: datetime) -> int:
    """Let go what has been held long enough; it is judged and published like what other rules judged."""
    return items.release(tx, state.owner, now - HOLD) if state.held else 0


def holding(tx: Transaction, state: SourceState, *, held: int) -> dict[str, object]:
    """Since when items of a source are held."""
    return {"held": items.held_since(tx, state.owner)} if held or state.held else {}


def bring(
    tx: Transaction, runtime: Runtime, said: Sequence[Said], now: datetime
) -> tuple[Mapping[int, int], set[str]]:
    """Store new items, and hold those of a burst.

    Say how many are held of which source, and which categories the others are in.
    """
    fresh = [found for one in said for found in newcomers(tx, one, now)]
    numbers = items.add_all(tx, [new_item(one, "" if one.held else runtime.rules) for one in fresh])
    stored = dict(zip(numbers, fresh, strict=True))
    keys.learn(tx, [(one.state.owner, n, key, 0) for n, one in stored.items() for key in one.newcomer.keys])
    translate(tx, stored)
    gone = withdrawals.again(tx, {number: one.newcomer.keys for number, one in stored.items()}, now)
    named = {n: (one.state.first_key, one.newcomer.uid, one.newcomer.keys) for n, one in stored.items()}
    decided = decisions.meet(tx, named)  # filed when that is carried out
    items.hold(tx, [number for number, one in stored.items() if one.held], now)
    news = {number: one for number, one in stored.items() if not one.held}
    filed = [
        (number, one.item.published, categorise_all(runtime.rulebook, one.item.variants))
        for number, one in news.items()
        if number not in gone | decided
    ]
    touched = items.file(tx, filed)
    touched |= tell(
        tx, runtime.config, [(number, one.state.owner, one.item) for number, one in news.items()], now
    )
    return Counter(one.state.id for one in fresh if one.held), touched


def newcomers(tx: Transaction, said: Said, now: datetime) -> list[Fresh]:
    """Make items of what is new, the oldest first."""
    new = sorted(said.changes.new, key=lambda one: one.published)
    held = not said.first and too_many(tx, said.state, len(new), now)
    return [Fresh(said.state, one, item_of(one, said.state, now), said.first, held) for one in new]


def new_item(one: Fresh, rules: str) -> NewItem:
    """Make of a new item what is stored of it."""
    return NewItem(one.state.owner, one.item, one.newcomer.digest, rules, bulk=one.first or one.held)


def translate(tx: Transaction, stored: Mapping[int, Fresh]) -> None:
    """Store the further texts of new items, with the keys by which these are known."""
    for number, one in stored.items():
        for text in one.newcomer.editions:
            place = items.append(tx, number, text_of(text.entry, one.state.listed), text.digest)
            keys.learn(tx, [(one.state.owner, number, key, place) for key in text.keys])


def revise(
    tx: Transaction, runtime: Runtime, state: SourceState, edits: Sequence[Edit], now: datetime
) -> tuple[int, set[str]]:
    """Take edits in; say how many were taken, and which categories they touch."""
    touched: set[str] = set()
    taken = 0
    for edit in sorted(edits, key=lambda one: one.item.id):  # as others lock them, so none waits in a circle
        if replace_text(tx, state, edit, now):
            taken += 1
            titles.correct(tx, decisions.wishes_of(tx, [edit.item.id]))
            [one] = items.load(tx, [edit.item.id])
            touched |= judge(tx, runtime, one.id, one.item) | archives.touch(tx, [one.id])
            touched |= retell(tx, runtime.config, [(one.id, state.owner, one.item)], now)
    return taken, touched


def too_many(tx: Transaction, state: SourceState, fresh: int, now: datetime) -> bool:
    """Tell whether so many new items are a burst; of a source that was added lately nobody knows."""
    if fresh < FEW or not watched(items.first_seen(tx, state.owner), now):
        return False
    return is_burst(fresh, items.arrivals(tx, state.owner, now - RHYTHM), state.succeeded, now)


def item_of(newcomer: Newcomer, state: SourceState, now: datetime) -> Item:
    entries = (newcomer.entry, *(one.entry for one in newcomer.editions))
    texts = tuple(text_of(one, state.listed) for one in entries)
    return Item(newcomer.uid, state.listed, newcomer.published, newcomer.updated, now, texts)


def replace_text(tx: Transaction, state: SourceState, edit: Edit, now: datetime) -> bool:
    """Take an edit in, unless the item changes so often that it is none; say whether it was taken."""
    how = taking(*items.edits(tx, edit.item.id), now)
    if how == "not":
        return False
    updated = edit.updated if how == "shown" else edit.item.updated
    text = items.edit(tx, edit.item, text_of(edit.entry, state.listed), edit.digest, updated)
    keys.learn(tx, [(state.owner, edit.item.id, key, known_by(state, text)) for key in edit.keys])
    items.count_edit(tx, edit.item.id, now)
    return True


def learn(tx: Transaction, state: SourceState, learned: Sequence[tuple[int, str, int]]) -> None:
    """Remember further keys, but not for ever: some sources make up new ids whenever they are asked."""
    full = keys.full(tx, {number for number, _, _ in learned}, KEYS) if learned else set()
    fresh = [(number, key, known_by(state, text)) for number, key, text in learned if number not in full]
    keys.learn(tx, [(state.owner, *one) for one in fresh])


def known_by(state: SourceState, text: int) -> int:
    """The text that a key stands for: one that an edition tells is its home's too, which has the first."""
    return 0 if state.edition else text


def judge(tx: Transaction, runtime: Runtime, number: int, item: Item) -> set[str]:
    """File an item by the rules in force, and as editors decided; say which categories are touched."""
    before = () if item.source in runtime.config.sources else items.matches_of(tx, number)
    decided = decisions.wishes_of(tx, [number]).get(number, NONE)
    found = filing(runtime.config, runtime.rulebook, item, before, decided)
    return items.judge(tx, number, item.published, found, runtime.rules)


def filing(
    config: Config, book: Rulebook, item: Item, before: Iterable[Match], decided: Wishes = NONE
) -> tuple[Match, ...]:
    """Say what an item is filed into, given what it was filed into before, and what editors decided.

    One text that matches is enough. What a source said of all its items goes on to hold when it has left feeds.yaml.
    """
    found = by_rules(config, book, item, before)
    return found if decided is NONE else heed(found, decided, config, item)


def by_rules(config: Config, book: Rulebook, item: Item, before: Iterable[Match]) -> tuple[Match, ...]:
    """Say what the rules, and what sources say of all their items, file an item into."""
    found = categorise_all(book, item.variants)
    if item.source in config.sources:
        return found
    named = {match.category for match in found}
    return found + tuple(
        one
        for one in before
        if one.category in config.categories
        and one.category not in named
        and any(reason.rule == "source" for reason in one.reasons)
    )


@dataclass(frozen=True, slots=True)
class Explained:
    """Why an item is in each category or not."""

    rules: tuple[Why, ...]
    kept: frozenset[str]  # the categories that a source named which has left feeds.yaml
    decided: Mapping[str, Decision]  # what editors decided in place of the rules, by category


def explained(
    config: Config, book: Rulebook, item: Item, before: Sequence[Match], told: Sequence[Decision] = ()
) -> Explained:
    """Explain an item in every category, given what it was filed into before, and what editors decided."""
    found = why(book, item.variants)
    filed = {match.category for match in by_rules(config, book, item, before)}
    kept = frozenset(filed - {one.verdict.category for one in found if one.verdict.taken})
    return Explained(found, kept, overruled(config, item, told))


def overruled(config: Config, item: Item, told: Sequence[Decision]) -> Mapping[str, Decision]:
    """Say which decision holds in each category in place of the rules."""
    everywhere = [one for one in told if not one.undone and one.kind in ("hide", "withdraw")]
    if everywhere:
        return dict.fromkeys(config.categories, everywhere[-1])
    return binding(wishes(told), config, item)
