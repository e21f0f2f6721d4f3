"""A config → what is wrong with its rules that only matching can tell, each with its path of keys.

Names that lead nowhere are config's to find. A list of terms that no rule uses is no mistake: it may be kept for later.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from ..config.model import Config
from ..config.references import rule_lists
from ..config.rules import AnyOf, AtLeast, Near, Placed, Rule, TermList, Words, members
from ..text import fold
from . import expected
from .rules import USUAL, narrowed
from .words import ANY_LANGUAGE, EXACT, STAR, Term

FEWEST = 3  # letters beside a star: fewer are found in too many words

# How other searches are written → what that does here, and the way out.
FOREIGN = {
    r"[-!]\w": "excludes nothing by its first sign: write the word under 'none'",
    r"(NOT|.* (AND|OR|NOT)) ": "has AND, OR or NOT in it, which are looked for as words here: write 'all', 'any' or 'none', "
    "or small letters",
    r"\?|.*=$": "has its sign at the wrong end: '=' stands in front of a word, '?' and '!' behind it",
}
# Keys that read like kinds of rules, but are codes of languages that hardly anybody writes news in.
NO_LANGUAGE = {"and": "as 'all: […]'", "not": "under 'none' of the category"}

Path = tuple[str | int, ...]
Fields = frozenset[str] | None
Mistake = tuple[Path, str]


def mistakes(config: Config) -> list[Mistake]:
    """List the rules that can never hold and the terms that can never be found; else examples filed otherwise."""
    found = [mistake for name, lists in config.terms.items() for mistake in in_lists(("terms", name), lists)]
    for path, rules in rule_lists(config):
        found += in_rules(path, rules)
    return found or list(expected.mistakes(config))


def in_rules(path: Path, rules: Sequence[Rule], around: Fields = None) -> Iterator[Mistake]:
    """Look through a list of rules; `around` are the fields that the groups around it look at, if they say."""
    for number, rule in enumerate(rules):
        if isinstance(rule, str):
            yield from in_term((*path, number), rule)
        else:
            yield from in_rule((*path, number), rule, around)


def in_rule(path: Path, rule: Placed, around: Fields) -> Iterator[Mistake]:
    """Look through one rule; the terms of a named list are looked through where they are written."""
    key, inner = members(rule)
    fields = narrowed(around, rule.fields)
    if around and not fields:
        yield (
            (*path, "in"),
            f"this never holds: the group around it looks at {' and '.join(sorted(around))} only",
        )
        return
    yield from in_rules((*path, key), inner, fields)
    match rule:
        case Words(words=lists):
            yield from in_languages(path, lists)
            yield from in_lists(path, lists)
        case AtLeast(at_least=count) if count > len(inner):
            yield (*path, "at_least"), f"{count} of {len(inner)} can never hold: write at most {len(inner)}"
        case Near():
            yield from in_near((*path, key), inner)
            looked = [looked_at(member, fields) for member in inner]
            if all(looked) and not frozenset.intersection(*looked):
                yield (*path, key), "this never holds: no part of an item is looked at by all of its members"


def looked_at(rule: Placed | str, around: Fields) -> frozenset[str]:
    """Give the fields in which a rule within `near` may hold."""
    fields = narrowed(around, None if isinstance(rule, str) else rule.fields)
    if isinstance(rule, AnyOf):
        return frozenset[str]().union(*(looked_at(member, fields) for member in rule.any))
    return USUAL if fields is None else fields


def in_near(path: Path, rules: Sequence[Rule]) -> Iterator[Mistake]:
    """Refuse what stands nowhere in a text, because it may hold by words that stand apart."""
    for number, rule in enumerate(rules):
        if not isinstance(rule, str | Words | TermList | AnyOf):
            key, _ = members(rule)
            said = "at_least" if key == "of" else key
            message = f"a group with '{said}' stands at no one place: write words, lists of terms or a group with 'any'"
            yield (*path, number), message
        if isinstance(rule, AnyOf):
            yield from in_near((*path, number, "any"), rule.any)


def in_languages(path: Path, lists: Mapping[str, Sequence[str]]) -> Iterator[Mistake]:
    """Refuse a key that reads like a kind of rule, but is the code of a language."""
    for language, way in NO_LANGUAGE.items():
        if language in lists:
            yield (*path, language), f"'{language}' is no kind of rule: write this {way}"


def in_lists(path: Path, lists: Mapping[str, Sequence[str]]) -> Iterator[Mistake]:
    """Look through words per language."""
    for language, written in lists.items():
        for number, term in enumerate(written):
            yield from in_term((*path, language, number), term)


def in_term(path: Path, written: str) -> Iterator[Mistake]:
    """Refuse what could never be found, or would be found where its writer does not expect it."""
    words = Term(written, ANY_LANGUAGE).words
    if not words:
        after = f" after '{EXACT}'" if written.strip() == EXACT else ""
        yield path, f"'{written}' has no word in it{after}: write at least one letter or digit"
    elif written.count(STAR) != sum(word.count(STAR) for word in words):
        yield path, f"'{written}' has a star that touches no word: write it without a space, as in 'region*'"
    elif any(STAR in word and len(fold(word.strip(STAR))) < FEWEST for word in words):
        yield path, f"'{written}' is found in too many words: write at least {FEWEST} letters beside a star"
    else:
        wrong = (reason for form, reason in FOREIGN.items() if re.match(form, written.strip()))
        yield from ((path, f"'{written}' {reason}") for reason in wrong)
