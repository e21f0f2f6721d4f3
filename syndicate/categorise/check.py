"""A config → what is wrong with its rules that only matching can tell, each with its path of keys.

Names that lead nowhere are config's to find. A list of terms that no rule uses is no mistake: it may be kept for later.
"""

from collections.abc import Iterator, Mapping, Sequence

from ..config.model import AllOf, Config, Rule, Words
from .words import ANY_LANGUAGE, EXACT, Term

Path = tuple[str | int, ...]
Mistake = tuple[Path, str]


def mistakes(config: Config) -> list[Mistake]:
    """List the terms that can never be found."""
    found = [mistake for name, lists in config.terms.items() for mistake in in_lists(("terms", name), lists)]
    for name, category in config.categories.items():
        for key, rules in (("mask", category.mask), ("any", category.any), ("none", category.none)):
            found += in_rules(("categories", name, key), rules)
    return found


def in_rules(path: Path, rules: Sequence[Rule]) -> Iterator[Mistake]:
    """Look through a list of rules."""
    for number, rule in enumerate(rules):
        yield from in_rule((*path, number), rule)


def in_rule(path: Path, rule: Rule) -> Iterator[Mistake]:
    """Look through one rule; the terms of a named list are looked through where they are written."""
    if isinstance(rule, str):
        yield from in_term(path, rule)
    elif isinstance(rule, AllOf):
        yield from in_rules((*path, "all"), rule.all)
    elif isinstance(rule, Words):
        yield from in_lists(path, rule.words)


def in_lists(path: Path, lists: Mapping[str, Sequence[str]]) -> Iterator[Mistake]:
    """Look through words per language."""
    for language, written in lists.items():
        for number, term in enumerate(written):
            yield from in_term((*path, language, number), term)


def in_term(path: Path, written: str) -> Iterator[Mistake]:
    """Refuse what could never be found, or would be found where its writer does not expect it."""
    if not Term(written, ANY_LANGUAGE).words:
        after = f" after '{EXACT}'" if written.strip() == EXACT else ""
        yield path, f"'{written}' has no word in it{after}: write at least one letter or digit"
    elif "*" in written:
        yield path, f"'{written}' has a star in it: other endings are found without one, so leave it out"
