"""What is particular to Atom: links with their attributes, languages, sources."""

from dataclasses import replace
from typing import Any

from syndicate.publish.atom import write
from syndicate.published import Feed

from ..rules.atom import ATOM, XML_LANG
from ..rules.values import parsed
from .cases import FEED, ITEM, ORIGIN


def links(node: Any) -> list[dict[str, str]]:
    """List the attributes of an element's own links."""
    return [dict(link.attrib) for link in node.findall(ATOM + "link")]


def entry(feed: Feed) -> Any:
    """Give the first entry as written."""
    return parsed(write(feed)).find(ATOM + "entry")


def test_a_feed_links_to_itself_to_its_page_and_to_its_other_formats() -> None:
    stem = "https://news.example.eu/feeds/development.en"
    assert links(parsed(write(FEED))) == [
        {"rel": "self", "href": f"{stem}.atom", "type": "application/atom+xml"},
        {"rel": "alternate", "href": FEED.page, "type": "text/html", "hreflang": "en"},
        {"rel": "alternate", "href": f"{stem}.rss", "type": "application/rss+xml", "hreflang": "en"},
        {"rel": "alternate", "href": f"{stem}.json", "type": "application/feed+json", "hreflang": "en"},
    ]


def test_an_entry_links_to_the_article_and_to_our_page() -> None:
    assert links(entry(replace(FEED, items=(replace(ITEM, language="fr"),)))) == [
        {"rel": "alternate", "href": "https://source.example/1", "type": "text/html", "hreflang": "fr"},
        {"rel": "related", "href": ITEM.page, "type": "text/html", "hreflang": "en"},
    ]


def test_an_entry_that_has_only_our_page_links_to_it_once() -> None:
    only = entry(replace(FEED, items=(replace(ITEM, link=ITEM.page),)))
    assert [link["href"] for link in links(only)] == [ITEM.page]


def test_an_entry_names_its_language_where_it_is_not_that_of_the_feed() -> None:
    assert entry(FEED).get(XML_LANG) is None
    assert entry(replace(FEED, items=(replace(ITEM, language="fr"),))).get(XML_LANG) == "fr"
    assert entry(replace(FEED, language=None)).get(XML_LANG) == "en"


def test_a_source_is_printed_as_far_as_it_is_known() -> None:
    whole = entry(FEED).find(ATOM + "source")
    assert [child.tag.removeprefix(ATOM) for child in whole] == ["id", "title", "updated", "link", "link"]
    assert links(whole) == [
        {"rel": "self", "href": "https://source.example/feed"},
        {"rel": "alternate", "href": "https://source.example/", "type": "text/html"},
    ]
    linked = replace(ORIGIN, url="")
    part = entry(replace(FEED, items=(replace(ITEM, origin=linked),))).find(ATOM + "source")
    assert [child.tag.removeprefix(ATOM) for child in part] == ["id", "title", "updated", "link"]


def test_a_source_that_nothing_identifies_is_not_printed() -> None:
    nowhere = replace(ORIGIN, id="", url="", link=None)
    assert entry(replace(FEED, items=(replace(ITEM, origin=nowhere),))).find(ATOM + "source") is None


def test_labels_of_our_own_file_are_not_taken_for_categories_of_ours() -> None:
    own = replace(ORIGIN, id="tag:news.example.eu,2026:source/own", url="", link=FEED.base)
    schemes = [
        category.get("scheme")
        for category in entry(
            replace(FEED, items=(replace(ITEM, origin=own, labels=("Development",)),))
        ).findall(ATOM + "category")
    ]
    assert schemes == [f"{FEED.base}/", own.id]
