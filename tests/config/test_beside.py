"""Lists of words in files of their own: read where they are named, told by their own lines, looked at like feeds.yaml."""

import os
from pathlib import Path

import pytest

from syndicate.config import live
from syndicate.config.beside import named
from syndicate.config.load import load
from syndicate.errors import ConfigError

FEEDS = """\
site:
  {id: "news.example.org,2026", url: https://news.example.org, title: News, languages: [en], contact: {name: Us}}
sources:
  hall: {name: Hall, feed: https://hall.example/feed}
terms:
  south: file:terms/south.yaml
  local:
    en: [mayor]
categories:
  development:
    title: Development
    any: [{all: [{terms: south}, {terms: local}]}]
"""
SOUTH = "en: [Benin, Senegal]\nfr:\n  - Bénin\n"


def refused(feeds: str, **beside: str) -> str:
    with pytest.raises(ConfigError) as raised:
        load(feeds, beside={f"terms/{name}.yaml": text for name, text in beside.items()})
    return str(raised.value)


def test_a_list_is_read_from_its_file() -> None:
    config = load(FEEDS, beside={"terms/south.yaml": SOUTH})
    assert config.terms == {
        "south": {"en": ["Benin", "Senegal"], "fr": ["Bénin"]},
        "local": {"en": ["mayor"]},
    }
    assert config.rules_digest() != load(FEEDS, beside={"terms/south.yaml": "en: Benin"}).rules_digest()


MISSING = (
    "feeds.yaml:6:10: there is no file 'terms/south.yaml' beside feeds.yaml: write it, or correct the name"
)

# a list in its file, what is said
WRONG = [
    (
        "en: [Benin]\nfrench: [Bénin]\n",
        "terms/south.yaml:2:1: 'french' is not a language code: write one such as en, fr or pt-BR",
    ),
    ("en: [Benin]\nfr: []\n", "terms/south.yaml:2:5: 'fr' is empty: it needs at least one entry"),
    ("en: [Benin]\nen: [Togo]\n", "terms/south.yaml:2:1:"),
    ("en: [Benin\n", "terms/south.yaml:1:5: the bracket that opens here is not closed"),
    ("en: [${NAME]\n", "terms/south.yaml:1:"),
]


@pytest.mark.parametrize(("written", "message"), WRONG)
def test_a_mistake_is_told_by_the_line_of_its_own_file(written: str, message: str) -> None:
    assert refused(FEEDS, south=written).startswith(message)


def test_a_missing_file_is_told_where_it_is_named() -> None:
    assert refused(FEEDS) == MISSING


@pytest.mark.parametrize("name", ["/etc/passwd", "../south.yaml", ""])
def test_only_files_below_the_folder_of_feeds_yaml_are_read(name: str) -> None:
    feeds = FEEDS.replace("file:terms/south.yaml", f'"file:{name}"')
    assert "must name a file beside feeds.yaml" in refused(feeds)
    assert named(feeds) == []


def test_files_are_found_without_reading_the_sources_unless_these_name_what_stands_elsewhere() -> None:
    plain = "sources:\n  a: [never read\n\n# they end here\nterms:\n  south: file:south.yaml\n"
    assert named(plain) == ["south.yaml"]
    shared = "sources:\n  a: {name: &list file:south.yaml}\nterms:\n  south: *list\n"
    assert named(shared) == ["south.yaml"]


def test_a_name_without_file_is_no_list() -> None:
    assert "write words per language, or the name of a file" in refused(
        FEEDS.replace("file:terms/south.yaml", "terms/south.yaml")
    )


def test_what_is_there_is_read_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text(FEEDS)
    assert live.written(tmp_path / "feeds.yaml") == (FEEDS, {})
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "south.yaml").write_text(SOUTH, encoding="utf-8")
    assert live.written(tmp_path / "feeds.yaml") == (FEEDS, {"terms/south.yaml": SOUTH})


def test_an_edit_of_a_file_beside_is_seen(tmp_path: Path) -> None:
    path, other = tmp_path / "feeds.yaml", tmp_path / "south.yaml"
    path.write_text("x: 1")
    seen = live.Seen(beside=("south.yaml",))
    story: list[bool] = []
    for written in (None, "one", None, None, "two", None, None):
        if written:
            other.write_text(written)
            os.utime(other, (1, len(story)))
        seen, body = live.look(path, seen)
        story.append(body is not None)
    assert story == [False, False, True, False, False, True, False]
