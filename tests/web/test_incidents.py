"""The feed of incidents: for who has its address, valid Atom, with a begin and an end of each."""

from datetime import timedelta

import feedparser
from flask.testing import FlaskClient

from syndicate.store import incidents, workers

from ..rules import mistakes_in_atom
from .site import NOW, Site


def address(site: Site, *, anew: bool = False) -> str:
    with site.store.write() as tx:
        return f"/incidents/{incidents.mint(tx, anew=anew)}.atom"


def test_nobody_finds_it_without_its_address(site: Site, client: FlaskClient) -> None:
    assert client.get("/incidents/.atom").status_code == 404
    assert client.get("/incidents/x.atom").status_code == 404
    known = address(site)
    assert client.get("/incidents/x.atom").status_code == 404
    assert client.get(known).status_code == 200
    assert client.get(address(site, anew=True)).status_code == 200
    assert client.get(known).status_code == 404


def test_it_is_told_when_something_begins_and_when_it_is_over(site: Site, client: FlaskClient) -> None:
    said = "<b>A</b> & co: it fails.\nLook at it."
    with site.store.write() as tx:
        incidents.record(
            tx, ("source-failing", "a"), said, NOW - timedelta(hours=2), NOW - timedelta(hours=1)
        )
        incidents.record(tx, ("feed-held", "twinning.fr"), "It is held back.", NOW - timedelta(minutes=5))
    answer = client.get(address(site))
    assert mistakes_in_atom(answer.data) == []
    found = feedparser.parse(answer.data)
    assert [entry.title for entry in found.entries] == [
        "A feed is held back: twinning.fr",
        "It is right again: A source fails: a",
        "A source fails: a",
    ]
    assert found.entries[2].content[0].value == said
    assert len({entry.id for entry in found.entries}) == 3
    assert answer.headers["Cache-Control"] == "private, max-age=60"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    again = client.get(address(site), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_dead_worker_is_seen_though_it_writes_nothing_down(site: Site, client: FlaskClient) -> None:
    with site.store.write() as tx:
        workers.beat(tx, "one", NOW - timedelta(minutes=4))
    assert b"No worker lives" not in client.get(address(site)).data
    with site.store.write() as tx:
        workers.beat(tx, "one", NOW - timedelta(minutes=6))
    assert b"No worker lives" in client.get(address(site)).data
