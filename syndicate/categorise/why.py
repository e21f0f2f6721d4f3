"""An item's texts → why it is in each category or not: the words that decided, what was in the way, what was missing.

In: a rulebook and the texts of one item. Out: a `Why` for each category. What decides is asked of `judge`, by which
items are filed, so an explanation and a decision cannot disagree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Reason, Variant
from .judge import Found, Verdict, holds, reasons, search, texts, unmasked, weighed
from .rules import BESIDE, AnyTerm, Node, Rulebook, Rules, Ruleset, leaves
from .words import ANY_LANGUAGE, primary

EXAMPLES = 5  # terms of a part that is missing


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A rule that holds in part; if no part is missing, they are not together as it asks."""

    rule: str  # "any[2]"
    held: tuple[Reason, ...]
    missing: Mapping[str, tuple[str, ...]]  # each part that nothing meets, with some of the terms that would

    @property
    def share(self) -> float:
        """The share of its parts that are met."""
        met = len({reason.rule for reason in self.held})
        return met / (met + len(self.missing))


@dataclass(frozen=True, slots=True)
class Why:
    """Why an item is in a category or not."""

    verdict: Verdict
    text: int  # the number of the text that decided, or came nearest
    masked: tuple[Reason, ...] = ()  # words that were asked for, but stand in a phrase of `mask`
    nearest: Shortfall | None = None  # of an item that nothing puts in

    @property
    def weight(self) -> tuple[bool, bool, bool, bool]:
        """Of two texts the one that says more of the item has more; one that matches is enough to be in."""
        said = self.verdict
        return said.taken, bool(said.reasons), self.nearest is not None, bool(self.masked)


def why(book: Rulebook, variants: Sequence[Variant]) -> tuple[Why, ...]:
    """Explain an item in every category, in the order of feeds.yaml, by the text that decides."""
    told = [of_text(book, number, variant) for number, variant in enumerate(variants)]
    return tuple(max(of_category, key=lambda one: one.weight) for of_category in zip(*told, strict=True))


def of_text(book: Rulebook, number: int, variant: Variant) -> list[Why]:
    fields = texts(variant)
    found = search(book, variant.language, fields)
    verdicts = (
        weighed(name, rules, variant.source, found, fields) for name, rules in book.categories.items()
    )
    return [
        Why(verdict, number) if verdict.reasons else lacking(verdict, number, rules, variant, found)
        for verdict, rules in zip(verdicts, book.categories.values(), strict=True)
    ]


def lacking(verdict: Verdict, number: int, rules: Rules, variant: Variant, found: Found) -> Why:
    """Say what a text would have needed, that nothing puts into a category."""
    fields, seen = texts(variant), unmasked(rules.mask, found)
    hidden = {term: places - seen.get(term, set()) for term, places in found.items()}
    lost = {term: places for term, places in hidden.items() if places}
    masked = [reason for rule in touched(rules.any, lost) for reason in reasons(rule, lost, fields)]
    parts = [shortfall(rule, seen, variant, fields) for rule in touched(rules.any, seen)]
    nearest = max(parts, key=lambda one: one.share, default=None)
    return Why(verdict, number, tuple(masked), nearest)


def touched(ruleset: Ruleset, found: Found) -> Iterator[Node]:
    """List the rules of which a term was found, in their order."""
    numbers = {number for term in found for number in ruleset.touched.get(term, ())}
    return (ruleset.nodes[number] for number in sorted(numbers))


def shortfall(rule: Node, seen: Found, variant: Variant, fields: Mapping[str, str]) -> Shortfall:
    """Part what a rule asks for into what is there and what is not."""
    parts = list(leaves(rule))
    missing = {part.place: examples(part, variant) for part in parts if not holds(part, seen)}
    return Shortfall(f"{parts[0].place.partition(']')[0]}]", tuple(reasons(rule, seen, fields)), missing)


def examples(part: AnyTerm, variant: Variant) -> tuple[str, ...]:
    """Give some terms that a part would be met by in this text, those of its own language first."""
    own = primary(variant.language or "")
    order = {own: 0, ANY_LANGUAGE: 1, BESIDE: 2}
    usable = [term for term in part.terms if term.language in order or not own]
    usable.sort(key=lambda term: (order.get(term.language, 3), term.written))
    return tuple(dict.fromkeys(term.written for term in usable))[:EXAMPLES]
