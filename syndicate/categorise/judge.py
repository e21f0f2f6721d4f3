"""An item's text → the categories it is in, each with its reasons.

In: a rulebook and one variant of an item. Out: matches. An item is in a category if one of `any` holds or its source
names the category, and none of `none` holds; a source that names it under `always:` overrules `none`. Masked phrases
are blanked first, for this category alone: no term is found that shares a word with one. Nothing is stored here, and
variants of one item are judged one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..model import Match, Reason, Variant
from ..text import plain, spans, words
from .rules import AnyTerm, Node, Rulebook, Rules, Ruleset, leaves
from .words import Term

# Reasons that one rule gives: more say nothing new, and a text of one word repeated could fill the store with them.
MOST = 50


class Place(NamedTuple):
    """Where in an item a term was found: which field, and the offsets in it.

    A tuple, as it is hashed and compared for each word found.
    """

    field: int  # its number in `texts`, so that places sort in reading order
    start: int
    end: int


Found = Mapping[Term, set[Place]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What speaks for an item in a category, and what keeps it out."""

    category: str
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]

    @property
    def taken(self) -> bool:
        return bool(self.reasons) and not self.against


def texts(variant: Variant) -> dict[str, str]:
    """Give the fields that terms are looked for in, in reading order; offsets of reasons count in these texts.

    `text` is the content as plain text, one line a paragraph, preceded by the summary as a line of its own unless the
    content contains it; `label` has each label on a line of its own.
    """
    summary, content = " ".join(variant.summary.split()), plain(variant.content)
    repeated = summary.rstrip(" .…[]") in content.replace("\n", " ")
    text = content if content and repeated else f"{summary}\n{content}".strip()
    return {"title": variant.title, "text": text, "label": "\n".join(variant.labels)}


def categorise(book: Rulebook, variant: Variant) -> tuple[Match, ...]:
    """File a text into categories, in the order of feeds.yaml, with every reason for each."""
    fields = texts(variant)
    found = search(book, variant.language, fields)
    matches = (
        Match(name, tuple(judged(rules, variant.source, found, fields)))
        for name, rules in book.categories.items()
    )
    return tuple(match for match in matches if match.reasons)


def explain(book: Rulebook, variant: Variant) -> tuple[Verdict, ...]:
    """Say of every category what speaks for a text and what keeps it out, by what `categorise` decides by."""
    fields = texts(variant)
    found = search(book, variant.language, fields)
    return tuple(
        weighed(name, rules, variant.source, found, fields) for name, rules in book.categories.items()
    )


def weighed(name: str, rules: Rules, source: str, found: Found, fields: Mapping[str, str]) -> Verdict:
    seen = unmasked(rules.mask, found)
    against = (reason for rule in excluding(rules, source, seen) for reason in reasons(rule, seen, fields))
    return Verdict(name, tuple(speaking(rules, source, seen, fields)), tuple(against))


def categorise_all(book: Rulebook, variants: Sequence[Variant]) -> tuple[Match, ...]:
    """File an item by all of its texts: one that matches is enough, and the first that does gives the reasons."""
    found: dict[str, Match] = {}
    for variant in variants:
        for match in categorise(book, variant):
            found.setdefault(match.category, match)
    return tuple(found[name] for name in book.categories if name in found)


def search(book: Rulebook, language: str | None, fields: Mapping[str, str]) -> Found:
    """Find every term of the item's language, and of English, in its fields."""
    found: dict[Term, set[Place]] = {}
    readings = book.readings(language)
    for number, text in enumerate(fields.values()):
        printed = words(text)
        hits = [hit for lexicon in readings for hit in lexicon.find(printed)]
        offsets = spans(text) if hits else []
        for term, first, last in hits:
            found.setdefault(term, set()).add(Place(number, offsets[first][0], offsets[last - 1][1]))
    return found


def judged(rules: Rules, source: str, found: Found, fields: Mapping[str, str]) -> Iterator[Reason]:
    """Give the reasons for which a category takes an item: none if it does not."""
    seen = unmasked(rules.mask, found)
    if not any(True for _ in excluding(rules, source, seen)):
        yield from speaking(rules, source, seen, fields)


def excluding(rules: Rules, source: str, seen: Found) -> Iterator[Node]:
    """List the rules that keep an item out; none where its source names the category under `always:`."""
    return iter(()) if rules.sources.get(source) == "always" else holding(rules.none, seen)


def speaking(rules: Rules, source: str, seen: Found, fields: Mapping[str, str]) -> Iterator[Reason]:
    """Give all that speaks for an item."""
    for rule in holding(rules.any, seen):
        yield from reasons(rule, seen, fields)
    if naming := rules.sources.get(source):
        yield Reason("source", naming, "source", source, 0, len(source))


def unmasked(mask: Ruleset, found: Found) -> Found:
    """Drop what shares a word with a masked phrase."""
    masked = [p for rule in holding(mask, found) for leaf in leaves(rule) for _, p in places(leaf, found)]
    if not masked:
        return found
    width = max(place.end for place in masked)
    blanks: dict[int, bytearray] = {field: bytearray(width) for field in {place.field for place in masked}}
    for place in masked:
        blanks[place.field][place.start : place.end] = b"\1" * (place.end - place.start)
    kept = {
        term: {p for p in standing if 1 not in blanks.get(p.field, b"")[p.start : p.end]}
        for term, standing in found.items()
    }
    return {term: standing for term, standing in kept.items() if standing}


def holding(ruleset: Ruleset, found: Found) -> Iterator[Node]:
    """List the rules that hold, in their order."""
    candidates = {number for term in found for number in ruleset.touched.get(term, ())}
    return (rule for rule in map(ruleset.nodes.__getitem__, sorted(candidates)) if holds(rule, found))


def holds(rule: Node, found: Found) -> bool:
    """Say whether a rule holds, given the terms that were found."""
    if isinstance(rule, AnyTerm):
        return not rule.terms.isdisjoint(found)
    return all(holds(member, found) for member in rule.members)


def places(leaf: AnyTerm, found: Found) -> list[tuple[Term, Place]]:
    """List which terms of a rule were found, and where, in reading order."""
    met = [(term, place) for term in found if term in leaf.terms for place in found[term]]
    return sorted(met, key=lambda pair: (pair[1], pair[0].written))


def reasons(rule: Node, found: Found, fields: Mapping[str, str]) -> Iterator[Reason]:
    """Quote what a rule that holds is met by."""
    names = tuple(fields)
    for leaf in leaves(rule):
        for term, place in places(leaf, found)[:MOST]:
            name = names[place.field]
            quoted = fields[name][place.start : place.end]
            yield Reason(leaf.place, term.written, name, quoted, place.start, place.end)
