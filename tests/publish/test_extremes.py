"""Texts of every size and script, attacks, and processes that differ: every document stays whole, the same and inert."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fromstring

from syndicate.clean.entry import clean
from syndicate.clean.policy import KEPT
from syndicate.model import Answer, CleanEntry
from syndicate.publish.border import legal
from syndicate.publish.render import render
from syndicate.published import FeedItem
from syndicate.sources.feed.xml import read

from ..rules import mistakes_in_atom, mistakes_in_json, mistakes_in_rss
from ..rules.values import parsed
from .cases import FEED, ITEM

BESIDE = Path(__file__).parents[3] / "shared" / "corpus"
COLLECTED = Path(os.environ.get("SYNDICATE_CORPUS") or BESIDE) / "hostile" / "xss.json"
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="jAvAsCrIpT&#58;alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<math><mtext></p><style><img src=x onerror=alert(1)></style>',
    "<form action=javascript:alert(1)><button>x</button></form>",
    '<base href="javascript:alert(1)//">',
    "]]><script>alert(1)</script><![CDATA[",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '"><script>alert(1)</script>',
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<style>@import 'javascript:alert(1)'</style><p style='background:url(javascript:alert(1))'>x",
]  # fmt: skip
SCRIPTS = {
    "leftward": "تنمية \u200fالمدن\u200f – שלום (2026)",
    "emoji": "👩🏽‍🚀 🏳️‍🌈 🇪🇺 ❤️",
    "composed": "e\u0301 ñ 한국어 नमस्ते",
    "beyond the first plane": "𝔘𝔫𝔦 𐍈 𠜎",
    "joiners": "می‌خواهم ക്‍",
    "spaces": "a\u00a0b\u2003c\u2028d",
}


def admitted(item: FeedItem) -> tuple[Any, Any, dict[str, Any]]:
    """Give an item as each format prints it, once each is found to be valid."""
    rss, atom, whole = (one.body for one in render(replace(FEED, items=(item,))))
    assert [*mistakes_in_rss(rss), *mistakes_in_atom(atom), *mistakes_in_json(whole)] == []
    return parsed(rss), parsed(atom), json.loads(whole)["items"][0]


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_text_of_every_script_arrives(text: str) -> None:
    rss, atom, told = admitted(replace(ITEM, title=text, author=text, labels=(text,)))
    titles = {rss.findtext("channel/item/title"), atom.findtext(".//{*}entry/{*}title"), told["title"]}
    assert titles == {text}


def test_a_text_of_a_megabyte_arrives_whole() -> None:
    long = "<p>" + "Σ🌍&amp;" * 150_000 + "</p>"
    assert len(long.encode()) > 1_000_000
    rss, atom, told = admitted(replace(ITEM, content=long, summary="x" * 1_000_000))
    assert rss.findtext("channel/item/{*}encoded") == atom.findtext(".//{*}entry/{*}content") == long
    assert told["content_html"] == long


def attacks() -> list[str]:
    """Our own, and those that were collected, where they are at hand."""
    collected = json.loads(COLLECTED.read_text("utf-8")) if COLLECTED.exists() else []
    return ATTACKS + [one["payload"] for one in collected if one["payload"].strip()]


def printed(attack: str) -> Answer:
    """A feed of one item that has the attack wherever a text or an address can stand."""
    escaped = escape(legal(attack))
    item = "".join(
        f"<{name}>{escaped}</{name}>"
        for name in ("title", "description", "content:encoded", "author", "category", "link", "guid")
    )
    item += (
        f'<enclosure url="{escaped}" type="{escaped}" length="{escaped}"/><media:thumbnail url="{escaped}"/>'
    )
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    )
    body = f'<rss version="2.0" {spaces}><channel><title>T</title><item>{item}</item></channel></rss>'
    return Answer("https://source.example/feed", 200, body.encode())


def item_of(entry: CleanEntry) -> FeedItem:
    return replace(
        ITEM,
        link=entry.link,
        title=entry.title,
        summary=entry.summary,
        content=entry.content,
        author=entry.author,
        labels=entry.labels,
        image=entry.image,
        enclosures=entry.enclosures,
    )


def running(markup: str) -> Iterator[str]:
    """Find what a browser would do with HTML besides showing it."""
    for node in fromstring(f"<div>{markup}</div>").iter():
        if node.tag not in KEPT:
            yield f"<{node.tag}>"
        yield from (
            f"{name}={value}" for name, value in node.attrib.items() if name.startswith(("on", "style"))
        )
        for name in ("href", "src"):
            if not node.get(name, "https:").startswith(("http:", "https:", "mailto:")):
                yield f"{name}={node.get(name)}"


def test_what_was_made_to_attack_readers_shows_and_runs_nothing() -> None:
    for attack in attacks():
        [entry] = read(printed(attack)).entries
        rss, atom, told = admitted(item_of(clean(entry)))
        shown = [told.get("content_html", ""), atom.findtext(".//{*}entry/{*}content") or ""]
        shown += [rss.findtext(f"channel/item/{name}") or "" for name in ("description", "{*}encoded")]
        assert [found for markup in shown for found in running(markup)] == [], attack


def test_other_processes_make_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.publish.cases import *; from syndicate.publish.render import render;"
        "print(hashlib.sha256(b''.join(d.body + d.gzip for n in CASES for d in render(read_case(n)))).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "PYTHONPATH": str(Path(__file__).parents[2]),
            },
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"), ("3", "America/New_York"))
    }
    assert len(made) == 1
    assert len(made.pop().strip()) == hashlib.sha256().digest_size * 2
