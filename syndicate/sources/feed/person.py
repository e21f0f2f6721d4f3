"""What an author is printed as in, a text or elements, and the person out: a name, an address, or both."""

import re
from collections.abc import Iterator
from typing import Any

from .doubt import Doubt
from .names import name
from .parsed import Fields

LONGEST_AUTHOR = 300  # characters in which an address is looked for: the time grows with their square
ADDRESS = re.compile(
    r"[a-zA-Z0-9_\-.+]+@(?:\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.|(?:[a-zA-Z0-9\-]+\.)+)(?:[a-zA-Z]{2,4}|[0-9]{1,3})\]?"
    r"(?:\?subject=\S+)?"
)


def details(element: Any) -> Iterator[tuple[str, str]]:
    """Give what the elements within an author say."""
    for child in element:
        if len(child):
            raise Doubt(f"elements in {child.tag} of an author")
        if name(child) in ("name", "email"):
            yield name(child), (child.text or "").strip()


def named(printed: str) -> Fields:
    """Tell the name of a person from the address beside it."""
    if "@" not in printed:
        return {"name": printed}
    if len(printed) > LONGEST_AUTHOR:
        raise Doubt("a long author")
    found = ADDRESS.search(printed)
    if not found:
        return {"name": printed}
    rest = printed.replace(found[0], "")
    for empty in ("()", "<>", "&lt;&gt;"):
        rest = rest.replace(empty, "")
    return {"name": rest.strip().removeprefix("(").removesuffix(")").strip(), "email": found[0]}
