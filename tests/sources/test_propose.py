"""What is proposed for pages without a feed, in layouts that the field uses; the text is invented."""

import json
from typing import Any

import pytest

from syndicate.config.sources import PageSource
from syndicate.model import Answer
from syndicate.sources.dated import ambiguous
from syndicate.sources.page import read
from syndicate.sources.propose import propose

TITLES = [
    "Town council opens a well with its partners in Benin",
    "Mayors meet in Riga to plan the year of water",
    "A school partnership with Senegal turns twenty",
    "New fund for exchanges between town administrations",
    "Region signs an agreement on clean transport",
]
DATES = ["28.02.2026", "14.02.2026", "30.01.2026", "12.01.2026", "05.01.2026"]

MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='/m{n}'>A rather long entry of the menu, {n}</a></li>" for n in range(9))
    + "</ul></nav>"
)
FOOTER = (
    "<footer><ul>"
    + "".join(f"<li><a href='/f{n}'>Partner organisation number {n}</a></li>" for n in range(9))
    + "</ul></footer>"
)


def page(item: str, around: str = "<ul class='news'>{}</ul>") -> Answer:
    printed = "".join(
        item.format(title=title, date=date, n=number)
        for number, (title, date) in enumerate(zip(TITLES, DATES, strict=True))
    )
    body = f"<!doctype html><html lang='en'><body>{MENU}<main>{around.format(printed)}</main>{FOOTER}</body></html>"
    return Answer("https://s.test/", 200, body.encode())


# How one item is printed, and what is proposed.
LAYOUTS: list[tuple[str, dict[str, Any]]] = [
    (
        "<li>{date} <a href='/{n}'>{title}</a></li>",
        {
            "items": "ul.news > li",
            "title": "a",
            "link": "a@href",
            "date": {"select": "xpath: text()", "format": "%d.%m.%Y"},
        },
    ),
    (
        "<li><a href='/{n}'>{title}</a></li>",
        {"items": "ul.news > li", "title": "a", "link": "a@href"},
    ),
    (
        "<li class='item item-{n}'><h3><a href='/{n}'>{title}</a></h3><time datetime='2026-01-0{n}'>x</time></li>",
        {"items": "ul.news > li", "title": "h3", "link": "h3 a@href", "date": "time@datetime"},
    ),
    (
        "<li><span class='date'>{date}</span><h3>{title}</h3><a href='/{n}'>Read more</a></li>",
        {
            "items": "ul.news > li",
            "title": "h3",
            "link": "a@href",
            "date": {"select": "span.date", "format": "%d.%m.%Y"},
        },
    ),
    (
        "<li><p class='meta'>North - South - {date}</p><h4><a href='/{n}'>{title}</a></h4></li>",
        {
            "items": "ul.news > li",
            "title": "h4",
            "link": "h4 a@href",
            "label": {"select": "p.meta", "before": " - "},
            "date": {"select": "p.meta", "after": " - ", "format": "%d.%m.%Y"},
        },
    ),
    (
        "<li><em>{n} March 2026</em> <a href='/{n}'>{title}</a></li>",
        {"items": "ul.news > li", "title": "a", "link": "a@href", "date": "em"},
    ),
]


@pytest.mark.parametrize(("item", "found"), LAYOUTS)
def test_layouts(item: str, found: dict[str, Any]) -> None:
    assert propose(page(item)) == {"language": "en", **found}


def test_items_in_a_box_each() -> None:
    answer = page(
        "<div class='box'><div class='card'><h2><a href='/{n}'>{title}</a></h2></div></div>", "<div>{}</div>"
    )
    found = propose(answer)
    assert found
    assert found["title"] == "h2"
    assert found["link"] == "h2 a@href"


@pytest.mark.parametrize(
    "answer",
    [
        Answer("https://s.test/", 200, b"<html><body><p>No list here.</p></body></html>"),
        Answer("https://s.test/", 200, f"<html><body>{MENU}{FOOTER}</body></html>".encode()),
        page("<li><a href='#{n}'>{title}</a></li>"),
        page("<li><a href='/same'>{title}</a></li>"),
        page("<li><a href='/{n}'>More</a></li>"),
    ],
    ids=["nothing", "menus", "fragments", "one link", "one title"],
)
def test_what_is_no_list_of_news_has_no_proposal(answer: Answer) -> None:
    assert propose(answer) is None


