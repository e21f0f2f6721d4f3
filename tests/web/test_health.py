"""What machines are told: alive without the store, ready only with it and a config."""

from datetime import timedelta

from flask.testing import FlaskClient

from syndicate.store import workers
from syndicate.store.tables import metadata

from .site import NOW, Site


def test_ready(client: FlaskClient, site: Site) -> None:
    with site.store.write() as tx:
        workers.beat(tx, "w", NOW - timedelta(seconds=7))
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.json == {
        "ready": True,
        "database": "answers",
        "config": "in force",
        "config_mistakes": 0,
        "worker_seen_seconds": 7,
    }


def test_mistakes_are_counted_and_not_repeated(client: FlaskClient, site: Site) -> None:
    site.mistake()
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json is not None
    assert response.json["config_mistakes"] == 1
    assert response.json["worker_seen_seconds"] is None
    assert "secret" not in response.text


def test_not_ready_without_a_config(client: FlaskClient, empty: Site) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json is not None
    assert (response.json["ready"], response.json["config"]) == (False, "none")
    assert client.get("/healthz").data == b"ok\n"


def test_not_ready_without_a_database(client: FlaskClient, site: Site) -> None:
    with site.store.write() as tx:
        metadata.drop_all(tx)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json is not None
    assert (response.json["ready"], response.json["database"]) == (False, "does not answer")
    assert client.get("/healthz").status_code == 200
