"""What the tests of fetching share: a site to ask, and a fetcher in a hurry."""

from collections.abc import Callable, Iterator

import pytest

from syndicate.fetch import Fetcher, Limits
from syndicate.model import Answer, Failure, Request
from tests.fakes import FakeWeb

AGENT = "Test/1.0 (+https://news.example.eu/bot)"
BODY = b"<rss><channel/></rss>"

Fetch = Callable[[Request], Answer | Failure]


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as web:
        yield web


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(agent=AGENT, limits=Limits(total=10)) as fetcher:
        yield fetcher


@pytest.fixture
def fetch(fetcher: Fetcher) -> Fetch:
    """Fetch one address."""

    def fetch(request: Request) -> Answer | Failure:
        [(asked, outcome)] = fetcher.fetch_all([request])
        assert asked is request
        return outcome

    return fetch


def code(outcome: Answer | Failure) -> str:
    return outcome.code if isinstance(outcome, Failure) else f"answer {outcome.status}"


def answered(outcome: Answer | Failure) -> Answer:
    assert isinstance(outcome, Answer), outcome
    return outcome
