"""Stories of pages without a feed: articles, older pages, and editions in other languages."""

from datetime import UTC, datetime

import pytest

from syndicate.intake import Outcome
from syndicate.store import items, pages

from .newsroom import Newsroom, rss

BASE = """\
  briefs:
    name: Union of Towns
    page: {page}
    allow: ["{allow}"]
    language: en
    always: [development]
    republish: full
    items: li
    date: {{select: time, format: "%d.%m.%Y"}}
"""
ARTICLE = '    article: {text: main, contact: ".card", author: .by, remove: [nav]}\n'


def listing(*lines: str, more: str = "") -> str:
    """A page whose items are `path title`."""
    printed = "".join(
        f'<li data-id="{path}"><a href="/{path}">{title}</a> <time>0{number}.06.2026</time></li>'
        for number, (path, title) in enumerate((line.split(" ", 1) for line in lines), 1)
    )
    return f"<!doctype html><html><body><ul>{printed}</ul>{more}</body></html>"


def article(text: str) -> str:
    return (
        "<!doctype html><html><body><main><nav>Home / News</nav>"
        f"<p>{text} It is told at length, in whole sentences.</p>"
        '<div class="card">Ada Example, ada@towns.example</div></main><p class="by">Ada Example</p></body></html>'
    )


def page(room: Newsroom, path: str, body: str) -> str:
    return room.web.page(path, body, media_type="text/html")


def source(room: Newsroom, more: str = "") -> str:
    return BASE.format(page=room.web.url("/list"), allow=room.web.endpoint) + more


def content(room: Newsroom, name: str = "development") -> dict[str, str]:
    room.render()
    texts = ("content_html", "content_text")
    return {
        item["title"]: next(item[key] for key in texts if key in item) for item in room.feed(name)["items"]
    }


def test_the_page_of_each_new_item_is_asked_once(room: Newsroom) -> None:
    page(room, "/list", listing("one A first", "two A second"))
    for name in ("one", "two", "three"):
        page(room, f"/{name}", article(f"The story of {name}."))
    assert room.edit(source(room, ARTICLE)) == ()
    assert room.refresh() == {"briefs": Outcome("ok", new=2)}
    found = content(room)
    assert "The story of one." in found["A first"]
    assert "Home / News" not in found["A first"]
    assert "ada@towns.example" not in found["A first"]
    with room.store.read() as tx:
        stored = items.load(tx, pages.stretch(tx, "development", 1))[0].item.variants[0]
    assert (stored.contact, stored.author) == ("Ada Example, ada@towns.example", "Ada Example")

    page(room, "/list", listing("one A first", "two A second", "three A third"))
    assert room.ask("briefs") == Outcome("ok", new=1)
    assert "The story of three." in content(room)["A third"]
    assert [len(room.web.asked(path)) for path in ("/one", "/two", "/three")] == [1, 1, 1]


def test_an_article_that_cannot_be_had_leaves_the_item_as_it_was_listed(room: Newsroom) -> None:
    page(room, "/list", listing("one A first", "two A second"))
    page(room, "/one", article("The story of one."))
    room.edit(source(room, ARTICLE))
    assert room.refresh() == {"briefs": Outcome("ok", new=2)}
    assert content(room).keys() == {"A first", "A second"}
    assert room.ask("briefs") == Outcome("ok")  # and is no edit the next time


def test_news_of_today_waits_for_a_page_whose_server_has_a_fault(room: Newsroom) -> None:
    room.now = datetime(2026, 6, 1, 12, tzinfo=UTC)
    page(room, "/list", listing("one A first", "two A second"))
    page(room, "/one", article("The story of one."))
    room.web.page("/two", "busy", status=503)
    room.edit(source(room, ARTICLE))
    assert room.refresh() == {"briefs": Outcome("ok", new=1)}
    page(room, "/two", article("The story of two."))
    assert room.ask("briefs", hours=2) == Outcome("ok", new=1)
    assert "The story of two." in content(room)["A second"]


def test_an_edit_of_the_list_asks_the_article_again(room: Newsroom) -> None:
    page(room, "/list", listing("one A first"))
    page(room, "/one", article("The story of one."))
    room.edit(source(room, ARTICLE))
    room.refresh()
    page(room, "/list", listing("one A first, corrected"))
    page(room, "/one", article("The corrected story."))
    assert room.ask("briefs") == Outcome("ok", edited=1)
    assert "The corrected story." in content(room)["A first, corrected"]


def test_many_articles_are_asked_over_several_rounds_and_none_is_lost(room: Newsroom) -> None:
    names = [f"item{number}" for number in range(30)]
    page(room, "/list", listing(*(f"{name} About {name}" for name in names)))
    for name in names:
        page(room, f"/{name}", article(f"The story of {name}."))
    room.edit(source(room, ARTICLE))
    assert room.refresh()["briefs"].new == 20
    assert room.ask("briefs").new == 10
    assert room.ask("briefs") == Outcome("ok")
    assert len(content(room)) == 30


def test_articles_of_other_servers_do_not_get_the_permission_of_ours(room: Newsroom) -> None:
    page(room, "/list", '<!doctype html><ul><li><a href="http://127.0.0.2:9/x">Elsewhere</a></li></ul>')
    room.edit(source(room, ARTICLE))
    assert room.refresh() == {"briefs": Outcome("ok", new=1)}
    assert content(room).keys() == {"Elsewhere"}


