"""Stories of one source that is asked again and again."""

from datetime import timedelta

import pytest

from syndicate.config.settings import Known
from syndicate.fetch.client import Fetcher
from syndicate.intake import Outcome
from syndicate.jobs.refresh import refresh
from syndicate.model import Answer
from syndicate.store import askings

from .newsroom import SITE, Newsroom, rss

FIRST = rss("1 Development cooperation of towns", "2 A twinning")
HOUR = timedelta(hours=1)


@pytest.fixture
def asked(room: Newsroom) -> Newsroom:
    """A source that has been asked once, with an ETag."""
    room.web.page("/a", FIRST, etag='"one"', last_modified="Mon, 01 Jun 2026 10:00:00 GMT")
    assert room.edit(room.source("a", "/a")) == ()
    assert room.refresh() == {"a": Outcome("ok", new=2)}
    return room


def test_the_first_answer(asked: Newsroom) -> None:
    state = asked.state()
    assert (state.etag, state.last_modified) == ('"one"', "Mon, 01 Jun 2026 10:00:00 GMT")
    assert (state.code, state.title, state.link) == ("ok", "A source", "https://a.example/")
    assert state.asked == state.succeeded == state.changed == asked.now
    assert HOUR <= state.next_fetch - asked.now < 1.1 * HOUR
    asked.render()
    assert asked.titles("development") == ["Development cooperation of towns"]
    assert asked.titles("twinning") == asked.titles("twinning.fr") == ["A twinning"]


def test_how_each_asking_went_is_kept(asked: Newsroom) -> None:
    asked.ask()
    asked.web.page("/a", "", status=500)
    asked.ask()
    with asked.store.read() as tx:
        kept = askings.latest(tx, asked.state().id)
        assert askings.totals(tx) == (3, 1)
    assert [(one.code, one.brought) for one in kept] == [("server-error", 0), ("unchanged", 0), ("ok", 2)]
    assert kept[0].moment == asked.now


def test_a_304_keeps_everything(asked: Newsroom) -> None:
    before = asked.state()
    assert asked.ask() == Outcome("unchanged")
    state = asked.state()
    assert asked.web.requests[-1].headers["if-none-match"] == '"one"'
    assert (state.code, state.etag, state.changed, state.title) == (
        "unchanged",
        '"one"',
        before.changed,
        "A source",
    )
    assert state.next_fetch > asked.now
    asked.render()
    assert asked.render() == []


def test_one_more_item(asked: Newsroom) -> None:
    asked.web.page("/a", rss("1 Development cooperation of towns", "2 A twinning", "3 More twinning"))
    assert asked.ask() == Outcome("ok", new=1)
    assert asked.ask() == Outcome("ok")
    asked.render()
    assert asked.titles("twinning") == ["More twinning", "A twinning"]


def test_an_edit_changes_its_item_and_where_it_is(asked: Newsroom) -> None:
    asked.render()
    (before,) = asked.feed("twinning")["items"]
    left = ("1 Development cooperation of towns", "2 Development cooperation with Benin", "3 More twinning")
    asked.web.page("/a", rss(*left))
    assert asked.ask() == Outcome("ok", new=1, edited=1)
    asked.render()
    assert asked.titles("twinning") == ["More twinning"]
    after = asked.feed("development")["items"][0]
    assert after["title"] == "Development cooperation with Benin"
    assert (after["id"], after["date_published"]) == (before["id"], before["date_published"])
    assert after["date_modified"] == "2026-06-04T12:00:00+00:00"


def test_what_is_absent_stays(asked: Newsroom) -> None:
    asked.web.page("/a", rss("3 A third twinning"))
    assert asked.ask() == Outcome("ok", new=1)
    asked.render()
    assert sorted(asked.titles("twinning")) == ["A third twinning", "A twinning"]


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "unauthorised"), (403, "forbidden"), (404, "not-found"), (410, "gone"), (500, "server-error")],
)
def test_a_refusal_keeps_validators_and_items(asked: Newsroom, status: int, code: str) -> None:
    asked.render()
    asked.web.page("/a", b"", status=status)
    assert asked.ask().code == code
    state = asked.state()
    assert (state.code, state.failures, state.etag, state.active) == (code, 1, '"one"', True)
    assert asked.render() == []
    assert asked.titles("twinning") == ["A twinning"]


@pytest.mark.parametrize(
    ("body", "media_type", "code"),
    [
        ("<html><title>Sorry</title><p>An error</p></html>", "text/html", "not-a-feed"),
        ("not XML at all", "application/xml", "unreadable"),
        ("", "application/xml", "empty"),
        ('{"version": "https://jsonfeed.org/version/1.1"', "application/json", "unreadable"),
    ],
)
def test_a_broken_body_keeps_validators_and_items(
    asked: Newsroom, body: str, media_type: str, code: str
) -> None:
    """Its ETag is not kept: a 304 to it would make the broken body the last word."""
    asked.web.page("/a", body, media_type=media_type, etag='"broken"')
    assert asked.ask().code == code
    assert (asked.state().etag, asked.state().title) == ('"one"', "A source")
    asked.render()
    assert asked.titles("twinning") == ["A twinning"]


