"""By what an entry is known within its source, and the permanent id that is minted from it.

In: the clean entries of one answer. Out: each with its keys, the strongest first: the guid, else the link,
else the date with the fingerprint of the text; and with the digest by which an edit of it is seen. All this costs
time, and is found out once. What is stored under a key is not known here.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model import CleanEntry
from ..text import fold, plain
from .address import canonical

LONGEST = 500  # bytes of a key that is kept readable; an index of PostgreSQL takes 2,700
# Characters of a text's digest that stand for what a reader reads; the rest is for links and markup.
VISIBLE = 32


@dataclass(frozen=True, slots=True)
class KeyedEntry:
    """An entry and all by which it is compared."""

    entry: CleanEntry
    keys: tuple[str, ...]  # at least one
    text: str  # the key of its text, which is its own only where it has no other
    digest: str  # of all that it prints
    full: CleanEntry | None = (
        None  # with what its own page adds; what is compared is the entry as it was listed
    )

    @property
    def kept(self) -> CleanEntry:
        """What is stored of it."""
        return self.full or self.entry


def keyed(entries: Sequence[CleanEntry], home: str | None) -> list[KeyedEntry]:
    """Give each entry its keys; the first of several with the same strongest key stands for all.

    A link that two entries share, or that is the source's own page (`home`), tells nothing apart; but an entry that
    is printed twice shares its link with nobody. Nor does a guid tell anything that stands for several news.
    """
    common = constant(entries)
    entries = [replace(entry, guid=None) if entry.guid in common else entry for entry in entries]
    links = [canonical(entry.link) if entry.link else "" for entry in entries]
    texts = list(map(fingerprint, entries))
    printed = {(link, entry.guid, text) for entry, link, text in zip(entries, links, texts, strict=True)}
    shared = {link for link, times in Counter(link for link, *_ in printed).items() if times > 1}
    shared |= {"", canonical(home) if home else ""}
    found: dict[str, KeyedEntry] = {}
    for entry, link, text in zip(entries, links, texts, strict=True):
        keys = keys_of(entry, "" if link in shared else link) or (text,)
        if keys[0] not in found:
            found[keys[0]] = KeyedEntry(entry, keys, text, text_digest(entry))
    return list(found.values())


def constant(entries: Sequence[CleanEntry]) -> set[str]:
    """The guids that entries share which differ in link and title: some software prints one guid for all.

    Two entries with a guid and a link in common are one that is printed twice, perhaps before and after an edit.
    """
    titles: dict[str, set[str]] = {}
    links: dict[str, set[str]] = {}
    for entry in entries:
        if entry.guid:
            titles.setdefault(entry.guid, set()).add(entry.title)
            links.setdefault(entry.guid, set()).add(canonical(entry.link) if entry.link else "")
    return {guid for guid in titles if len(titles[guid]) > 1 and len(links[guid]) > 1}


def keys_of(entry: CleanEntry, link: str) -> tuple[str, ...]:
    named = [("guid", entry.guid), ("link", link)]
    return tuple(short(f"{kind}:{value}") for kind, value in named if value)


def fingerprint(entry: CleanEntry) -> str:
    """The key of an entry that has neither guid nor link of its own."""
    day = entry.published.date().isoformat() if entry.published else ""
    words = " ".join(fold(" ".join([entry.title, entry.summary])).split())
    return f"text:{day}:{digest(words)}"


def text_digest(entry: CleanEntry) -> str:
    """The digest of all that an item prints, what is read before what is not; dates and guids are not of it."""
    read = [
        entry.title,
        entry.summary,
        plain(entry.content),
        entry.author,
        None if entry.told_by == "text" else entry.language,
        *entry.labels,
    ]
    around = [entry.link, entry.content, entry.image, entry.contact]
    around += [part for one in entry.enclosures for part in (one.url, one.type, str(one.length))]
    return joined(read) + joined(around)


def joined(parts: Sequence[str | None]) -> str:
    return digest("\0".join(part or "" for part in parts))


def short(key: str) -> str:
    return key if len(key.encode()) <= LONGEST else f"{key.partition(':')[0]}:#{digest(key)}"


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def uid(first_key: str, key: str) -> str:
    """Mint the permanent part of an id, 16 small letters and digits, from the source's first key and the entry's."""
    made = hashlib.blake2b(f"{first_key}\0{key}".encode(), digest_size=10).digest()
    return base64.b32encode(made).decode().lower()
