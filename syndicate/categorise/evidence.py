"""A rule and the terms found in an item → the words by which the rule holds; none if it does not.

So the decision and its explanation are one. In: rules, and places of terms by numbers of words. Out: hits. Nothing is
said of categories here, and nothing is quoted.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from .rules import FIELDS, AnyTerm, Close, Node, Ruleset, Some
from .words import Term

TITLE = FIELDS.index("title")


class Place(NamedTuple):
    """Where in an item a term was found: the field, the line in it, and the words and characters in that.

    A tuple, as it is hashed and compared for each word found.
    """

    field: int  # its number in FIELDS, so that places sort in reading order
    line: int
    first: int
    last: int  # the word after the last
    begin: int  # the first character in the field
    end: int  # the character after the last


class Hit(NamedTuple):
    """A term that was found, and the rule for which it counts; in reading order."""

    place: Place
    term: Term
    rule: str  # where in feeds.yaml: "any[2].all[0]"


Found = Mapping[Term, set[Place]]
# What was seen already of terms in some fields: where they stand, in reading order. Many rules share a list of terms.
Seen = dict[tuple[frozenset[Term], frozenset[int]], list[tuple[Place, Term]]]


def evidence(ruleset: Ruleset, found: Found) -> list[Hit]:
    """List what the rules of a list are met by, in their order; nothing if all of it is a single weak term."""
    given = met(ruleset, found)
    return given if enough(given) else []


def touched(ruleset: Ruleset, found: Found) -> Iterable[Node]:
    """List the rules that a term was found for."""
    candidates = {number for term in found for number in ruleset.touched.get(term, ())}
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
        return not rule.terms.isdisjoint(found)
    least = rule.count if isinstance(rule, Some) else len(rule.members)
    return sum(possible(member, found) for member in rule.members) >= least


def enough(met: Iterable[Hit]) -> bool:
    """Say whether hits count: one does if it is not weak or stands in a title, else it takes two different ones."""
    weak: dict[Term, set[Place]] = {}
    for hit in met:
        if not hit.term.weak or hit.place.field == TITLE:
            return True
        weak.setdefault(hit.term, set()).add(hit.place)
    return any(apart(one, other) for one, other in combinations(weak.values(), 2))


def apart(some: Iterable[Place], others: Iterable[Place]) -> bool:
    """Say whether no place shares a word with one of the others: else both terms may be one word."""
    return words_of(some).isdisjoint(words_of(others))


def words_of(places: Iterable[Place]) -> set[tuple[int, int, int]]:
    """List the words of places, each by its field, line and number."""
    return {(place.field, place.line, word) for place in places for word in range(place.first, place.last)}


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
        return close(rule, each)
    return [hit for one in each for hit in one] if sum(map(bool, each)) >= rule.count else []


def standing(rule: AnyTerm, found: Found) -> list[tuple[Place, Term]]:
    """Say where terms stand that a rule asks for, in reading order."""
    return sorted(
        (place, term)
        for term in rule.terms.intersection(found)
        for place in found[term]
        if place.field in rule.fields
    )


def close(rule: Close, each: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Keep the hits of all members that stand near each other.

    Read from left to right, with the hit of each member that ends last: one pass, however often a word is printed.
    """
    near: set[Hit] = set()
    latest: dict[int, Hit] = {}
    for hit, member in sorted((hit, member) for member, one in enumerate(each) for hit in one):
        latest = {key: old for key, old in latest.items() if within(rule.within, old.place, hit.place)}
        if member not in latest or latest[member].place.last <= hit.place.last:
            latest[member] = hit
        if len(latest) == len(each):
            near.update(latest.values())
    return [hit for one in each for hit in one if hit in near]


def within(distance: int, before: Place, after: Place) -> bool:
    """Say whether a place ends at most so many words before another one of the same line begins."""
    return before[:2] == after[:2] and after.first - before.last <= distance


def unmasked(mask: Ruleset, found: Found) -> Found:
    """Drop what shares a word with a masked phrase."""
    blank = words_of(hit.place for hit in met(mask, found))
    if not blank:
        return found
    kept = {
        term: {place for place in places if blank.isdisjoint(words_of((place,)))}
        for term, places in found.items()
    }
    return {term: places for term, places in kept.items() if places}
