"""Lists on the pages of partners in a real browser: whatever those pages forbid, and whatever happens to our service."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl
from urllib.request import urlopen

import pytest

from syndicate.config.load import load
from syndicate.store.database import open_database
from syndicate.web.embed.options import read
from syndicate.web.embed.snippets import Snippets

from ..web.serving import Served, free_port, served
from ..web.site import FEEDS, Site, variant
from .axe import faults
from .chromium import FOUND, Page, chromium
from .partner import Partner, Reply, partner

if FOUND is None and not os.environ.get("CI"):
    pytest.skip("no Chromium is installed here", allow_module_level=True)

LAYOUTS = ["list", "cards", "compact"]
LONG = (
    "The two councils agreed on a plan of five years for wells and pipes; a joint office opens in March. " * 4
)
TITLES = {
    "en": "Towns sign a partnership for clean water, with a very long title that needs more than two lines of a list",
    "fr": "Coopération décentralisée : les villes signent une charte pour l’eau et l’assainissement",
    "ar": "المدن توقع ميثاقا من أجل المياه والصرف الصحي",
}
BOX = "document.querySelector('feed-embed')?.shadowRoot?.querySelector('.box')"
SHIFT = """new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => sum += one.value))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 250);
})"""


@dataclass
class Ours:
    """Our service, and what partners copy from it."""

    server: Served

    def lines(self, form: str, query: str = "") -> str:
        """The lines of the component or of a frame, with these choices."""
        config = load(feeds(self.server.port))
        options = read(parse_qsl(query), config.site.languages).options
        found: str = getattr(Snippets(config, ("development",), options), form)
        return found


def feeds(port: int) -> str:
    return FEEDS.replace("https://news.example.eu", f"http://127.0.0.1:{port}")


def stock(path: Path, port: int, most: int = 12) -> None:
    """Fill a database with items that are hard to lay out."""
    store = open_database(f"sqlite:///{path}")
    site = Site(store)
    site.configure(feeds(port))
    for number in range(most):
        language = ["en", "fr", "ar"][number % 3]
        link = f"https://cemr.example/{number}"
        text = variant("cemr", language, TITLES[language], summary=LONG, link=link)
        site.add(f"u{number}", text, "development", hours=number + 1)
    store.close()


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ours]:
    path, port = tmp_path_factory.mktemp("site") / "x.db", free_port()
    stock(path, port)
    with served(f"sqlite:///{path}", port) as server:
        yield Ours(server)


@pytest.fixture(scope="module")
def theirs() -> Iterator[Partner]:
    with partner() as site:
        yield site


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def wait(page: Page, expression: str) -> None:
    """Wait until something is so in the page."""
    end = time.monotonic() + 20
    while not page.value(expression):
        assert time.monotonic() < end, f"never so: {expression}"
        time.sleep(0.05)


def promised(page: Page, expression: str) -> float:
    told = page.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
    return float(told["result"]["value"])


def shown(page: Page) -> None:
    """Wait for the list of every component."""
    wait(
        page,
        "[...document.querySelectorAll('feed-embed')].every(one => one.shadowRoot?.querySelector('.item'))",
    )


def travelled(page: Page) -> list[str]:
    """What was asked of a server, and not found in the browser's cache."""
    responses = {event["requestId"]: event["response"] for event in page.told("Network.responseReceived")}
    kept = {number for number, response in responses.items() if response.get("fromDiskCache")}
    kept |= {event["requestId"] for event in page.told("Network.requestServedFromCache")}
    sent = page.told("Network.requestWillBeSent")
    return [event["request"]["url"] for event in sent if event["requestId"] not in kept]


def complaints(page: Page) -> list[str]:
    return [entry["entry"]["text"] for entry in page.told("Log.entryAdded")]


def test_a_plain_page_asks_twice_and_keeps_nothing(page: Page, ours: Ours, theirs: Partner) -> None:
    page.open(theirs.put(ours.lines("component")))
    shown(page)
    assert page.value(f"{BOX}.querySelectorAll('.item').length") == 5
    elsewhere = [url for url in travelled(page) if not url.startswith(theirs.url)]
    assert elsewhere == [
        f"{ours.server.url}/embed/{name}" for name in ("v1/feed-embed.js", "development.json")
    ]
    told = [event["request"]["headers"] for event in page.told("Network.requestWillBeSent")]
    assert all("Cookie" not in headers for headers in told)
    assert page.value("document.cookie + localStorage.length + sessionStorage.length") == "00"
    assert page.ask("Network.getAllCookies")["cookies"] == []
    assert complaints(page) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ["component", "frame"])