def test_a_large_page_is_looked_at_in_part() -> None:
    assert propose(
        page(
            "<li><a href='/{n}'>{title}</a></li>", "<ul class='news'>{}</ul>" + "<a href='/x'>x</a>" * 50_000
        )
    )


@pytest.mark.parametrize(
    ("date", "doubtful"),
    [("06.08.2015", True), ("3/4/26", True), ("26.08.2015", False), ("08-08-2015", False), ("2015-08-06", False), ("", False)],
)  # fmt: skip
def test_dates_that_can_be_two_days(date: str, doubtful: bool) -> None:
    assert ambiguous(date) is doubtful


# Layouts of which the field has many, each with something that looks like a list of news and is none.
LINES = "<br>".join(f"<a href='/minutes/{n}.pdf'>Minutes of March {n}, 2026</a>" for n in range(1, 9))
ROWS = "".join(
    f"<tr><td>Board meeting number {n}</td><td>Mar {n}, 2026</td><td><a href='/a/{n}'>Agenda</a></td></tr>"
    for n in range(1, 9)
)
CARDS = "".join(
    f"<div class='card'><p class='card-title'>{title}</p><p>What is told of it.</p><a href='/{n}'>Read more</a></div>"
    for n, title in enumerate(TITLES)
)
POSTS = "".join(
    f"<article class='post'><h2><a href='/{n}'>{title}</a></h2></article>" for n, title in enumerate(TITLES)
)
OTHERS = POSTS.replace("href='/", "href='/other")
SLIDES = "".join(
    f"<li><h2><a href='/{n}'>{title}: it moves</a></h2></li>" for n, title in enumerate(TITLES * 2)
)
SHORT = "".join(
    f"<li><a href='/{n}.html'>和田玉的价值回归与收藏{n}</a> <i>2026-03-0{n}</i></li>" for n in range(1, 9)
)
NAMED = json.dumps(
    {
        "@type": "ItemList",
        "itemListElement": [{"@type": "ListItem", "url": f"https://s.test/n/{n}"} for n in range(9)],
    }
)
TWINS = "".join(
    f"<ul class='{name}'>"
    + "".join(f"<li><a href='/{name}/{n}'>{title}</a></li>" for n, title in enumerate(TITLES))
    + "</ul>"
    for name in ("m", "n")
)


@pytest.mark.parametrize(
    ("body", "title", "link"),
    [
        (f"<div class='paragraph'>{LINES}</div>", "Minutes of March 1, 2026", "/minutes/1.pdf"),
        (f"<table class='board'><tbody>{ROWS}</tbody></table>", "Board meeting number 1", "/a/1"),
        (f"<div class='cards'>{CARDS}</div>", TITLES[0], "/0"),
        (f"<form action='/'><div class='cards'>{CARDS}</div></form>", TITLES[0], "/0"),
        (f"<div class='flexslider'><ul>{SLIDES}</ul></div><main>{POSTS}</main>", TITLES[0], "/0"),
        (f"<main><div>{POSTS}</div><div>{OTHERS}</div></main>", TITLES[0], "/0"),
        (f"<ul class='list'>{SHORT}</ul>", "和田玉的价值回归与收藏1", "/1.html"),
        (f"{TWINS}<script type='application/ld+json'>{NAMED}</script>", TITLES[0], "/n/0"),
        (f"{TWINS}<script type='application/ld+json'>{{</script>", TITLES[0], "/m/0"),
    ],
    ids=["lines", "table", "read more", "one form", "slider", "two boxes", "signs", "JSON-LD", "no JSON"],
)
def test_what_is_proposed_finds_the_list(body: str, title: str, link: str) -> None:
    answer = Answer(
        "https://s.test/", 200, f"<html lang=en><body>{MENU}{body}{FOOTER}</body></html>".encode()
    )
    found = propose(answer)
    assert found
    entries = read(
        answer, PageSource.model_validate({"name": "S", "page": "https://s.test/", **found})
    ).entries
    assert (entries[0].title, entries[0].link) == (title, f"https://s.test{link}")
    assert len(entries) >= len(TITLES)


def test_a_date_is_no_title_where_the_link_says_no_more_than_read_more() -> None:
    item = (
        "<div class='item'><span class='date'>{date}</span><p>{title}</p><a href='/{n}'>Read more</a></div>"
    )
    found = propose(page(item, "<div class='list'>{}</div>"))
    assert found is not None
    assert (found["title"], found["date"]["select"]) == ("p:nth-of-type(1)", "span.date")
