"""Stories of texts that a source prints in several languages: one item with a text in each, if both name the other."""

import pytest

from .newsroom import SITE, Newsroom

TITLES = {
    "en": "Twinning for clean water",
    "fr": "Un jumelage twinning pour l'eau",
    "de": "Twinning für Wasser",
}


def entry(number: int, language: str, *others: str, more: str = "", title: str = "") -> str:
    """An Atom entry that names its editions."""
    page = f"https://a.example/{{}}/{number}"
    links = f'<link rel="alternate" hreflang="{language}" href="{page.format(language)}"/>'
    for other in others:
        links += f'<link rel="alternate" hreflang="{other}" href="{page.format(other)}"/>'
    return (
        f'<entry xml:lang="{language}"><id>urn:{number}:{language}</id>{links}'
        f"<title>{title or TITLES[language]} {number}{more}</title><summary>{TITLES[language]}.</summary>"
        f"<published>2026-06-01T0{number}:00:00Z</published><updated>2026-06-01T0{number}:00:00Z</updated></entry>"
    )


def atom(*entries: str) -> str:
    head = "<id>urn:a</id><title>A source</title><updated>2026-06-01T00:00:00Z</updated>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{head}{"".join(entries)}</feed>'


def ask(room: Newsroom, *entries: str) -> tuple[int, int]:
    """Ask the source, later; say what was new and edited, and publish it."""
    room.web.page("/a", atom(*entries))
    told = room.ask("a")
    room.wait(seconds=5)
    room.render()
    return told.new, told.edited


def shown(room: Newsroom, name: str) -> list[tuple[str, str]]:
    return [(item["title"], item["url"]) for item in room.feed(name)["items"]]


@pytest.fixture
def listing(room: Newsroom) -> Newsroom:
    assert room.edit(room.source("a", "/a"), site=SITE.replace("fr]", "fr, de]")) == ()
    return room


EN, FR = (f"https://a.example/{language}/1" for language in ("en", "fr"))


def test_entries_that_name_each_other_are_one_item(listing: Newsroom) -> None:
    room = listing
    assert ask(room, entry(1, "en", "fr"), entry(1, "fr", "en")) == (1, 0)
    assert shown(room, "twinning.en") == [(f"{TITLES['en']} 1", EN)]
    assert shown(room, "twinning.fr") == [(f"{TITLES['fr']} 1", FR)]
    assert room.feed("twinning.en")["items"][0]["id"] == room.feed("twinning.fr")["items"][0]["id"]
    assert len(room.feed("twinning")["items"]) == 1
    assert ask(room, entry(1, "en", "fr"), entry(1, "fr", "en")) == (0, 0)


def test_each_text_is_edited_for_itself(listing: Newsroom) -> None:
    room = listing
    ask(room, entry(1, "en", "fr"), entry(1, "fr", "en"))
    assert ask(room, entry(1, "en", "fr"), entry(1, "fr", "en", more=", corrigé")) == (0, 1)
    assert shown(room, "twinning.en") == [(f"{TITLES['en']} 1", EN)]
    assert shown(room, "twinning.fr") == [(f"{TITLES['fr']} 1, corrigé", FR)]


@pytest.mark.parametrize("left", [False, True])
def test_an_edition_that_comes_late_is_no_second_entry(listing: Newsroom, left: bool) -> None:
    """Also when the first text has left the source's feed meanwhile, which had named the other before."""
    room = listing
    assert ask(room, entry(1, "en", "fr")) == (1, 0)
    [before] = room.feed("twinning.fr")["items"]
    assert ask(room, *([] if left else [entry(1, "en", "fr")]), entry(1, "fr", "en")) == (0, 1)
    [after] = room.feed("twinning.fr")["items"]
    assert (after["id"], after["title"], after["language"]) == (before["id"], f"{TITLES['fr']} 1", "fr")
    assert after["date_modified"] > before["date_modified"]
    assert ask(room, entry(1, "fr", "en")) == (0, 0)


def test_three_languages_are_one_item_in_whatever_order(listing: Newsroom) -> None:
    room = listing
    assert ask(room, entry(1, "de", "fr", "en"), entry(1, "fr", "de", "en")) == (1, 0)
    assert ask(room, entry(1, "de", "fr", "en"), entry(1, "fr", "de", "en"), entry(1, "en", "fr", "de")) == (
        0,
        1,
    )
    assert [len(room.feed(name)["items"]) for name in ("twinning", "twinning.en", "twinning.fr")] == [1, 1, 1]
    assert shown(room, "twinning.en") == [(f"{TITLES['en']} 1", EN)]


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param([entry(1, "en"), entry(1, "fr", "en")], id="one-names-the-other"),
        pytest.param([entry(1, "en", "fr"), entry(1, "fr", "de")], id="the-other-names-a-third"),
        pytest.param(
            [entry(1, "en", "fr"), entry(1, "fr", "en").replace('xml:lang="fr"', 'xml:lang="en"')],
            id="both-in-one-language",
        ),
    ],
)
def test_in_doubt_two_stay_two(listing: Newsroom, entries: list[str]) -> None:
    assert ask(listing, *entries) == (2, 0)
    assert len(listing.feed("twinning")["items"]) == 2


