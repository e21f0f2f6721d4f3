"""Sanitised HTML in, whether a parser surely reads the same in it again out; of what it cannot tell it says no.

The markup is well nested, since a parser wrote it. Then elements move only where a start tag closes what is open, as
"in body" of HTML's tree construction has it (section 13.2.6.4.7), and out of tables where something else than their
parts stands between these. Ruby is not judged here.
"""

import re

from . import policy, urls
from .depth import crowded
from .markup import MAX_LENGTH
from .outline import Outline


def within(outer: str, inner: str) -> str:
    """Match from the start of an element to a start tag within it."""
    return rf"<{outer}[ >][^<]*+(?:<(?!/{outer}>|(?:{inner})[ >])[^<]*+)*+<(?!/{outer}>)"


def beside(item: str, lists: str) -> str:
    """Match from an item, or the end of a list, to the start of an item which is not within another list."""
    return rf"<(?:{item}|/(?:{lists}))[ >][^<]*+(?:<(?!/?(?:{item}|{lists})[ >])[^<]*+)*+<(?:{item})[ >]"


def before(parts: str, next: str) -> str:
    """Match the start or end of a part of a table, if what comes next, after spaces, is none of what may."""
    return rf"<(?:{parts})(?: [^>]*)?>[ \t\n]*+(?!<(?:{next})[ >])"


CLOSING_P = policy.BLOCKS - {"br", "img", "wbr"}
# An address that the sanitiser may refuse once it is absolute.
STRANGE = rf'="(?!mailto:|{urls.tame("&amp;")}")'
# One by one: together they would have no common beginning, and take three times as long.
MOVING = (
    within("p", "|".join(sorted(CLOSING_P))),
    within("a", "a"),
    within("h[1-6]", "h[1-6]"),
    beside("li", "ol|ul"),
    beside("d[dt]", "dl"),
)
MOVING_IN_TABLES = (
    r"<r[pt][ >]",
    before(
        "table|/(?:caption|colgroup|t(?:body|foot|head))", "(?:caption|colgroup|t(?:body|foot|head)|/table)"
    ),
    before("t(?:body|foot|head)|/tr", "tr|/t(?:body|foot|head)"),
    before("tr|/t[dh]", "t[dh]|/tr"),
    before("col|colgroup", "col|/colgroup"),
)
TABLE = re.compile(r"<(?:t(?:able|body|foot|head|[dhr])|c(?:aption|ol|olgroup)|r[pt])[ >]")
USUAL, TABLES = (tuple(map(re.compile, patterns)) for patterns in (MOVING, MOVING_IN_TABLES))
ADDRESSES = re.compile(f"href{STRANGE}"), re.compile(f"src{STRANGE}")


def settled(html: str, tags: Outline) -> bool:
    """Tell whether sanitising again would surely change nothing; the outline is that of what it was made of."""
    if len(html) > MAX_LENGTH or "\r" in html or html[:1] == "\ufeff":
        return False  # a parser reads these as the end of a line, and not at all
    if "<" not in html:
        return True
    if crowded(html) or (tags.strange and any(one.search(html) for one in ADDRESSES)):
        return False
    if tags.nested:
        return True
    patterns = (*USUAL, *TABLES) if TABLE.search(html) else USUAL
    return not any(one.search(html) for one in patterns)
