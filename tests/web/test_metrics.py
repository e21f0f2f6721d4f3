"""What Prometheus reads: right numbers, in its own format, and nothing for strangers."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from syndicate.store import readers
from syndicate.store.database import Database
from syndicate.web import create_app

from .operators import engage, issue, sign_in
from .site import FEEDS, NOW, Site
from .status.town import KEYS, settle


def read(client: FlaskClient, **headers: str) -> dict[tuple[str, ...], float]:
    """The samples by name and labels; what is no valid exposition raises."""
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert response.headers["Cache-Control"] == "no-store"
    found = {}
    for family in text_string_to_metric_families(response.text):
        assert family.documentation.endswith(".")
        assert family.name.startswith("syndicate_")
        for sample in family.samples:
            key = (sample.name, *sample.labels.values())
            assert key not in found
            found[key] = sample.value
    return found


@pytest.fixture
def town_once(empty: Site) -> Site:
    settle(empty)
    return empty


def test_every_number(store: Database) -> None:
    site = Site(store)
    settle(site)
    with store.write() as tx:
        readers.note(
            tx, NOW.date(), {("feeds/development.rss", "Feedly"): 12, ("feeds/development.atom", "X"): 3}
        )
    token = issue(store)
    found = read(create_app(store, lambda: NOW).test_client(), **token)
    for state in KEYS:
        assert found["syndicate_sources", state] == (4 if state == "new" else 1)
    assert found["syndicate_sources_last_asking", "timeout"] == 1
    assert found[("syndicate_received_bytes_total",)] == 123_456
    assert found["syndicate_askings_total", "ok"] == found["syndicate_askings_total", "failed"] == 0
    assert found[("syndicate_recent_conditional_askings",)] == 140
    assert found[("syndicate_recent_not_modified",)] == 61
    assert found[("syndicate_due_lag_seconds",)] == 8 * 3600
    assert found[("syndicate_items",)] == 25
    assert found[("syndicate_items_held",)] == 1
    assert found[("syndicate_items_waiting",)] == 24
    assert found[("syndicate_documents",)] == 0
    assert found["syndicate_feed_entries", "development.fr"] == 0
    assert found["syndicate_feed_held", "development"] == 0
    assert found["syndicate_feed_subscribers", "development"] == 15
    assert found[("syndicate_config_last_load_successful",)] == 1
    assert found[("syndicate_config_last_load_timestamp_seconds",)] == NOW.timestamp()
    assert found[("syndicate_worker_last_beat_timestamp_seconds",)] == NOW.timestamp()
    assert found[("syndicate_worker_alive",)] == 1
    assert found[("syndicate_database_schema",)] >= 19
    assert [key for key in found if key[0] == "syndicate_build_info"]


def test_a_bad_edit_and_a_dead_worker(town_once: Site) -> None:
    town_once.mistake()
    later = create_app(town_once.store, lambda: NOW + timedelta(minutes=5)).test_client()
    found = read(later, **issue(town_once.store))
    assert found[("syndicate_config_last_load_successful",)] == 0
    assert found[("syndicate_config_in_force_timestamp_seconds",)] == NOW.timestamp()
    assert found[("syndicate_worker_alive",)] == 0


def test_strangers_read_nothing(site: Site, client: FlaskClient) -> None:
    engage(site.store)
    for headers in (
        {},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic YW5uOng="},
        {"X-Forwarded-For": "127.0.0.1"},
    ):
        response = client.get("/metrics", headers=headers)
        assert response.status_code == 401
        assert "syndicate_" not in response.text
    client.environ_base["wsgi.url_scheme"] = "https"
    sign_in(client)
    assert client.get("/metrics").status_code == 401, "the session of a browser opens pages alone"


@pytest.mark.parametrize(
    ("peer", "headers", "code"),
    [
        ("10.1.2.3", {}, 200),
        ("::1", {}, 200),
        ("11.1.2.3", {}, 401),
        ("::2", {}, 401),
        ("", {}, 401),
        ("11.1.2.3", {"X-Forwarded-For": "10.1.2.3"}, 401),
        ("10.1.2.3", {"X-Forwarded-For": "10.4.5.6"}, 200),
        ("10.1.2.3", {"X-Forwarded-For": "8.8.8.8"}, 401),
        ("10.1.2.3", {"X-Forwarded-For": "10.4.5.6, 8.8.8.8"}, 401),
        ("10.1.2.3", {"X-Forwarded-For": "unknown"}, 401),
        ("10.1.2.3", {"X-Real-IP": "8.8.8.8"}, 401),
        ("10.1.2.3", {"Forwarded": "for=10.1.2.3"}, 401),
    ],
)
def test_networks_that_are_allowed(site: Site, peer: str, headers: dict[str, str], code: int) -> None:
    networks = (ip_network("10.0.0.0/8"), ip_network("::1/128"))
    client = create_app(site.store, lambda: NOW, networks).test_client()
    assert client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": peer}).status_code == code


def test_before_anything_is_in_force(empty: Site, client: FlaskClient) -> None:
    assert client.get("/metrics", headers=issue(empty.store)).status_code == 503


def test_names_of_sources_and_hostile_words_stay_out(empty: Site) -> None:
    """Labels are our own words: states, codes and the names of feeds."""
    empty.configure(FEEDS.replace("name: CEMR", 'name: "C\\"}\\nevil 1"'))
    empty.stand("cemr", code="timeout", detail='x"} 1\nevil 2')
    client = create_app(empty.store, lambda: NOW).test_client()
    found = read(client, **issue(empty.store))
    assert not [key for key in found if "evil" in str(key)]
