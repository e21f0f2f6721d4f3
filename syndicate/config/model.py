"""The typed model of feeds.yaml: what an operator may write, and what it means.

Shapes only: where a key stands in the file is `load`'s business, what only a stage can judge is the stage's.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Discriminator, Field, Tag

from ..model import Republish
from .sources import AnySource, Model, PageSource, Source
from .timetable import WHEN_CHANGED, Every, Timetable, timetable
from .values import (
    CategoryKey,
    Duration,
    Key,
    Language,
    Line,
    Lines,
    SiteAddress,
    Texts,
    TimeZone,
)

EDITION = 1  # of how rules are read: counted up when the same feeds.yaml would judge otherwise


class Contact(Model):
    """Whom readers and sources can ask."""

    name: Line
    email: Annotated[str, Field(pattern=r"^[^@\s<>]+@[^@\s<>]+$")] | None = None


class Site(Model):
    """What is published, and where."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?,[0-9]{4}(-[0-9]{2}){0,2}$")]
    url: SiteAddress
    title: Texts
    about: Texts | None = None
    languages: Annotated[list[Language], Field(min_length=1)]
    timezone: TimeZone = ZoneInfo("UTC")
    contact: Contact

    @property
    def base(self) -> str:
        """The public address without a trailing slash: every link of ours begins with it."""
        return self.url.rstrip("/")


class Defaults(Model):
    """What holds for each source that does not say otherwise."""

    every: Duration = timedelta(hours=1)
    republish: Republish = "summary"


class Words(Model):
    """Words and phrases of some languages; any of them is enough."""

    words: Annotated[dict[Language, Lines], Field(min_length=1)]


class TermList(Model):
    """Any word of a named list."""

    terms: Key


class AllOf(Model):
    """Every member must hold."""

    all: Annotated[list["Rule"], Field(min_length=1)]


def kind_of_rule(value: Any) -> str | None:
    """Tell the kinds of a rule apart by what is written: a phrase, a reference, a group, or words per language."""
    if isinstance(value, str):
        return "phrase"
    if isinstance(value, Mapping):
        return next((kind for kind in ("all", "terms") if kind in value), "words")
    return next((kind for kind, model in KINDS.items() if isinstance(value, model)), None)


def by_language(value: Any) -> Any:
    """Give `{en: [...], fr: [...]}` the name that `Words` has for it."""
    return {"words": value} if isinstance(value, Mapping) else value


Rule = Annotated[
    Annotated[Line, Tag("phrase")]
    | Annotated[TermList, Tag("terms")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[Words, BeforeValidator(by_language), Tag("words")],
    Discriminator(
        kind_of_rule,
        custom_error_type="rule",
        custom_error_message="a rule is a phrase, words per language such as {fr: [...]}, {terms: NAME} or {all: [...]}",
    ),
]
KINDS: dict[str, type[Model]] = {"terms": TermList, "all": AllOf, "words": Words}
Rules = list[Rule]


class Category(Model):
    """What an item is about: in are those of which one of `any` holds, or whose source says so, and none of `none`."""

    title: Texts
    about: Texts | None = None
    publish: Annotated[Timetable, BeforeValidator(timetable)] = Every(WHEN_CHANGED)
    fallback: bool = True
    mask: Rules = []
    any: Rules = []
    none: Rules = []


class Config(Model):
    """The whole of feeds.yaml."""

    site: Site
    defaults: Defaults = Defaults()
    sources: dict[Key, AnySource]
    terms: dict[Key, Annotated[dict[Language, Lines], Field(min_length=1)]] = {}
    categories: Annotated[dict[CategoryKey, Category], Field(min_length=1)]

    @cached_property
    def asked(self) -> Mapping[str, Source]:
        """Every source that is asked, each language edition of a page as one of its own: `KEY~LANGUAGE`."""
        found: dict[str, Source] = {}
        for key, source in self.sources.items():
            found[key] = source
            if isinstance(source, PageSource):
                found |= {f"{key}~{language}": edition for language, edition in source.each_edition()}
        return found

    def rules_digest(self) -> str:
        """The digest of all that decides about categories: items judged by another one must be judged again."""
        rules = {
            name: one.model_dump(include={"mask", "any", "none"}) for name, one in self.categories.items()
        }
        sources = {key: [one.categories, one.always, one.language] for key, one in self.sources.items()}
        written = json.dumps([EDITION, rules, sources, self.terms, self.site.languages], sort_keys=True)
        return hashlib.blake2b(written.encode(), digest_size=16).hexdigest()


def text_in(texts: Mapping[str, str], languages: list[str], wanted: str | None) -> str:
    """Choose the text in the language wanted, else in the first of the site's languages that there is."""
    for tag in [wanted or "", *languages, ""]:
        if tag in texts:
            return texts[tag]
    return next(iter(texts.values()))