def test_failures_wait_longer_and_are_forgiven(asked: Newsroom) -> None:
    asked.web.page("/a", b"", status=500)
    waits = []
    for _ in range(7):
        asked.ask()
        waits.append(asked.state().next_fetch - asked.now)
    assert waits == sorted(waits)
    assert waits[-1] < timedelta(hours=27)
    assert asked.state().failures == 7
    asked.web.page("/a", FIRST)
    assert asked.ask().code == "ok"
    assert (asked.state().failures, asked.state().detail) == (0, "")


def test_a_server_that_asks_for_patience(asked: Newsroom) -> None:
    asked.web.page("/a", b"", status=429, headers={"Retry-After": str(3 * 86400)})
    assert asked.ask().code == "rate-limited"
    assert asked.state().next_fetch == asked.now + timedelta(days=3)


def test_an_answer_without_items_is_an_answer(asked: Newsroom) -> None:
    asked.web.page("/a", rss())
    assert asked.ask() == Outcome("ok")


class Broken(Fetcher):
    """A fetcher that hands over what the stages cannot have expected."""

    def fetch_batches(self, requests: object) -> object:  # type: ignore[override]
        for arrived in super().fetch_batches(requests):  # type: ignore[arg-type]
            yield [(request, Answer("http://a.example", 200, None)) for request, _ in arrived]  # type: ignore[arg-type]


def test_a_fault_of_ours_is_a_failure_of_one_source(
    asked: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    with Broken(agent="Test/1") as fetcher:
        asked.fetcher = fetcher
        assert asked.ask().code == "internal"
    assert asked.state().failures == 1
    assert asked.state().next_fetch > asked.now
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_sources_of_one_host_one_after_the_other(room: Newsroom) -> None:
    for key in "abc":
        room.web.page(f"/{key}", rss(f"{key} A twinning in {key}"))
    room.web.page("/b", b"", status=404)
    room.edit(*(room.source(key, f"/{key}") for key in "abc"))
    outcomes = room.refresh()
    assert {key: outcome.code for key, outcome in outcomes.items()} == {
        "a": "ok",
        "b": "not-found",
        "c": "ok",
    }
    assert room.web.most_at_once == 1
    room.render()
    assert sorted(room.titles("twinning")) == ["A twinning in a", "A twinning in c"]


def test_an_address_that_is_edited_while_it_is_asked(asked: Newsroom) -> None:
    asked.wait(days=1)
    runtime = asked.runtime
    (claimed,) = asked.claim(runtime)
    asked.web.page("/b", FIRST, etag='"one"')
    asked.edit(asked.source("a", "/b"))
    list(refresh(runtime, [claimed]))  # the asking of the former address ends only now
    assert asked.state().etag is None
    assert asked.refresh() == {"a": Outcome("ok")}
    assert asked.web.requests[-1].path == "/b"


def test_ids_are_ours_and_permanent(asked: Newsroom) -> None:
    asked.render()
    (item,) = asked.feed("twinning")["items"]
    assert item["id"].startswith("tag:news.example.eu,2026:")
    asked.edit(asked.source("renamed", "/a", "was: a"))
    asked.web.page("/a", rss("2 A twinning again"))
    assert asked.ask("renamed") == Outcome("ok", edited=1)
    asked.render()
    assert [one["id"] for one in asked.feed("twinning")["items"]] == [item["id"]]


def test_the_newest_of_very_many_is_kept_wherever_it_stands(room: Newsroom) -> None:
    oldest_first = [f"{number} Development cooperation {number}" for number in range(350)]
    body = rss(*oldest_first)
    items = body.split("<item>")
    room.web.page(
        "/a",
        items[0]
        + "<item>"
        + "<item>".join(one.replace("</channel></rss>", "") for one in reversed(items[1:]))
        + "</channel></rss>",
    )
    room.edit(room.source("a", "/a"))
    assert room.refresh()["a"].new == 300
    room.render()
    assert room.titles("development")[0] == "Development cooperation 349"


def test_a_secret_that_is_not_set_stops_only_its_source(room: Newsroom) -> None:
    room.web.page("/a", rss("1 Development cooperation of towns"))
    room.web.page("/b", rss("2 A twinning"))
    room.secrets = {"TOKEN": "x"}
    secret = room.source("b", "/b", 'headers: {Authorization: "Bearer ${TOKEN}"}')
    assert room.edit(room.source("a", "/a"), secret) == ()
    room.secrets = Known({})
    assert room.refresh() == {"a": Outcome("ok", new=1), "b": Outcome("no-secret", "TOKEN")}
    assert room.web.asked("/b") == []


def test_a_text_tells_its_language_where_nobody_does_and_is_no_edit(asked: Newsroom) -> None:
    news = "3 Les communes de la région signent un accord de twinning sur l'eau"
    asked.web.page("/a", rss(news, language=""))
    assert asked.ask().new == 1
    asked.render()
    (printed,) = [one for one in asked.feed("twinning")["items"] if "communes" in one["title"]]
    assert printed["language"] == "fr"
    asked.web.page("/a", rss(news, language="", text="Said of it."), etag='"other"')
    asked.edit(asked.source("a", "/a"), site=SITE.replace("[en, fr]", "[en]"))
    assert asked.ask().edited == 0
