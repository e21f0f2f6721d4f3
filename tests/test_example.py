"""The shipped feeds.yaml with its samples: what a visitor of a fresh checkout sees."""

import os
from pathlib import Path

from lxml import etree

from syndicate.categorise import categorise, rulebook
from syndicate.check import check
from syndicate.config import live
from syndicate.line import entries_of, text_of
from syndicate.model import Answer

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "milestones.atom"
TEXT, BESIDE = live.written(ROOT / "feeds.yaml")
CONFIG = check(TEXT, "feeds.yaml", os.environ, BESIDE)


def test_it_has_the_two_categories_in_four_languages() -> None:
    assert set(CONFIG.categories) == {"development", "international-action"}
    for category in CONFIG.categories.values():
        assert set(category.title) >= {"en", "fr", "de", "es"}


def test_milestones_are_dated_linked_and_filed() -> None:
    answer = Answer("file:samples/milestones.atom", 200, SAMPLE.read_bytes())
    entries = entries_of(answer, CONFIG.sources["milestones"]).entries
    printed = etree.parse(SAMPLE).getroot().findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == len(printed) >= 12
    assert all(entry.published and entry.link and entry.language and entry.title for entry in entries)
    assert {entry.language for entry in entries} == {"en", "fr", "de", "es"}

    book = rulebook(CONFIG)
    filed = [
        {match.category for match in categorise(book, text_of(entry, "milestones"))} for entry in entries
    ]
    assert sum("development" in categories for categories in filed) >= 5
    assert sum("international-action" in categories for categories in filed) >= 7
    assert set() in filed
