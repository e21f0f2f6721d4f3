"""An element and an operator's selector in, what it selects out; selectors are CSS, or XPath 1.0 behind `xpath:`.

`a@href` selects an attribute, `@id` one of the element itself. Expressions run without extensions: patterns in XPath
would take for ever on a page made for it. How long a page may be is for `document` to judge.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, takewhile
from typing import Any

from cssselect import ExpressionError, SelectorSyntaxError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from ..config.sources import Pick
from ..text import INLINE
from .entry import cut, resolve

XPATH = "xpath:"
ATTRIBUTE = re.compile(r"(?P<css>.*?)\s*@(?P<name>[A-Za-z_][\w:.-]*)", re.DOTALL)
UNSEEN = frozenset({"script", "style", "template", "noscript"})
LONGEST = 200_000  # characters of a text

IMAGES = ("data-src", "data-lazy-src", "data-original", "src", "srcset", "data-srcset")
ADDRESSES = {"a": ("href",), "link": ("href",), "img": IMAGES, "source": IMAGES}  # the first that is there
SEVERAL = frozenset({"srcset", "data-srcset"})  # addresses, each with a size
MOVES = re.compile(
    r"(?<!\\):(hover|active|focus|target|visited)\b"
)  # what only somebody who looks at a page brings about
CURLY = re.compile(
    r"^\s*([“”„‟‘‚«])|=\s*([“”„‟‘’‚«])"
)  # in the place of straight ones; within a text they are well
STRING = re.compile(r"@[A-Za-z_][\w:.-]*\s*$|/text\(\)\s*$|::(text|attr\([^)]*\))\s*$")

EMPTY = etree.fromstring(b"<html/>", etree.HTMLParser())
TRANSLATOR = HTMLTranslator()


@lru_cache(maxsize=4_096)
def compiled(select: str) -> etree.XPath:
    """Make the expression of a selector; raises what the libraries do where it is none."""
    return etree.XPath(expression(select), regexp=False, smart_strings=False)


def expression(select: str) -> str:
    """Write a selector as XPath."""
    if select.startswith(XPATH):
        return select.removeprefix(XPATH).strip()
    if found := ATTRIBUTE.fullmatch(select.strip()):
        path = TRANSLATOR.css_to_xpath(found["css"]) if found["css"] else "."
        return f"({path})/@{found['name']}"
    written: str = TRANSLATOR.css_to_xpath(select)
    return written


def find(element: Any, select: str) -> list[Any]:
    """Give what a selector selects within an element: elements, and texts of attributes."""
    try:
        found = compiled(select)(element)
    except etree.XPathError:  # an expression that only a page with something in it leads to a wrong type
        return []
    return found if isinstance(found, list) else [found] if isinstance(found, str) else []


def elements(element: Any, select: str) -> list[Any]:
    return [found for found in find(element, select) if not isinstance(found, str)]


def texts(element: Any, pick: Pick | None) -> Iterator[str]:
    """Give the texts that are picked, each cut as the operator said."""
    for found in find(element, pick.select) if pick else ():
        if text := cut(said(found), pick) if pick else "":
            yield text


def text(element: Any, pick: Pick | None) -> str:
    """Give the first text that is picked."""
    return next(texts(element, pick), "")


def said(found: Any) -> str:
    """Give what an element or an attribute says on one line; where a block begins or ends there is a space."""
    parts = [found] if isinstance(found, str) else spoken(found)
    lengths = accumulate(parts, lambda total, part: (total[0] + len(part), part), initial=(0, ""))
    within = takewhile(lambda total: total[0] <= LONGEST, lengths)
    return " ".join("".join(part for _, part in within).split())


def spoken(element: Any) -> Iterator[str]:
    """Give the texts of an element in their order."""
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if part.tag not in INLINE:
            yield " "
        if event == "start" and part.tag not in UNSEEN:
            yield part.text or ""
        elif event == "end" and part is not element:
            yield part.tail or ""


def address(element: Any, pick: Pick, base: str) -> str | None:
    """Give the first address that is picked: of an attribute, or that an element leads to or shows."""
    for found in find(element, pick.select):
        printed = found if isinstance(found, str) else shown(found)
        if printed := cut(printed.strip(), pick):
            return resolve(base, printed)
    return None


def shown(element: Any) -> str:
    """Give the address that an element leads to, or of the image that it shows; placeholders are none."""
    for part in element.iter(*ADDRESSES):
        for name in ADDRESSES[part.tag]:
            printed = str(part.get(name, "")).strip()
            if printed and not printed.startswith("data:"):
                return printed.partition(" ")[0].rstrip(",") if name in SEVERAL else printed
    return ""


def flaw(select: str) -> str:
    """Say in plain words why a selector cannot be used; nothing where it can."""
    if curly := CURLY.search(select):
        return f"'{select}' has {curly[1] or curly[2]} in it, as word processors write them: put straight quotes, \" or '"
    try:
        found = compiled(select)(EMPTY)
    except (SelectorSyntaxError, ExpressionError) as error:
        hint = ": an XPath begins with 'xpath:'" if re.match(r"\.?/|\(|\w+::", select) else ""
        return f"'{select}' is not a CSS selector{hint or f' ({error})'}"
    except etree.XPathError as error:
        return f"'{select}' is not an XPath of version 1.0 ({error})"
    if not isinstance(found, list | str):
        return f"'{select}' gives a number or a yes or no, not a part of the page"
    if not select.startswith(XPATH) and (never := MOVES.search(select)):
        return f"'{select}' never selects anything: '{never[0]}' needs somebody who moves about in the page; leave it out"
    return ""


def part_flaw(select: str) -> str:
    """Say why a selector cannot select whole parts of a page, such as items or what is removed; nothing where it can."""
    if reason := flaw(select):
        return reason
    if STRING.search(select):
        return f"'{select}' selects a text, not a part of the page: leave out what follows the name of the element"
    return ""
