"""The pages for operators in a real browser: signed in by hand and keyboard, at a desk and on a telephone."""

import os
from collections.abc import Iterator

import pytest

from syndicate.store.database import open_database

from ..web.operators import PASSWORD, engage
from ..web.serving import free_port, served
from ..web.site import FEEDS, Site
from ..web.status.town import KEYS, settle
from .axe import faults
from .chromium import FOUND, Page, chromium

if FOUND is None and not os.environ.get("CI"):
    pytest.skip("no Chromium is installed here", allow_module_level=True)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site with an operator."""
    path = tmp_path_factory.mktemp("site") / "x.db"
    store, port = open_database(f"sqlite:///{path}"), free_port()
    site = Site(store)
    settle(site, FEEDS.replace("https://news.example.eu", f"http://127.0.0.1:{port}"))
    site.mistake()
    engage(store)
    with served(f"sqlite:///{path}", port) as running:
        yield running.url
    store.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def press(page: Page, key: str, code: int, text: str = "") -> None:
    """Press a key, as the browser hears it from a keyboard."""
    for kind in ("keyDown", "keyUp"):
        page.ask(
            "Input.dispatchKeyEvent",
            type=kind,
            key=key,
            windowsVirtualKeyCode=code,
            **({"text": text} if kind == "keyDown" and text else {}),
        )


@pytest.fixture
def inside(page: Page, address: str) -> str:
    """The address of the dashboard, signed in with nothing but a keyboard."""
    page.open(f"{address}/status")
    if page.value("document.querySelector('.who') !== null"):
        return f"{address}/status"
    page.value("document.getElementById('name').focus()")
    page.ask("Input.insertText", text="ann")
    press(page, "Tab", 9)
    page.ask("Input.insertText", text=PASSWORD)
    page.events.clear()
    press(page, "Enter", 13, "\r")
    page.settle(f"{address}/status")
    assert page.value("document.querySelector('.who').textContent") == "ann"
    return f"{address}/status"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_form_to_sign_in(page: Page, address: str, width: int, scheme: str) -> None:
    page.ask("Network.clearBrowserCookies")
    page.open(f"{address}/status", width=width, scheme=scheme)
    assert faults(page) == []
    assert page.value("document.documentElement.scrollWidth") <= width


def test_signing_in_with_a_keyboard(page: Page, inside: str) -> None:
    assert page.value("location.href") == inside
    page.open(inside)
    assert page.value("document.cookie") == "", "scripts see nothing of the session"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "?state=failing",
        f"/sources/{KEYS['ok']}",
        f"/sources/{KEYS['held']}",
        "/explain/o1",
        "/explain?item=x",
        "/nothing",
    ],
)
def test_pages_can_be_read_by_everybody(page: Page, inside: str, path: str, width: int, scheme: str) -> None:
    page.open(inside + path, width=width, scheme=scheme)
    assert faults(page) == []
    assert page.value("document.documentElement.scrollWidth") <= width
    complaints = [entry["entry"]["text"] for entry in page.told("Log.entryAdded")]
    assert [text for text in complaints if "404" not in text] == []


def test_a_source_is_paused_and_resumed_by_keyboard(page: Page, inside: str) -> None:
    page.open(f"{inside}/sources/{KEYS['failing']}")
    for label in ("Pause", "Resume"):
        page.value(
            f"[...document.querySelectorAll('button')].find(b => b.textContent.startsWith('{label}')).focus()"
        )
        page.events.clear()
        press(page, "Enter", 13, "\r")
        page.settle(inside)
    assert page.value("document.querySelector('[role=status]').textContent") == "It is asked again."
    assert page.value("document.querySelector('.badge').innerText").strip() != ""


def test_the_first_key_leads_to_the_content(page: Page, inside: str) -> None:
    page.open(inside)
    press(page, "Tab", 9)
    assert page.value("document.activeElement.className") == "skip"
    press(page, "Enter", 13, "\r")
    assert page.value("location.hash") == "#content"
