"""The typed model of feeds.yaml: what an operator may write, and what it means.

Shapes only: where a key stands in the file is `load`'s business, what only a stage can judge is the stage's.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from ..model import Republish
from .looks import Colours
from .prose import Logo, Prose
from .rules import Rules
from .sources import AnySource, Model, Multilingual, Source
from .timetable import WHEN_CHANGED, Every, Timetable, timetable
from .values import (
    CategoryKey,
    Day,
    Duration,
    Key,
    Language,
    Line,
    Lines,
    Origin,
    Percent,
    SiteAddress,
    TermsByLanguage,
    Texts,
    TimeZone,
    listed,
)

EDITION = 4  # of how rules are read: counted up when the same feeds.yaml would judge otherwise


class Contact(Model):
    """Whom readers and sources can ask."""

    name: Line
    """A person or a department."""
    email: Annotated[str, Field(pattern=r"^[^@\s<>]+@[^@\s<>]+$")] | None = None
    """Where they can be written to."""


class Embed(Model):
    """How other sites may show our lists."""

    allow: Annotated[list[Origin], BeforeValidator(listed, json_schema_input_type=str | list[str])] = []
    """The sites that may show them in a frame, such as `https://www.example.org`; every site, if left out."""


class Site(Model):
    """What is published, and where."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?,[0-9]{4}(-[0-9]{2}){0,2}$")]
    """The permanent name for ids: a domain you own and a year, such as `news.example.eu,2026`; never changed afterwards."""
    url: SiteAddress
    """The public address of this site; every link is made from it."""
    title: Texts
    """The site's name, one text or one per language."""
    about: Texts | None = None
    """What the site is for, in a sentence or two."""
    languages: Annotated[list[Language], Field(min_length=1)]
    """The languages that are published, in the order in which one stands in for another."""
    timezone: TimeZone = ZoneInfo("UTC")
    """The time zone of dates without one, and of times of publication."""
    contact: Contact
    """Whom readers and sources can ask."""
    imprint: Prose | None = None
    """Who answers for this site, as the law of some countries wants it; no such page, if left out."""
    privacy: Prose | None = None
    """What becomes of visitors' data; a text of ours says what this software does, if left out."""
    accessibility: Prose | None = None
    """How accessible these pages are; a text of ours says what was tested, if left out."""
    logo: Logo | None = None
    """Your sign, shown beside the title: `file:logo.svg`, or the address of a picture on the same site."""
    colours: Colours | None = None
    """The colour of links and buttons, such as `{light: "#0b5566"}`."""
    credit: bool = False
    """End each text with a line that names its source and leads to the article."""
    embed: Embed = Embed()
    """How other sites may show our lists."""

    @property
    def base(self) -> str:
        """The public address without a trailing slash: every link of ours begins with it."""
        return self.url.rstrip("/")


class Defaults(Model):
    """What holds for each source that does not say otherwise."""

    every: Annotated[Duration, Field(json_schema_extra={"default": "1h"})] = timedelta(hours=1)
    """How often a source is asked."""
    republish: Republish = "summary"
    """What may be printed of a source's texts: all of it, a summary, or the title alone."""
    images: bool = False
    """Whether the pictures of items may be printed too."""


class Example(Model):
    """A text that belongs in a category, or does not, by its title alone or with more of it."""

    title: Line
    """Its title."""
    text: Annotated[str, Field(max_length=10_000)] = ""
    """Its text."""
    label: Lines = []
    """What its source calls it, one label or a list."""
    language: Language | None = None
    """Its language; all words count if it is left out."""
    author: str = ""
    """Who wrote it."""
    source: str = ""
    """The key of its source."""


def titled(value: Any) -> Any:
    """Read a title as an example of it alone."""
    return {"title": value} if isinstance(value, str) else value


Examples = list[Annotated[Example, BeforeValidator(titled, json_schema_input_type=Line | Example)]]


class Expect(Model):
    """Examples by which a category's rules are checked."""

    inside: Annotated[Examples, Field(alias="in")] = []
    """What must be in the category."""
    outside: Annotated[Examples, Field(alias="out")] = []
    """What must not be in it."""

    @property
    def all(self) -> Mapping[str, Examples]:
        """Those that there are, by their keys."""
        found = {"in": self.inside, "out": self.outside}
        return {key: examples for key, examples in found.items() if examples}


