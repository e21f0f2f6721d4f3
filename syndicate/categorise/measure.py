"""Items that an editor filed, and a rulebook → how well the rules file them: each category, each language, each term.

In: texts with the categories that they belong to. Out: counts, the items filed wrongly with the reasons, and for each
term what it brings. Rules are judged as `judge` judges them; nothing is read, and no rule is changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Variant
from .evidence import Found
from .judge import Verdict, search, weighed
from .rules import Rulebook, Rules
from .words import Term


@dataclass(frozen=True, slots=True)
class Filed:
    """A text as an editor filed it."""

    line: int  # in the file it comes from
    site: str  # the host it comes from, or empty
    variant: Variant
    categories: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How many items were filed rightly, wrongly, and were missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        return share(self.tp, self.fp)

    @property
    def recall(self) -> float:
        return share(self.tp, self.fn)

    @property
    def f1(self) -> float:
        return share(2 * self.tp, self.fp + self.fn)


@dataclass(frozen=True, slots=True)
class TermReport:
    """What a term did: in how many items it counted, where that was right, and the score without it."""

    role: str  # any: it files; none: it keeps out; mask: it hides others
    written: str
    language: str  # empty for every language
    fired: int
    right: int
    wrong: int
    f1_without: float


@dataclass(frozen=True, slots=True)
class Error:
    """An item that the rules file otherwise than the editor."""

    item: Filed
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CategoryReport:
    """How well one category is filed."""

    score: Score
    languages: Mapping[str, Score]
    errors: tuple[Error, ...]
    terms: tuple[TermReport, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with what was found in it, so that it can be judged again without a term."""

    item: Filed
    found: Found

    def verdict(self, category: str, rules: Rules, without: Term | None = None) -> Verdict:
        kept = {term: places for term, places in self.found.places.items() if term != without}
        return weighed(category, rules, self.item.variant.source, self.found.only(kept))


def share(right: int, rest: int) -> float:
    """Give the part that is right; all of it where there is nothing at all."""
    return right / (right + rest) if right + rest else 1.0


def measure(book: Rulebook, items: Iterable[Filed]) -> dict[str, CategoryReport]:
    """Judge every item by every category and compare with the editor."""
    judged = [judge(book, item) for item in items]
    return {name: report(name, rules, judged) for name, rules in book.categories.items()}


def judge(book: Rulebook, item: Filed) -> Judged:
    return Judged(item, search(book, item.variant))


def report(name: str, rules: Rules, judged: Sequence[Judged]) -> CategoryReport:
    """Measure one category."""
    verdicts = [one.verdict(name, rules) for one in judged]
    pairs = [(one.item, verdict) for one, verdict in zip(judged, verdicts, strict=True)]
    languages = sorted({one.item.variant.language or "" for one in judged})
    return CategoryReport(
        score(pairs),
        {tag: score(pair for pair in pairs if (pair[0].variant.language or "") == tag) for tag in languages},
        tuple(Error(item, verdict) for item, verdict in pairs if verdict.taken != (name in item.categories)),
        tuple(
            sorted(terms(name, rules, judged, verdicts), key=lambda one: (one.role, -one.fired, one.written))
        ),
    )


def score(pairs: Iterable[tuple[Filed, Verdict]]) -> Score:
    """Count what the rules say against what the editor said."""
    return counted((verdict.taken, verdict.category in item.categories) for item, verdict in pairs)


def counted(outcomes: Iterable[tuple[bool, bool]]) -> Score:
    """Count pairs of what was filed and what should have been."""
    pairs = list(outcomes)
    return Score(pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True)))


def terms(
    name: str, rules: Rules, judged: Sequence[Judged], verdicts: Sequence[Verdict]
) -> Iterator[TermReport]:
    """Say of every term that counted somewhere what it brought."""
    for role, ruleset in (("any", rules.any), ("none", rules.none), ("mask", rules.mask)):
        for term in ruleset.terms:
            holders = {number for number, one in enumerate(judged) if term in one.found.places}
            fired = [number for number in holders if counts(role, term, verdicts[number])]
            if not fired:
                continue
            right = sum((name in judged[n].item.categories) == (role == "any") for n in fired)
            without = counted(
                (
                    (one.verdict(name, rules, term) if number in holders else verdicts[number]).taken,
                    name in one.item.categories,
                )
                for number, one in enumerate(judged)
            )
            yield TermReport(
                role, term.written, term.language, len(fired), right, len(fired) - right, without.f1
            )


def counts(role: str, term: Term, verdict: Verdict) -> bool:
    """Say whether a term that was found had a part in the verdict; a mask has one wherever it is found."""
    if role == "mask":
        return True
    reasons = verdict.against if role == "none" else verdict.reasons if verdict.taken else ()
    return any(reason.term == term.written for reason in reasons)


def by_site(book: Rulebook, sites: Mapping[str, Iterable[str]]) -> Rulebook:
    """Give sites the defaults of their sources, as if each site were one source: what all of its sources name."""
    return replace(book, categories={name: at_sites(rules, sites) for name, rules in book.categories.items()})


def at_sites(rules: Rules, sites: Mapping[str, Iterable[str]]) -> Rules:
    named = {site: [rules.sources.get(key, "") for key in keys] for site, keys in sites.items()}
    # "always" comes before "categories" in the alphabet, and the weaker of the two is what they share.
    shared = {site: max(said) for site, said in named.items() if said and all(said)}
    return replace(rules, sources=shared)
