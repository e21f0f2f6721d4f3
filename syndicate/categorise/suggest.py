"""Items that an editor filed, and a rulebook → terms that would make a category's rules file them better.

In: what `measure` judges. Out: phrases of the items themselves, each as a term of `any`, `none` or `mask`, with the
items it would change. A phrase is proposed only if it helps whichever part of the items is left out, so that none
rests on a single title; and the whole choice is scored on items that had no part in it. No rule is changed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..text import spans, words
from .evidence import without
from .judge import weighed
from .lexicon import END, Place
from .measure import Filed, Judged, Score, judge
from .rules import BESIDE, Rulebook, Rules
from .words import acronym, primary, stemming

PARTS = 5  # into which the items are dealt, to leave out one after the other
LONGEST = 3  # words of a phrase
# Letters of the words that a phrase begins and ends with: shorter ones say nothing by themselves.
SHORTEST = 4
SURE = 2  # times as many items must be right as wrong: less is no rule that an editor would write
GENTLE = {"any": 2, "mask": 1, "none": 0}  # what is chosen where terms help alike


class Phrase(NamedTuple):
    """A phrase as a term of its language would find it: the stem of each word, an acronym as it is."""

    language: str
    stems: tuple[str, ...]


Phrases = Mapping[Phrase, Sequence[Place]]  # of an item
Holders = Mapping[Phrase, Mapping[int, Sequence[Place]]]  # the items that a phrase stands in


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that could be added, and the items that it would file, or keep out."""

    role: str  # any, none or mask
    phrase: Phrase
    items: frozenset[int]

    def changed(self, taken: frozenset[int]) -> frozenset[int]:
        """Say which items would be filed otherwise, given those that are taken."""
        return self.items - taken if self.role == "any" else self.items & taken

    def after(self, taken: frozenset[int]) -> frozenset[int]:
        return taken | self.items if self.role == "any" else taken - self.items


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term to add after those before it: the lines of the items that it files rightly and wrongly, and the score."""

    role: str
    written: str
    language: str
    right: tuple[int, ...]
    wrong: tuple[int, ...]
    score: Score


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be better, and how much of it will hold."""

    before: Score
    suggestions: tuple[Suggestion, ...]
    cross_validated: Score  # each part filed with what the other parts suggest


@dataclass(frozen=True, slots=True)
class Case:
    """The items of a category by number: all, those that belong in it, and those that the rules take."""

    items: frozenset[int]
    truth: frozenset[int]
    taken: frozenset[int]

    def only(self, items: frozenset[int]) -> "Case":
        return Case(items, self.truth & items, self.taken & items)

    def without(self, part: int) -> "Case":
        return self.only(frozenset(number for number in self.items if number % PARTS != part))

    def part(self, part: int) -> "Case":
        return self.only(frozenset(number for number in self.items if number % PARTS == part))

    def score(self, taken: frozenset[int]) -> Score:
        right = len(taken & self.truth)
        return Score(right, len(taken) - right, len(self.truth) - right)

    def gain(self, candidate: Candidate) -> float:
        """Say by how much the F1 rises with a term; not at all with one that is wrong too often."""
        changed = candidate.changed(self.taken) & self.items
        inside, outside = len(changed & self.truth), len(changed - self.truth)
        right, wrong = (inside, outside) if candidate.role == "any" else (outside, inside)
        if right < SURE * wrong:
            return 0.0
        before = self.score(self.taken)
        if candidate.role != "any":
            inside, outside = -inside, -outside
        return Score(before.tp + inside, before.fp + outside, before.fn - inside).f1 - before.f1


def suggest(book: Rulebook, category: str, items: Sequence[Filed], most: int) -> Advice:
    """Propose at most `most` terms for a category, the most useful first."""
    judged = [judge(book, item) for item in items]
    found, rules = [phrases(one) for one in judged], book.categories[category]
    verdicts = [one.verdict(category, rules) for one in judged]
    case = Case(
        frozenset(range(len(items))),
        frozenset(number for number, item in enumerate(items) if category in item.categories),
        frozenset(number for number, verdict in enumerate(verdicts) if verdict.taken),
    )
    open_to = frozenset(number for number, verdict in enumerate(verdicts) if not verdict.against)
    holders = holding(judged, found)
    offered = [*offers(case, open_to, holders), *masks(rules, case, judged, holders)]
    printed = spelling(judged, holders)
    return Advice(
        case.score(case.taken),
        tuple(told(case, choose(case, offered, most), items, printed)),
        cross_validated(case, offered, most),
    )


def phrases(one: Judged) -> Phrases:
    """List the phrases of an item, in its language and as English, with their places."""
    found: dict[Phrase, list[Place]] = defaultdict(list)
    for language in {own(one.item), BESIDE}:
        for field, text in enumerate(one.found.fields.values()):
            before = 0
            for line in text.split(END):
                for phrase, begin, end in phrases_of(line, language):
                    found[phrase].append(Place(field, before + begin, before + end))
                before += len(line) + 1
    return found


