"""A page without a feed in, what to write of it in feeds.yaml out: a first proposal, for an operator to look at.

The list of news is the repeated structure whose members have a link each, long and distinct titles, and best of all
a date; a menu has none of these. Where no structure is convincing there is no proposal.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..model import Answer
from .dated import Printed, layout, printed
from .marked import addresses, marked
from .named import own
from .page import outermost
from .repeated import FEWEST, groups, links
from .select import elements
from .titled import HEADINGS, PARAGRAPH, Pick, letters, link_of, said, share, title_of
from .tree import page

Written = dict[str, Any]  # values as they stand in feeds.yaml

LIKELY = 30  # structures that are looked at twice
SHORTEST = 8  # characters of a title, on average
UNDATED = 22  # the same where there are neither dates nor texts: a menu's are shorter
TEXT = 120  # characters that a member says, title and all, from which it is no entry of a menu
MOST_LINKS = 12  # of one member; more make it a list itself
ENOUGH = 0.7  # of the members that must have what is selected in them
SAME = 0.25  # of the titles that are different; where fewer are, they are no titles
CORE = 0.8  # of the members that have what they have in common
ASIDE = frozenset({"nav", "header", "footer", "aside", "form"})
BESIDE = re.compile(
    r"(?!.*not-)(.*[_-])?(menu|sub-menu|nav|navbar|navigation|footer|sidebar|breadcrumbs?|cookies?|sharing|social|pager|pagination)"
    r"([_-](?!wrap|content|main).*)?",
    re.I,
)
# What shows some of the news a second time, and moves: the list itself is elsewhere.
MOVING = re.compile(
    r"(.*[_-])?(\w*slide\w*|carousel|owl|ticker|marquee|scroller|related|popular|breaking)([_-].*)?", re.I
)


@dataclass(frozen=True, slots=True)
class Member:
    """One element of a repeated structure, and what it shows."""

    element: Any
    title: str
    link: str
    date: Printed | None
    length: int  # of all that it says


@dataclass(frozen=True, slots=True)
class Rated:
    """A structure as it is read by its selector."""

    items: str
    members: Sequence[Member]
    title: Pick | None
    worth: float


def propose(answer: Answer) -> Written | None:
    """Propose selectors for the list of news on a page; None where there is no list that looks like one."""
    tree = page(answer)
    said_to_be = addresses(tree)
    seen: dict[Any, Member] = {}
    found = {
        name: told_apart([seen.get(one) or seen.setdefault(one, member(one)) for one in elements])
        for name, elements in groups(tree).items()
    }
    likely = sorted(found, key=lambda name: score(found[name]), reverse=True)[:LIKELY]
    rated = [rating(tree, name, said_to_be) for name in likely]
    best = max(rated, key=lambda one: one.worth, default=None)
    return written(best) if best and best.worth > 0 else None


def rating(tree: Any, name: str, said_to_be: frozenset[str]) -> Rated:
    """Rate what a selector finds when it is read, which can be more than the members that it was made from."""
    found = list(outermost(elements(tree, name)))
    inside = [one for one in found if next(links(one), None) is not None]
    title = title_of(inside)
    if title is None:
        return Rated(name, [], None, 0)
    titles = [*title.texts, *(said(one) for one in inside[len(title.texts) :])]
    members = [member(one, text) for one, text in zip(inside, titles, strict=True)]
    plain = 0.4 if title.select.startswith(PARAGRAPH) else 1  # a list that has titles is the better one
    worth = (
        plain * score(members) * (len(members) / len(found)) ** 2 * (together(inside) * similar(inside)) ** 2
    )
    return Rated(name, members, title, worth * marked(inside) * meant(members, said_to_be))


def member(element: Any, title: str = "") -> Member:
    """See what an element shows."""
    inside = list(links(element))
    longest = max(inside, key=lambda link: len(said(link)))
    heading = next((said(part) for part in element.iter(*HEADINGS) if said(part)), "")
    crowded = len(inside) > MOST_LINKS
    shown = "" if crowded else title or heading or said(longest)
    return Member(element, shown, longest.get("href"), printed(element), len(said(element)))


def told_apart(members: Sequence[Member]) -> Sequence[Member]:
    """Take the whole text for the title at first, where the links say no more than "read more" or "agenda"."""
    if len({one.title for one in members}) > SAME * len(members):
        return members
    return [replace(one, title=said(one.element)) for one in members]


def score(members: Sequence[Member]) -> float:
    """Rate a structure; 0 is no list of news."""
    count = len(members)
    titles = {one.title for one in members if one.title}
    kinds = min(len(titles), len({one.link for one in members}))
    dated = share(one.date is not None for one in members)
    beside = share(aside(one.element, BESIDE, ASIDE) for one in members)
    length = sum(min(letters(title), 80) for title in titles) / max(len(titles), 1)
    body = sum(min(one.length, 400) for one in members) / max(count, 1)
    if (
        kinds < FEWEST
        or beside > ENOUGH
        or length < (SHORTEST if dated >= ENOUGH or body >= TEXT else UNDATED)
    ):
        return 0
    # Long lists, long titles, dates and text speak for news, each more than the one after it.
    shown = (1 + 2 * dated) * (1 + body / 800)
    moving = share(aside(one.element, MOVING) for one in members)
    return (
        math.sqrt(min(count, 30)) * length * (kinds / count) ** 2 * shown * (1 - beside) * (1 - 0.6 * moving)
    )


def aside(element: Any, pattern: re.Pattern[str], tags: frozenset[str] = frozenset()) -> bool:
    """Tell what stands in the frame of a page rather than in its middle, by the names of what is around it."""
    frames = [element, *element.iterancestors()]
    return any(
        (one.tag in tags and not whole(one)) or any(map(pattern.fullmatch, names(one))) for one in frames
    )


def whole(element: Any) -> bool:
    """Tell whether an element is around the whole page, as the form of each page of ASP.NET is."""
    parent = element.getparent()
    return element.tag == "form" and parent is not None and parent.tag == "body"


def names(element: Any) -> list[str]:
    """Give the classes and the id of an element; those of the whole page tell nothing."""
    said = f"{element.get('class', '')} {element.get('id', '')}"
    return [] if element.tag in ("body", "html") else said.split()


def together(members: Sequence[Any]) -> float:
    """Rate how far members stand in one container, in rows of it or not: two lists are not one."""
    parents = [one.getparent() for one in members]
    above = [None if one is None else one.getparent() for one in parents]
    most = max(max(Counter(map(id, some)).values(), default=0) for some in (parents, above))
    return 0.5 + 0.5 * most / max(len(members), 1)


def similar(members: Sequence[Any]) -> float:
    """Rate how far members are made alike: what most of them have in them, each should."""
    made = [{own(part) for part in one.iter() if isinstance(part.tag, str)} - {own(one)} for one in members]
    counted = Counter(name for one in made for name in one)
    core = {name for name, times in counted.items() if times >= CORE * len(members)}
    return sum(len(core & one) / len(core) for one in made) / len(made) if core else 0.8


def meant(members: Sequence[Member], said_to_be: frozenset[str]) -> float:
    """Rate how far members are the news that the page names for machines."""
    hit = sum(any(one.link.endswith(end) for end in said_to_be) for one in members)
    return 1.5 if said_to_be and hit >= ENOUGH * len(members) else 1


def written(found: Rated) -> Written:
    """Write the selectors as they stand in feeds.yaml."""
    inside = [one.element for one in found.members]
    language = inside[0].getroottree().getroot().get("lang")
    title = found.title.select if found.title else ""
    return {
        **({"language": language} if language else {}),
        "items": found.items,
        **({"title": title, "link": link_of(found.title, inside)} if title else {}),
        **dates([one.date for one in found.members if one.date], len(inside)),
    }


def common(names: Iterable[str]) -> str:
    """Give the name that nearly all have; nothing where they differ."""
    counted = Counter(names)
    name, times = counted.most_common(1)[0]
    return name if times >= ENOUGH * counted.total() else ""


def dates(found: Sequence[Printed], count: int) -> Written:
    """Write where the date stands, and the label that stands beside it."""
    if len(found) < ENOUGH * count:
        return {}
    if all(one.moment for one in found):
        return {"date": "time@datetime"}
    place = common(one.place for one in found)
    return layout(place, found) if place else {}
