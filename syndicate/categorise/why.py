"""An item's texts → why it is in each category or not: the words that decided, what was in the way, what was missing.

In: a rulebook and the texts of one item. Out: a `Why` for each category. What decides is asked of `judge`, by which
items are filed, so an explanation and a decision cannot disagree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Reason, Variant
from .evidence import Found, Hit, hits, touched, unmasked
from .judge import Verdict, quoted, search, weighed
from .rules import BESIDE, AnyTerm, Node, Rulebook, Rules, leaves
from .words import ANY_LANGUAGE, primary

EXAMPLES = 5  # terms of a part that is missing


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A rule that holds in part; if no part is missing, the words do not stand together as it asks, or are too weak."""

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
    found = search(book, variant)
    verdicts = (weighed(name, rules, variant.source, found) for name, rules in book.categories.items())
    return [
        Why(verdict, number)
        if verdict.reasons
        else Why(verdict, number, *lacking(rules, variant.language, found))
        for verdict, rules in zip(verdicts, book.categories.values(), strict=True)
    ]


def lacking(rules: Rules, language: str | None, found: Found) -> tuple[tuple[Reason, ...], Shortfall | None]:
    """Say what a text would have needed, that nothing puts into a category: what is masked, and the nearest rule."""
    seen = unmasked(rules.mask, found)
    lost = found.only({term: places - seen.places.get(term, set()) for term, places in found.places.items()})
    masked = [hit for rule in touched(rules.any, lost) for hit in parts(rule, lost)]
    near = (shortfall(rule, language, seen) for rule in touched(rules.any, seen) if parts(rule, seen))
    return tuple(quoted(masked, found.fields)), max(near, key=lambda one: one.share, default=None)


def shortfall(rule: Node, language: str | None, seen: Found) -> Shortfall:
    """Part what a rule asks for into what is there and what is not."""
    first = next(leaves(rule)).place
    missing = {part.place: examples(part, language) for part in unmet(rule, seen)}
    return Shortfall(f"{first.partition(']')[0]}]", tuple(quoted(parts(rule, seen), seen.fields)), missing)


def parts(rule: Node, found: Found) -> list[Hit]:
    """List what the parts of a rule are met by, whether it holds or not."""
    return [hit for leaf in leaves(rule) for hit in hits(leaf, found)]


def unmet(rule: Node, found: Found) -> Iterator[AnyTerm]:
    """List the parts that a rule lacks."""
    if isinstance(rule, AnyTerm):
        if not hits(rule, found):
            yield rule
    elif not hits(rule, found):
        for member in rule.members:
            yield from unmet(member, found)


def examples(part: AnyTerm, language: str | None) -> tuple[str, ...]:
    """Give some terms that a part would be met by in this text, those of its own language first."""
    own = primary(language or "")
    order = {own: 0, ANY_LANGUAGE: 1, BESIDE: 2}
    usable = [term for term in part.terms if term.language in order or not own]
    usable.sort(key=lambda term: (order.get(term.language, 3), term.written))
    return tuple(dict.fromkeys(term.written for term in usable))[:EXAMPLES]