def own(item: Filed) -> str:
    return primary(item.variant.language or BESIDE)


def phrases_of(line: str, language: str) -> Iterator[tuple[Phrase, int, int]]:
    """Cut a line into phrases that could be terms: each with its characters."""
    printed, offsets, stem = words(line), spans(line), stemming(language)
    stems = [word if acronym(word) else stem(word) for word in printed]
    for first in range(len(printed)):
        for last in range(first, min(first + LONGEST, len(printed))):
            if speaks(printed[first]) and speaks(printed[last]):
                phrase = Phrase(language, tuple(stems[first : last + 1]))
                yield phrase, offsets[first][0], offsets[last][1]


def speaks(word: str) -> bool:
    return acronym(word) or (len(word) >= SHORTEST and not word.isdigit())


def holding(judged: Sequence[Judged], found: Sequence[Phrases]) -> Holders:
    """Say in which items each phrase stands, and where; only those that most of their items have the language of."""
    holders: dict[Phrase, dict[int, Sequence[Place]]] = defaultdict(dict)
    for number, of_item in enumerate(found):
        for phrase, places in of_item.items():
            holders[phrase][number] = places
    return {
        phrase: items
        for phrase, items in holders.items()
        if 2 * sum(own(judged[number].item) == phrase.language for number in items) > len(items) > 1
    }


def offers(case: Case, open_to: frozenset[int], holders: Holders) -> Iterator[Candidate]:
    """List phrases that would file missed items, or keep out wrong ones."""
    for phrase, items in holders.items():
        yield from useful(case, Candidate("any", phrase, (open_to & items.keys()) - case.taken))
        yield from useful(case, Candidate("none", phrase, case.taken & items.keys()))


def useful(case: Case, candidate: Candidate) -> Iterator[Candidate]:
    """Pass a candidate on if it sets at least two items right."""
    wanted = case.truth if candidate.role == "any" else case.items - case.truth
    if len(candidate.items & wanted) > 1:
        yield candidate


def masks(rules: Rules, case: Case, judged: Sequence[Judged], holders: Holders) -> Iterator[Candidate]:
    """List phrases that keep out wrong items if no other term is found in them."""
    for phrase, items in holders.items():
        held = case.taken & items.keys()
        if len(phrase.stems) > 1 and len(held - case.truth) > 1:
            out = frozenset(number for number in held if not masked(rules, judged[number], items[number]))
            yield from useful(case, Candidate("mask", phrase, out))


def masked(rules: Rules, one: Judged, blanks: Sequence[Place]) -> bool:
    """Say whether an item is still taken if some of its places do not count."""
    return weighed("", rules, one.item.variant.source, without(one.found, blanks)).taken


def choose(case: Case, offered: Iterable[Candidate], most: int) -> list[Candidate]:
    """Take the best term, then the best beside it, as long as one helps whichever part is left out."""
    chosen: list[Candidate] = []
    left = list(offered)
    while len(chosen) < most:
        left = [one for one in left if case.gain(one) > 0]
        steady = [one for one in left if all(case.without(part).gain(one) > 0 for part in range(PARTS))]
        if not steady:
            break
        best = max(
            steady, key=lambda one: (case.gain(one), GENTLE[one.role], -len(one.phrase.stems), one.phrase)
        )
        chosen.append(best)
        case = Case(case.items, case.truth, best.after(case.taken) & case.items)
    return chosen


def cross_validated(case: Case, offered: Sequence[Candidate], most: int) -> Score:
    """Score every part with what is chosen without it."""
    total = Score()
    for part in range(PARTS):
        rest, held = case.without(part), case.part(part)
        taken = held.taken
        for candidate in choose(rest, offered, most):
            taken = candidate.after(taken) & held.items
        total += held.score(taken)
    return total


def told(
    case: Case, chosen: Iterable[Candidate], items: Sequence[Filed], printed: Callable[[Phrase], str]
) -> Iterator[Suggestion]:
    """Say of each term in turn what it changes."""
    taken = case.taken
    for one in chosen:
        changed = sorted(one.changed(taken))
        taken = one.after(taken)
        rightly = {number for number in changed if (number in case.truth) == (one.role == "any")}
        yield Suggestion(
            one.role,
            printed(one.phrase),
            one.phrase.language,
            tuple(items[number].line for number in changed if number in rightly),
            tuple(items[number].line for number in changed if number not in rightly),
            case.score(taken),
        )


def spelling(judged: Sequence[Judged], holders: Holders) -> Callable[[Phrase], str]:
    """Give a phrase as it is printed most often."""

    def printed(phrase: Phrase) -> str:
        forms: Counter[str] = Counter()
        for number, places in holders[phrase].items():
            fields = list(judged[number].found.fields.values())
            forms.update(fields[place.field][place.begin : place.end] for place in places)
        return max(forms, key=lambda form: (forms[form], form.islower(), form))

    return printed
