"""The dashboard: every source in its state, what needs somebody first, and what one can do about it."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from syndicate.condition import STATES
from syndicate.store import askings, drifts, feeds, items, pauses, readers, sources, workers
from syndicate.store.askings import Asking
from syndicate.store.drifts import Drift
from syndicate.store.due import FeedClaim
from syndicate.web import create_app

from ..operators import engage, issue, post, sign_in
from ..site import NOW, Site, at
from .town import KEYS, feeds_yaml, settle


@pytest.fixture
def town(empty: Site) -> Site:
    settle(empty)
    engage(empty.store)
    return empty


@pytest.fixture
def inside(town: Site) -> FlaskClient:
    client = create_app(town.store, lambda: NOW).test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    sign_in(client)
    return client


def rows(page: str) -> dict[str, str]:
    """The row of each source, by its key, in order."""
    parts = page.split('<li class="row ')[1:]
    return {found[1]: part for part in parts if (found := re.search(r"/status/sources/([^\"]+)\"", part))}


def row_of(town: Site, key: str) -> sources.SourceState:
    with town.store.read() as tx:
        [found] = sources.states(tx, [key])
    return found


def test_every_state_in_words_what_needs_somebody_first(inside: FlaskClient) -> None:
    page = inside.get("/status").text
    shown = rows(page)
    order = [
        next(state for state, own in KEYS.items() if own == key) for key in shown if key in KEYS.values()
    ]
    assert order == list(STATES)
    for state, key in KEYS.items():
        word = {"not-a-feed": "not a feed", "held": "held back"}.get(state, state)
        assert re.search(rf'class="badge [a-z]+"><span aria-hidden="true">.</span> {word}</span>', shown[key])


def test_a_doubtful_listing_says_why_and_what_would_read_it_now(town: Site, inside: FlaskClient) -> None:
    key = KEYS["ok"]
    doubt = Drift((10, 10, 10), NOW, "only 1 of the usual 10 items came", '  a:\n    items: "<b>"')
    with town.store.write() as tx:
        drifts.keep(tx, row_of(town, key).id, doubt)
    row = rows(inside.get("/status").text)[key]
    assert "degraded</span>" in row
    assert "its layout may have changed" in row
    page = inside.get(f"/status/sources/{key}").text
    assert "only 1 of the usual 10 items came" in page
    assert "<code>  a:\n    items: &#34;&lt;b&gt;&#34;</code>" in page
    assert "These keys would read it now" not in inside.get(f"/status/sources/{KEYS['new']}").text


def test_what_a_row_says(inside: FlaskClient) -> None:
    shown = rows(inside.get("/status").text)
    failing = shown[KEYS["failing"]]
    assert "The server did not finish its answer in time." in failing
    assert "&lt;b&gt;60 s&lt;/b&gt;" in failing
    assert "it failed, and is asked less often" in failing
    good = shown[KEYS["ok"]]
    assert "75 %" in good
    assert "Development 100 %, Only in your language 0 %" in good
    assert "<title>12 items in the last 30 days, most on 22 November 2026: 1</title>" in good
    assert "in 60 minutes" in good
    assert "2 hours ago" in good
    assert "It is paused in feeds.yaml" in shown[KEYS["paused"]]
    assert "never" in shown[KEYS["new"]]
    assert "Publish 1 held item" in shown[KEYS["held"]]
    assert "Its server sends the whole document each time" in shown[KEYS["late"]]


def test_the_sources_of_one_state(inside: FlaskClient) -> None:
    page = inside.get("/status?state=failing").text
    assert list(rows(page)) == [KEYS["failing"]]
    assert re.search(r"failing</span>\s+1</a>", page)
    for query in ("state=x", "from=99", "from=-1", "from=x", "state=failing&from=7"):
        assert inside.get(f"/status?{query}").status_code == 200


def test_many_sources_are_turned_like_pages(town: Site, inside: FlaskClient) -> None:
    more = "".join(f"  many-{n}: {{name: M{n:03}, feed: 'https://m{n}.example/feed'}}\n" for n in range(120))
    town.configure(feeds_yaml().replace("sources:\n", f"sources:\n{more}"))
    client = create_app(town.store, lambda: NOW).test_client()
    token = issue(town.store)
    first, second = (client.get(f"/status?from={n}", headers=token).text for n in (0, 100))
    assert len(rows(first)) == 100
    assert len(rows(second)) == 133 - 100
    assert set(rows(first)).isdisjoint(rows(second))
    assert "from=100" in first
    assert "from=0" in second


def test_a_wrong_edit_is_shown_by_line(town: Site, inside: FlaskClient) -> None:
    assert "not in force" not in inside.get("/status").text
    town.mistake()
    assert "<code>feeds.yaml:1:1</code> secret" in inside.get("/status").text


def test_a_dead_worker_is_told(town: Site, inside: FlaskClient) -> None:
    assert "No worker is alive" not in inside.get("/status").text
    later = create_app(town.store, lambda: NOW + timedelta(minutes=2)).test_client()
    page = later.get("/status", headers=issue(town.store)).text
    assert "No worker is alive" in page
    assert "2 minutes ago" in page


def test_the_page_of_a_source(inside: FlaskClient) -> None:
    page = inside.get(f"/status/sources/{KEYS['ok']}").text
    assert "https://state-ok.example/feed" in page
    assert "123.5 kB" in page
    assert "Town 3" in page
    assert "development" in page
    assert "in no category" in inside.get(f"/status/sources/{KEYS['silent']}").text
    assert "<figcaption>12 items in the last 30 days" in page
    for wrong in ("nothing", "..", "%00", "a" * 500):
        assert inside.get(f"/status/sources/{wrong}").status_code in (301, 404)


def test_asking_now_waits_as_politeness_wants(town: Site, inside: FlaskClient) -> None:
    key = KEYS["ok"]
    town.stand(key, asked=at(1), next_fetch=NOW + timedelta(hours=9))
    assert post(inside, f"/status/sources/{key}/ask").headers["Location"] == f"/status/sources/{key}"
    assert "It is asked now." in inside.get(f"/status/sources/{key}").text
    assert (row_of(town, key).next_fetch, row_of(town, key).why) == (NOW, "wish")
    town.stand(key, asked=NOW - timedelta(minutes=5), next_fetch=NOW + timedelta(hours=9))
    post(inside, f"/status/sources/{key}/ask")
    assert row_of(town, key).next_fetch == NOW + timedelta(minutes=10)
    assert "in 10 minutes" in inside.get(f"/status/sources/{key}").text
    town.stand(key, asked=at(5), next_fetch=NOW + timedelta(hours=9), why="retry-after")
    post(inside, f"/status/sources/{key}/ask")
    assert row_of(town, key).next_fetch == NOW + timedelta(hours=9)
    assert "its server wants its rest" in inside.get("/status").text


def test_pausing_and_resuming(town: Site, inside: FlaskClient) -> None:
    key = KEYS["failing"]
    post(inside, f"/status/sources/{key}/pause")
    page = inside.get(f"/status/sources/{key}").text
    assert "ann paused it here." in page
    assert "Ask now" not in page
    post(inside, f"/status/sources/{key}/ask")
    assert "resume it first" in inside.get("/status").text
    post(inside, f"/status/sources/{key}/resume")
    page = inside.get(f"/status/sources/{key}").text
    assert "It is asked again." in page
    assert "failing" in page


def test_what_feeds_yaml_pauses_is_resumed_there_only(town: Site, inside: FlaskClient) -> None:
    key = KEYS["paused"]
    assert "Resume" not in rows(inside.get("/status").text)[key]
    post(inside, f"/status/sources/{key}/resume")
    assert "only there it can be resumed" in inside.get("/status").text
    with town.store.read() as tx:
        assert pauses.by_whom(tx) == {}


def test_releasing_what_is_held(town: Site, inside: FlaskClient) -> None:
    post(inside, f"/status/sources/{KEYS['held']}/release")
    assert row_of(town, KEYS["held"]).held is None
    with town.store.read() as tx:
        assert items.held_since(tx, row_of(town, KEYS["held"]).id) is None


def test_publishing_what_is_held_back(town: Site, inside: FlaskClient) -> None:
    with town.store.write() as tx:
        feeds.refuse(tx, FeedClaim("development", "fr", NOW, None, 0), "it shrank from 50 items to 3")
    page = inside.get("/status").text
    assert "it shrank from 50 items to 3" in page
    post(inside, "/status/feeds/development.fr/publish")
    with town.store.read() as tx:
        [one] = [one for one in feeds.states(tx) if (one.category, one.language) == ("development", "fr")]
    assert one.due == NOW
    assert post(inside, "/status/feeds/nothing/publish").status_code == 404


def test_subscribers_of_each_feed(town: Site, inside: FlaskClient) -> None:
    with town.store.write() as tx:
        readers.note(
            tx, NOW.date(), {("feeds/development.rss", "Feedly"): 1_234, ("feeds/development.atom", "X"): 1}
        )
        readers.note(tx, (NOW - timedelta(days=9)).date(), {("feeds/development.fr.rss", "Feedly"): 5})
    page = inside.get("/status").text
    assert page.count("<td>1,235</td>") == 1
    assert "<td>5</td>" not in page


def test_what_there_is_not_cannot_be_changed(inside: FlaskClient) -> None:
    for deed in ("ask", "pause", "resume", "release"):
        assert post(inside, f"/status/sources/nothing/{deed}").status_code == 404
        assert inside.get(f"/status/sources/{KEYS['ok']}/{deed}").status_code == 405


def test_in_the_language_of_the_operator(inside: FlaskClient) -> None:
    page = inside.get("/status", headers={"Accept-Language": "fr"}).text
    assert '<html lang="fr"' in page
    assert "Tableau de bord" in page


def test_the_heart_of_an_empty_site(site: Site) -> None:
    """Before anything was asked nothing fails."""
    engage(site.store)
    with site.store.write() as tx:
        workers.beat(tx, "w", NOW)
    client = create_app(site.store, lambda: NOW).test_client()
    page = client.get("/status", headers=issue(site.store)).text
    assert page.count('<li class="row calm">') == 3


def test_the_page_of_a_source_has_the_last_times_it_was_asked(town: Site, inside: FlaskClient) -> None:
    with town.store.write() as tx:
        [state] = sources.states(tx, [KEYS["ok"]])
        askings.note(tx, {state.id: (Asking(at(2), "ok", "", 3, 1, 0), False)})
        askings.note(tx, {state.id: (Asking(at(1), "timeout", "<b>nobody</b>", 0, 0, 0), True)})
        askings.note(tx, {state.id: (Asking(NOW, "unchanged", "", 0, 0, 0), False)})
    page = inside.get(f"/status/sources/{KEYS['ok']}").text
    told = page[page.index('class="askings"') :]
    assert told.index("nothing new") < told.index("did not finish") < told.index("new: 3, changed: 1")
    assert "&lt;b&gt;nobody" in told
