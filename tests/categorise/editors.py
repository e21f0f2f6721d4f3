"""What an editor writes and a source prints, in the fewest words: configs of rules, and texts to judge."""

from collections.abc import Mapping
from typing import Any

from syndicate.categorise import categorise, rulebook
from syndicate.config.model import Config
from syndicate.model import Match, Variant


def config(categories: Mapping[str, Any], **rest: Any) -> Config:
    """Make a config of these categories, with one source that says nothing of them."""
    site = {
        "id": "news.example.org,2026",
        "url": "https://news.example.org",
        "title": "News",
        "languages": ["en"],
        "contact": {"name": "Editors"},
    }
    source = {"name": "Town hall", "feed": "https://town.example/feed"}
    named = {name: {"title": name, **rules} for name, rules in categories.items()}
    return Config.model_validate({"site": site, "sources": {"town-hall": source}, "categories": named} | rest)


def text(title: str = "", language: str | None = "en", source: str = "town-hall", **rest: Any) -> Variant:
    """Print a text."""
    plain = {"link": None, "summary": "", "content": "", "author": None, "labels": ()}
    return Variant(**{"source": source, "language": language, "title": title, **plain, **rest})


def judge(rules: Mapping[str, Any], variant: Variant, **rest: Any) -> Match | None:
    """Judge a text by the rules of a single category."""
    matches = categorise(rulebook(config({"news": rules}, **rest)), variant)
    return matches[0] if matches else None
