"""The members of a list in, the selectors by which the title and the link of each are found out.

What is chosen is there in nearly all of them, is another in each, and reads like a title: a heading, a link, or what a
class calls one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .dated import search
from .named import classes, own
from .repeated import links
from .select import find

SAMPLED = 40  # members that are looked at
MOST = 24  # selectors that are tried
LONGEST = 120  # characters of a title; what is longer has a text beside it
PARAGRAPH = "p:"  # how a selector begins that takes a text for the title, where nothing else can be
DATE = 4  # characters that a date counts for, as a title
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
STRESSED = ("strong", "b")
CELLS = ("td", "th", "dt", "dd")
CALLED = re.compile(r".*(title|headline|heading|subject|titel|titre|titulo|titolo|tytul|naslov).*", re.I)
WIDE = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)  # a letter of these says as much as two or three


@dataclass(frozen=True, slots=True)
class Pick:
    """A selector, what it gives in each member, and how good a title that is."""

    select: str  # nothing where the member itself is the link
    texts: tuple[str, ...]
    linked: bool
    worth: float


def title_of(members: Sequence[Any]) -> Pick | None:
    """Choose where the title stands; None where nothing looks like one."""
    some = members[:SAMPLED]
    if all(one.tag == "a" for one in some):
        return rated("", [said(one) for one in some], linked=True, likely=1)
    tried = {name: None for member in some[:5] for name in candidates(member)}
    picks = (pick(name, some) for name in list(tried)[:MOST])
    return max((one for one in picks if one.worth), key=lambda one: one.worth, default=None)


def candidates(member: Any) -> Iterator[str]:
    """Give the selectors of what may be a title in a member: with classes, and without."""
    for part in member.iter():
        if not isinstance(part.tag, str) or part is member or not said(part):
            continue
        if part.tag in HEADINGS or part.tag in STRESSED:
            yield part.tag
        named = any(map(CALLED.fullmatch, classes(part)))
        if part.tag == "a" or named:
            yield own(part)
        if part.tag == "a" and named_above(part):
            yield f"{own(part.getparent())} a"
        if not len(part) and (classes(part) or part.tag in (*CELLS, "p")):
            yield placed(part)


def placed(part: Any) -> str:
    """Name what is said in plain words: by its class, or by its place in a row."""
    number = len(list(part.itersiblings(part.tag, preceding=True))) + 1
    return own(part) if classes(part) else f"{part.tag}:nth-of-type({number})"


def named_above(part: Any) -> bool:
    parent = part.getparent()
    return parent is not None and bool(classes(parent) or parent.tag in HEADINGS)


def pick(select: str, members: Sequence[Any]) -> Pick:
    """See what a selector gives in each member."""
    found = [next((one for one in find(member, select) if said(one)), None) for member in members]
    there = [one for one in found if one is not None]
    linked = bool(there) and share(leading(one) for one in there) >= 0.9
    texts = ["" if one is None else said(one) for one in found]
    return rated(select, texts, linked, likelihood(select, linked))


def likelihood(select: str, linked: bool) -> float:
    """Say how likely a selector is a title's before its texts are looked at."""
    if select in HEADINGS or CALLED.fullmatch(select):
        return 2.0 if linked else 1.6
    return 1.3 if linked else 0.2 if select.startswith(PARAGRAPH) else 0.5


def rated(select: str, texts: Sequence[str], linked: bool, likely: float) -> Pick:
    """Rate texts as titles: there in nearly all, other in each, of the length of a title."""
    there = [text for text in texts if text]
    covered = len(there) / max(len(texts), 1)
    other = len(set(there)) / max(len(texts), 1)
    length = sum(map(weight, there)) / max(len(there), 1)
    return Pick(select, tuple(texts), linked, covered * other**2 * length * likely)


def weight(text: str) -> float:
    """Weigh a text as a title, by its length; what is too long is a text, and a date says little."""
    if text == search(text):
        return DATE
    return min(letters(text), 80) if letters(text) <= LONGEST else 20


def leading(element: Any) -> bool:
    """Tell whether an element is, has, or is in, a link."""
    return next(links(element), None) is not None or next(element.iterancestors("a"), None) is not None


def letters(text: str) -> float:
    """Count the letters of a title; in scripts of words a sign counts for what it says."""
    return len(text) + 1.5 * len(WIDE.findall(text))


def link_of(title: Pick | None, members: Sequence[Any]) -> str:
    """Choose the selector of the link: that of the title, else the first that is another in each member."""
    some = members[:SAMPLED]
    tried = [f"{title.select}@href", f"{title.select} a@href"] if title and title.select else []
    tried += ["a@href", *dict.fromkeys(f"{own(link)}@href" for member in some[:3] for link in links(member))]
    return max(tried[:MOST], key=lambda select: (round(hits(select, some), 1), -tried.index(select)))


def hits(select: str, members: Sequence[Any]) -> float:
    """Say in how many of the members a selector gives a link that no other has."""
    found = [next((one for one in find(member, select) if isinstance(one, str)), "") for member in members]
    return len(set(filter(None, found))) / max(len(members), 1)


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def share(holds: Iterable[bool]) -> float:
    answers = list(holds)
    return sum(answers) / max(len(answers), 1)