def test_what_has_entered_stays_an_item_of_its_own(listing: Newsroom) -> None:
    room = listing
    assert ask(room, entry(1, "en"), entry(1, "fr")) == (2, 0)
    assert ask(room, entry(1, "en", "fr"), entry(1, "fr", "en")) == (0, 0)
    assert len(room.feed("twinning.fr")["items"]) == 2


def test_all_ids_and_addresses_change_at_once(listing: Newsroom) -> None:
    room = listing
    old = [text for number in range(1, 5) for text in (entry(number, "en", "fr"), entry(number, "fr", "en"))]
    assert ask(room, *old) == (4, 0)
    moved = [text.replace("urn:", "urn:new:").replace("a.example", "new.example") for text in old]
    assert ask(room, *moved)[0] == 0
    assert len(room.feed("twinning.fr")["items"]) == 4
    assert shown(room, "twinning.fr")[-1] == (f"{TITLES['fr']} 1", FR.replace("a.example", "new.example"))


def test_a_withdrawal_takes_every_text(listing: Newsroom) -> None:
    room = listing
    ask(room, entry(1, "en", "fr"), entry(1, "fr", "en"))
    room.decide("urn:1:fr", "withdraw", value="By mistake")
    assert ask(room, entry(1, "en", "fr"), entry(1, "fr", "en", more=" again")) == (0, 1)
    assert [title for title, _ in ((one["title"], 0) for one in room.feed("twinning.fr")["items"])] == [
        "Retiré"
    ]


ARTICLES = {"en": "Clean water for two towns", "fr": "De l'eau pour deux villes"}


def publish(room: Newsroom, language: str, *named: str) -> None:
    """Put an article's page on the web, which names its editions."""
    others = "".join(f'<link rel="alternate" hreflang="{one}" href="/{one}">' for one in named)
    told = "The whole story is told here." if language == "en" else "Toute l'histoire est ici."
    body = f"<body><main><p>{ARTICLES[language]}. {told}</p></main></body>"
    page = f'<!doctype html><html lang="{language}"><head>{others}</head>{body}</html>'
    room.web.page(f"/{language}", page, media_type="text/html")


def listed(room: Newsroom, *languages: str) -> str:
    """List articles on a page; give the source that reads it."""
    lines = "".join(f'<li lang="{one}"><a href="/{one}">{ARTICLES[one]}</a></li>' for one in languages)
    room.web.page(
        "/list", f"<!doctype html><html><body><ul>{lines}</ul></body></html>", media_type="text/html"
    )
    return (
        f"  a:\n    name: A\n    page: {room.web.url('/list')}\n    allow: ['{room.web.endpoint}']\n"
        "    always: [twinning]\n    items: li\n    article: {text: main}\n"
    )


def test_the_pages_of_articles_name_them(room: Newsroom) -> None:
    for language in ARTICLES:
        publish(room, language, "en", "fr")
    assert room.edit(listed(room, "en", "fr")) == ()
    assert room.refresh()["a"].new == 1
    room.wait(seconds=5)
    room.render()
    assert room.titles("twinning.fr") == [ARTICLES["fr"]]
    assert room.titles("twinning.en") == [ARTICLES["en"]]


@pytest.mark.parametrize("back", [True, False])
def test_a_page_that_was_asked_before_its_translation_was_there_is_asked_again(
    room: Newsroom, back: bool
) -> None:
    publish(room, "en")
    assert room.edit(listed(room, "en")) == ()
    assert room.refresh()["a"].new == 1
    publish(room, "fr", "en", "fr")
    publish(room, "en", *(["en", "fr"] if back else []))
    listed(room, "fr", "en")
    assert (room.ask("a").new, len(room.web.asked("/en"))) == (0 if back else 1, 2)
    room.wait(seconds=5)
    room.render()
    assert len(room.feed("twinning.fr")["items"]) == (1 if back else 2)
    assert room.titles("twinning.fr")[-1 if back else 0] == ARTICLES["fr"]
    room.ask("a")
    assert len(room.web.asked("/en")) == 2
