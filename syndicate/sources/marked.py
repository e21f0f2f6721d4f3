"""What a page says of its list for machines: the addresses of its news in JSON-LD, and microformats or microdata."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

LONGEST = 500_000  # characters of one script that are read
DEEPEST = 12  # values within values
NEWS = re.compile(r"(?:\w*Article|BlogPosting|Report|Event|ListItem|CreativeWork|DiscussionForumPosting)$")
CLASSES = frozenset("hentry h-entry h-event h-feed-entry vevent".split())
TAGS = frozenset({"article"})


def addresses(tree: Any) -> frozenset[str]:
    """Give the paths of the news that the page names in JSON-LD; what cannot be read says nothing."""
    found: set[str] = set()
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            value = json.loads((script.text or "")[:LONGEST], strict=False)
        except ValueError:
            continue
        found.update(path(url) for url in named(value, 0))
    return frozenset(one for one in found if len(one) > 1)


def named(value: Any, depth: int) -> Iterator[str]:
    """Give the addresses of what is news in a value, wherever it stands."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from named(one, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(
            isinstance(kind, str) and NEWS.match(kind)
            for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield from (url for key in ("url", "@id", "item") if isinstance(url := value.get(key), str))
        for one in value.values():
            yield from named(one, depth + 1)


def path(url: str) -> str:
    """Give an address without its server, as a link may be printed."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def marked(members: Sequence[Any]) -> float:
    """Rate how far members are marked as pieces of news."""
    told = sum(map(says, members))
    return 1 + 0.4 * told / max(len(members), 1)


def says(element: Any) -> bool:
    kind = (element.get("itemtype") or "").rpartition("/")[2]
    return (
        element.tag in TAGS
        or bool(CLASSES & set((element.get("class") or "").split()))
        or NEWS.match(kind) is not None
    )
