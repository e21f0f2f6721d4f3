"""New and edited items in, the stories that they belong to stored out: what another source printed too.

Asks the store for items that look alike, lets the stage identity decide, and says which categories show it. No item is
changed or lost by it: each keeps its id, its texts and its page.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from .config.model import Config
from .identity.duplicates import ROUND, Face, Joint, Standing, face, join
from .model import Item
from .store import archives, items, stories
from .store.database import Transaction

RECURRENCE = timedelta(days=35)  # in which what comes each week or month is seen to do so


def tell(
    tx: Transaction, config: Config, source_id: int, fresh: Sequence[tuple[int, Item]], now: datetime
) -> set[str]:
    """Let new items of a source join stories; say which categories show that."""
    return gather(tx, config, looked(tx, source_id, fresh), now)


def retell(
    tx: Transaction, config: Config, source_id: int, edited: Sequence[tuple[int, Item]], now: datetime
) -> set[str]:
    """Look at edited items again; those that belong to a story stay in it, and are named by what they say now."""
    numbers = [number for number, _ in edited]
    stories.forget(tx, numbers)
    told = stories.places(tx, numbers)
    faces = looked(tx, source_id, edited)
    touched = gather(tx, config, [one for one in faces if one.id in told and told[one.id].story is None], now)
    return touched | resettle(tx, config, stories.of(tx, numbers))


def looked(tx: Transaction, source_id: int, found: Sequence[tuple[int, Item]]) -> list[Face]:
    """Look at items, and remember by which marks they are found."""
    faces = [face(standing(number, item, source_id), item.variants[0]) for number, item in found]
    stories.learn(tx, [(one.id, one.published, one.marks) for one in faces])
    return faces


def gather(tx: Transaction, config: Config, faces: Sequence[Face], now: datetime) -> set[str]:
    """Join what looks alike; say which categories show that."""
    known = alike(tx, faces, now)
    if not known:
        return set()
    before = {one.id: one.story for one in (*faces, *known)}
    changed = [one for one in whole(join([*faces, *known])) if one.story != before[one.id]]
    stories.join(tx, [(one.id, one.story, one.by) for one in changed])
    return resettle(tx, config, {before[one.id] for one in changed} | {one.story for one in changed})


def standing(number: int, item: Item, source_id: int) -> Standing:
    return Standing(number, item.uid, source_id, item.published)


def alike(tx: Transaction, faces: Sequence[Face], now: datetime) -> list[Face]:
    """The stored items that may be the same story as these, or as what else has come in this round."""
    known: dict[int, Face] = {one.id: one for one in faces}
    look = list(faces)
    while look:
        marks = {mark for one in look for mark in one.marks}
        moments = [one.published for one in look]
        found = stories.alike(tx, marks, min(moments) - RECURRENCE, max(moments) + RECURRENCE)
        found |= stories.members(tx, stories.of(tx, found))
        fresh = stored(tx, found - known.keys(), now)
        known |= {one.id: one for one in fresh}
        look = [one for one in fresh if not one.settled]
    return list(known.values())[len(faces) :]


def stored(tx: Transaction, ids: Collection[int], now: datetime) -> list[Face]:
    """Look at stored items."""
    told = stories.places(tx, ids) if ids else {}
    made = []
    for one in items.load(tx, sorted(told)):
        place = told[one.id]
        settled = place.entered or place.first_seen <= now - ROUND
        stands = Standing(one.id, place.uid, place.source_id, place.published, settled, place.story)
        made.append(face(stands, one.item.variants[0]))
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
