"""Real feeds, multiplied: a folder of captures in, any number of feeds whose ids, links, titles and texts differ out.

Each copy has the words of its texts in an order of its own: they say as much to a filter or an index as the captured
ones, and no two copies are one story.

Only feeds in well-formed XML, which every aggregator reads, and of which the bytes tell how many items they have:
each with a title, and an id or a link of its own. Where there are no captures, feeds are made up. Nothing is read but
the folder, and the same comes out each time.
"""

import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lxml import etree

FOLDER = Path(os.environ.get("SYNDICATE_CORPUS", Path(__file__).parents[2] / "shared" / "corpus")) / "real"
MOST = 200  # items of a feed; of longer ones aggregators take a part
MADE_UP = 50  # feeds, to be multiplied
PRINTED = 20  # items of each

ITEM = re.compile(rb"<((?:\w+:)?(?:item|entry))[\s>]")
WHOLE = re.compile(rb"<((?:\w+:)?(?:item|entry))[\s>].*?</\1>", re.DOTALL)
TITLED = re.compile(rb"<title(?: [^>]*)?>\s*(?:<!\[CDATA\[\s*)?[^\s<\]]")
NAMED = (
    re.compile(rb"\brdf:about=[\"']([^\"']+)"),
    re.compile(rb"<(?:\w+:)?(?:guid|id)(?: [^>]*)?>\s*([^\s].*?)\s*</", re.DOTALL),
    re.compile(rb"<link(?: [^>]*)?>\s*([^\s<][^<]*?|<!\[CDATA\[.*?)\s*</link>", re.DOTALL),
    re.compile(rb"<(?:\w+:)?link\b[^>]*?\bhref=[\"']([^\"'>]+)"),
)
# Where a name or a title ends: within the CDATA section, if it is in one.
END = re.compile(rb"(?<=[^\s>])(\s*(?:\]\]>)?\s*</(?:\w+:)?(?:guid|id|title|link)>)")
# Plain words, of markup, of markup that is escaped, or of a CDATA section; a date or a short title has fewer.
PROSE = re.compile(rb"(?:(?<=>)|(?<=&gt;)|(?<=\[CDATA\[))[^<>&\[\]\s]+(?: +[^<>&\[\]\s]+){7,}(?=[<&\]\s])")
ADDRESS = re.compile(rb"(<(?:\w+:)?link\b[^>]*?\bhref=[\"'][^\"'>]+|\brdf:(?:about|resource)=[\"'][^\"'>]+)")


@dataclass(frozen=True, slots=True)
class Original:
    """A feed as it was captured, and how many items it has."""

    body: bytes
    items: int

    def copy(self, mark: str) -> bytes:
        """The feed with other ids, links, titles and texts."""
        return marked(shuffled(self.body, random.Random(mark)), mark)

    def grown(self, mark: str) -> bytes:
        """That copy with one item more, the first of it."""
        body = self.copy(mark)
        first = WHOLE.search(body)
        assert first
        return body[: first.start()] + marked(first[0], "new") + body[first.start() :]


def marked(body: bytes, mark: str) -> bytes:
    """Put a mark at the end of every id, address and title."""
    return ADDRESS.sub(rb"\1-" + mark.encode(), END.sub(b"-" + mark.encode() + rb"\1", body))


def shuffled(body: bytes, chance: random.Random) -> bytes:
    """Put the words of every text in another order; the tags stay where they are."""

    def mixed(found: re.Match[bytes]) -> bytes:
        words = found[0].split()
        chance.shuffle(words)
        return b" ".join(words)

    return PROSE.sub(mixed, body)


def originals() -> list[Original]:
    """The captures that can be counted, in an order of no meaning, so that a few of them stand for all."""
    files = sorted(FOLDER.iterdir()) if FOLDER.is_dir() else []
    found = [Original(body, count) for body in map(Path.read_bytes, files) if (count := countable(body))]
    random.Random(1).shuffle(found)
    return found


def countable(body: bytes) -> int:
    """How many items a feed has, 0 if that cannot be told."""
    starts = [found.start() for found in ITEM.finditer(body)]
    parts = [body[start:end] for start, end in pairwise([*starts, len(body)])]
    names = {name_of(part) for part in parts}
    distinct = None not in names and len(names) == len(parts) <= MOST
    told = len(WHOLE.findall(body)) == len(parts) and all(map(TITLED.search, parts))
    return len(parts) if distinct and told and well_formed(body) else 0


def well_formed(body: bytes) -> bool:
    """Tell XML without faults; entities of its own are one, since aggregators do not read them."""
    if b"<!ENTITY" in body:
        return False
    try:
        etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return True


def name_of(part: bytes) -> bytes | None:
    """The id of an item, else its link, as it is printed."""
    return next((found[1] for pattern in NAMED if (found := pattern.search(part))), None)


def made_up() -> list[Original]:
    """Feeds for where there are no captures."""
    return [Original(b"".join(written(number)), PRINTED) for number in range(MADE_UP)]


def written(number: int) -> Iterator[bytes]:
    """The parts of a made-up feed of towns that work with towns abroad."""
    site = f"https://town-{number}.example"
    yield f"<rss version='2.0'><channel><title>Town {number}</title><link>{site}/</link>".encode()
    for item in range(PRINTED):
        text = f"<p>The mayor of town {number} and her partners in Ghana speak of water, part {item}.</p>"
        yield (
            f"<item><guid>{site}/{item}</guid><link>{site}/{item}</link>"
            f"<title>Development cooperation, year {item}</title>"
            f"<description><![CDATA[{text * 20}]]></description>"
            f"<pubDate>Mon, 01 Jun 2026 {item:02}:00:00 GMT</pubDate></item>"
        ).encode()
    yield b"</channel></rss>"
