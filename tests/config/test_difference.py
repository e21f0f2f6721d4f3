"""Two editions of feeds.yaml are compared by what operators and subscribers see of them."""

from syndicate.config.difference import Turnover, difference
from syndicate.config.load import load
from syndicate.config.model import Config

BASE = """\
site:
  id: news.example.eu,2026
  url: https://news.example.eu
  title: {en: Towns abroad}
  languages: [en, fr]
  contact: {name: Communications}
sources:
  a: {name: A, feed: "https://a.example/rss"}
  b: {name: B, feed: "https://b.example/rss", headers: {X-Key: "${KEY}"}}
terms:
  south: {en: [Benin], fr: [Bénin]}
categories:
  development: {title: Development, any: [{terms: south}]}
"""


def edition(*edits: tuple[str, str]) -> Config:
    text = BASE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return load(text)


def test_the_same_is_no_difference() -> None:
    assert not difference(edition(), edition(("  a: {name: A, feed:", "  # the first\n  a: {name: A, feed:")))


def test_sources_come_and_go_and_are_renamed() -> None:
    found = difference(
        edition(), edition(("  a: {name: A,", "  c: {name: A, was: a,"), ("  b: {name: B,", "  d: {name: D,"))
    )
    assert found.renamed == {"a": "c"}
    assert found.sources == Turnover(("d",), ("b",))
    assert difference(edition(("  a: {name: A,", "  c: {name: A, was: a,")), edition()).renamed == {"c": "a"}


def test_feeds_follow_categories_and_languages() -> None:
    found = difference(edition(), edition(("  development:", "  aid:"), ("[en, fr]", "[en, de]")))
    assert found.feeds == Turnover(
        ("aid", "aid.en", "aid.de"), ("development", "development.en", "development.fr")
    )
    assert difference(edition(), edition(("[en, fr]", "[en]"))).feeds == Turnover((), ("development.fr",))


def test_settings_are_named_as_deep_as_there_are_keys() -> None:
    found = difference(
        edition(),
        edition(
            ("Towns abroad", "Towns"),
            ("fr: [Bénin]", "de: [Benin]"),
            ("{name: A,", "{name: A, every: 2h,"),
            ("any: [{terms: south}]", "any: [Benin]"),
        ),
    )
    assert found.settings == (
        "site.title.en", "sources.a.every", "terms.south.fr", "terms.south.de", "categories.development.any",
    )  # fmt: skip
    assert not (found.sources)
    assert not (found.feeds)
    assert not (found.renamed)
    assert found
