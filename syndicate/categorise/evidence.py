"""A rule and the terms found in an item → the words by which the rule holds; none if it does not.

So the decision and its explanation are one. In: rules, and places of terms by numbers of characters. Out: hits.
Nothing is said of categories here, and nothing is quoted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from ..text import few
from .lexicon import END, Place
from .rules import FIELDS, AnyTerm, Close, Node, Ruleset, Terms
from .words import Term

TITLE = FIELDS.index("title")
LENGTH = 1 << 32  # more characters than a field has


class Hit(NamedTuple):
    """A term that was found, and the rule for which it counts; in reading order."""

    place: Place
    term: Term
    rule: str  # where in feeds.yaml: "any[2].all[0]"


@dataclass(slots=True)
class Found:
    """The fields of an item, and the places of terms in them."""

    fields: Mapping[str, str]
    places: Mapping[Term, set[Place]]
    lists: Mapping[Term, tuple[Terms, ...]]  # those that each term of the rulebook is in
    asked: set[Terms] = field(init=False)  # the lists of which a term was found

    def __post_init__(self) -> None:
        self.asked = {terms for term in self.places for terms in self.lists[term]}

    def only(self, places: Mapping[Term, set[Place]]) -> "Found":
        """Leave out what is not among some places."""
        return Found(self.fields, {term: left for term, left in places.items() if left}, self.lists)


# What was seen already of terms in some fields: where they stand, in reading order. Many rules share a list of terms.
Seen = dict[tuple[frozenset[Term], frozenset[int]], list[tuple[Place, Term]]]


def evidence(ruleset: Ruleset, found: Found) -> list[Hit]:
    """List what the rules of a list are met by, in their order; nothing if all of it is a single weak term."""
    given = met(ruleset, found)
    return given if enough(given) else []


def touched(ruleset: Ruleset, found: Found) -> Iterable[Node]:
    """List the rules that a term was found for."""
    candidates = {number for terms in found.asked for number in ruleset.asking.get(terms, ())}
    return map(ruleset.nodes.__getitem__, sorted(candidates))


def met(ruleset: Ruleset, found: Found) -> list[Hit]:
    """List what the rules of a list are met by, in their order."""
    seen: Seen = {}
    return [
        hit for rule in touched(ruleset, found) if possible(rule, found) for hit in hits(rule, found, seen)
    ]


def possible(rule: Node, found: Found) -> bool:
    """Say whether a rule may hold wherever its terms stand: most do not, and their places need not be looked at."""
    if isinstance(rule, AnyTerm):
        return rule.terms in found.asked
    spare = len(rule.members) - (len(rule.members) if isinstance(rule, Close) else rule.count)
    for member in rule.members:
        if not possible(member, found):
            spare -= 1
            if spare < 0:
                return False
    return True


def enough(met: Iterable[Hit]) -> bool:
    """Say whether hits count: one does if it is not weak or stands in a title, else it takes two different ones."""
    weak: dict[Term, set[Place]] = {}
    for hit in met:
        if not hit.term.weak or hit.place.field == TITLE:
            return True
        weak.setdefault(hit.term, set()).add(hit.place)
    # Terms that share a word may both be that one word.
    return any(one.isdisjoint(other) for one, other in combinations(map(characters, weak.values()), 2))


def characters(places: Iterable[Place]) -> set[int]:
    """Number the characters of places, those of all fields apart."""
    found: set[int] = set()
    for place in places:
        before = place.field * LENGTH
        found.update(range(before + place.begin, before + place.end))
    return found


def hits(rule: Node, found: Found, seen: Seen | None = None) -> list[Hit]:
    """List what a rule is met by, member by member in reading order; nothing if it does not hold."""
    seen = {} if seen is None else seen
    if isinstance(rule, AnyTerm):
        asked = rule.terms, rule.fields
        if asked not in seen:
            seen[asked] = standing(rule, found)
        return [Hit(place, term, rule.place) for place, term in seen[asked]]
    each = [hits(member, found, seen) for member in rule.members]
    if isinstance(rule, Close):
        return close(rule, each, found.fields)
    return [hit for one in each for hit in one] if sum(map(bool, each)) >= rule.count else []


def standing(rule: AnyTerm, found: Found) -> list[tuple[Place, Term]]:
    """Say where terms stand that a rule asks for, in reading order."""
    return sorted(
        (place, term)
        for term in rule.terms.intersection(found.places)
        for place in found.places[term]
        if place.field in rule.fields
    )


def close(rule: Close, each: Sequence[Sequence[Hit]], fields: Mapping[str, str]) -> list[Hit]:
    """Keep the hits of all members that stand near each other.

    Read from left to right, with the hit of each member that ends last: one pass, however often a word is printed.
    """
    near: set[Hit] = set()
    texts = list(fields.values())
    latest: dict[int, Hit] = {}
    for hit, member in sorted((hit, member) for member, one in enumerate(each) for hit in one):
        latest = {key: old for key, old in latest.items() if within(rule.within, old.place, hit.place, texts)}
        if member not in latest or latest[member].place.end <= hit.place.end:
            latest[member] = hit
        if len(latest) == len(each):
            near.update(latest.values())
    return [hit for one in each for hit in one if hit in near]


def within(distance: int, before: Place, after: Place, texts: Sequence[str]) -> bool:
    """Say whether a place ends at most so many words before another one of the same line begins."""
    if before.field != after.field:
        return False
    between = texts[before.field], before.end, after.begin
    return few(distance, *between) and between[0].find(END, *between[1:]) < 0


def unmasked(mask: Ruleset, found: Found) -> Found:
    """Drop what shares a word with a masked phrase."""
    masked = [hit.place for hit in met(mask, found)]
    return without(found, masked) if masked else found


def without(found: Found, places: Iterable[Place]) -> Found:
    """Drop what shares a word with one of some places."""
    blank = characters(places)
    return found.only(
        {
            term: {place for place in stands if blank.isdisjoint(characters((place,)))}
            for term, stands in found.places.items()
        }
    )
