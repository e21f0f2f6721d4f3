"""A page in which nothing was found in, why that is out: a layout that changed, or a page that scripts have yet to draw."""

import re
from collections.abc import Iterator
from typing import Any

from ..errors import SourceError
from .select import said

FEWEST = 60  # words that a page has which needs no script; menus and notices of an empty one have fewer
MOST = 5  # pieces of JSON that are named
LOOKED_AT = 100_000  # characters of a script

MOUNT = ("root", "app", "__next", "__nuxt", "___gatsby", "svelte")  # where scripts draw a page
STATE = re.compile(r"\b(?:window\.)?(__[A-Z][A-Z0-9_]+__)\s*=")
ADDRESS = re.compile(r"""["'](/?[\w./:-]{0,200}(?:/wp-json/|/api/|\.json)[\w./?=&%-]{0,200})["']""")


def absence(root: Any, what: str) -> SourceError:
    """Make the error of a page on which nothing was found where it was looked for; `what` says where that was."""
    if not hollow(root):
        return SourceError("layout-changed", what)
    seen = list(dict.fromkeys(candidates(root)))[:MOST]
    return SourceError("no-items-in-html", f"JSON seen in it: {', '.join(seen) or 'none'}")


def hollow(root: Any) -> bool:
    """Tell whether scripts have yet to draw a page: it says little, or the place where they draw is empty."""
    body = next(root.iter("body"), root)
    scripted = any(True for _ in body.iter("script"))
    empty = any(part.get("id") in MOUNT and not said(part) for part in body.iter())
    return empty or (scripted and len(said(body).split()) < FEWEST)


def candidates(root: Any) -> Iterator[str]:
    """Name the JSON of a page, and the addresses in it that look like JSON."""
    for link in root.iter("link"):
        if "json" in link.get("type", "") and link.get("href"):
            yield link.get("href")
    for script in root.iter("script"):
        if "json" in script.get("type", ""):
            yield script.get("id") or script.get("type")
        written = (script.text or "")[:LOOKED_AT]
        yield from STATE.findall(written)
        yield from ADDRESS.findall(written)
