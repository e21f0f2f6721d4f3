"""Who reads what is published: documents in, what each reader has seen out; each knows an item by its id alone.

One who looks each hour reads the current document. One who comes back after two weeks walks the archive too, until he
meets a page that he knows.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
WITHDRAWN = frozenset({"Withdrawn", "Retiré"})
FORMATS = ("rss", "atom", "json")

Found = dict[str, str]  # titles by id
Page = tuple[
    Found, frozenset[str], str | None
]  # what stands there, what is gone, and the path of the page before it
Look = Callable[[str], bytes | None]


def read(path: str, body: bytes, base: str) -> Page:
    """Read a document as the reader of its format does."""
    if path.endswith("json"):
        feed = json.loads(body)
        found = {item["id"]: item["title"] for item in feed["items"]}
        return found, frozenset(), below(feed.get("next_url"), base)
    root = etree.fromstring(body)
    rss = path.endswith("rss")
    item, key, title = ("item", "guid", "title") if rss else (f"{ATOM}entry", f"{ATOM}id", f"{ATOM}title")
    found = {one.findtext(key) or "": one.findtext(title) or "" for one in root.iter(item)}
    gone = frozenset(one.get("ref") or "" for one in root.iter(GONE))
    top = root.find("channel") if rss else root
    links = top.findall(f"{ATOM}link") if top is not None else []
    older = next((link.get("href") for link in links if link.get("rel") == "prev-archive"), None)
    return found, gone, below(older, base)


def below(address: str | None, base: str) -> str | None:
    return address.removeprefix(base) if address else None


@dataclass
class Subscriber:
    """A reader of one feed in one format."""

    path: str
    walks: bool  # and comes seldom
    titles: Found = field(default_factory=dict)  # of every id that he has seen, as he saw it last
    began: Found = field(default_factory=dict)  # of every id, as he saw it first
    told: set[str] = field(default_factory=set)  # ids that he knows to be withdrawn
    pages: set[str] = field(default_factory=set)
    last: bytes = b""

    def visit(self, look: Look, base: str) -> Iterator[str]:
        """Read what is there, and give what is wrong with it."""
        body = look(self.path)
        if body is None or body is self.last or body == self.last:
            return
        self.last, path = body, self.path
        found, gone, older = read(path, body, base)
        while older and self.walks and older not in self.pages:
            self.pages.add(older)
            page = look(older)
            if page is None:
                yield f"{self.path}: {older} is not there"
                return
            more, _, older = read(older, page, base)
            found = more | found  # what the current document says is newer
        self.take(found, gone)

    def take(self, found: Found, gone: frozenset[str]) -> None:
        self.titles |= found
        self.began = found | self.began
        empty = {item for item, title in found.items() if title in WITHDRAWN}
        self.told = (self.told - found.keys()) | empty | gone
