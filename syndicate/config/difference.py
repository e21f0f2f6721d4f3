"""Two editions of feeds.yaml → what appears, goes and differs: sources, feeds, settings.

In: the config in force and another. Out: a `Difference`. What the rules do to items is not known here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .addresses import feed_name
from .model import Config

KEYED = ("sources", "categories")  # whose members come and go as a whole


@dataclass(frozen=True, slots=True)
class Turnover:
    """Names that are only in the other edition, and names that are only in this one."""

    added: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


@dataclass(frozen=True, slots=True)
class Difference:
    """What another feeds.yaml changes by itself."""

    sources: Turnover  # by key, without those renamed
    renamed: Mapping[str, str]  # sources by `was:`: former key → new key
    renamed_categories: Mapping[str, str]  # likewise
    feeds: Turnover  # "development", or "development.fr"
    settings: tuple[str, ...]  # "sources.a.every": what is in both and not the same

    def __bool__(self) -> bool:
        renamed = self.renamed or self.renamed_categories
        return bool(self.sources or renamed or self.feeds or self.settings)


def difference(before: Config, after: Config) -> Difference:
    """Compare two editions."""
    renamed = renames(before, after)
    kept = [key for key in before.sources if key not in renamed]
    fresh = [key for key in after.sources if key not in renamed.values()]
    return Difference(
        turnover(kept, fresh),
        renamed,
        {old: new for old, new in after.renamed.items() if old in before.categories},
        turnover(feeds(before, after.renamed), feeds(after, {})),
        tuple(differing(shared(before, after), shared(after, before))),
    )


def renames(before: Config, after: Config) -> dict[str, str]:
    """Find the sources that only get another key, by `was:` or because one is taken back."""
    told = [(source.was, key) for key, source in after.sources.items()]
    taken_back = [(key, source.was) for key, source in before.sources.items()]
    return {
        old: new
        for old, new in (*told, *taken_back)
        if old in before.sources and old not in after.sources
        if new in after.sources and new not in before.sources
    }


def turnover(before: Iterable[str], after: Iterable[str]) -> Turnover:
    """Compare two lists of names, each in its own order."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    return Turnover(
        tuple(name for name in new if name not in old), tuple(name for name in old if name not in new)
    )


def feeds(config: Config, renamed: Mapping[str, str]) -> list[str]:
    """Name the feeds that are published, by the names that their categories get."""
    languages = [None, *config.site.languages]
    names = [renamed.get(category, category) for category in config.categories]
    return [feed_name(category, language) for category in names for language in languages]


def shared(config: Config, other: Config) -> dict[str, Any]:
    """Give the plain data of an edition, without the sources and categories that the other has not."""
    told = config.model_dump()
    for name in KEYED:
        told[name] = {key: value for key, value in told[name].items() if key in getattr(other, name)}
    return told


def differing(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """Name what differs, as deep as there are keys; a list is one thing."""
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        if before != after:
            yield path
        return
    for key in {**before, **after}:
        inner = f"{path}.{key}" if path else str(key)
        if key in before and key in after:
            yield from differing(before[key], after[key], inner)
        else:
            yield inner