@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_moves_and_nothing_sticks_out(
    page: Page, ours: Ours, theirs: Partner, layout: str, form: str, width: int
) -> None:
    page.open(theirs.put(ours.lines(form, f"layout={layout}&count=6")), width=width)
    if form == "component":
        shown(page)
        assert page.value(f"{BOX}.scrollWidth <= {BOX}.clientWidth")
    assert promised(page, SHIFT) == 0
    assert page.value("document.documentElement.scrollWidth") <= width


STRICT = "default-src 'none'; script-src {0}; connect-src {0}; style-src 'self'; require-trusted-types-for 'script'"


def test_a_strict_policy_of_the_page_is_no_hindrance(page: Page, ours: Ours, theirs: Partner) -> None:
    lines = ours.lines("component", "accent=aa0000&layout=cards")
    head, _, rest = lines.partition(" style=")
    plain = head + rest[rest.index(">") :]  # such a page has the height in its own style sheet
    page.open(theirs.put(plain, headers={"Content-Security-Policy": STRICT.format(ours.server.url)}))
    shown(page)
    assert page.value(f"getComputedStyle({BOX}.querySelector('.link')).color") == "rgb(170, 0, 0)"
    assert page.value(f"getComputedStyle({BOX}.querySelector('.list')).display") == "grid"
    assert [text for text in complaints(page) if "data:," not in text] == []


def test_several_on_one_page_do_not_meet(page: Page, ours: Ours, theirs: Partner) -> None:
    forms = [
        ("component", "count=2"),
        ("component", "count=3&language=fr"),
        ("frame", "count=1"),
        ("frame", ""),
    ]
    page.open(theirs.put("".join(ours.lines(*one) for one in forms)))
    shown(page)
    counts = (
        "[...document.querySelectorAll('feed-embed')].map(e => e.shadowRoot.querySelectorAll('.item').length)"
    )
    assert page.value(f"{counts}.join()") == "2,3"
    assert complaints(page) == []


SANDBOX = '<iframe sandbox="allow-scripts" security="restricted" src="{src}" width="600" height="300" data-secret="s3cr3t" title="News"></iframe>'
LISTEN = "<script>told = []; addEventListener('message', one => told.push(one))</script>"


def test_in_a_sandbox_as_wordpress_makes_it_the_frame_tells_its_height(
    page: Page, ours: Ours, theirs: Partner
) -> None:
    address = f"{ours.server.url}/embed/development#?secret=s3cr3t"
    page.open(theirs.put(LISTEN + SANDBOX.format(src=address)))
    wait(page, "told.length")
    assert page.value("told[0].origin") == "null"
    assert page.value("told[0].source === document.querySelector('iframe').contentWindow")
    assert page.value("`${told[0].data.message} ${told[0].data.secret}`") == "height s3cr3t"
    assert page.value("told[0].data.value") > 500
    assert complaints(page) == []


def test_a_frame_grows_to_its_list_and_to_nothing_else(page: Page, ours: Ours, theirs: Partner) -> None:
    low = ours.lines("frame").replace("border:0;width:100%;height:", "border:0;width:100%;--was:")
    low = low.replace('height="', 'height="100" data-was="')
    stranger = (
        "<iframe id='stranger' title='x' height='90' srcdoc=\"<script>parent.postMessage("
        "{feedEmbed: 9000}, '*')</script>\"></iframe>"
    )
    page.open(theirs.put(stranger + low))
    wait(page, "document.querySelectorAll('iframe')[1].clientHeight > 500")
    assert page.value("document.querySelector('#stranger').clientHeight") == 90
    assert page.value("document.querySelectorAll('iframe')[1].clientHeight") < 2000


def test_with_our_service_down_the_last_list_stays(page: Page, theirs: Partner, tmp_path: Path) -> None:
    path, port = tmp_path / "x.db", free_port()
    stock(path, port)
    with served(f"sqlite:///{path}", port) as server:
        mine = Ours(server)
        address = theirs.put(mine.lines("component", "count=4"))
        page.open(address)
        shown(page)
    page.open(address)
    shown(page)
    assert page.value(f"{BOX}.querySelectorAll('.item').length") == 4
    page.open(theirs.put(mine.lines("component", "count=7") + mine.lines("frame", "count=7")))
    links = "[...document.querySelectorAll('main a')].filter(one => one.checkVisibility()).map(one => one.textContent)"
    assert page.value(f"{links}.join()") == "Development,Development"  # a link where nothing was kept


