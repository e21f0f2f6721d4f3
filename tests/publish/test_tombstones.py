"""What was withdrawn, in documents: valid whatever the reason, and in the order of the others."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from syndicate.publish.render import render
from syndicate.publish.withdrawn import bury
from syndicate.published import Withdrawn

from ..rules import mistakes_in_atom, mistakes_in_json, mistakes_in_rss
from .cases import FEED, ITEM, MORNING

MISTAKES = {"rss": mistakes_in_rss, "atom": mistakes_in_atom, "json": mistakes_in_json}
GONE = replace(ITEM, id="tag:news.example.eu,2026:item/2", published=MORNING + timedelta(hours=1))


@given(st.text(st.characters()))
def test_whatever_the_reason_documents_are_valid(reason: str) -> None:
    feed = bury(FEED, [GONE], [Withdrawn(GONE.id, MORNING + timedelta(days=1), reason)])
    for document in render(feed):
        assert MISTAKES[document.path.rpartition(".")[2]](document.body) == []


def test_an_emptied_entry_stands_where_the_item_stood_and_the_feed_is_as_new() -> None:
    moment = MORNING + timedelta(days=1)
    feed = bury(FEED, [GONE], [Withdrawn(GONE.id, moment, "By mistake")])
    assert [(item.id, item.title, item.content) for item in feed.items] == [
        (GONE.id, "Withdrawn", ""),
        (ITEM.id, ITEM.title, ITEM.content),
    ]
    assert (feed.updated, feed.items[0].updated, feed.items[0].summary) == (moment, moment, "By mistake")


def test_nothing_is_said_where_nothing_was_withdrawn() -> None:
    assert bury(FEED, [], []) == FEED
