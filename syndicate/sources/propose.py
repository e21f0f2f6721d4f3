"""A page without a feed in, what to write of it in feeds.yaml out: a first proposal, for an operator to look at.

The list of news is the repeated structure whose members have a link each, long and distinct titles, and best of all
a date; a menu has none of these. Where no structure is convincing there is no proposal.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..model import Answer
from .dated import Printed, layout, printed
from .named import own, selector
from .page import outermost
from .select import elements
from .tree import page

Written = dict[str, Any]  # values as they stand in feeds.yaml

FEWEST = 4  # members of a list; three boxes beside each other are on most pages
CLIMB = 7  # elements from a link up to the member it stands in
LIKELY = 20  # structures that are looked at twice
LINKS = 5_000  # of one page that are looked at
SHORTEST = 12  # characters of a title, on average
UNDATED = 22  # the same where there are no dates: a menu's are shorter
MOST_LINKS = 12  # of one member; more make it a list itself
ENOUGH = 0.7  # of the members that must have what is selected in them
ASIDE = frozenset({"nav", "header", "footer", "aside", "form"})
BESIDE = re.compile(
    r"(.*[_-])?(menu|sub-menu|nav|navbar|navigation|footer|sidebar|breadcrumbs?|cookies?|sharing|social|pager|pagination)"
    r"([_-](?!wrap|content|main).*)?",
    re.I,
)
LEADS = re.compile(r"(?!\s*(#|$|(?!https?:)[a-z]+:))", re.I)  # to a page: no fragment, no script, no mail
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Member:
    """One element of a repeated structure, and what it shows."""

    element: Any
    heading: Any  # None where it has none
    title: str
    link: str
    date: Printed | None


def propose(answer: Answer) -> Written | None:
    """Propose selectors for the list of news on a page; None where there is no list that looks like one."""
    tree = page(answer)
    likely = sorted(groups(tree).items(), key=lambda group: score(group[1]), reverse=True)[:LIKELY]
    rated = [(*rating(tree, name), name) for name, _ in likely]
    worth, members, name = max(rated, key=lambda one: one[0], default=(0.0, [], ""))
    return written(name, members) if worth > 0 else None


def rating(tree: Any, name: str) -> tuple[float, list[Member]]:
    """Rate what a selector finds when it is read, which can be more than the members that it was made from."""
    found = list(outermost(elements(tree, name)))
    members = [member(element) for element in found if next(links(element), None) is not None]
    return (score(members) * (len(members) / len(found)) ** 2 if members else 0.0), members


def groups(tree: Any) -> dict[str, list[Member]]:
    """Gather the elements around links by the selector that finds them."""
    found: dict[str, dict[Any, None]] = {}
    for link in islice(links(tree), LINKS):
        for element in around(link):
            for name in selector(element):
                found.setdefault(name, {})[element] = None
    kept = {name: elements for name, elements in found.items() if len(elements) >= FEWEST}
    seen = {element: member(element) for elements in kept.values() for element in elements}
    return {name: [seen[element] for element in elements] for name, elements in kept.items()}


def links(element: Any) -> Iterator[Any]:
    """Give the links that lead to other pages."""
    return (link for link in element.iter("a") if LEADS.match(link.get("href", "")))


def around(link: Any) -> Iterator[Any]:
    """Give the elements that a link stands in, the nearest first."""
    element = link.getparent()
    for _ in range(CLIMB):
        if element is None or element.tag in ("body", "html", "main"):
            return
        yield element
        element = element.getparent()


def member(element: Any) -> Member:
    """See what an element shows."""
    inside = list(links(element))
    heading = next((part for part in element.iter(*HEADINGS) if said(part)), None)
    longest = max(inside, key=lambda link: len(said(link)))
    title = said(heading) if heading is not None else said(longest)
    crowded = len(inside) > MOST_LINKS
    return Member(element, heading, "" if crowded else title, longest.get("href"), printed(element))


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def score(members: Sequence[Member]) -> float:
    """Rate a structure; 0 is no list of news."""
    count = len(members)
    titles = {one.title for one in members if one.title}
    kinds = min(len(titles), len({one.link for one in members}))
    dated = share(one.date is not None for one in members)
    beside = share(aside(one.element) for one in members)
    length = sum(min(len(title), 80) for title in titles) / max(len(titles), 1)
    if kinds < FEWEST or beside > ENOUGH or length < (SHORTEST if dated >= ENOUGH else UNDATED):
        return 0
    # Long lists, long titles, dates, headings and text speak for news, each more than the one after it.
    headed = share(one.heading is not None for one in members)
    body = sum(min(len(said(one.element)), 400) for one in members) / count
    shown = (1 + 2 * dated) * (1 + 0.5 * headed) * (1 + body / 800)
    return math.sqrt(min(count, 30)) * length * (kinds / count) ** 2 * shown * (1 - beside)


def share(holds: Iterable[bool]) -> float:
    answers = list(holds)
    return sum(answers) / max(len(answers), 1)


def aside(element: Any) -> bool:
    """Tell what stands in the frame of a page rather than in its middle."""
    frames = [element, *element.iterancestors()]
    return any(one.tag in ASIDE or any(map(BESIDE.fullmatch, names(one))) for one in frames)


def names(element: Any) -> list[str]:
    """Give the classes and the id of an element; those of the whole page tell nothing."""
    said = f"{element.get('class', '')} {element.get('id', '')}"
    return [] if element.tag in ("body", "html") else said.split()


def written(items: str, members: Sequence[Member]) -> Written:
    """Write the selectors as they stand in feeds.yaml."""
    heading = common(one.heading.tag if one.heading is not None else "" for one in members)
    within = share(one.heading is not None and bool(one.heading.findall(".//a[@href]")) for one in members)
    language = members[0].element.getroottree().getroot().get("lang")
    return {
        **({"language": language} if language else {}),
        "items": items,
        "title": heading or "a",
        "link": f"{heading} a@href" if heading and within >= ENOUGH else "a@href",
        **dates([one.date for one in members if one.date], len(members)),
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
    place = common(own(one.element) for one in found)
    return layout(place, found) if place else {}