def test_faults_of_a_server_between_us_do_not_take_the_last_list_away(
    page: Page, ours: Ours, theirs: Partner
) -> None:
    with urlopen(f"{ours.server.url}/embed/development.json?count=3") as answer:
        data = answer.read().decode()
    old = {"Date": "Mon, 01 Jun 2026 00:00:00 GMT", "Cache-Control": "public, max-age=1", "ETag": '"a"'}
    shared = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Date"}
    script = ours.lines("component").rpartition("\n<script")[2]
    lines = f'<feed-embed src="{theirs.url}/list"><a href="/x">Link</a></feed-embed><script{script}'
    address = theirs.put(lines)
    theirs.pages["/list"] = Reply(data, old | shared)
    page.open(address)
    theirs.wait("GET", "/list", 2)  # what is so old is asked for again
    wait(page, f"performance.getEntriesByName('{theirs.url}/list').length === 3")
    theirs.pages["/list"] = Reply("Bad gateway", shared, 502)
    for _ in range(3):
        theirs.asked.clear()
        page.open(address)
        shown(page)
        theirs.wait("HEAD", "/list")
        assert page.value(f"{BOX}.querySelectorAll('.item').length") == 3
        assert ("GET", "/list") not in theirs.asked
    theirs.pages["/list"] = Reply("This feed has ended.", shared, 410)
    page.open(address)
    wait(page, "document.querySelector('feed-embed a').checkVisibility()")


def test_without_scripts_there_is_a_link_and_the_frame_has_its_list(
    page: Page, ours: Ours, theirs: Partner
) -> None:
    page.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(theirs.put(ours.lines("component") + ours.lines("frame")))
        tree = page.ask("DOMSnapshot.captureSnapshot", computedStyles=[])
        texts = tree["strings"]
        assert page.value("document.querySelector('feed-embed a').checkVisibility()")
        assert TITLES["fr"] in texts or page.value("document.querySelector('iframe').clientHeight") > 500
    finally:
        page.ask("Emulation.setScriptExecutionDisabled", value=False)


def test_by_keyboard_every_link_is_reached_in_order_and_seen(page: Page, ours: Ours, theirs: Partner) -> None:
    page.open(theirs.put(ours.lines("component", "count=3&newtab=yes")))
    shown(page)
    reached = []
    for _ in range(4):
        for kind in ("keyDown", "keyUp"):
            page.ask("Input.dispatchKeyEvent", type=kind, key="Tab", windowsVirtualKeyCode=9)
        focused = "document.activeElement.shadowRoot?.activeElement"
        reached.append(page.value(f"{focused}.textContent"))
        assert page.value(f"getComputedStyle({focused}).outlineStyle") == "solid"
        assert page.value(f"{focused}.target") == "_blank"
    assert reached == [
        *(f"{TITLES[language]} (opens in a new tab)" for language in ("en", "fr", "ar")),
        "More: Development (opens in a new tab)",
    ]


def test_nothing_moves_by_itself(page: Page, ours: Ours, theirs: Partner) -> None:
    address = theirs.put(ours.lines("component"))
    for motion in ("reduce", "no-preference"):
        page.open(address)
        page.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": motion}])
        shown(page)
        assert page.value("document.getAnimations({subtree: true}).length") == 0
        assert page.value(
            f"[...{BOX}.querySelectorAll('*')].every(e => getComputedStyle(e).transitionDuration === '0s')"
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_axe_finds_nothing(page: Page, ours: Ours, theirs: Partner, layout: str, scheme: str) -> None:
    page.open(theirs.put(ours.lines("component", f"layout={layout}&newtab=yes")), scheme=scheme, width=320)
    shown(page)
    assert faults(page) == []
    page.open(f"{ours.server.url}/embed/development?layout={layout}&count=99", scheme=scheme)
    assert [one for one in faults(page) if not one.startswith("page-has-heading-one")] == []


@pytest.mark.parametrize("path", ["/en/embed", "/fr/embed?text=cccccc&count=99", "/embed/nothing"])
def test_axe_finds_nothing_where_partners_choose(page: Page, ours: Ours, path: str) -> None:
    page.open(ours.server.url + path)
    assert faults(page) == []


def test_choosing_shows_at_once_and_stays_in_the_address(page: Page, ours: Ours) -> None:
    page.open(f"{ours.server.url}/en/embed")
    page.value(
        "(() => { const one = document.querySelector('#count'); one.value = 7;"
        " one.dispatchEvent(new Event('input', {bubbles: true})) })()"
    )
    wait(page, "document.querySelector('#component').value.includes('count=7')")
    assert page.value("location.search.includes('count=7')")
    assert "count=7" in page.value("document.querySelector('iframe.wide').src")
    wait(page, "document.querySelector('#told').textContent.includes('renewed')")
    page.value("document.querySelector('[data-copy=component]').click()")
    wait(page, "document.querySelector('#told').textContent === 'Copied.'")
    assert complaints(page) == []


def test_a_frame_without_a_list_is_still_a_page_to_be_seen(page: Page, ours: Ours) -> None:
    """Its policy lets in its own few rules, and nothing else."""
    page.open(f"{ours.server.url}/embed/nothing-here", width=320)
    assert [text for text in complaints(page) if "404" not in text] == []
    assert "system-ui" in page.value("getComputedStyle(document.body).fontFamily")
    assert page.value("document.documentElement.scrollWidth") == 320
    assert faults(page) == []
