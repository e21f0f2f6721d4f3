"""A site with an operator who is signed in, and a worker that does what pages ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from syndicate.schedule.errands import run
from syndicate.schedule.work import Worker
from syndicate.store import items
from syndicate.store.database import open_database
from syndicate.web import create_app

from ..operators import engage, sign_in
from ..site import FEEDS, NOW, Site, variant


class Desk:
    """Everything behind the pages."""

    client: FlaskClient

    def __init__(self, site: Site, worker: Worker) -> None:
        self.site, self.worker = site, worker

    def anew(self) -> None:
        """Let another process of the web answer, which has just looked at feeds.yaml."""
        self.client = create_app(self.site.store, lambda: NOW).test_client()
        sign_in(self.client)

    def work(self) -> None:
        """Let a worker do what is asked for."""
        run(self.worker)
        self.worker.decide()

    def read(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def categories(self, uid: str) -> list[str]:
        with self.site.store.read() as tx:
            found = items.find(tx, uid)
            assert found
            return [one.category for one in items.matches_of(tx, found.id)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    store = open_database(f"sqlite:///{tmp_path}/x.db")
    worker = Worker(store, tmp_path / "feeds.yaml", {}, lambda: NOW)
    site = Site(store)
    site.add("u1", variant(title="A town of <b>hills</b>"), "development", "strict-news")
    site.add("u2", variant(title="The weather", link="https://cemr.example/2"))
    engage(store)
    made = Desk(site, worker)
    made.anew()
    yield made
    worker.close()
    store.close()
