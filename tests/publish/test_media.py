"""The files of an item in each format: what is enclosed, what is shown, what is left out."""

import json
from dataclasses import replace
from typing import Any

from syndicate.enclosure import CleanEnclosure
from syndicate.publish.render import render
from syndicate.published import FeedItem

from ..rules.atom import ATOM
from ..rules.values import parsed
from .cases import FEED, ITEM

MEDIA = "{http://search.yahoo.com/mrss/}content"
TALK = CleanEnclosure("https://source.example/talk.mp3", "audio/mpeg", 24986239, 1546)
COVER = CleanEnclosure("https://source.example/cover.jpg", "image/jpeg")
UNKNOWN = CleanEnclosure("https://source.example/image?id=3")


def printed(item: FeedItem) -> tuple[Any, Any, Any]:
    """Give an item as each format prints it."""
    rss, atom, whole = render(replace(FEED, items=(item,)))
    (in_json,) = json.loads(whole.body)["items"]
    return parsed(rss.body).find("channel/item"), parsed(atom.body).find(ATOM + "entry"), in_json


def attributes(nodes: list[Any]) -> list[dict[str, str]]:
    return [dict(node.attrib) for node in nodes]


def test_a_picture_is_told_three_times() -> None:
    rss, atom, whole = printed(replace(ITEM, image=COVER.url, enclosures=(COVER,)))
    assert attributes(rss.findall("enclosure")) == [{"url": COVER.url, "type": "image/jpeg", "length": "0"}]
    assert attributes(rss.findall(MEDIA)) == [{"url": COVER.url, "type": "image/jpeg", "medium": "image"}]
    assert attributes(atom.findall(MEDIA)) == attributes(rss.findall(MEDIA))
    assert {"href": COVER.url, "rel": "enclosure", "type": "image/jpeg"} in attributes(
        atom.findall(ATOM + "link")
    )
    assert (whole["image"], "attachments" in whole) == (COVER.url, False)
    assert whole["content_html"].startswith(f'<p><img alt="" src="{COVER.url}"')


def test_a_recording_is_enclosed_rather_than_its_cover() -> None:
    rss, atom, whole = printed(replace(ITEM, image=COVER.url, enclosures=(COVER, TALK)))
    told = {"url": TALK.url, "type": "audio/mpeg", "length": "24986239"}
    assert attributes(rss.findall("enclosure")) == [told]
    assert len(rss.findall(MEDIA)) == len(atom.findall(MEDIA)) == 2
    assert attributes(rss.findall(MEDIA))[1]["duration"] == "1546"
    assert whole["attachments"] == [
        {"url": TALK.url, "mime_type": "audio/mpeg", "size_in_bytes": 24986239, "duration_in_seconds": 1546}
    ]


def test_a_picture_of_no_known_type_is_shown_and_not_enclosed() -> None:
    rss, atom, whole = printed(replace(ITEM, image=UNKNOWN.url, enclosures=(UNKNOWN,)))
    assert rss.find("enclosure") is None
    assert attributes(rss.findall(MEDIA)) == [{"url": UNKNOWN.url, "medium": "image"}]
    assert {"href": UNKNOWN.url, "rel": "enclosure"} in attributes(atom.findall(ATOM + "link"))
    assert whole["image"] == UNKNOWN.url


def test_another_file_of_no_known_type_is_left_out() -> None:
    rss, atom, whole = printed(replace(ITEM, enclosures=(UNKNOWN,)))
    assert rss.find(MEDIA) is atom.find(MEDIA) is None
    assert "attachments" not in whole


def test_a_feed_without_files_declares_no_namespace_for_them() -> None:
    assert b"mrss" not in b"".join(document.body for document in render(FEED))