def test_older_pages_are_turned_only_when_the_source_is_new(room: Newsroom) -> None:
    page(room, "/list", listing("one A first", more='<a rel="next" href="/list2">older</a>'))
    page(room, "/list2", listing("two A second", more='<a rel="next" href="/list3">older</a>'))
    page(room, "/list3", listing("three A third", more='<a rel="next" href="/list4">older</a>'))
    page(room, "/list4", listing("four Too old"))
    room.edit(source(room, '    next_page: "a[rel=next]@href"\n'))
    assert room.refresh() == {"briefs": Outcome("ok", new=3)}
    page(room, "/list", listing("zero A fresh one", more='<a rel="next" href="/list2">older</a>'))
    assert room.ask("briefs") == Outcome("ok", new=1)
    assert [len(room.web.asked(path)) for path in ("/list2", "/list3", "/list4")] == [1, 1, 0]


def test_editions_are_texts_of_one_item(room: Newsroom) -> None:
    page(room, "/list", listing("one Clean water for two towns", "two Only in English"))
    page(room, "/fr", listing("one De l'eau pour deux villes", "three Seulement en français"))
    french = f'    id: "@data-id"\n    editions: {{fr: "{room.web.url("/fr")}"}}\n'
    assert room.edit(source(room, french)) == ()
    room.refresh()
    room.render()
    english, other = room.feed("development.en")["items"], room.feed("development.fr")["items"]
    assert len(english) == len(other) == 3
    assert {item["id"] for item in english} == {item["id"] for item in other}
    titles = {item["id"]: item["title"] for item in english}
    assert {titles[item["id"]]: item["title"] for item in other} == {
        "Clean water for two towns": "De l'eau pour deux villes",
        "Only in English": "Only in English",
        "Seulement en français": "Seulement en français",
    }

    page(room, "/fr", listing("one De l'eau pour deux villes jumelées"))
    assert room.ask("briefs~fr").edited == 1
    room.render()
    assert "De l'eau pour deux villes jumelées" in room.titles("development.fr")
    assert "Clean water for two towns" in room.titles("development.en")


def test_editions_need_an_id_that_they_share(room: Newsroom) -> None:
    [mistake] = room.edit(source(room, f'    editions: {{fr: "{room.web.url("/fr")}"}}\n'))
    assert "found by an id that they share" in mistake.message


def test_titles_of_a_sitemap_are_on_the_pages(room: Newsroom) -> None:
    urls = "".join(f"<url><loc>{room.web.url(path)}</loc></url>" for path in ("/one", "/two"))
    room.web.page(
        "/map",
        f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>",
    )
    page(room, "/one", "<!doctype html><h1>A first</h1><main><p>The whole story.</p></main>")
    room.edit(
        f"  map:\n    name: Map\n    sitemap: {room.web.url('/map')}\n    allow: ['{room.web.endpoint}']\n"
        "    always: [development]\n    article: {text: main, title: h1}\n"
    )
    assert room.refresh()["map"].new == 1  # the other page is not there yet: no item without a title
    page(room, "/two", "<!doctype html><h1>A second</h1><main><p>Another whole story.</p></main>")
    assert room.ask("map").new == 1
    assert content(room).keys() == {"A first", "A second"}


def test_editions_of_a_feed_are_texts_of_one_item_though_one_comes_late(room: Newsroom) -> None:
    room.web.page("/a", rss("1 Twinning of two towns"))
    room.web.page("/fr", rss())
    french = f'language: en\n    editions: {{fr: "{room.web.url("/fr")}"}}'
    assert room.edit(room.source("a", "/a", french)) == ()
    room.refresh()
    room.render()
    before = room.feed("twinning.fr")["items"]
    assert [item["title"] for item in before] == ["Twinning of two towns"]
    room.web.page("/fr", rss("1 Le twinning de deux villes", language="fr"))
    room.ask("a~fr")
    room.render()
    (after,) = room.feed("twinning.fr")["items"]
    assert (after["title"], after["language"], after["id"]) == (
        "Le twinning de deux villes",
        "fr",
        before[0]["id"],
    )
    assert room.titles("twinning.en") == ["Twinning of two towns"]


@pytest.mark.parametrize("first", ["a", "a~fr"])
def test_a_feed_with_editions_may_change_all_its_ids_and_addresses_at_once(
    room: Newsroom, first: str
) -> None:
    """Whichever edition is asked first: each is told by its own looks, and both texts stay what they are."""
    room.web.page("/a", rss("1 Twinning of two towns", "2 Twinning for water"))
    room.web.page("/fr", rss("1 Le twinning de deux villes", "2 Le twinning pour l'eau", language="fr"))
    french = f'language: en\n    editions: {{fr: "{room.web.url("/fr")}"}}'
    assert room.edit(room.source("a", "/a", french)) == ()
    room.refresh()
    room.ask("a~fr")
    room.render()
    names = ("twinning", "twinning.en", "twinning.fr")
    before = [[(item["id"], item["title"]) for item in room.feed(name)["items"]] for name in names]
    assert list(map(len, before)) == [2, 2, 2]
    room.web.page("/a", rss("new-1 Twinning of two towns", "new-2 Twinning for water"))
    room.web.page(
        "/fr", rss("new-1 Le twinning de deux villes", "new-2 Le twinning pour l'eau", language="fr")
    )
    for key in (first, *{"a", "a~fr"} - {first}, first):
        assert room.ask(key).new == 0
    room.render()
    assert [[(item["id"], item["title"]) for item in room.feed(name)["items"]] for name in names] == before


def test_a_feed_with_editions_needs_its_own_language(room: Newsroom) -> None:
    [mistake] = room.edit(room.source("a", "/a", f'editions: {{fr: "{room.web.url("/fr")}"}}'))
    assert "its own language must be known" in mistake.message
