"""A site in a fresh database, and a client that asks the real app for its addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from syndicate.store.database import open_database
from syndicate.web import create_app

from .site import NOW, Site


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Site]:
    """A database in which nothing is in force yet."""
    store = open_database(f"sqlite:///{tmp_path}/x.db")
    yield Site(store)
    store.close()


@pytest.fixture
def site(empty: Site) -> Site:
    """A site whose feeds.yaml is in force."""
    empty.configure()
    return empty


@pytest.fixture
def client(empty: Site) -> FlaskClient:
    return create_app(empty.store, lambda: NOW).test_client()
