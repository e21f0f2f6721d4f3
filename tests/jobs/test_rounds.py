"""Stories of many sources whose answers arrive together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest

from syndicate.fetch.client import Fetcher, Outcome
from syndicate.jobs.refresh import refresh
from syndicate.model import Request
from syndicate.store.due import LEASE

from ..fakes import FakeWeb
from .newsroom import Newsroom, rss

TOWNS = "abcde"

Batch = list[tuple[Request, Outcome]]


@pytest.fixture
def towns(room: Newsroom) -> Iterator[Newsroom]:
    """Five sources, each on a server of its own, that have been asked once and say the same ever since."""
    webs = [FakeWeb(f"127.0.0.{number}") for number, _ in enumerate(TOWNS, 2)]
    listed = []
    for key, web in zip(TOWNS, webs, strict=True):
        url = web.page(f"/{key}", rss(f"{key} A twinning of {key}"), etag=f'"{key}"')
        listed.append(f'  {key}:\n    name: {key}\n    feed: {url}\n    allow: ["{web.endpoint}"]\n')
    assert room.edit(*listed) == ()
    assert codes(room) == dict.fromkeys(TOWNS, "ok")
    room.wait(days=2)
    yield room
    for web in webs:
        web.close()


class Together(Fetcher):
    """A fetcher whose answers arrive all at once."""

    def fetch_batches(self, requests: Iterable[Request]) -> Iterator[Batch]:
        yield list(chain.from_iterable(super().fetch_batches(requests)))


class Unfit(Together):
    """One of whose answers has what no database can store."""

    def fetch_batches(self, requests: Iterable[Request]) -> Iterator[Batch]:
        nonsense: Any = object()
        for arrived in super().fetch_batches(requests):
            yield [
                (one, replace(outcome, etag=nonsense) if one.source == "c" else outcome)
                for one, outcome in arrived
            ]


class Killed(Together):
    """A worker that is ended when all has arrived and nothing is stored."""

    def fetch_batches(self, requests: Iterable[Request]) -> Iterator[Batch]:
        list(super().fetch_batches(requests))
        yield []
        raise SystemExit


def codes(room: Newsroom) -> dict[str, str]:
    return {key: outcome.code for key, outcome in room.refresh().items()}


def test_what_cannot_be_written_of_one_source_costs_no_other(
    towns: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    with Unfit(agent="Test/1") as towns.fetcher:
        assert codes(towns) == dict.fromkeys(TOWNS, "unchanged") | {"c": "internal"}
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert {key: towns.state(key).etag for key in TOWNS} == {key: f'"{key}"' for key in TOWNS}
    assert {key: towns.state(key).failures for key in TOWNS} == dict.fromkeys(TOWNS, 0) | {"c": 1}
    assert all(towns.state(key).next_fetch > towns.now for key in TOWNS)


def test_a_kill_in_a_batch_costs_a_question_and_loses_nothing(towns: Newsroom) -> None:
    """The questions that were answered are asked again, with the same conditions, when the leases have run out."""
    runtime = towns.runtime
    with Killed(agent="Test/1") as fetcher, pytest.raises(SystemExit):
        list(refresh(replace(runtime, fetcher=fetcher), towns.claim(runtime)))
    assert towns.refresh() == {}
    towns.now += LEASE + timedelta(seconds=1)
    assert codes(towns) == dict.fromkeys(TOWNS, "unchanged")
    assert {key: towns.state(key).etag for key in TOWNS} == {key: f'"{key}"' for key in TOWNS}


def test_news_and_no_news_in_one_batch(towns: Newsroom) -> None:
    with FakeWeb("127.0.0.20") as web:
        url = web.page("/f", rss("f A twinning of f", "g More twinning"))
        fresh = f'  f:\n    name: f\n    feed: {url}\n    allow: ["{web.endpoint}"]\n'
        assert towns.edit(towns.source("gone", "/gone"), fresh) == ()
        with Together(agent="Test/1") as towns.fetcher:
            assert codes(towns) == {"gone": "not-found", "f": "ok"}
    towns.render()
    assert "More twinning" in towns.titles("twinning")
