"""Entries of one source that name each other as one text in several languages → which are one item.

In: the keyed entries of one answer with the addresses of their other editions (hreflang), and what is stored of that.
Out: for an entry that is no stored item yet, whose edition it is. Both must name the other; in doubt two items stay two.
Which entries are new, `merge` says.
"""

from collections.abc import Iterator, Mapping, Sequence

from ..model import KnownItem
from .address import canonical
from .key import KeyedEntry, short

NAMED = "edition:"  # begins the keys that say which addresses an item names


def named(one: KeyedEntry) -> frozenset[str]:
    """The addresses that an entry names as its other editions, as keys."""
    return frozenset(short(f"link:{canonical(url)}") for url in one.kept.editions) - set(one.keys)


def naming(one: KeyedEntry) -> tuple[str, ...]:
    """The keys by which it is stored which addresses an entry names."""
    return tuple(sorted(f"{NAMED}{key}" for key in named(one)))


def asked(one: KeyedEntry) -> Iterator[str]:
    """The keys by which it is found out whose edition an entry is, if it names any."""
    yield from (key for key in named(one))
    yield from naming(one)
    if one.kept.editions:
        yield from (f"{NAMED}{key}" for key in one.keys)


def apart(entries: Sequence[KeyedEntry], known: Mapping[str, KnownItem]) -> frozenset[int]:
    """The entries, by number, that are editions of what is stored, and no stored text themselves."""
    near = partners(entries)
    return frozenset(
        number
        for number, one in enumerate(entries)
        if one.kept.editions
        and known.keys().isdisjoint(one.keys)
        and (any(stored(one, known)) or any(known.keys() & entries[other].keys for other in near[number]))
    )


def paired(
    entries: Sequence[KeyedEntry],
    known: Mapping[str, KnownItem],
    found: Mapping[int, KnownItem],
) -> dict[int, KnownItem | int]:
    """Say of which item a new entry is an edition: of a stored one, or of that of another new entry, by its number.

    An item has one text in each language; `found` says which entries are stored items.
    """
    near, homes = partners(entries), dict[int, KnownItem | int]()
    tongues = {("item", item.id): set(item.languages) for item in known.values()}
    for number, item in found.items():
        tongues.setdefault(("item", item.id), set()).add(entries[number].kept.language or "")
    for number, one in enumerate(entries):
        tongue = one.kept.language
        if number in found or not one.kept.editions or not known.keys().isdisjoint(one.keys) or not tongue:
            continue
        around = (
            found.get(other) or homes.get(other, other)
            for other in near[number]
            if other in found or other < number
        )
        for home in (*stored(one, known), *around):
            place = ("item", home.id) if isinstance(home, KnownItem) else ("entry", home)
            told = tongues.setdefault(
                place, {entries[home].kept.language or ""} if isinstance(home, int) else set()
            )
            if "" not in told and tongue not in told:
                told.add(tongue)
                homes[number] = home
                break
    return homes


def stored(one: KeyedEntry, known: Mapping[str, KnownItem]) -> Iterator[KnownItem]:
    """The stored items that name an entry, and that it names too."""
    naming_it = {known[key].id for key in (f"{NAMED}{key}" for key in one.keys) if key in known}
    for key in sorted(named(one) & known.keys()):
        if known[key].id in naming_it:
            yield known[key]


def partners(entries: Sequence[KeyedEntry]) -> dict[int, list[int]]:
    """Which entries of an answer name each other, by their numbers."""
    names = [named(one) for one in entries]
    if not any(names):
        return {}
    place = {key: number for number, one in enumerate(entries) for key in one.keys}
    found: dict[int, list[int]] = {}
    for number, one in enumerate(entries):
        others = {place[key] for key in names[number] if key in place}
        found[number] = sorted(other for other in others if not names[other].isdisjoint(one.keys))
    return found
