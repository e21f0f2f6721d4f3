"""An item's text → the categories it is in, each with its reasons.

In: a rulebook and one variant of an item. Out: matches. An item is in a category if one of `any` holds or its source
names the category, and none of `none` holds; a strong word, and a source that names it under `always:`, overrule
`none`. Masked phrases are blanked first: no term is found that shares a word with one. Nothing is stored here, and variants of one item are
judged one by one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Match, Reason, Variant
from ..text import plain
from .evidence import Found, Hit, evidence, unmasked
from .lexicon import Place
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

    A title and a summary are lines already, with single spaces: so they are cleaned, or read from what people write.

    `text` is the content as plain text, one line a paragraph, preceded by the summary as a line of its own unless the
    content contains it; `label` has each label on a line of its own; `source` has its key, and its name on a second.
    """
    summary, content = variant.summary, plain(variant.content)
    repeated = summary.rstrip(" .…[]") in content.replace("\n", " ")
    text = content if content and repeated else f"{summary}\n{content}".strip()
    labels, source = "\n".join(variant.labels), f"{variant.source}\n{name}"
    return dict(zip(FIELDS, (variant.title, text, labels, variant.author or "", source), strict=True))


def printed(book: Rulebook, variant: Variant) -> dict[str, str]:
    """Give the fields of a text whose source the rulebook may know by name."""
    return texts(variant, book.names.get(variant.source, ""))


@dataclass(slots=True)
class Weighing:
    """What speaks for a text in a category, and what keeps it out: looked for only if it matters, and not quoted."""

    rules: Rules
    source: str
    found: Found
    speaking: Sequence[Hit]

    @property
    def naming(self) -> str:
        """Under which key the source of the text names the category, if it does."""
        return self.rules.sources.get(self.source, "")

    @property
    def against(self) -> Sequence[Hit]:
        strong = self.naming == "always" or any(hit.term.strong for hit in self.speaking)
        return () if strong else evidence(self.rules.none, self.found)

    @property
    def taken(self) -> bool:
        return bool(self.speaking or self.naming) and not self.against

    def reasons(self) -> Iterator[Reason]:
        yield from quoted(self.speaking, self.found.fields)
        if self.naming:
            yield Reason("source", self.naming, "source", self.source, 0, len(self.source))


def categorise(book: Rulebook, variant: Variant) -> tuple[Match, ...]:
    """File a text into categories, in the order of feeds.yaml, with every reason for each."""
    found = search(book, variant)
    each = ((name, weigh(rules, variant.source, found)) for name, rules in book.categories.items())
    return tuple(Match(name, tuple(one.reasons())) for name, one in each if one.taken)


def explain(book: Rulebook, variant: Variant) -> tuple[Verdict, ...]:
    """Say of every category what speaks for a text and what keeps it out."""
    found = search(book, variant)
    return tuple(weighed(name, rules, variant.source, found) for name, rules in book.categories.items())


def weighed(name: str, rules: Rules, source: str, found: Found) -> Verdict:
    """Say of one category what speaks for a text and what keeps it out, given the terms that were found in it."""
    one = weigh(rules, source, found)
    return Verdict(name, tuple(one.reasons()), tuple(quoted(one.against, found.fields)))


def weigh(rules: Rules, source: str, found: Found) -> Weighing:
    seen = unmasked(rules.mask, found)
    return Weighing(rules, source, seen, evidence(rules.any, seen))


def categorise_all(book: Rulebook, variants: Sequence[Variant]) -> tuple[Match, ...]:
    """File an item by all of its texts: one that matches is enough, and the first that does gives the reasons."""
    found: dict[str, Match] = {}
    for variant in variants:
        for match in categorise(book, variant):
            found.setdefault(match.category, match)
    return tuple(found[name] for name in book.categories if name in found)


def search(book: Rulebook, variant: Variant) -> Found:
    """Find every term of a text's language, and of English, in its fields."""
    fields = printed(book, variant)
    found: dict[Term, set[Place]] = {}
    reading = book.reading(variant.language)
    for field, text in enumerate(fields.values()):
        if text and field in book.fields:
            for term, place in reading.find(field, text):
                found.setdefault(term, set()).add(place)
    return Found(fields, found, book.lists)


def quoted(met: Iterable[Hit], fields: Mapping[str, str]) -> Iterator[Reason]:
    """Quote what rules are met by."""
    given: dict[str, int] = {}
    for hit in met:
        given[hit.rule] = given.get(hit.rule, 0) + 1
        if given[hit.rule] <= MOST:
            field, begin, end = FIELDS[hit.place.field], hit.place.begin, hit.place.end
            yield Reason(hit.rule, hit.term.written, field, fields[field][begin:end], begin, end)
