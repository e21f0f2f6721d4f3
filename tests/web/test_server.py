"""The real server: it answers, says nothing, and leaves nothing behind however it ends."""

import importlib
import signal
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from flask import Flask

from .serving import PATIENCE, free_port, served, start, until
from .site import Site, variant


def url(site: Site) -> str:
    return site.store.url.render_as_string(hide_password=False)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_served_and_ended(site: Site, stop: signal.Signals) -> None:
    site.add("u1", variant(), "development")
    site.publish("feeds/development.rss")
    with served(url(site), free_port()) as server:
        with urlopen(f"{server.url}/en/development") as page:
            assert b"Development" in page.read()
        head = Request(
            f"{server.url}/feeds/development.rss", method="HEAD", headers={"Accept-Encoding": "gzip"}
        )
        with urlopen(head) as response:
            assert response.headers["ETag"] == '"abc-gz"'
            assert response.headers["Content-Length"] == "6"
            assert response.read() == b""
        server.process.send_signal(stop)
        assert server.process.wait(PATIENCE) == 0
        assert not server.answers()


def test_a_killed_server_leaves_no_worker(site: Site) -> None:
    with served(url(site), free_port()) as server:
        server.process.kill()
        server.process.wait(PATIENCE)
        assert until(False, server)


def test_a_database_that_cannot_be_opened_ends_it_with_one_sentence(tmp_path: Path) -> None:
    process = start(f"sqlite:///{tmp_path}/nowhere/x.db", free_port())
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert b"cannot be opened" in said
    assert b"Traceback" not in said


def test_the_app_for_other_servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNDICATE_DATABASE", f"sqlite:///{tmp_path}/y.db")
    monkeypatch.delitem(sys.modules, "syndicate.web.wsgi", raising=False)
    app = importlib.import_module("wsgi").app
    assert isinstance(app, Flask)
    assert app.test_client().get("/readyz").status_code == 503
    app.extensions["syndicate"].store.close()
