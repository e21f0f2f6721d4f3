"""The pages in a real browser: nothing is asked for elsewhere, nothing sticks out, everything can be read."""

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from syndicate.store.database import open_database

from ..web.serving import free_port, served
from ..web.site import FEEDS, Site, variant
from .axe import faults
from .chromium import FOUND, Page, chromium

if FOUND is None and not os.environ.get("CI"):
    pytest.skip("no Chromium is installed here", allow_module_level=True)

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
PATHS = [
    "/",
    "/ar",
    "/ar/development",
    "/en/development",
    "/en/strict-news",
    "/en/item/u1",
    "/ar/item/u2",
    "/fr/search?q=last",
    "/en/search?q=nothing",
    "/fr/sources",
    "/fr/about-feeds",
    "/en/imprint",
    "/fr/privacy",
    "/fr/accessibility",
    "/bot",
    "/en/nothing",
]
LOOKS = """imprint: |
    # Publisher
    Us, https://example.eu

    - one
  logo: "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='4'/></svg>"
  colours: {light: "#7a1fa2"}
  contact:"""

# The least contrast of all texts with what is behind them, as WCAG 2.2 (1.4.3) reckons it.
CONTRAST = """(() => {
  const parts = c => (c.match(/[0-9.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = c => {
    const [r, g, b] = parts(c).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = e => {
    for (let p = e; p; p = p.parentElement) {
      const c = getComputedStyle(p).backgroundColor;
      if (parts(c)[3] !== 0) return c;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.body.querySelectorAll("*")].filter(
    e => e.tagName === "INPUT" || [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  return Math.min(...texts.map(e => {
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }));
})()"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site with what is hard to lay out."""
    path = tmp_path_factory.mktemp("site") / "x.db"
    store, port = open_database(f"sqlite:///{path}"), free_port()
    site = Site(store)
    feeds = FEEDS.replace("https://news.example.eu", f"http://127.0.0.1:{port}")
    site.configure(feeds.replace("contact:", LOOKS))
    wide = f"<table><tr>{'<td>cell</td>' * 40}</tr></table><pre>{'x' * 300}</pre>"
    content = f'<p>{LONG} <img src="http://127.0.0.1:9/x.png" alt="x"></p>{wide}'
    site.add("u1", variant(title=f"A {LONG}", content=content), "development")
    leftward = f'<pre>{"code " * 90}</pre><p><a href="https://example.eu/x">رابط</a></p>'
    arabic = replace(variant(language="ar", title="تنمية", content=leftward), labels=("Water", "مدن"))
    site.add("u2", arabic, "development", hours=2)
    site.add("u3", variant(title="Last"), "development", hours=3)
    with served(f"sqlite:///{path}", port) as running:
        yield running.url
    store.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_asked_for_elsewhere(page: Page, address: str, path: str) -> None:
    page.open(address + path)
    asked = [event["request"]["url"] for event in page.told("Network.requestWillBeSent")]
    assert all(url.startswith(f"{address}/") for url in asked)
    complaints = [entry["entry"]["text"] for entry in page.told("Log.entryAdded")]
    assert [text for text in complaints if "404" not in text] == []
    assert page.value("document.cookie + localStorage.length") == "0"


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_sticks_out(page: Page, address: str, path: str, width: int) -> None:
    page.open(address + path, width=width)
    assert page.value("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_everything_can_be_read(page: Page, address: str, path: str, scheme: str) -> None:
    page.open(address + path, scheme=scheme)
    assert page.value(CONTRAST) >= 4.5


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(page: Page, address: str, path: str) -> None:
    page.open(address + path)
    assert faults(page) == []


SMALL = """[...document.querySelectorAll("a, button, summary, input")].filter(e => {
  const box = e.getBoundingClientRect();
  const inText = e.matches("p a, li a, dd a") && getComputedStyle(e).display === "inline";
  return box.width > 1 && !inText && (box.height < 24 || box.width < 24) && !e.matches(".skip");
}).map(e => e.outerHTML)"""


@pytest.mark.parametrize("path", PATHS)
def test_everything_can_be_hit(page: Page, address: str, path: str) -> None:
    """Targets are 24 pixels high and wide, but for links within a text (WCAG 2.2, 2.5.8)."""
    page.open(address + path, width=360)
    assert page.value(SMALL) == []


def test_a_search_by_keyboard_alone(page: Page, address: str) -> None:
    page.open(f"{address}/en")
    page.value("document.getElementById('ask').focus()")
    page.ask("Input.insertText", text="last")
    page.events.clear()
    for kind, text in (("keyDown", {"text": "\r"}), ("keyUp", {})):
        page.ask("Input.dispatchKeyEvent", type=kind, key="Enter", windowsVirtualKeyCode=13, **text)
    page.settle("the search")
    assert page.value("location.pathname + location.search") == "/en/search?q=last"
    assert page.value("document.querySelectorAll('.teaser').length") == 1


def test_light_and_dark_differ(page: Page, address: str) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        page.open(address, scheme=scheme)
        grounds.add(page.value("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2


def test_the_first_tab_leads_past_the_margins(page: Page, address: str) -> None:
    page.open(f"{address}/en/development")
    for kind in ("keyDown", "keyUp"):
        page.ask("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert page.value("document.activeElement.getAttribute('href')") == "#content"
    assert page.value("document.activeElement.getBoundingClientRect().top") >= 0


def test_a_line_of_facts_keeps_its_order_in_whatever_script(page: Page, address: str) -> None:
    """The dots stand between the parts: none of them is drawn into a part that is written leftward."""
    page.open(f"{address}/en/item/u2")
    parts = "[...document.querySelectorAll('.meta > *, .byline > *')]"
    assert (
        page.value(f"{parts}.filter(e => getComputedStyle(e).direction === 'rtl').map(e => e.outerHTML)")
        == []
    )
    assert page.value("getComputedStyle(document.querySelector('.meta .tongue > span')).direction") == "rtl"


def test_what_is_told_of_an_item_stands_beside_its_name(page: Page, address: str) -> None:
    """Whatever the script of a value, it begins where the others do; code begins with its beginning."""
    page.open(f"{address}/en/item/u2")
    starts = "new Set([...document.querySelectorAll('.origin dd > *')].map(e => e.offsetLeft)).size"
    assert page.value(starts) == 1
    assert page.value("document.querySelector('.text pre').scrollWidth > innerWidth / 2")
    assert page.value("getComputedStyle(document.querySelector('.text pre')).direction") == "ltr"


def test_paper_has_nothing_to_press(page: Page, address: str) -> None:
    page.open(f"{address}/en/development")
    page.ask("Emulation.setEmulatedMedia", media="print")
    shown = (
        "[...document.querySelectorAll('.jump, .skip, .ask, .readers')].filter(e => e.offsetParent).length"
    )
    assert page.value(shown) == 0
    page.ask("Emulation.setEmulatedMedia", media="")


def test_keyboards_come_to_the_feeds_before_the_list(page: Page, address: str) -> None:
    """In a wide window the box stands beside the list, and after it in the order of the page: a link leads there."""
    page.open(f"{address}/en/development")
    jump = "document.querySelector('.jump a')"
    height = f"{jump}.parentElement.getBoundingClientRect().height"
    assert page.value(f"getComputedStyle({jump}.parentElement).clipPath") == "inset(50%)"
    page.value(f"{jump}.focus()")
    assert page.value(f"getComputedStyle({jump}.parentElement).clipPath") == "none"
    assert page.value(height) >= 24
