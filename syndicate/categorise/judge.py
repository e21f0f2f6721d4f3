"""An item's text → the categories it is in, each with its reasons.

In: a rulebook and one variant of an item. Out: matches. An item is in a category if one of `any` holds or its source
names the category, and none of `none` holds; a strong word, and a source that names it under `always:`, overrule
`none`. Masked phrases are blanked first: no term is found that shares a word with one. Nothing is stored here, and variants of one item are
judged one by one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Match, Reason, Variant
from ..text import plain, spaced
from .evidence import Found, Hit, Place, evidence, unmasked
from .rules import FIELDS, Rulebook, Rules
from .words import Term

# Reasons that one rule gives: more say nothing new, and a text of one word repeated could fill the store with them.
MOST = 50


@dataclass(frozen=True, slots=True)
class Verdict:
    """What speaks for an item in a category, and what keeps it out."""

    category: str
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]

    @property
    def taken(self) -> bool:
        return bool(self.reasons) and not self.against


def texts(variant: Variant, name: str = "") -> dict[str, str]:
    """Give the fields that terms are looked for in, in reading order; offsets of reasons count in these texts.

    `text` is the content as plain text, one line a paragraph, preceded by the summary as a line of its own unless the
    content contains it; `label` has each label on a line of its own; `source` has its key, and its name on a second.
    """
    summary, content = spaced(variant.summary), plain(variant.content)
    repeated = summary.rstrip(" .…[]") in content.replace("\n", " ")
    text = content if content and repeated else f"{summary}\n{content}".strip()
    labels, source = "\n".join(variant.labels), f"{variant.source}\n{name}"
    return dict(zip(FIELDS, (variant.title, text, labels, variant.author or "", source), strict=True))


def printed(book: Rulebook, variant: Variant) -> dict[str, str]:
    """Give the fields of a text whose source the rulebook may know by name."""
    return texts(variant, book.names.get(variant.source, ""))


def categorise(book: Rulebook, variant: Variant) -> tuple[Match, ...]:
    """File a text into categories, in the order of feeds.yaml, with every reason for each."""
    return tuple(Match(one.category, one.reasons) for one in explain(book, variant) if one.taken)


def explain(book: Rulebook, variant: Variant) -> tuple[Verdict, ...]:
    """Say of every category what speaks for a text and what keeps it out."""
    fields = printed(book, variant)
    found = search(book, variant.language, fields)
    return tuple(
        weighed(name, rules, variant.source, found, fields) for name, rules in book.categories.items()
    )


def weighed(name: str, rules: Rules, source: str, found: Found, fields: Mapping[str, str]) -> Verdict:
    """Say of one category what speaks for a text and what keeps it out, given the terms that were found in it."""
    seen = unmasked(rules.mask, found)
    naming = rules.sources.get(source)
    speaking = evidence(rules.any, seen)
    reasons = list(quoted(speaking, fields))
    if naming:
        reasons.append(Reason("source", naming, "source", source, 0, len(source)))
    sure = naming == "always" or any(term.strong for term in {hit.term for hit in speaking})
    against = () if sure else quoted(evidence(rules.none, seen), fields)
    return Verdict(name, tuple(reasons), tuple(against))


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
    reading = book.reading(language)
    for field, number, before, line in lines(fields, book.fields):
        for term, first, last, begin, end in reading.find(line):
            place = Place(field, number, first, last, before + begin, before + end)
            found.setdefault(term, set()).add(place)
    return found


def lines(fields: Mapping[str, str], asked: Collection[int]) -> Iterator[tuple[int, int, int, str]]:
    """Cut fields into lines: each with the number of its field, its own, and the characters before it."""
    for field, text in enumerate(fields.values()):
        if text and field in asked:
            before = 0
            for number, line in enumerate(text.split("\n")):
                yield field, number, before, line
                before += len(line) + 1


def quoted(met: Iterable[Hit], fields: Mapping[str, str]) -> Iterator[Reason]:
    """Quote what rules are met by."""
    given: dict[str, int] = {}
    for hit in met:
        given[hit.rule] = given.get(hit.rule, 0) + 1
        if given[hit.rule] <= MOST:
            field, begin, end = FIELDS[hit.place.field], hit.place.begin, hit.place.end
            yield Reason(hit.rule, hit.term.written, field, fields[field][begin:end], begin, end)
