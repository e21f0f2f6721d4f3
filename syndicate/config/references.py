"""Config → the names in it that lead nowhere: categories, lists of terms, former keys, languages listed twice; and a
logo or colours that readers could not use.

Answers as a stage does: a path of keys and a message each. What the names lead to is not judged.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from . import looks
from .model import Config
from .rules import Rules, TermList, members
from .sentences import nearest
from .sources import Source

Path = tuple[str | int, ...]
Reference = tuple[Path, str]


def mistakes(config: Config) -> list[Reference]:
    """Find every name that names nothing."""
    return [
        *languages(config),
        *categories(config),
        *former(config),
        *renamed(config),
        *terms(config),
        *looks_of(config),
    ]


def looks_of(config: Config) -> Iterator[Reference]:
    """Find a logo that readers would have to ask another site for, and colours that cannot be read."""
    site = config.site
    if site.logo and site.logo.startswith("http") and origin(site.logo) != origin(site.url):
        yield (
            ("site", "logo"),
            f"'{site.logo}' is on another site, which would learn who reads this one: copy it",
        )
    for scheme, message in looks.mistakes(site.colours):
        yield ("site", "colours", scheme), message


def origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def languages(config: Config) -> Iterator[Reference]:
    """Find languages listed twice: each would have its feeds twice."""
    tags = config.site.languages
    for place, tag in enumerate(tags):
        if tag in tags[:place]:
            yield ("site", "languages", place), f"'{tag}' is in the list already: remove it here"


def categories(config: Config) -> Iterator[Reference]:
    """Find categories of sources that do not exist."""
    for key, source in config.sources.items():
        for field, named in (("categories", source.categories), ("always", source.always)):
            for place, category in enumerate(named):
                if category not in config.categories:
                    yield ("sources", key, field, place), absent("category", category, config.categories)


def former(config: Config) -> Iterator[Reference]:
    """Find former keys that another source has, or had."""
    owners: dict[str, str] = {}
    for key, source in config.sources.items():
        if source.was is not None and (message := claimed(source.was, config.sources, owners)):
            yield ("sources", key, "was"), message
        owners.setdefault(source.was or key, key)


def claimed(was: str, sources: Mapping[str, Source], owners: dict[str, str]) -> str | None:
    """Say who has a former key, if anyone has."""
    if was in sources:
        return f"'{was}' is a source of this file: 'was' takes the former key of a source that was renamed"
    if was in owners:
        return f"'{owners[was]}' was '{was}' already: only one source can take over its items"
    return None


def renamed(config: Config) -> Iterator[Reference]:
    """Find former names that a category has, or that two categories claim: an address leads to one place."""
    owners: dict[str, str] = {}
    for name, category in config.categories.items():
        for place, was in enumerate(category.was):
            if was in config.categories:
                message = (
                    f"'{was}' is a category of this file: 'was' takes the former name of one that was renamed"
                )
                yield ("categories", name, "was", place), message
            elif owners.setdefault(was, name) != name:
                message = f"'{owners[was]}' was '{was}' already: an address can lead to one place only"
                yield ("categories", name, "was", place), message


def terms(config: Config) -> Iterator[Reference]:
    """Find lists of terms that do not exist."""
    for path, rules in rule_lists(config):
        for where, named in lists(rules, path):
            if named not in config.terms:
                yield where, absent("list of terms", named, config.terms)


def rule_lists(config: Config) -> Iterator[tuple[Path, Rules]]:
    """List the lists of rules, each with its path."""
    yield ("mask",), config.mask
    for name, category in config.categories.items():
        for key, rules in category.rules.items():
            yield ("categories", name, key), rules


def lists(rules: Rules, path: Path) -> Iterator[Reference]:
    """Walk over the lists of terms that rules name."""
    for place, rule in enumerate(rules):
        if isinstance(rule, TermList):
            yield (*path, place, "terms"), rule.terms
        key, inner = members(rule)
        yield from lists(inner, (*path, place, key))


def absent(what: str, named: str, known: Iterable[str]) -> str:
    meant = nearest(named, known)
    there = ", ".join(known) or "(none yet)"
    return f"there is no {what} '{named}': " + (
        f"did you mean '{meant}'?" if meant else f"write one of these: {there}"
    )
