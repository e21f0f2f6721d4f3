"""A config → the rulebook that items are judged by, built once for each edition of feeds.yaml.

In: a config without mistakes. Out: every term of every language ready to be looked for, and for each category which
of its rules a term can fulfil. It judges no item.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..config.model import AllOf, Category, Config, Rule, TermList
from ..config.sources import Source
from .words import ANY_LANGUAGE, Lexicon, Term, lexicon, primary

BESIDE = "en"  # the language that sources of the field use beside their own: its terms apply to every item


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """Holds where any of the terms stands in the item."""

    place: str  # in feeds.yaml, within the category: "any[2].all[0]"
    terms: frozenset[Term]


@dataclass(frozen=True, slots=True)
class Every:
    """Holds where each of its members holds."""

    members: tuple["Node", ...]


Node = AnyTerm | Every


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules of one list (`any`, `none` or `mask`), in their order."""

    nodes: tuple[Node, ...]
    touched: Mapping[Term, tuple[int, ...]]  # the rules that a term has a part in


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides about one category."""

    mask: Ruleset
    any: Ruleset
    none: Ruleset
    sources: Mapping[str, str]  # those that name it: "always", or "categories", which `none` can overrule


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What items are judged by."""

    lexicons: Mapping[
        str, Lexicon
    ]  # by primary subtag; the empty one is for languages that the config never names
    categories: Mapping[str, Rules]

    def readings(self, language: str | None) -> tuple[Lexicon, ...]:
        """Choose the lexicons for an item: its language's and the English one; all if its language is not known."""
        if language is None:
            return tuple(self.lexicons.values())
        own = primary(language)
        chosen = dict.fromkeys((own if own in self.lexicons else ANY_LANGUAGE, BESIDE))
        return tuple(self.lexicons[name] for name in chosen)


def rulebook(config: Config) -> Rulebook:
    """Read the rules of all categories."""
    categories = {name: rules(name, category, config) for name, category in config.categories.items()}
    terms = {
        term: None
        for found in categories.values()
        for ruleset in (found.mask, found.any, found.none)
        for term in ruleset.touched
    }
    names = dict.fromkeys([BESIDE, ANY_LANGUAGE, *languages(config), *(term.language for term in terms)])
    return Rulebook(
        {
            name: lexicon(name, [term for term in terms if term.language in (name, ANY_LANGUAGE)])
            for name in names
        },
        categories,
    )


def languages(config: Config) -> Iterator[str]:
    """List the languages that items can be expected in."""
    declared = (source.language for source in config.sources.values())
    yield from (primary(language) for language in (*config.site.languages, *declared) if language)


def rules(name: str, category: Category, config: Config) -> Rules:
    """Read the rules of one category."""
    return Rules(
        ruleset("mask", category.mask, config),
        ruleset("any", category.any, config),
        ruleset("none", category.none, config),
        {key: found for key, source in config.sources.items() if (found := named(name, source))},
    )


def named(category: str, source: Source) -> str:
    """Say under which key a source names a category, if it does."""
    if category in source.always:
        return "always"
    return "categories" if category in source.categories else ""


def ruleset(place: str, written: Sequence[Rule], config: Config) -> Ruleset:
    """Read a list of rules, and note which of them each term can fulfil."""
    nodes = tuple(node(f"{place}[{number}]", rule, config) for number, rule in enumerate(written))
    touched: dict[Term, tuple[int, ...]] = {}
    for number, rule in enumerate(nodes):
        for term in frozenset().union(*(leaf.terms for leaf in leaves(rule))):
            touched[term] = (*touched.get(term, ()), number)
    return Ruleset(nodes, touched)


def node(place: str, rule: Rule, config: Config) -> Node:
    """Read one rule, written at `place`."""
    if isinstance(rule, str):
        return AnyTerm(place, frozenset({Term(rule, ANY_LANGUAGE)}))
    if isinstance(rule, AllOf):
        return Every(tuple(node(f"{place}.all[{n}]", member, config) for n, member in enumerate(rule.all)))
    lists = config.terms[rule.terms] if isinstance(rule, TermList) else rule.words
    return AnyTerm(place, frozenset(Term(w, primary(tag)) for tag, written in lists.items() for w in written))


def leaves(rule: Node) -> Iterator[AnyTerm]:
    """List the parts of a rule that are met by words, in their order."""
    if isinstance(rule, AnyTerm):
        yield rule
        return
    for member in rule.members:
        yield from leaves(member)
