"""The pages for people: what they say, in which language, and what they never repeat."""

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from syndicate.store import withdrawals

from .site import FEEDS, NOW, Site, variant

PAGES = [
    "/",
    "/bot",
    "/en/search",
    "/fr/search?q=towns",
    "/fr/search?q=nothing",
    "/fr/sources",
    "/ar/about-feeds",
    "/fr/privacy",
    "/fr/accessibility",
    "/all",
    "/en",
    "/fr",
    "/en/development",
    "/all/development",
    "/en/item/u1",
    "/all/item/u1",
]


class Outline(HTMLParser):
    """The headings of a page, and whether all that was opened is closed."""

    VOID = frozenset("br col hr img input link meta wbr".split())

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def told(site: Site) -> Site:
    """A site with some news."""
    content = '<h1>Inside</h1><p>Text <img src="https://x.example/i.png" alt="Mayors"> <b>bold</b></p>'
    site.add("u1", variant("cemr", "en", "Towns & <b>partners</b>", content=content), "development", hours=1)
    site.add("u2", variant("vng", "nl", "Steden", content="<p>Alles</p>"), "development", hours=2)
    site.add("u3", variant("quiet", "fr", "Villes", summary="Un secret"), "development", hours=3)
    site.add("u4", variant("cemr", None, "Nobody knows"), "development", "strict-news", hours=4)
    site.add("u5", variant("cemr", "fr-BE", "Strictement"), "strict-news", hours=5)
    site.add("u6", variant("cemr", "en", "Never filed"))
    return site


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole(client: FlaskClient, told: Site, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    outline = Outline(response.text)
    assert outline.open == []
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    assert not {"style", "img", "iframe"} & {tag for tag, _ in outline.attributes}
    scripts = [given for tag, given in outline.attributes if tag == "script"]
    assert scripts in ([], [{"type": "application/ld+json"}])  # data, which no browser runs
    assert not [name for _, given in outline.attributes for name in given if name.startswith("on")]
    ids = [given["id"] for _, given in outline.attributes if "id" in given]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_headers_of_a_page(client: FlaskClient, told: Site, path: str) -> None:
    response = client.get(path)
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert response.headers["Content-Security-Policy"].startswith(
        "default-src 'none'; style-src 'self'; img-src 'self'"
    )
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in response.headers
    again = client.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = client.head(path)
    assert (head.data, head.headers["Content-Length"]) == (b"", str(len(response.data)))


def test_home(client: FlaskClient, told: Site) -> None:
    page = client.get("/fr").text
    assert "<h1>Villes du monde</h1>" in page
    assert '<html lang="fr" dir="ltr">' in page
    assert '<a href="/fr/development">Développement</a>' in page
    assert '<p class="what" lang="en" dir="ltr">Towns and their partners</p>' in page
    assert '<time datetime="2026-11-22T12:00:00+01:00">22 novembre 2026</time>' in page
    assert "Copiez" in client.get("/fr/development").text
    assert '/feeds/development.fr.atom"' in page
    assert '<a href="/ar" lang="ar" dir="rtl" hreflang="ar">العربية</a>' in page
    assert page.count('class="teaser"') == 3 + 1
    assert "Nobody knows" not in page


def test_home_in_all_languages(client: FlaskClient, told: Site) -> None:
    page = client.get("/").text
    assert client.get("/all").text == page
    assert '<link rel="canonical" href="https://news.example.eu/">' in page
    assert 'lang="" dir="auto"' in page
    assert '<span class="tongue"><span lang="nl" dir="ltr">Nederlands</span></span>' in page


def test_home_without_news(client: FlaskClient, site: Site) -> None:
    assert client.get("/").text.count("Nothing yet") == 2


def test_a_category_in_a_language_written_leftward(client: FlaskClient, told: Site) -> None:
    page = client.get("/ar/development").text
    assert '<h1 lang="ar" dir="rtl">تنمية</h1>' in page


def test_heads_name_feeds_and_editions(client: FlaskClient, told: Site) -> None:
    links = [given for tag, given in Outline(client.get("/fr/development").text).attributes if tag == "link"]
    base = "https://news.example.eu"
    assert [one["href"] for one in links if one["rel"] == "canonical"] == [f"{base}/fr/development"]
    editions = {one["hreflang"]: one["href"] for one in links if "hreflang" in one and "type" not in one}
    assert editions == {tag: f"{base}/{tag}/development" for tag in ("en", "fr", "ar")} | {
        "x-default": f"{base}/all/development"
    }
    feeds = [
        (one["type"], one["title"], one["href"])
        for one in links
        if "title" in one and "oembed" not in str(one["type"])
    ]
    assert feeds == [
        ("application/rss+xml", "Développement – RSS", f"{base}/feeds/development.fr.rss"),
        ("application/atom+xml", "Développement – Atom", f"{base}/feeds/development.fr.atom"),
        ("application/feed+json", "Développement – JSON Feed", f"{base}/feeds/development.fr.json"),
    ]


@pytest.mark.parametrize("path", [one for one in PAGES if "q=" not in one])
def test_every_page_names_feeds(client: FlaskClient, told: Site, path: str) -> None:
    head = client.get(path).text.partition("</head>")[0]
    assert 'type="application/atom+xml"' in head


def test_the_box_to_subscribe(client: FlaskClient, told: Site) -> None:
    inputs = [
        given for tag, given in Outline(client.get("/en/development").text).attributes if tag == "input"
    ]
    boxes = [one for one in inputs if "readonly" in one]
    assert [one["value"] for one in boxes] == [
        f"https://news.example.eu/feeds/development.en.{form}" for form in ("rss", "atom", "json")
    ]
    page = client.get("/en/development").text
    encoded = "https%3A%2F%2Fnews.example.eu%2Ffeeds%2Fdevelopment.en.rss"
    for reader in (
        f"https://feedly.com/i/subscription/feed/{encoded}",
        f"https://www.inoreader.com/feed/{encoded}",
        f"https://www.newsblur.com/?url={encoded}",
        f"https://theoldreader.com/feeds/subscribe?url={encoded}",
    ):
        assert f'href="{reader}" rel="noopener noreferrer nofollow"' in page
    for language in (".fr", ".ar", ""):
        for form in ("rss", "atom", "json"):
            assert f'href="/feeds/development{language}.{form}"' in page
    assert 'href="/feeds.opml"' in page


def test_a_category_prints_what_its_sources_allow(client: FlaskClient, told: Site) -> None:
    page = client.get("/en/development").text
    titles = re.findall(r'<a href="/en/item/(u\d)">', page)
    assert titles == ["u1", "u2", "u3", "u4"]
    assert "Towns &amp; &lt;b&gt;partners&lt;/b&gt;" in page
    assert "Steden: what it says." in page
    assert "Un secret" not in page
    assert '<time datetime="2026-11-22T12:00:00+01:00">22 November 2026</time>' in page


@pytest.mark.parametrize(("language", "uids"), [("fr", ["u5"]), ("en", []), ("all", ["u4", "u5"])])
def test_a_category_without_fallback(client: FlaskClient, told: Site, language: str, uids: list[str]) -> None:
    page = client.get(f"/{language}/strict-news").text
    assert re.findall(rf'<a href="/{language}/item/(u\d)">', page) == uids


def test_turning_to_older_news(client: FlaskClient, site: Site) -> None:
    for number in range(45):
        site.add(f"n{number}", variant(title=f"Number {number}"), "development", hours=number // 2)
    path, seen = "/en/development", []
    for _ in range(3):
        page = client.get(path).text
        seen += re.findall(r'<a href="/en/item/(n\d+)">', page)
        older = re.search(r'<a rel="next" href="(/en/development/before/n\d+)">', page)
        path = older[1] if older else ""
    assert path == ""
    assert len(seen) == len(set(seen)) == 45
    assert '<a href="/en/development">Newest</a>' in page


@pytest.mark.parametrize("before", ["nothing", "", "%2e%2e/x", "%00", "a" * 10_000, "é"])
def test_no_list_begins_there(client: FlaskClient, told: Site, before: str) -> None:
    assert client.get(f"/en/development/before/{before}").status_code == 404


def test_an_item_in_full(client: FlaskClient, told: Site) -> None:
    page = client.get("/en/item/u1").text
    assert "<h2>Inside</h2>" in page
    assert 'Text <span class="image">Mayors</span> <b>bold</b>' in page
    assert "x.example" not in page
    assert 'href="https://cemr.example/1" rel="noopener"' in page
    assert '<a href="/en/development">Development</a>' in page
    assert re.findall(r'rel="(prev|next)" href="([^"]+)"', page) == [("prev", "/en/item/u2")]


def test_an_item_of_which_only_a_part_may_be_printed(client: FlaskClient, told: Site) -> None:
    summary, title = client.get("/en/item/u2").text, client.get("/en/item/u3").text
    assert "Alles" not in summary
    assert "Steden: what it says." in summary
    assert "Villes" in title
    assert "Un secret" not in title


@pytest.mark.parametrize(
    ("path", "canonical"),
    [("/en/item/u1", "en"), ("/fr/item/u1", "en"), ("/all/item/u1", "en"), ("/en/item/u2", "all")],
)
def test_the_same_text_has_one_home(client: FlaskClient, told: Site, path: str, canonical: str) -> None:
    uid = path.rpartition("/")[2]
    address = f"https://news.example.eu/{canonical}/item/{uid}"
    assert f'<link rel="canonical" href="{address}">' in client.get(path).text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_a_link_that_leads_nowhere_is_none(client: FlaskClient, site: Site, link: str) -> None:
    site.add("u1", variant(link=link), "development")
    page = client.get("/en/item/u1").text
    assert link not in page
    assert 'class="out"' not in page


@pytest.mark.parametrize(
    "path",
    [
        "/de",
        "/EN",
        "/english",
        "/en/nothing",
        "/en/Development",
        "/en/item/none",
        "/en/item/u6",
        "/en/item/u1/more",
        "/en/item/../item/u1",
        "/en/item/..%2fu1",
        "/en/item/u1%00",
        "/en//item/u1",
        "/%2f%2fevil.example/",
        "/en/" + "x" * 10_000,
        "/en/item/" + "x" * 10_000,
        "/static/../wsgi.py",
        "/static/%00",
        "/static/" + "x" * 10_000,
        "/%ff/%fe",
        "/feeds",
    ],
)
def test_odd_addresses(client: FlaskClient, told: Site, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Location" not in response.headers
    assert "<h1>Page not found</h1>" in response.text
    assert "Towns of the world" in response.text


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example", "/\\evil.example/", "///", "//en/", "//all/"]
)
def test_no_slash_leads_to_another_site(client: FlaskClient, told: Site, path: str) -> None:
    response = client.get("/", environ_overrides={"PATH_INFO": path})
    assert response.headers.get("Location") in (None, "/en", "/all")


@pytest.mark.parametrize("path", ["/en/", "/en/development/", "/en/item/u1/", "/readyz/"])
def test_a_slash_at_the_end(client: FlaskClient, told: Site, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (301, path[:-1])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods(client: FlaskClient, told: Site, method: str) -> None:
    response = client.open("/en/development", method=method)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_the_style_sheet(client: FlaskClient, told: Site) -> None:
    address = re.search(r'href="(/static/site\.css\?v=\w+)"', client.get("/").text)
    assert address
    response = client.get(address[1])
    assert response.mimetype == "text/css"
    assert "max-age=86400" in response.headers["Cache-Control"]
    response.close()


def test_our_robot_says_who_it_is(client: FlaskClient, site: Site) -> None:
    """What a server's operator wants to know: who, what, how often, and how to stop it."""
    text = client.get("/bot").text
    for said in (
        "https://news.example.eu/bot",
        "news@example.eu",
        "Retry-After",
        "User-agent: Syndicate",
        "410",
    ):
        assert said in text
    assert '<link rel="canonical" href="https://news.example.eu/bot">' in text
    assert "hreflang" not in text.partition("</head>")[0]


def test_a_language_that_the_site_no_longer_has(client: FlaskClient, told: Site) -> None:
    told.configure(FEEDS.replace("languages: [en, fr, ar]", "languages: [en, fr]"))
    assert client.get("/ar/development").status_code == 410
    assert client.get("/de/development").status_code == 404


def test_the_page_of_a_withdrawn_item_is_gone(client: FlaskClient, site: Site) -> None:
    number = site.add("u1", variant(title="Taken back"), "development")
    assert client.get("/en/item/u1").status_code == 200
    with site.store.write() as tx:
        withdrawals.withdraw(tx, [number], "Published by mistake", NOW)
    response = client.get("/en/item/u1")
    assert response.status_code == 410
    assert "Taken back" not in response.text + client.get("/en/development").text + client.get("/").text
