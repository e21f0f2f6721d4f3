"""Operators as tests have them: a password that is cheap to reckon, and a client that has signed in with it."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from syndicate.store import operators
from syndicate.store.database import Database
from syndicate.web.status.passwords import Cost, digest, seal

from .site import NOW

NAME, PASSWORD, TOKEN = "ann", "a long pass: wörd", "a-token-of-a-program"
CHEAP = Cost(n=2, r=1, p=1)


def engage(store: Database, name: str = NAME, password: str = PASSWORD) -> None:
    """Let somebody sign in."""
    with store.write() as tx:
        operators.keep(tx, name, operators.PASSWORD, seal(password, CHEAP), NOW)


def issue(store: Database, name: str = "scraper", token: str = TOKEN) -> dict[str, str]:
    """Let a program read; give the headers that it sends."""
    with store.write() as tx:
        operators.keep(tx, name, operators.TOKEN, digest(token), NOW)
    return {"Authorization": f"Bearer {token}"}


def token_in(page: str) -> str:
    """The token of the forms on a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found, page
    return found[1]


def sign_in(client: FlaskClient, name: str = NAME, password: str = PASSWORD, to: str = "") -> TestResponse:
    """Fill in the form and send it."""
    form = {"csrf": token_in(client.get("/status").text), "name": name, "password": password, "to": to}
    return client.post("/status/sign-in", data=form)


def post(client: FlaskClient, path: str, page: str = "/status", **fields: str) -> TestResponse:
    """Send a form that stands on a page, as somebody signed in does."""
    return client.post(path, data={"csrf": token_in(client.get(page).text), **fields})
