"""What an element inherits: the base of its addresses and its language; values in, values out."""

import re
from typing import Any, NamedTuple
from urllib.parse import urljoin

from .doubt import Doubt
from .names import XML
from .parsed import NOWHERE

MOST = 256  # attributes of one element: the time to list them grows with their square
SAYING = frozenset(
    {"base", "lang", f"{XML}base".lower(), f"{XML}lang".lower()}
)  # attributes that change the scope
NONE: dict[str, str] = {}  # most elements have none; nobody changes it
WEB = re.compile("https?://")
SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+-.]*://)(/*)")


class Scope(NamedTuple):
    """What holds where an element stands."""

    base: str = NOWHERE
    language: str | None = None

    def within(self, element: Any, attributes: dict[str, str]) -> "Scope":
        """Give the scope of an element within this one."""
        if SAYING.isdisjoint(attributes):
            return self
        written = element.get(f"{XML}base") or attributes.get("base")
        base = based(self.base, written) if written else self.base
        said = element.get(f"{XML}lang", attributes.get("lang"))
        return Scope(base, self.language if said is None else said.replace("_", "-") or None)


def based(outer: str, written: str) -> str:
    """Resolve a base; one that is then no web address does not count."""
    base = join(outer, written)
    if ":" in base and not WEB.match(base):
        raise Doubt(f"base {base}")
    return base if WEB.match(base) else outer


def attributes(element: Any) -> dict[str, str]:
    """Give the attributes by their names in lower case; those with a prefix keep their namespace."""
    found = items(element)
    return {key.lower(): value for key, value in found} if found else NONE


def items(element: Any) -> list[tuple[str, str]]:
    """Give the attributes as they are printed, if they are not too many."""
    names = len(element.keys())
    if names > MOST:
        raise Doubt(f"more than {MOST} attributes")
    found: list[tuple[str, str]] = element.items() if names else []
    return found


def addressed(attributes: dict[str, str]) -> str | None:
    """Give the address that an element has among its attributes."""
    return attributes.get("url", attributes.get("uri", attributes.get("href")))


def join(base: str, address: str) -> str:
    """Resolve an address as the tolerant parser does: slashes too many after the scheme go."""
    if ":///" in address:
        address = SLASHES.sub(r"\1", address)
    if base == NOWHERE and address and "[" not in address:
        return address  # as below, where it takes a third of all the time
    try:
        return urljoin(base, address)
    except ValueError:
        return ""
