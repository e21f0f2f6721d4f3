"""Sanitised HTML in, whether a parser surely reads the same in it again out; of what it cannot tell it says no.

The markup is well nested, since a parser wrote it. Then elements move only where a start tag closes what is open, as
"in body" of HTML's tree construction has it (section 13.2.6.4.7), and in tables and ruby, which are not judged here.
"""

import re

from . import policy, urls
from .depth import overgrown
from .markup import MAX_LENGTH


def within(outer: str, inner: str) -> str:
    """Match from the start of an element to a start tag within it."""
    return rf"<{outer}[ >][^<]*+(?:<(?!/{outer}>|(?:{inner})[ >])[^<]*+)*+<(?!/{outer}>)"


def beside(item: str, lists: str) -> str:
    """Match from an item, or the end of a list, to the start of an item which is not within another list."""
    return rf"(?:<(?:{item})|</(?:{lists}))[ >][^<]*+(?:<(?!/?(?:{item}|{lists})[ >])[^<]*+)*+<(?:{item})[ >]"


CLOSING_P = policy.BLOCKS - {"br", "img", "wbr"}
MOVING = tuple(
    map(
        re.compile,
        (
            r"<(?:caption|col|colgroup|rp|rt|table|tbody|td|tfoot|th|thead|tr)[ >]",
            within("p", "|".join(sorted(CLOSING_P))),
            within("a", "a"),
            within("h[1-6]", "h[1-6]"),
            beside("li", "ol|ul"),
            beside("d[dt]", "dl"),
            rf'href="(?!mailto:|{urls.tame("&amp;")}")',  # on another host the sanitiser may refuse it
            rf'src="(?!{urls.tame("&amp;")}")',
        ),
    )
)


def settled(html: str) -> bool:
    """Tell whether sanitising again would surely change nothing."""
    if len(html) > MAX_LENGTH or "\r" in html or html[:1] == "\ufeff":
        return False  # a parser reads these as the end of a line, and not at all
    return "<" not in html or not (any(one.search(html) for one in MOVING) or overgrown(html))
