"""From a feeds.yaml to a subscriber's reader, through a real `syndicate run` and a real web."""

import io
import json
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from ..fakes import FakeWeb
from ..rules import mistakes_in_atom, mistakes_in_json, mistakes_in_opml, mistakes_in_rss
from .service import Service
from .sources import rss, tell, write

ALL_IN = {
    "Twinning of two towns & a village",
    "A partnership < in JSON",
    "Un jumelage de plus",
    "Partnership that moved",
    "Twinning that took its time",
}
FAILING = {
    "html": "not-a-feed",
    "broken": "unreadable",
    "empty": "empty",
    "gone": "gone",
    "busy": "rate-limited",
    "elsewhere": "blocked-address",
    "nowhere": "dns",
}


def test_a_subscriber_follows_a_category(web: FakeWeb, tmp_path: Path) -> None:
    addresses = tell(web)
    write(tmp_path, addresses, web.endpoint)
    with Service(tmp_path) as service:
        service.until(lambda: set(service.titles("international-action")) == ALL_IN)
        service.until(lambda: len(service.titles("development")) == 2)

        same_news_in_every_format(service)
        failures_are_told_and_are_never_items(service)
        second_round_brings_nothing_new(service, web)
        edit_of_an_entry_is_one_update(service, web)
        bad_edit_changes_nothing_and_is_shown(service, addresses, web)
        good_edit_is_applied_without_a_restart(service, addresses, web)
    assert service.process.returncode == 0
    assert "Traceback" not in service.log


def same_news_in_every_format(service: Service) -> None:
    for name in ("development", "international-action", "development.fr", "international-action.en"):
        rss_body = service.get(f"/feeds/{name}.rss")[1]
        atom_body = service.get(f"/feeds/{name}.atom")[1]
        json_body = service.get(f"/feeds/{name}.json")[1]
        assert mistakes_in_rss(rss_body) == []
        assert mistakes_in_atom(atom_body) == []
        assert mistakes_in_json(json_body) == []
        etree.fromstring(rss_body)
        items = json.loads(json_body)["items"]
        assert items
        for body in (rss_body, atom_body):
            read = feedparser.parse(io.BytesIO(body))
            assert not read.bozo
            assert [entry.id for entry in read.entries] == [item["id"] for item in items]
            assert [entry.link for entry in read.entries] == [item["url"] for item in items]
    assert mistakes_in_opml(service.get("/feeds.opml")[1]) == []


def failures_are_told_and_are_never_items(service: Service) -> None:
    for key, code in FAILING.items():
        service.until(lambda key=key, code=code: f"{key}: {code}" in service.log)  # type: ignore[misc]
    assert len(service.titles("development")) == 2


def second_round_brings_nothing_new(service: Service, web: FakeWeb) -> None:
    before, etag = service.titles("development"), service.get("/feeds/development.rss")[0].getheader("ETag")
    service.until(lambda: len(web.asked("/good")) >= 3 and len(web.asked("/atom")) >= 3)
    second = web.asked("/good")[1].headers
    assert second["if-none-match"] == 'W/"good-1"'
    assert second["if-modified-since"] == "Mon, 01 Jun 2026 10:00:00 GMT"
    assert service.titles("development") == before
    assert service.get("/feeds/development.rss")[0].getheader("ETag") == etag
    assert service.get("/feeds/development.rss", {"If-None-Match": etag or ""})[0].status == 304
    assert len(web.asked("/busy")) == 1  # it said when to come again


def edit_of_an_entry_is_one_update(service: Service, web: FakeWeb) -> None:
    before = {item["id"]: item for item in service.feed("development")["items"]}
    edited = rss(("good-1", "Development cooperation of towns, corrected"), ("good-2", "A new swimming pool"))
    web.page("/good", edited, etag='"good-2"')
    service.until(lambda: "Development cooperation of towns, corrected" in service.titles("development"))
    after = {item["id"]: item for item in service.feed("development")["items"]}
    assert after.keys() == before.keys()
    changed = [identity for identity in after if after[identity] != before[identity]]
    assert len(changed) == 1
    assert after[changed[0]]["date_published"] == before[changed[0]]["date_published"]
    assert after[changed[0]]["date_modified"] > before[changed[0]]["date_modified"]


def bad_edit_changes_nothing_and_is_shown(service: Service, addresses: dict[str, str], web: FakeWeb) -> None:
    before = service.get("/feeds/development.rss")[1]
    write(service.folder, addresses, web.endpoint, more="catgories: {}\n")
    service.until(lambda: service.ready()["config_mistakes"] == 1)
    assert "feeds.yaml:20:1: unknown key 'catgories': did you mean 'categories'?" in service.log
    assert service.get("/feeds/development.rss")[1] == before
    service.stop()
    service.start()  # over a restart too
    service.until(lambda: service.status("/readyz") == 200)
    assert service.ready()["config_mistakes"] == 1
    assert service.get("/feeds/development.rss")[1] == before


def good_edit_is_applied_without_a_restart(service: Service, addresses: dict[str, str], web: FakeWeb) -> None:
    asked = len(web.asked("/busy"))
    more = web.page("/more", rss(("more-1", "Development cooperation from a new source")))
    write(service.folder, addresses | {"more": more}, web.endpoint)
    service.until(lambda: "Development cooperation from a new source" in service.titles("development"))
    assert service.ready()["config_mistakes"] == 0
    assert len(web.asked("/busy")) == asked  # no state of fetching was lost


@pytest.mark.timeout(600)
def test_kill_loses_nothing_and_leaves_nobody(web: FakeWeb, tmp_path: Path) -> None:
    write(tmp_path, {"good": tell(web)["good"]}, web.endpoint)
    service = Service(tmp_path)
    service.start()
    service.until(lambda: service.titles("development"))
    before = service.feed("development")
    service.kill()
    service.start()
    service.until(lambda: service.status("/feeds/development.json") == 200)
    assert service.feed("development") == before
    assert service.stop() == 0


def test_without_a_network_it_serves_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "news.rss").write_text(
        rss(("1", "Development cooperation at home")), encoding="utf-8"
    )
    write(
        tmp_path,
        {"local": "file:samples/news.rss", "away": "http://no-such-name.invalid/feed"},
        "127.0.0.1:9",
    )
    with Service(tmp_path) as service:
        service.until(lambda: service.titles("development") == ["Development cooperation at home"])
        service.until(lambda: "away: dns" in service.log)
        assert service.status("/") == 200
