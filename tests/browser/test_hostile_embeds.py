"""Payloads that made scripts run elsewhere, as every text of an item: on the pages of partners none runs either."""

from collections.abc import Iterator
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from syndicate.config.load import load
from syndicate.model import Item, Match
from syndicate.store import items, sources
from syndicate.store.database import open_database
from syndicate.web.embed.options import Options
from syndicate.web.embed.snippets import Snippets

from ..web.serving import free_port, served
from ..web.site import FEEDS, Site, at
from .chromium import Page, chromium
from .partner import Partner, partner
from .test_embeds import wait
from .test_hostile import TEXTS, WANTED, WATCH, hostile

pytestmark = WANTED

LONGEST = 30  # items of a list
PARTS = [f"part-{number}" for number in range(len(TEXTS) // LONGEST + 1)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site whose lists are payloads, and whose categories and sources are named so too."""
    path, port = tmp_path_factory.mktemp("site") / "x.db", free_port()
    store = open_database(f"sqlite:///{path}")
    site = Site(store)
    site.configure(feeds(port))
    with store.write() as tx:
        [state] = sources.states(tx, ["cemr"])
        for number, payload in enumerate(TEXTS):
            moment = at(number + 1)
            item = Item(f"x{number}", "cemr", moment, moment, moment, (hostile(payload),))
            [row] = items.add(tx, state.id, [(item, "digest")], "rules")
            items.judge(tx, row, moment, [Match(PARTS[number // LONGEST], ())], "rules")
    with served(f"sqlite:///{path}", port) as running:
        yield running.url
    store.close()


def feeds(port: int) -> str:
    name = "'</h2><script>alert(1)</script><img src=x onerror=alert(2)>'"
    listed = "".join(f"  {part}:\n    title: {name}\n    any: [town]\n" for part in PARTS)
    text = FEEDS.partition("categories:")[0].replace("name: CEMR", f"name: {name}")
    return f"{text}categories:\n{listed}".replace("https://news.example.eu", f"http://127.0.0.1:{port}")


@pytest.fixture(scope="module")
def theirs() -> Iterator[Partner]:
    with partner() as site:
        yield site


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        opened.ask("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        yield opened


def lines(address: str, part: str, form: str) -> str:
    """What a partner's page holds of a list in one form."""
    snippets = Snippets(load(feeds(int(address.rpartition(":")[2]))), (part,), Options(count=LONGEST))
    if form == "fragment":
        with urlopen(snippets.address(".html")) as answer:
            return str(answer.read().decode())
    if form == "oembed":
        return snippets.quoted(600, 900)
    found: str = getattr(snippets, form)
    return found


def nothing_ran(page: Page, *ours: str) -> None:
    """No script ran, nothing was asked for elsewhere, and the browser had nothing to stop."""
    assert page.value("[window.ran, window.stopped].flat()") == []
    assert page.told("Page.javascriptDialogOpening") == []
    asked = [event["request"]["url"] for event in page.told("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith((*ours, "data:,"))] == []
    assert [entry["entry"]["text"] for entry in page.told("Log.entryAdded")] == []


@pytest.mark.parametrize("form", ["component", "frame", "fragment", "oembed"])
def test_on_a_page_without_any_policy(page: Page, address: str, theirs: Partner, form: str) -> None:
    for part in PARTS:
        page.open(theirs.put(lines(address, part, form)))
        if form == "component":
            wait(page, "!!document.querySelector('feed-embed').shadowRoot?.querySelector('.item')")
        page.value("new Promise(done => setTimeout(done, 100))")
        nothing_ran(page, address, theirs.url)


def test_in_the_page_of_a_frame(page: Page, address: str) -> None:
    for part in PARTS:
        page.open(f"{address}/embed/{part}?count={LONGEST}")
        assert page.value("document.querySelectorAll('.item').length") > 0
        nothing_ran(page, address)


@pytest.mark.parametrize("name", ["heading", "empty", "layout", "accent", "nothing", "category"])
def test_as_a_choice(page: Page, address: str, name: str) -> None:
    for payload in TEXTS[::6]:
        written = quote(payload[:100], safe="", errors="replace")
        for path in (f"/embed/{PARTS[0]}", "/en/embed"):
            page.open(f"{address}{path}?{name}={written}")
            nothing_ran(page, address)
