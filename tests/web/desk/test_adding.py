"""Stories of items that an editor adds by the address of their page, and of what waits to be looked at."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from syndicate.jobs.add import keep
from syndicate.model import Answer, Failure, Request
from syndicate.schedule.work import Worker
from syndicate.store import decisions, items
from syndicate.store.database import open_database

from ...fakes import FakeWeb
from ..operators import post
from ..site import NOW, variant
from .conftest import Desk

PAGE = """<!doctype html><html lang="fr"><head><title>Site – Une ville</title>
<meta property="og:title" content="Une ville &amp; &lt;b&gt;ses&lt;/b&gt; towns">
<meta name="description" content="Ce que fait la ville.">
<meta property="og:site_name" content="La Gazette">
<meta property="article:published_time" content="2026-11-20T10:00:00+01:00"></head>
<body><h1>Autre</h1><p>Texte.</p></body></html>"""


def look(desk: Desk, url: str) -> str:
    answer = post(desk.client, "/status/desk/add", "/status/desk/add", url=url)
    assert answer.status_code == 303
    desk.work()
    return answer.location


def test_a_page_becomes_an_item(desk: Desk) -> None:
    with FakeWeb() as web:
        allow(desk, web)
        seen = look(desk, web.page("/town", PAGE, media_type="text/html"))
        page = desk.read(seen)
        assert 'value="Une ville &amp; &lt;b&gt;ses&lt;/b&gt; towns"' in page
        assert "Ce que fait la ville." in page
        assert 'value="2026-11-20"' in page
        assert "La Gazette" in page
        fields = {"title": "Une ville", "summary": "Court", "day": "2026-11-19", "language": "fr"}
        agreed = post(desk.client, seen, seen, category="development", **fields)
        desk.work()
        item = desk.client.get(agreed.location).location
    shown = desk.read(item)
    assert "Added by hand" in shown
    uid = item.rpartition("/")[2]
    assert desk.categories(uid) == ["development"]
    with desk.site.store.read() as tx:
        found = items.find(tx, uid)
    assert found
    assert found.item.published.isoformat() == "2026-11-19T11:00:00+00:00"
    assert "La Gazette" in desk.client.get(f"/fr/item/{uid}").text


def allow(desk: Desk, web: FakeWeb) -> None:
    """Let the worker reach our web, which stands for the outside."""
    fetcher = desk.worker.runtime.fetcher

    def fetch_all(requests: Iterable[Request]) -> Iterator[tuple[Request, Answer | Failure]]:
        return type(fetcher).fetch_all(fetcher, [replace(one, allow=web.allow) for one in requests])

    fetcher.fetch_all = fetch_all  # type: ignore[method-assign]


def test_what_cannot_be_read_is_said(desk: Desk) -> None:
    page = desk.read(look(desk, "http://127.0.0.1:9/private"))
    assert 'class="trouble"' in page
    assert 'http-equiv="refresh"' not in page
    answer = post(desk.client, "/status/desk/add", "/status/desk/add", url="javascript:alert(1)")
    assert "/status/desk/add?url=" in answer.location


def test_an_added_item_comes_again_in_another_database(desk: Desk, tmp_path: Path) -> None:
    page = {"link": "https://gazette.example/1", "title": "A town", "summary": "", "site": "Gazette"}
    page |= {"host": "gazette.example", "published": "2026-11-20T10:00:00+00:00", "language": "en"}
    uid = keep(desk.worker.runtime, page, ["strict-news"], "ann")["uid"]
    desk.work()
    with desk.site.store.read() as tx:
        made = [one for one, _ in decisions.every(tx)]
    assert [json.loads(one.value)["title"] for one in made if one.kind == "add"] == ["A town"]
    other = open_database(f"sqlite:///{tmp_path}/other.db")
    worker = Worker(other, desk.worker.path, {}, lambda: NOW)
    with other.write() as tx:
        decisions.keep(tx, made)
    worker.decide()
    with other.read() as tx:
        found = items.find(tx, uid)
        assert found
        assert sorted(match.category for match in items.matches_of(tx, found.id)) == [
            "development",
            "strict-news",
        ]
    with other.write() as tx:
        decisions.undo(tx, [one.ref for one in made if one.kind == "add"], "ann", NOW)
    worker.decide()
    with other.read() as tx:
        assert items.matches_of(tx, found.id) == []
    worker.close()
    other.close()


def test_a_burst_is_released_or_hidden(desk: Desk) -> None:
    numbers = [
        desk.site.add(f"b{n}", variant(title=f"Town {n}", link=f"https://cemr.example/b{n}")) for n in (1, 2)
    ]
    for side, filed in (("drop", []), ("release", ["development", "strict-news"])):
        with desk.site.store.write() as tx:
            items.hold(tx, numbers, NOW)
            if side == "release":
                told = [one for one, _ in decisions.every(tx)]
                decisions.undo(tx, [one.ref for one in told], "ann", NOW)
        page = desk.read("/status/desk/review")
        assert "2 items came at once" in page
        post(desk.client, "/status/desk/held", "/status/desk/review", source="cemr", side=side, why="No")
        desk.work()
        while desk.worker.recategorise():
            pass
        assert desk.categories("b1") == filed, side
    assert "Nothing is held." in desk.read("/status/desk/review")


def test_what_a_rule_nearly_holds_for_is_doubtful(desk: Desk) -> None:
    text = desk.worker.path.read_text(encoding="utf-8")
    rules = text.replace("any: [town]\n  strict", 'any: [{all: [weather, forecast]}, "town?"]\n  strict')
    assert rules != text
    desk.worker.path.write_text(rules, encoding="utf-8")
    desk.worker.follow()
    desk.worker.follow()
    desk.anew()
    page = desk.read("/status/desk/review?category=development")
    assert "Nearly in" in page
    assert "any[0].all[1] is missing: &#39;forecast&#39;" in page
    assert "In, by weak words" in page
    assert desk.client.get("/status/desk/review?category=nothing").status_code == 404
