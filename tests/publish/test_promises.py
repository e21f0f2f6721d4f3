"""What docs/feeds.md promises of documents, a test each, on what the whole service made of three sources."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.fetch.client import Fetcher
from syndicate.publish.render import render
from syndicate.publish.withdrawn import bury
from syndicate.published import Withdrawn
from syndicate.store import documents
from syndicate.store.database import open_database

from ..fakes import FakeWeb
from ..jobs.newsroom import CATEGORIES, SITE, Newsroom
from ..rules import mistakes_in_atom, mistakes_in_json, mistakes_in_rss
from ..rules.atom import ATOM, XML_LANG
from ..rules.values import MEDIA, is_rfc_822, is_rfc_3339, parsed
from .cases import FEED, ITEM

ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"
ATOM_LINK = ATOM + "link"
RADIO = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Radio</title><link>https://radio.example/</link><language>en</language><description/>
<item><guid isPermaLink="false">talk</guid><link>https://radio.example/talk</link>
<title>AT&amp;amp;T &amp;lt;b&amp;gt; on twinning</title><author>a.mensah@radio.example (Ama Mensah)</author>
<description>A talk on development cooperation ]]&gt; and more.</description>
<content:encoded>&lt;p&gt;See &lt;a href="/more"&gt;more&lt;/a&gt; ]]&amp;gt;&lt;/p&gt;</content:encoded>
<enclosure url="https://count.example/r/radio.example/talk.mp3?a=1&amp;b=2" type="audio/mpeg" length="812"/>
<enclosure url="https://radio.example/talk.jpg" type="image/jpeg" length="81"/>
<category>Water</category><pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate></item>
<item><guid isPermaLink="false">future</guid><title>Twinning of tomorrow</title>
<pubDate>Mon, 01 Jun 2099 08:00:00 GMT</pubDate></item>
<item><guid isPermaLink="false">epoch</guid><title>Twinning of no date</title>
<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>
<item><guid isPermaLink="false">talk</guid><title>A copy of the talk on twinning</title></item>
</channel></rss>"""
VILLES = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><id>urn:example:villes</id><title>Villes</title>
<entry><id>urn:example:villes:1</id><title>Jumelage : twinning</title><link href="https://villes.example/1"/>
<author><name>Jean Dupont</name></author><updated>2026-06-01T09:00:00Z</updated></entry></feed>"""


@dataclass(frozen=True)
class Published:
    """What stands at the addresses of one feed."""

    rss: Any
    atom: Any
    whole: dict[str, Any]
    bodies: tuple[bytes, bytes, bytes]
    types: tuple[str, ...]

    @property
    def items(self) -> list[Any]:
        return list(self.rss.iter("item"))

    @property
    def entries(self) -> list[Any]:
        return list(self.atom.iter(ATOM + "entry"))

    def talk(self) -> tuple[Any, Any, dict[str, Any]]:
        """Give the item with everything in it, in each format."""
        place = next(n for n, one in enumerate(self.whole["items"]) if one["url"].endswith("/talk"))
        return self.items[place], self.entries[place], self.whole["items"][place]


def published(room: Newsroom, name: str = "twinning.en") -> Published:
    with room.store.read() as tx:
        found = [documents.find(tx, f"feeds/{name}.{form}") for form in ("rss", "atom", "json")]
    rss, atom, whole = (one[0] for one in found if one)
    return Published(
        parsed(rss.body),
        parsed(atom.body),
        json.loads(whole.body),
        (rss.body, atom.body, whole.body),
        (rss.media_type, atom.media_type, whole.media_type),
    )


def sources(room: Newsroom) -> list[str]:
    more = "republish: full\n    images: yes"
    return [room.source("radio", "/radio", more), room.source("villes", "/villes", more)]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom that has asked its sources and published its feeds."""
    store = open_database(f"sqlite:///{tmp_path}/x.db")
    with FakeWeb() as web, Fetcher(agent="Test/1", folder=tmp_path) as fetcher:
        room = Newsroom(store, web, tmp_path, fetcher)
        web.page("/radio", RADIO)
        web.page("/villes", VILLES)
        assert room.edit(*sources(room)) == ()
        room.refresh()
        room.render()
        yield room
    store.close()


def again(room: Newsroom) -> Published:
    room.wait(days=2)
    room.refresh()
    room.wait(minutes=1)
    room.render()
    return published(room)


def ids(given: Published) -> list[str]:
    return [one["id"] for one in given.whole["items"]]


