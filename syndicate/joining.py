"""New and edited items in, the stories that they belong to stored out: what another source printed too.

Asks the store for items that look alike, lets the stage identity decide, and says which categories show it. No item is
changed or lost by it: each keeps its id, its texts and its page.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .config.model import Config
from .identity.duplicates import ROUND, Face, Joint, Standing, face, join, marks_of
from .model import Item
from .store import archives, items, stories
from .store.database import Transaction

RECURRENCE = timedelta(days=35)  # in which what comes each week or month is seen to do so


@dataclass(frozen=True, slots=True)
class Seen:
    """A new item, or one that changed, and by what it is found."""

    id: int
    source: int
    item: Item
    marks: frozenset[int]

    @property
    def face(self) -> Face:
        """All that it shows, which costs more to look at."""
        return face(Standing(self.id, self.item.uid, self.source, self.item.published), *self.item.variants)


def tell(tx: Transaction, config: Config, fresh: Sequence[tuple[int, int, Item]], now: datetime) -> set[str]:
    """Let new items join stories, given with their numbers and their sources'; say which categories show that."""
    return gather(tx, config, looked(tx, fresh), now)


def retell(
    tx: Transaction, config: Config, edited: Sequence[tuple[int, int, Item]], now: datetime
) -> set[str]:
    """Look at edited items again; those that belong to a story stay in it, and are named by what they say now."""
    numbers = [number for number, *_ in edited]
    stories.forget(tx, numbers)
    told = stories.places(tx, numbers)
    seen = looked(tx, edited)
    touched = gather(tx, config, [one for one in seen if one.id in told and told[one.id].story is None], now)
    return touched | resettle(tx, config, stories.of(tx, numbers))


def looked(tx: Transaction, found: Sequence[tuple[int, int, Item]]) -> list[Seen]:
    """Find out by which marks items are found, and remember them."""
    seen = [Seen(number, source, item, marks_of(*item.variants)) for number, source, item in found]
    stories.learn(tx, [(one.id, one.item.published, one.marks) for one in seen])
    return seen


def gather(tx: Transaction, config: Config, seen: Sequence[Seen], now: datetime) -> set[str]:
    """Join what looks alike; say which categories show that."""
    beside = sharing(tx, {one.id: (one.item.published, one.marks) for one in seen})
    faces = [one.face for one in seen if one.id in beside]
    if not faces:
        return set()
    known = alike(tx, faces, set().union(*beside.values()), now)
    before = {one.id: one.story for one in (*faces, *known)}
    changed = [one for one in whole(join([*faces, *known])) if one.story != before[one.id]]
    stories.join(tx, [(one.id, one.story, one.by) for one in changed])
    return resettle(tx, config, {before[one.id] for one in changed} | {one.story for one in changed})


def sharing(tx: Transaction, seen: Mapping[int, tuple[datetime, Collection[int]]]) -> dict[int, set[int]]:
    """The items that share a mark with each of these, and are of about its time, where there are any."""
    if not seen:
        return {}
    moments = [published for published, _ in seen.values()]
    wanted = {mark for _, marks in seen.values() for mark in marks}
    found = stories.alike(tx, wanted, min(moments) - RECURRENCE, max(moments) + RECURRENCE)
    beside = {
        number: {
            other
            for mark in marks
            for other, moment in found.get(mark, {}).items()
            if other != number and abs(moment - published) <= RECURRENCE
        }
        for number, (published, marks) in seen.items()
    }
    return {number: others for number, others in beside.items() if others}


def alike(tx: Transaction, faces: Sequence[Face], found: Collection[int], now: datetime) -> list[Face]:
    """The stored items that may be the same story as these, or as what else has come in this round."""
    known: dict[int, Face] = {one.id: one for one in faces}
    while found:
        fresh = stored(tx, {*found, *stories.members(tx, stories.of(tx, found))} - known.keys(), now)
        known |= {one.id: one for one in fresh}
        look = {one.id: (one.published, one.marks) for one in fresh if not one.settled}
        found = set().union(*sharing(tx, look).values()) - known.keys()
    return list(known.values())[len(faces) :]


def stored(tx: Transaction, ids: Collection[int], now: datetime) -> list[Face]:
    """Look at stored items."""
    told = stories.places(tx, ids) if ids else {}
    made = []
    for one in items.load(tx, sorted(told)):
        place = told[one.id]
        settled = place.entered or place.first_seen <= now - ROUND
        stands = Standing(one.id, place.uid, place.source_id, place.published, settled, place.story)
        made.append(face(stands, *one.item.variants))
    return made


def whole(joints: Iterable[Joint]) -> list[Joint]:
    """Let the first item of each story belong to it too."""
    made = {one.id: one for one in joints}
    firsts = {one.story for one in made.values() if one.story is not None}
    return [*(one for one in made.values() if one.id not in firsts), *(Joint(id, id, None) for id in firsts)]


def resettle(tx: Transaction, config: Config, found: Collection[int | None]) -> set[str]:
    """Say anew which items stand for stories; say in which categories they are shown."""
    ids = {one for one in found if one is not None}
    if not ids:
        return set()
    stories.settle(tx, ids, whole_stories(config))
    numbers = stories.members(tx, ids) | ids
    return stories.categories(tx, numbers) | archives.touch(tx, sorted(numbers))


def refile(tx: Transaction, config: Config, numbers: Collection[int] | None) -> set[str]:
    """Say which items stand for the stories of these, which are filed anew (None: all are); say which categories change."""
    ids = None if numbers is None else stories.of(tx, numbers)
    return stories.settle(tx, ids, whole_stories(config)) if ids is None or ids else set()


def whole_stories(config: Config) -> list[str]:
    """The categories that show every copy."""
    return [name for name, category in config.categories.items() if category.copies == "all"]
