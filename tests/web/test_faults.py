"""Nothing in force yet, a database that is lost, a bug of ours: a page each, and never a traceback in it."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from syndicate.store.tables import metadata
from syndicate.web import create_app

from .site import NOW, Site


@pytest.mark.parametrize(
    "path", ["/", "/en/development", "/en/item/u1", "/feeds/development.rss", "/feeds.opml"]
)
def test_before_any_config(client: FlaskClient, empty: Site, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Cache-Control"] == "no-store"
    if path.startswith("/feeds"):
        assert response.mimetype == "text/plain"
    else:
        assert "<h1>In a moment</h1>" in response.text


def lose(site: Site) -> None:
    with site.store.write() as tx:
        metadata.drop_all(tx)


def test_a_lost_database_is_told_once(
    client: FlaskClient, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/").status_code == 200
    lose(site)
    caplog.set_level(logging.INFO)
    for path in ("/", "/en/development", "/en/item/u1", "/feeds/development.rss"):
        response = client.get(path)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "30"
        assert "sqlite" not in response.text.lower()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert caplog.records[0].exc_info is None


def test_the_log_says_when_it_is_back(
    client: FlaskClient, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/")
    caplog.set_level(logging.INFO)
    lose(site)
    client.get("/")
    with site.store.write() as tx:
        metadata.create_all(tx)
    client.get("/")
    assert [getattr(record, "event", "") for record in caplog.records] == ["database_lost", "database_back"]


def test_a_bug_is_a_page_and_a_traceback_in_the_log(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    app: Flask = create_app(site.store, lambda: NOW)
    broken: Callable[[], str] = lambda: str(1 // 0)  # noqa: E731 - a view in one line
    app.add_url_rule("/broken", view_func=broken)
    response = app.test_client().get("/broken")
    assert response.status_code == 500
    assert "<h1>Something went wrong</h1>" in response.text
    assert "ZeroDivisionError" not in response.text
    assert response.headers["X-Frame-Options"] == "DENY"
    assert caplog.records[0].exc_info
