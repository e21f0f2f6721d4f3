"""The list of feeds: what an outline says, and that no text can break the list."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from syndicate.publish.opml import Listed, render_opml

from ..rules import mistakes_in_opml

UPDATED = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
BASE = "https://news.example.eu"
LISTS = Path(__file__).parents[1] / "data" / "opml"


@dataclass(frozen=True)
class Case:
    """A list of feeds, as a folder of tests/data/opml has it."""

    title: str
    owner: str
    updated: datetime
    feeds: tuple[Listed, ...]


@pytest.mark.parametrize("name", sorted(folder.name for folder in LISTS.iterdir()))
def test_p47_a_list_says_all_that_a_reader_asks_for(name: str, request: pytest.FixtureRequest) -> None:
    case = TypeAdapter(Case).validate_json((LISTS / name / "feeds.json").read_bytes())
    document = render_opml(case.title, case.owner, case.feeds, case.updated)
    expected = LISTS / name / "expected.opml"
    if request.config.getoption("--update-golden", default=False):
        expected.write_bytes(document.body)
    assert document.body.decode() == expected.read_bytes().decode()
    assert (document.path, document.media_type) == ("feeds.opml", "text/x-opml; charset=utf-8")
    assert mistakes_in_opml(document.body) == ([] if case.feeds else ["body: no outline"])


@given(st.text(st.characters()), st.text(st.characters()))
def test_whatever_the_texts_the_list_is_valid_and_the_same_each_time(title: str, owner: str) -> None:
    listed = [Listed("development.fr", title, "development", title, BASE, title)]
    document = render_opml(title, owner, listed, UPDATED)
    assert mistakes_in_opml(document.body) == []
    assert document == render_opml(title, owner, listed, UPDATED)