class Category(Model):
    """What an item is about: in are those of which one of `any` holds, or whose source says so, and none of `none`."""

    title: Texts
    """Its name, one text or one per language."""
    about: Texts | None = None
    """What it is about, in a sentence or two."""
    was: Annotated[list[Key], BeforeValidator(listed, json_schema_input_type=str | list[str])] = []
    """Its former names: their addresses lead to the new ones, and readers notice nothing."""
    publish: Annotated[Timetable, BeforeValidator(timetable, json_schema_input_type=str)] = Every(
        WHEN_CHANGED
    )
    """When it is published: `every 15m`, or a cron line such as `0 7 * * mon-fri`; when something changed, if left out."""
    fallback: bool = True
    """Whether the feed of a language also holds items that are not in it."""
    ended: Day | None = None
    """The day on which it ends, such as `2026-12-31`: its feeds say so, and a month later their addresses are gone."""
    farewell: Texts | None = None
    """What the last entry of its feeds says, such as where the news is from now on."""
    share: Percent | None = None
    """How much of its feeds one source may take at most, such as `20%`; what is more goes straight into the archive."""
    copies: Literal["one", "all"] = "one"
    """Whether a story that several sources print is shown once, with the names of all, or once for each of them."""
    mask: Rules = []
    """Phrases that are struck out before the rules look."""
    any: Rules = []
    """An item is in the category if one of these holds."""
    none: Rules = []
    """An item stays out if one of these holds, unless a strong word (`!`) of `any` overrules them."""
    expect: Expect = Expect()
    """Examples of what must be in it and what must not: `syndicate check` says which are filed otherwise."""

    @property
    def rules(self) -> Mapping[str, Rules]:
        """Its lists of rules by their keys."""
        return {"mask": self.mask, "any": self.any, "none": self.none}


class Config(Model):
    """The whole of feeds.yaml."""

    site: Site
    """What is published, and where."""
    defaults: Defaults = Defaults()
    """What holds for each source that does not say otherwise."""
    sources: dict[Key, AnySource]
    """Where news comes from; the key of each is permanent."""
    terms: dict[Key, TermsByLanguage] = {}
    """Named lists of words, to be combined in rules; a list may be in a file of its own: `file:terms/south.yaml`."""
    mask: Rules = []
    """Phrases that are struck out for every category."""
    categories: Annotated[dict[CategoryKey, Category], Field(min_length=1)]
    """What items are about; each is published as feeds of its own."""

    @cached_property
    def asked(self) -> Mapping[str, Source]:
        """Every source that is asked and not paused, each language edition of a page as one of its own: `KEY~LANGUAGE`."""
        return {key: source for key, source in self.each() if not source.paused}

    def each(self) -> Iterator[tuple[str, Source]]:
        """Give every source with its editions, paused ones too."""
        for key, source in self.sources.items():
            yield key, source
            if isinstance(source, Multilingual):
                yield from ((f"{key}~{language}", edition) for language, edition in source.each_edition())

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language that it names, the site's first: those that an item can be expected in."""
        declared = (source.language for source in self.asked.values())
        terms = (language for texts in self.terms.values() for language in texts)
        return tuple(dict.fromkeys(filter(None, [*self.site.languages, *declared, *terms])))

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The categories that have another name now: former name → name."""
        return {was: name for name, category in self.categories.items() for was in category.was}

    def rules_digest(self) -> str:
        """The digest of all that decides about categories: items judged by another one must be judged again."""
        rules = {
            name: one.model_dump(include={"mask", "any", "none"}) for name, one in self.categories.items()
        }
        sources = {
            key: [one.name, one.categories, one.always, one.language] for key, one in self.sources.items()
        }
        masks = self.model_dump(include={"mask"})
        rules |= {f"{name} copies": {} for name, one in self.categories.items() if one.copies == "all"}
        written = json.dumps(
            [EDITION, rules, sources, self.terms, masks, self.site.languages], sort_keys=True
        )
        return hashlib.blake2b(written.encode(), digest_size=16).hexdigest()


def text_in(texts: Mapping[str, str], languages: list[str], wanted: str | None) -> str:
    """Choose the text in the language wanted, else in the first of the site's languages that there is."""
    for tag in [wanted or "", *languages, ""]:
        if tag in texts:
            return texts[tag]
    return next(iter(texts.values()))
