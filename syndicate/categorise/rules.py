"""A config → the rulebook that items are judged by, built once for each edition of feeds.yaml.

In: a config without mistakes. Out: every term of every language ready to be looked for, and for each category which
of its rules a term can fulfil. It judges no item.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..config.model import Category, Config
from ..config.rules import AnyOf, AtLeast, Near, Rule, TermList, Words, members
from ..config.sources import Source
from .lexicon import Lexicon, Reading, lexicon
from .words import ANY_LANGUAGE, Term, primary

Terms = frozenset[Term]

BESIDE = "en"  # the language that sources of the field use beside their own: its terms apply to every item
FIELDS = ("title", "text", "label", "author", "source")  # of an item, in reading order
USUAL = frozenset({"title", "text", "label"})  # where a rule looks that does not say where


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """Holds where any of the terms stands in one of the fields."""

    place: str  # in feeds.yaml, within the category: "any[2].all[0]"
    terms: frozenset[Term]
    fields: frozenset[int]  # by their numbers in FIELDS


@dataclass(frozen=True, slots=True)
class Some:
    """Holds where at least so many of its members hold."""

    count: int
    members: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Close:
    """Holds where words of each member stand in one line, with at most so many words between the outer ones."""

    within: int
    members: tuple["Node", ...]


Node = AnyTerm | Some | Close


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules of one list (`any`, `none` or `mask`), in their order."""

    nodes: tuple[Node, ...]
    asking: Mapping[Terms, tuple[int, ...]]  # the rules that ask for a list of terms

    @property
    def terms(self) -> Terms:
        """All terms that can have a part in a rule."""
        return frozenset[Term]().union(*self.asking)


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

    # By primary subtag; the empty one is for languages that the config never names, None for what has no language.
    readings: Mapping[str | None, Reading]
    categories: Mapping[str, Rules]
    lists: Mapping[Term, tuple[Terms, ...]]  # those that a term is in
    names: Mapping[str, str]  # of sources, by their keys
    fields: frozenset[int]  # that some rule looks at, by their numbers

    def reading(self, language: str | None) -> Reading:
        """Choose how to read an item: in its language and English; in all languages if its own is not known."""
        own = language and primary(language)
        return self.readings[own if own in self.readings else ANY_LANGUAGE]


def rulebook(config: Config) -> Rulebook:
    """Read the rules of all categories."""
    lists = {name: terms_of(written) for name, written in config.terms.items()}
    categories = {name: rules(name, category, config, lists) for name, category in config.categories.items()}
    sets = [one for found in categories.values() for one in (found.mask, found.any, found.none)]
    asked = memberships({terms for one in sets for terms in one.asking})
    every = [rule for one in sets for rule in one.nodes]
    names = dict.fromkeys([BESIDE, ANY_LANGUAGE, *languages(config), *(term.language for term in asked)])
    return Rulebook(
        readings(lexicon(asked, names), names),
        categories,
        asked,
        {key: source.name for key, source in config.sources.items()},
        frozenset().union(*(leaf.fields for rule in every for leaf in leaves(rule))),
    )


def memberships(lists: Iterable[Terms]) -> Mapping[Term, tuple[Terms, ...]]:
    """Say which lists each term is in; terms that are in the same ones share what says it."""
    found: dict[Term, tuple[Terms, ...]] = {}
    known: dict[tuple[Terms, ...], tuple[Terms, ...]] = {}
    for terms in lists:
        for term in terms:
            more = (*found.get(term, ()), terms)
            found[term] = known.setdefault(more, more)
    return found


def readings(terms: Lexicon, languages: Collection[str]) -> Mapping[str | None, Reading]:
    """Prepare a reading for each language, with the English one beside it, and one in all languages."""
    each: dict[str | None, Reading] = {
        name: terms.reading(dict.fromkeys((name, BESIDE))) for name in languages
    }
    return each | {None: terms.reading(languages)}


def languages(config: Config) -> Iterator[str]:
    """List the languages that items can be expected in."""
    yield from map(primary, config.languages)


def terms_of(lists: Mapping[str, Sequence[str]]) -> Terms:
    """Read words per language."""
    return frozenset(Term(word, primary(tag)) for tag, written in lists.items() for word in written)


def rules(name: str, category: Category, config: Config, lists: Mapping[str, Terms]) -> Rules:
    """Read the rules of one category."""
    return Rules(
        ruleset("mask", [*category.mask, *config.mask], lists),
        ruleset("any", category.any, lists),
        ruleset("none", category.none, lists),
        {key: found for key, source in config.sources.items() if (found := named(name, source))},
    )


def named(category: str, source: Source) -> str:
    """Say under which key a source names a category, if it does."""
    if category in source.always:
        return "always"
    return "categories" if category in source.categories else ""


def ruleset(place: str, written: Sequence[Rule], lists: Mapping[str, Terms]) -> Ruleset:
    """Read a list of rules, and note which of them ask for each list of terms."""
    nodes = tuple(node(f"{place}[{number}]", rule, lists, None) for number, rule in enumerate(written))
    asking: dict[Terms, tuple[int, ...]] = {}
    for number, rule in enumerate(nodes):
        for terms in {leaf.terms for leaf in leaves(rule)}:
            asking[terms] = (*asking.get(terms, ()), number)
    return Ruleset(nodes, asking)


def node(place: str, rule: Rule, lists: Mapping[str, Terms], fields: frozenset[str] | None) -> Node:
    """Read one rule, written at `place`; `fields` are those that the groups around it look at, if they say."""
    if isinstance(rule, str):
        return AnyTerm(place, frozenset({Term(rule, ANY_LANGUAGE)}), numbered(fields))
    fields = narrowed(fields, rule.fields)
    if isinstance(rule, TermList | Words):
        terms = lists[rule.terms] if isinstance(rule, TermList) else terms_of(rule.words)
        return AnyTerm(place, terms, numbered(fields))
    key, written = members(rule)
    inner = tuple(node(f"{place}.{key}[{n}]", member, lists, fields) for n, member in enumerate(written))
    match rule:
        case Near(within=within):
            return Close(within, inner)
        case AtLeast(at_least=count):
            return Some(count, inner)
    return Some(1 if isinstance(rule, AnyOf) else len(inner), inner)


def narrowed(around: frozenset[str] | None, own: Collection[str] | None) -> frozenset[str] | None:
    """Give the fields of a rule: its own, as far as those around it allow."""
    if own is None:
        return around
    return frozenset(own) & around if around is not None else frozenset(own)


def numbered(fields: frozenset[str] | None) -> frozenset[int]:
    return frozenset(FIELDS.index(name) for name in (USUAL if fields is None else fields))


def leaves(rule: Node) -> Iterator[AnyTerm]:
    """List the parts of a rule that are met by words, in their order."""
    if isinstance(rule, AnyTerm):
        yield rule
        return
    for member in rule.members:
        yield from leaves(member)
