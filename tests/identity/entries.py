"""Clean entries with little in them, and a store of items in memory that follows what `merge` says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from syndicate.identity.key import keyed
from syndicate.identity.merge import Changes, merge
from syndicate.identity.trace import Trace, seen
from syndicate.model import CleanEntry, KnownItem

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def entry(
    guid: str | None = None,
    link: str | None = None,
    title: str = "A title",
    *,
    published: datetime | None = None,
    updated: datetime | None = None,
) -> CleanEntry:
    page = f"https://a.example/{link}" if link else None
    return CleanEntry(guid, page, title, "A summary", "", published, updated, None, (), "en")


@dataclass
class Memory:
    """What is stored of one source."""

    uids: list[str] = field(default_factory=list)  # the item of number n is uids[n]
    titles: list[str] = field(default_factory=list)
    known: dict[str, KnownItem] = field(default_factory=dict)
    traced: bool = False  # whether items are recognised by their looks too
    traces: dict[int, Trace] = field(default_factory=dict)

    def hear(self, *entries: CleanEntry, home: str | None = None, now: datetime = NOW) -> Changes:
        """Take in one answer; fail where the store would."""
        changes = merge(keyed(entries, home), self.known, "source", now, self.traces_now())
        for one in changes.new:
            assert one.uid not in self.uids
            self.uids.append(one.uid)
            self.titles.append(one.entry.title)
            item = KnownItem(len(self.uids) - 1, one.published, one.updated, one.digest)
            self.learn(item, one.keys)
            self.traces[item.id] = Trace(item, seen(one.entry))
        for edit in changes.edited:
            self.titles[edit.item.id] = edit.entry.title
            changed = KnownItem(edit.item.id, edit.item.published, edit.updated, edit.digest)
            self.traces[changed.id] = Trace(changed, seen(edit.entry))
            self.known |= {key: changed for key, item in self.known.items() if item.id == edit.item.id}
        for number, key, _ in changes.learned:
            self.learn(next(item for item in self.known.values() if item.id == number), [key])
        return changes

    def traces_now(self) -> list[Trace]:
        return list(reversed(self.traces.values())) if self.traced else []

    def learn(self, item: KnownItem, keys: Sequence[str]) -> None:
        for key in keys:
            assert key not in self.known
            self.known[key] = item


def counts(changes: Changes) -> tuple[int, int, int]:
    return len(changes.new), len(changes.edited), len(changes.learned)