def test_p01_an_id_outlives_every_change_of_its_item(room: Newsroom) -> None:
    before = ids(published(room))
    room.web.page("/radio", RADIO.replace("AT&amp;amp;T", "ATT").replace("https://radio", "http://www.radio"))
    after = again(room)
    assert sorted(ids(after)) == sorted(before)
    assert "http://www.radio.example/talk" in {one["url"] for one in after.whole["items"]}


def test_p02_ids_are_ours_in_every_feed_and_format_and_the_source_keeps_its_own(room: Newsroom) -> None:
    here = published(room)
    assert ids(here) == [one.findtext("guid") for one in here.items]
    assert ids(here) == [one.findtext(ATOM + "id") for one in here.entries]
    assert here.talk()[2]["id"] in ids(published(room, "development.fr"))
    assert "urn:example:villes" in {one.findtext(f"{ATOM}source/{ATOM}id") for one in here.entries}


def test_p03_ids_are_made_from_the_sites_id_whatever_the_clock_and_the_address(room: Newsroom) -> None:
    before = ids(published(room))
    assert all(one.startswith("tag:news.example.eu,2026:") for one in before)
    room.edit(*sources(room), site=SITE.replace("https://news.example.eu", "https://moved.example"))
    room.wait(days=900)
    room.render()
    assert ids(published(room)) == before


def test_p04_a_guid_is_no_address(room: Newsroom) -> None:
    assert {one.find("guid").get("isPermaLink") for one in published(room).items} == {"false"}


def test_p05_no_id_stands_twice(room: Newsroom) -> None:
    found = ids(published(room))
    assert len(found) == len(set(found)) == 5


def test_p06_dates_are_neither_in_the_future_nor_before_the_web(room: Newsroom) -> None:
    here = published(room)
    dates = [datetime.fromisoformat(one["date_published"]) for one in here.whole["items"]]
    assert max(dates) <= room.now
    assert min(dates).year >= 1990
    newest = max(datetime.fromisoformat(one["date_modified"]) for one in here.whole["items"])
    assert datetime.fromisoformat(here.atom.findtext(ATOM + "updated")) == newest
    assert parsedate_to_datetime(here.rss.findtext("channel/lastBuildDate")) == newest


def test_p07_dates_are_written_as_each_format_wants_them(room: Newsroom) -> None:
    here = published(room)
    assert all(is_rfc_822(one.findtext("pubDate")) for one in here.items)
    assert all(is_rfc_3339(one.findtext(ATOM + "published")) for one in here.entries)
    assert all(is_rfc_3339(one["date_published"]) for one in here.whole["items"])


def test_p08_the_newest_stands_first_and_the_same_data_are_the_same_bytes(room: Newsroom) -> None:
    before = published(room)
    order = [(one["date_published"], one["id"]) for one in before.whole["items"]]
    assert order == sorted(order, reverse=True)
    room.edit(*sources(room), categories=CATEGORIES + " ")
    assert again(room).bodies == before.bodies


def test_p09_a_document_holds_the_newest_fifty(room: Newsroom) -> None:
    many = "".join(f"<item><guid>n{n}</guid><title>Twinning {n}</title></item>" for n in range(60))
    room.web.page("/many", f"<rss version='2.0'><channel><title>T</title>{many}</channel></rss>")
    room.edit(room.source("many", "/many"), categories=CATEGORIES.replace("twinning:", "other:"))
    room.refresh()
    room.render()
    assert len(published(room, "other").items) == 50


def test_p10_an_atom_feed_has_what_it_must_have(room: Newsroom) -> None:
    here = published(room)
    assert mistakes_in_atom(here.bodies[1]) == []
    rels = [(one.get("rel"), one.get("type")) for one in here.atom.findall(ATOM_LINK)]
    assert rels[:2] == [("self", "application/atom+xml"), ("alternate", "text/html")]
    assert here.atom.findtext(f"{ATOM}author/{ATOM}name") == "Communications"


def test_p11_every_entry_names_its_source(room: Newsroom) -> None:
    for entry in published(room).entries:
        source = entry.find(ATOM + "source")
        assert all(source.findtext(ATOM + name) for name in ("id", "title", "updated"))
        assert {one.get("rel") for one in source.findall(ATOM_LINK)} >= {"self"}
        assert entry.findtext(f"{ATOM}author/{ATOM}name")


