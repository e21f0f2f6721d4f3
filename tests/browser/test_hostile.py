"""Payloads that made scripts run elsewhere, as every text of an item: on our pages and in our feeds none runs.

Each is stored as it is as title, summary, author, label, link and contact, and sanitised as content, as the line does.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from syndicate.clean.html import sanitise
from syndicate.model import Item, Match, Variant
from syndicate.publish.render import render
from syndicate.published import Feed, FeedItem
from syndicate.store import documents, items, sources
from syndicate.store.database import open_database

from ..publish.cases import FEED, ITEM
from ..web.serving import free_port, served
from ..web.site import FEEDS, NOW, Site, at, variant
from .chromium import FOUND, Page, chromium

BESIDE = Path(__file__).parents[3] / "shared" / "corpus"
CORPUS = Path(os.environ.get("SYNDICATE_CORPUS", BESIDE)) / "hostile" / "xss.json"

if FOUND is None and not os.environ.get("CI"):
    pytest.skip("no Chromium is installed here", allow_module_level=True)
# The tests and not the module, as another one takes the payloads from it.
WANTED = pytest.mark.skipif(
    not CORPUS.exists(), reason=f"there is no {CORPUS}: SYNDICATE_CORPUS names the folder"
)
pytestmark = WANTED

# What a script would do first, and what the browser stopped, are written down before anything of the page runs.
WATCH = """
window.ran = []; window.stopped = [];
for (const name of ["alert", "confirm", "prompt", "print", "eval"]) window[name] = () => { window.ran.push(name); };
document.addEventListener("securitypolicyviolation", e => window.stopped.push(e.violatedDirective + " " + e.blockedURI));
"""
PAYLOADS = [one["payload"] for one in json.loads(CORPUS.read_text("utf-8"))] if CORPUS.exists() else []
TEXTS = [payload if isinstance(payload, str) else json.dumps(payload) for payload in PAYLOADS]
STRETCH = 20  # items on a page of a category


def hostile(payload: str) -> Variant:
    """A text of which every part is a payload."""
    content = sanitise(payload, "https://source.example/")
    return replace(
        variant(title=payload, summary=payload, content=content, link=payload),
        author=payload,
        labels=(payload, payload[::-1]),
        image=payload,
        contact=payload,
    )


def store_all(site: Site) -> None:
    with site.store.write() as tx:
        [state] = sources.states(tx, ["cemr"])
        sources.record(tx, state, {"title": TEXTS[0], "link": TEXTS[1], "asked": NOW})
        for number, payload in enumerate(TEXTS):
            moment = at(number + 1)
            item = Item(f"x{number}", "cemr", moment, moment, moment, (hostile(payload),))
            [row] = items.add(tx, state.id, [(item, "digest")], "rules")
            items.judge(tx, row, moment, [Match("development", ())], "rules")


def feed() -> Feed:
    """A feed of all payloads."""
    found = enumerate(map(hostile, TEXTS))
    return replace(FEED, items=tuple(printed(f"tag:x.example,2026:{number}", one) for number, one in found))


def printed(own: str, text: Variant) -> FeedItem:
    same = {name: getattr(text, name) for name in ("title", "summary", "content", "author", "labels", "link")}
    return replace(ITEM, id=own, image=text.image, **same)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site of payloads."""
    path = tmp_path_factory.mktemp("site") / "x.db"
    store, port = open_database(f"sqlite:///{path}"), free_port()
    site = Site(store)
    site.configure(FEEDS.replace("https://news.example.eu", f"http://127.0.0.1:{port}"))
    store_all(site)
    with store.write() as tx:
        documents.keep(tx, render(feed()), FEED.max_age, NOW)
    with served(f"sqlite:///{path}", port) as running:
        yield running.url
    store.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        opened.ask("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        yield opened


def harmless(page: Page, address: str, path: str) -> None:
    """Open a page: no script runs, nothing is asked for elsewhere, and the browser had nothing to stop."""
    page.open(address + path)
    assert page.value("[window.ran, window.stopped].flat()") == [], path
    assert page.told("Page.javascriptDialogOpening") == []
    asked = [event["request"]["url"] for event in page.told("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith(f"{address}/")] == [], path
    assert [entry["entry"]["text"] for entry in page.told("Log.entryAdded")] == [], path


def test_a_script_would_be_noticed(page: Page, address: str) -> None:
    page.open(f"{address}/en")
    page.value("document.body.insertAdjacentHTML('beforeend', '<img src=x:y onerror=alert(1)>')")
    page.value("new Promise(done => setTimeout(done, 200))")
    assert page.value("window.stopped.length") > 0


@pytest.mark.parametrize("stretch", range(4))
def test_pages_of_items(page: Page, address: str, stretch: int) -> None:
    for number in range(stretch, len(TEXTS), 4):
        harmless(page, address, f"/en/item/x{number}")


def test_lists_of_items(page: Page, address: str) -> None:
    lists = [f"/en/development/before/x{last}" for last in range(STRETCH - 1, len(TEXTS), STRETCH)]
    for path in ["/", "/en", "/en/development", "/all/development", "/en/sources", "/en/about-feeds", *lists]:
        harmless(page, address, path)


def test_questions(page: Page, address: str) -> None:
    for payload in TEXTS[::3]:
        harmless(page, address, f"/en/search?q={quote(payload[:200], safe='', errors='replace')}")


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_feeds(page: Page, address: str, form: str) -> None:
    harmless(page, address, f"/feeds/development.en.{form}")


def test_contents_in_a_reader_that_trusts_us(page: Page) -> None:
    """Without any policy, put into a page as they are, as careless readers do."""
    page.open("about:blank")
    for payload in TEXTS:
        content = json.dumps(hostile(payload).content)
        page.value(f"document.open(); document.write({content}); document.close()")
        assert page.value("window.ran") == [], payload
    assert page.told("Page.javascriptDialogOpening") == []
