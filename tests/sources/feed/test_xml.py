"""What a feed in XML may try on its reader, and what of it is read all the same."""

import pytest

from syndicate.config.sources import FeedSource
from syndicate.errors import SourceError
from syndicate.model import Answer, Reading
from syndicate.sources import read
from syndicate.sources.entry import MAX_ENTRIES, resolve

SOURCE = FeedSource(name="A source", feed="https://s.test/feed")


def reading(items: str, head: str = "") -> Reading:
    body = f'{head}<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
    return read(Answer("https://s.test/feed", 200, body.encode()), SOURCE)


def test_a_flood_of_entries_is_cut() -> None:
    entries = reading("".join(f"<item><title>{i}</title></item>" for i in range(MAX_ENTRIES + 9))).entries
    half = MAX_ENTRIES // 2  # the newest stand at one of the ends
    assert [entry.title for entry in entries] == [
        str(i) for i in (*range(half), *range(half + 9, MAX_ENTRIES + 9))
    ]


def test_a_flood_of_attributes_is_refused_before_it_is_parsed() -> None:
    attributes = " ".join(f'a{i}="1"' for i in range(50_000))
    with pytest.raises(SourceError, match="attributes"):
        reading(f"<item><title>t</title><x {attributes}/></item>")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/"])
def test_external_entities_stay_outside(address: str) -> None:
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{address}">]>'
    (entry,) = reading("<item><title>a&x;b</title></item>", head).entries
    assert "root:" not in entry.title


def test_a_body_that_looks_like_a_path_is_not_opened() -> None:
    with pytest.raises(SourceError):
        read(Answer("https://s.test/", 200, __file__.encode()), SOURCE)


def test_a_broken_feed_gives_what_stood_before_the_break() -> None:
    body = b'<rss version="2.0"><channel><item><title>One</title></item><item><title>Tw'
    assert read(Answer("https://s.test/", 200, body), SOURCE).entries[0].title == "One"


@pytest.mark.parametrize(
    ("printed", "author"),
    [
        ("ama@towns.brussels (Ama Mensah)", "Ama Mensah"),
        ("Ama Mensah &lt;ama@towns.brussels&gt;", "Ama Mensah"),
        ("ama@towns.eu (Ama Mensah)", "Ama Mensah"),
        ("Ama Mensah (Towns", "Ama Mensah (Towns"),
    ],
)
def test_an_author_has_a_name_whatever_the_address_ends_in(printed: str, author: str) -> None:
    assert reading(f"<item><title>t</title><author>{printed}</author></item>").entries[0].author == author


@pytest.mark.parametrize(
    ("links", "link", "editions"),
    [
        ('<link href="/a"/><link hreflang="fr" href="/b"/>', "/a", [("fr", "https://s.test/b")]),
        (
            '<link hreflang="en-GB" href="/a"/><link hreflang="fr" href="/b"/>',
            "/a",
            [("en-GB", "https://s.test/a"), ("fr", "https://s.test/b")],
        ),
        ('<link hreflang="en" href="/a"/>', "/a", []),
        ('<link href="/a"/><link hreflang="fr" type="application/atom+xml" href="/b"/>', "/a", []),
        ('<link href="/b"/><link href="/a"/>', "/a", []),
    ],
)
def test_the_editions_of_an_entry(links: str, link: str, editions: list[tuple[str, str]]) -> None:
    body = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><entry><title>t</title>{links}</entry></feed>'
    for broken in ("", "<p>"):  # read by either parser
        answer = Answer("https://s.test/", 200, f"{body}{broken}".encode())
        (entry,) = read(answer, SOURCE).entries
        found = [(language, resolve(entry.base, address)) for language, address in entry.editions]
        assert (resolve(entry.base, entry.link or ""), found) == (f"https://s.test{link}", editions)