def test_p12_a_title_is_text(room: Newsroom) -> None:
    item, entry, whole = published(room).talk()
    assert entry.find(ATOM + "title").get("type", "text") == "text"
    assert whole["title"] == "AT&T <b> on twinning"
    assert item.findtext("title") == entry.findtext(ATOM + "title") == whole["title"]


def test_p13_languages_stand_where_they_differ_and_every_address_is_absolute(room: Newsroom) -> None:
    here = published(room)
    assert here.atom.get(XML_LANG) == "en"
    french = next(one for one in here.entries if "Jumelage" in one.findtext(ATOM + "title"))
    assert french.get(XML_LANG) == "fr"
    editions = {one.get("hreflang") for one in here.atom.findall(ATOM_LINK) if one.get("rel") == "alternate"}
    assert editions == {"en", "fr", None}
    assert re.search(r'href="http://[^"]+/more"', here.talk()[1].findtext(ATOM + "content"))
    assert b"xml:base" not in b"".join(here.bodies)


def test_p14_a_document_says_its_type_and_its_encoding_once(room: Newsroom) -> None:
    here = published(room)
    assert here.types[:2] == ("application/rss+xml; charset=utf-8", "application/atom+xml; charset=utf-8")
    for body in here.bodies[:2]:
        assert body.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")


def test_p15_a_feed_knows_its_own_address(room: Newsroom) -> None:
    here = published(room)
    stem = "https://news.example.eu/feeds/twinning.en"
    [own] = [one.get("href") for one in here.rss.find("channel").findall(ATOM_LINK)]
    assert own == f"{stem}.rss"
    [own] = [one.get("href") for one in here.atom.findall(ATOM_LINK) if one.get("rel") == "self"]
    assert own == f"{stem}.atom"
    assert here.whole["feed_url"] == f"{stem}.json"


def test_p16_a_channel_has_all_that_readers_ask_for(room: Newsroom) -> None:
    channel = published(room).rss.find("channel")
    wanted = "title link description language lastBuildDate docs generator ttl".split()
    assert [name for name in wanted if not channel.findtext(name)] == []
    assert channel.find("textInput") is None
    assert mistakes_in_rss(published(room).bodies[0]) == []


def test_p18_a_summary_precedes_the_whole_text(room: Newsroom) -> None:
    item, _, whole = published(room).talk()
    names = [child.tag for child in item]
    assert names.index("description") < names.index(ENCODED)
    assert item.findtext(ENCODED) == whole["content_html"]
    assert "]]" in item.findtext(ENCODED)
    assert "]]" in item.findtext("description")


def test_p19_an_item_encloses_one_file_and_shows_the_others(room: Newsroom) -> None:
    item, _, _ = published(room).talk()
    [enclosure] = item.findall("enclosure")
    assert enclosure.get("type") == "audio/mpeg"
    assert len(item.findall(MEDIA + "content")) == 2


def test_p20_no_mail_address_is_made_up_or_passed_on(room: Newsroom) -> None:
    here = published(room)
    assert {one.findtext(DC + "creator") for one in here.items} >= {"Ama Mensah", "Jean Dupont"}
    assert not any(one.findtext("author") for one in here.items)
    assert b"a.mensah@" not in b"".join(here.bodies)


def test_p21_every_item_names_the_feed_it_comes_from(room: Newsroom) -> None:
    here = published(room)
    assert {one.findtext("source") for one in here.items} == {"The source radio", "The source villes"}
    assert all(one.find("source").get("url").startswith("http") for one in here.items)


def test_p22_our_category_and_labels_of_the_source_are_told_apart(room: Newsroom) -> None:
    item, entry, whole = published(room).talk()
    told = {one.text: one.get("domain") for one in item.findall("category")}
    assert told == {"Twinning": "https://news.example.eu/", "Water": "https://radio.example/"}
    assert [one.get("scheme") for one in entry.findall(ATOM + "category")] == list(told.values())
    assert whole["tags"] == list(told)


def test_p23_namespaces_are_declared_at_the_root_and_only_those_in_use(room: Newsroom) -> None:
    for body in published(room).bodies[:2]:
        assert all(node.nsmap == parsed(body).nsmap for node in parsed(body).iter())
        assert b"itunes" not in body
    assert b"xmlns:media" in published(room).bodies[0]
    assert b"xmlns:media" not in render(FEED)[0].body


