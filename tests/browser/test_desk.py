"""Editors at work in a real browser: an item hidden and shown again, added, feeds.yaml changed; and every page as axe sees it."""

import base64
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from syndicate.schedule.errands import run
from syndicate.schedule.work import Worker
from syndicate.store import errands, items
from syndicate.store.database import Database, open_database

from ..web.operators import NAME, PASSWORD, engage
from ..web.serving import free_port, served
from ..web.site import FEEDS, NOW, Site, variant
from .axe import faults
from .chromium import FOUND, Page, chromium

if FOUND is None and not os.environ.get("CI"):
    pytest.skip("no Chromium is installed here", allow_module_level=True)

ADDED = {"link": "https://gazette.example/1", "title": "A town", "summary": "It says so.", "language": "en"}
ADDED |= {"site": "La Gazette", "host": "gazette.example", "published": "2026-11-20T10:00:00+00:00"}


class Office:
    """A served site whose worker does what pages ask for when it is told to."""

    def __init__(self, store: Database, worker: Worker, address: str) -> None:
        self.store, self.worker, self.address = store, worker, address

    def work(self) -> None:
        run(self.worker)
        self.worker.decide()

    def categories(self, uid: str) -> list[str]:
        with self.store.read() as tx:
            found = items.find(tx, uid)
            assert found
            return [one.category for one in items.matches_of(tx, found.id)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    path = folder / "feeds.yaml"
    text = FEEDS.replace("https://news.example.eu", f"http://127.0.0.1:{port}")
    path.write_text(text.replace("any: [town]\n  strict", "any: [{all: [weather, snow]}, town]\n  strict"))
    store = open_database(f"sqlite:///{folder}/x.db")
    worker = Worker(store, path, {}, lambda: NOW)
    worker.editable = True
    site = Site(store)
    site.add("u1", variant(title="A town of <b>hills</b> and its partners in the south"), "development")
    site.add("u2", variant(title="The weather", link="https://cemr.example/2"))
    site.add("u3", variant(language="fr", title="La ville", link="https://cemr.example/3"), "development")
    held = [
        site.add(f"h{n}", variant(title=f"Held {n}", link=f"https://cemr.example/h{n}")) for n in range(3)
    ]
    with store.write() as tx:
        items.hold(tx, held, NOW)
    engage(store)
    with served(f"sqlite:///{folder}/x.db", port) as running:
        yield Office(store, worker, running.url)
    worker.close()
    store.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Iterator[Page]:
    """A browser in which somebody has signed in."""
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        opened.open(f"{office.address}/status")
        opened.value(
            f"document.getElementById('name').value = {NAME!r};"
            f"document.getElementById('password').value = {PASSWORD!r}"
        )
        send(opened, "document.querySelector('.door form, main form')")
        assert opened.value("document.querySelector('.who').textContent") == NAME
        yield opened


def send(page: Page, form: str, button: str = "") -> None:
    """Send a form as the button does, and wait for the page that comes."""
    page.events.clear()
    page.value(f"(({form}).requestSubmit({button}))")
    page.settle("after a form")


def said(page: Page) -> str:
    text: str = page.value("document.querySelector('main').innerText")
    return text


def form_of(kind: str) -> str:
    return f"document.querySelector('input[name=kind][value={kind}]').form"


def test_an_item_is_hidden_and_that_is_undone(page: Page, office: Office) -> None:
    page.open(f"{office.address}/status/desk")
    page.events.clear()
    page.value(
        "[...document.querySelectorAll('.rows a')].find(one => one.textContent.includes('hills')).click()"
    )
    page.settle("the item")
    page.value(f"{form_of('hide')}.elements.why.value = 'Not ours'")
    send(page, form_of("hide"))
    office.work()
    assert office.categories("u1") == []
    assert "Not ours" in said(page)
    send(page, "document.querySelector('.rulings form')")
    office.work()
    assert office.categories("u1") == ["development", "strict-news"]
    assert "Undone by ann" in said(page)


def test_feeds_yaml_is_changed_from_the_page(page: Page, office: Office) -> None:
    page.open(f"{office.address}/status/config")
    numbers = "document.querySelector('.numbers').getBoundingClientRect().height"
    assert page.value(numbers) == page.value("document.getElementById('text').getBoundingClientRect().height")
    wrong = "t => t.replace('title: {en: Only', 'titel: {en: Only')"
    change = "(e => e.value = ({})(e.value))(document.getElementById('text'))"
    form = "document.getElementById('text').form"
    page.value(change.format(wrong))
    send(page, form)
    assert "looks again by itself" in said(page)
    office.work()
    page.open(page.value("location.href"))
    assert "unknown key 'titel': did you mean 'title'?" in said(page)
    line = page.value(
        "[...document.querySelectorAll('.alarm li')].find(o => o.innerText.includes('titel')).querySelector('a').hash"
    )
    spot = f"document.querySelector('{line}').getBoundingClientRect().top"
    text = "document.getElementById('text').getBoundingClientRect().top"
    row = page.value(
        f"({spot} - {text}) / parseFloat(getComputedStyle(document.getElementById('text')).lineHeight)"
    )
    shown = page.value(f"document.getElementById('text').value.split('\\n')[{int(line.split('-')[1]) - 1}]")
    assert "titel" in shown
    assert abs(row - (int(line.split("-")[1]) - 1)) < 1, "the number stands beside its line"
    page.value(change.format("t => t.replace('titel', 'title').replace('[weather, snow]', '[weather]')"))
    send(page, form)
    office.work()
    page.open(page.value("location.href"))
    assert "Enter: 1." in said(page)
    send(page, "document.querySelector('form[action$=apply]')")
    office.work()
    page.open(page.value("location.href"))
    assert "It is written" in said(page)
    assert "[weather]}" in office.worker.path.read_text()


def test_an_item_is_added_by_its_address(page: Page, office: Office) -> None:
    page.open(f"{office.address}/status/desk/add")
    page.value("document.getElementById('url').value = 'http://127.0.0.1:1/nothing'")
    send(page, "document.getElementById('url').form")
    office.work()
    page.open(page.value("location.href"))
    assert page.value("document.querySelector('.trouble').textContent")
    page.open(seen(office))
    send(page, "document.getElementById('title').form")
    office.work()
    page.open(page.value("location.href"))
    assert "Added by hand" in said(page)


def seen(office: Office) -> str:
    """The address of a page that was looked at."""
    with office.store.write() as tx:
        name = errands.ask(tx, "look", NAME, {"url": ADDED["link"]}, NOW)
        assert name
        errands.finish(tx, name, {"page": ADDED, "known": "u1"}, NOW)
    return f"{office.address}/status/desk/add/{name}"


def checked(office: Office, text: str) -> str:
    """The address of a text that was checked."""
    with office.store.write() as tx:
        name = errands.ask(tx, "preview", NAME, {"text": text, "base": ""}, NOW)
    office.work()
    return f"{office.address}/status/config/{name}"


PAGES: dict[str, Callable[[Office], str]] = {
    "list": lambda office: f"{office.address}/status/desk",
    "item": lambda office: f"{office.address}/status/desk/item/u1",
    "review": lambda office: f"{office.address}/status/desk/review",
    "add": lambda office: f"{office.address}/status/desk/add",
    "seen": seen,
    "config": lambda office: f"{office.address}/status/config",
    "mistakes": lambda office: checked(office, office.worker.path.read_text().replace("about:", "abuot:")),
    "preview": lambda office: checked(
        office, office.worker.path.read_text().replace(", town]", ", town, ville]")
    ),
}
SHOTS = os.environ.get("SYNDICATE_TEST_SHOTS")  # a folder for pictures of each page, to be looked at


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_used(page: Page, office: Office, name: str, width: int, scheme: str) -> None:
    page.open(PAGES[name](office), width=width, scheme=scheme)
    page.value("document.querySelectorAll('details').forEach(one => one.open = true)")
    if SHOTS:
        shoot(page, Path(SHOTS) / f"{name}-{width}-{scheme}.png")
    assert faults(page) == []
    assert page.value("document.documentElement.scrollWidth") <= width


def shoot(page: Page, path: Path) -> None:
    taken = page.ask("Page.captureScreenshot", captureBeyondViewport=True)
    path.write_bytes(base64.b64decode(taken["data"]))