def test_p24_a_recording_keeps_the_address_that_counts_its_listeners(room: Newsroom) -> None:
    item, entry, whole = published(room).talk()
    told = {
        "url": "https://count.example/r/radio.example/talk.mp3?a=1&b=2",
        "type": "audio/mpeg",
        "length": "812",
    }
    assert dict(item.find("enclosure").attrib) == told
    [link] = [one for one in entry.findall(ATOM_LINK) if one.get("type") == "audio/mpeg"]
    assert (link.get("href"), link.get("length")) == (told["url"], "812")
    assert whole["attachments"] == [{"url": told["url"], "mime_type": "audio/mpeg", "size_in_bytes": 812}]


def test_p25_a_json_feed_has_what_it_must_have(room: Newsroom) -> None:
    here = published(room)
    assert mistakes_in_json(here.bodies[2]) == []
    assert here.whole["version"] == "https://jsonfeed.org/version/1.1"
    assert all(one["authors"] and "author" not in one for one in here.whole["items"])
    assert {one.get("language") for one in here.whole["items"]} == {"en", "fr"}
    assert set(here.whole["_syndicate"]) == {"about", "editions"}


def test_p26_json_is_utf_8_with_texts_for_ids(room: Newsroom) -> None:
    here = published(room)
    assert here.types[2] == "application/feed+json; charset=utf-8"
    assert not here.bodies[2].startswith(b"\xef\xbb\xbf")
    assert re.search(rb"\\ud[89ab]", here.bodies[2]) is None
    assert all(isinstance(one["id"], str) for one in here.whole["items"])


def test_p27_a_closed_page_leads_back_and_to_the_present() -> None:
    page = replace(FEED, archive=3, older=2)
    rss, atom, whole = (document.body for document in render(page))
    assert [*mistakes_in_rss(rss), *mistakes_in_atom(atom), *mistakes_in_json(whole)] == []
    for head, form in ((parsed(rss)[0], "rss"), (parsed(atom), "atom")):
        links = {one.get("rel"): one.get("href") for one in head.findall(ATOM_LINK)}
        stem = "https://news.example.eu/feeds/development.en"
        assert links["prev-archive"] == f"{stem}/archive/2.{form}"
        assert links["current"] == f"{stem}.{form}"
        assert "next-archive" not in links
    assert json.loads(whole)["next_url"] == f"{stem}/archive/2.json"


def test_p28_no_document_is_paged(room: Newsroom) -> None:
    here = published(room)
    rels = {one.get("rel") for head in (here.rss[0], here.atom) for one in head.findall(ATOM_LINK)}
    assert not rels & {"first", "last", "next", "previous"}


def test_p30_what_was_withdrawn_is_said() -> None:
    gone = Withdrawn(ITEM.id, ITEM.updated, "Asked for")
    rss, atom, whole = (document.body for document in render(bury(replace(FEED, items=()), [ITEM], [gone])))
    assert [*mistakes_in_rss(rss), *mistakes_in_atom(atom), *mistakes_in_json(whole)] == []
    [deleted] = parsed(atom).findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert (deleted.get("ref"), deleted.get("when")) == (ITEM.id, "2026-11-05T08:30:00+00:00")
    for body in (rss, atom, whole):
        assert ITEM.id.encode() in body
        assert b"Content" not in body


def test_p29_no_feed_says_that_it_is_complete(room: Newsroom) -> None:
    assert all(b":complete" not in body for body in published(room).bodies)


@given(st.text(st.characters()))
def test_p49_every_format_filters_text_alike(text: str) -> None:
    feed = replace(FEED, items=(replace(ITEM, title=text, labels=(text,), author=text),))
    rss, atom, whole = (document.body for document in render(feed))
    [told] = json.loads(whole)["items"]
    item, entry = parsed(rss).find("channel/item"), parsed(atom).find(ATOM + "entry")
    assert item.findtext("title") == entry.findtext(ATOM + "title") == told["title"]
    assert item.findtext(DC + "creator") == told["authors"][0]["name"]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == told["authors"][0]["name"]


def test_every_promise_has_its_test() -> None:
    """The page and the tests count the same."""
    tests = Path(__file__).parents[1]
    page = (tests.parent / "docs" / "feeds.md").read_text("utf-8")
    promised = re.findall(r"^- P(\d+) ", page, re.MULTILINE)
    written = "".join(path.read_text("utf-8") for path in tests.glob("*/test_*.py"))
    assert promised
    assert {int(number) for number in promised} == {
        int(number) for number in re.findall(r"^def test_p(\d\d)_", written, re.MULTILINE)
    }
