"""The quick parser and the tolerant one say the same of a feed, or the quick one says nothing."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from syndicate.clean.entry import clean
from syndicate.errors import SourceError
from syndicate.model import Answer, CleanEntry, Reading
from syndicate.sources.entry import MAX_ENTRIES
from syndicate.sources.feed import fast, is_json, slow
from syndicate.sources.feed.parsed import Parsed
from syndicate.sources.feed.xml import reading

from .printing import documents

BESIDE = Path(__file__).parents[4] / "shared" / "corpus"
CORPUS = Path(os.environ.get("SYNDICATE_CORPUS") or BESIDE) / "real"
URL = "https://h.test/feed/"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'

# Feeds of the collection of which the lanes may say different things, and why. There is none.
EXCEPTIONS: dict[str, str] = {}
WELL_KNOWN = (
    0.85  # of all feeds, the ill-formed too: what the quick parser must be sure of to be worth having
)


def quick(body: bytes, charset: str | None = None) -> Parsed | None:
    return fast.parse(Answer(URL, 200, body, charset=charset))


def told(parsed: Parsed) -> Reading | str:
    try:
        return reading(parsed, URL)
    except SourceError as error:
        return error.code


def both(body: bytes) -> Iterator[tuple[Reading | str, Reading | str]]:
    """What each says, if the quick one says anything."""
    if parsed := quick(body):
        yield told(parsed), told(slow.parse(Answer(URL, 200, body)))


@given(documents())
@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_printed_the_lanes_agree(body: bytes) -> None:
    for one, other in both(body):
        assert one == other


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no collection of real feeds at {CORPUS} (SYNDICATE_CORPUS)")
@pytest.mark.timeout(600)
def test_the_lanes_agree_on_every_real_feed() -> None:
    bodies = {path.name: path.read_bytes() for path in CORPUS.iterdir()}
    feeds = {name: body for name, body in bodies.items() if not is_json(body)}
    found = {name: pair for name, body in feeds.items() for pair in both(body)}
    assert {name for name, (one, other) in found.items() if one != other} == EXCEPTIONS.keys()
    assert len(found) >= WELL_KNOWN * len(feeds)


def identity(entry: CleanEntry) -> tuple[object, ...]:
    return entry.guid, entry.link, entry.title, entry.published, entry.updated


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no collection of real feeds at {CORPUS} (SYNDICATE_CORPUS)")
def test_a_broken_feed_keeps_the_identity_it_had() -> None:
    """A feed that is cut off goes to the tolerant parser, which must know its entries by the same keys."""
    for path in sorted(CORPUS.glob("*RSParser*"))[:20]:
        body = path.read_bytes()
        parsed = quick(body)
        if parsed is None:
            continue
        cut = reading(slow.parse(Answer(URL, 200, body[: len(body) // 2])), URL).entries[:-1]
        whole = reading(parsed, URL).entries[: len(cut)]
        assert [identity(clean(replace(one, base=URL))) for one in cut] == [
            identity(clean(replace(one, base=URL))) for one in whole
        ], path.name


def rss(inside: str, head: str = "") -> bytes:
    return f'{head}<rss version="2.0"><channel><title>T</title>{inside}</channel></rss>'.encode()


def entry(inside: str) -> bytes:
    return rss(f"<item><title>t</title>{inside}</item>")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html/>",
        rss("<item><title>AT&T</title></item>"),
        rss("", "<!DOCTYPE rss [<!ENTITY e 'x'>]>"),
        rss("<item><title>a&nbsp;b</title></item>", "<!DOCTYPE rss SYSTEM 'http://h.test/rss.dtd'>"),
        rss("", "<rss/><!DOCTYPE rss>"),
        rss("", " <?xml version='1.0'?>"),
        rss("").decode().encode("utf-16"),
        rss("", '<?xml version="1.0" encoding="utf-7"?>'),
        rss("", '<?xml version="1.0" encoding="no-such"?>'),
        b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>caf\xe9</title></channel></rss>',
        entry("<dc:creator>undeclared</dc:creator>"),
        entry("<x>" + "<a>" * 300 + "</a>" * 300 + "</x>"),
        entry("<x " + " ".join(f"a{n}='1'" for n in range(300)) + "/>"),
        entry("<description><p>markup</p></description>"),
        entry("<wrapped><link>http://h.test/</link></wrapped>"),
        entry("<abstract>rare</abstract>"),
        entry("".join(f"<category>{n}</category>" for n in range(600))),
        entry(f"<author>{'a' * 400}@b.example</author>"),
        f"<feed {ATOM}><entry><content type='image/png'>AAAA</content></entry></feed>".encode(),
        f"<feed {ATOM} xml:base='ftp://h.test/'/>".encode(),
        f"<feed {ATOM} xmlns:r='http://purl.org/rss/1.0/'/>".encode(),
    ],
    ids=range(22),
)
def test_what_it_is_not_sure_of_it_leaves(body: bytes) -> None:
    assert quick(body) is None


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
PICTURED = f"<media:group {MEDIA}><media:title>of a picture</media:title></media:group>"
EMPTY = '<content type="application/x-shockwave-flash" src="http://h.test/x.swf"/>'


@pytest.mark.parametrize(
    "body",
    [
        rss(f"{PICTURED}<item><title>t</title></item>"),
        f"<feed {ATOM}><title>T</title>{PICTURED}<entry><title>t</title>{EMPTY}</entry></feed>".encode(),
    ],
    ids=["RSS", "Atom"],
)
def test_what_says_nothing_of_a_feed_is_passed_over(body: bytes) -> None:
    ((one, other),) = both(body)
    assert one == other


@pytest.mark.parametrize(
    "before", ["<title/>", "<image><url>u</url></image>", "<x><image/></x>", "<item><guid>1</guid></item>"]
)
def test_the_title_of_a_picture_is_left_where_it_could_be_that_of_the_feed(before: str) -> None:
    title = "" if before == "<title/>" else "<title>T</title>"
    assert quick(f"<rss version='2.0'><channel>{title}{before}{PICTURED}</channel></rss>".encode()) is None


@pytest.mark.parametrize("head", ["", "<?xml version='1.0'?>\n", "\n<!-- of a generator -->\n "])
def test_a_document_type_without_declarations_is_passed_over(head: str) -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN"\n "http://h.test/rss-0.91.dtd">\n'
    body = rss("<item><title>a &amp; b</title><link>http://h.test/1</link></item>", head + doctype)
    ((one, other),) = both(body)
    assert one == other


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("iso-8859-15", "Où est l'€"),
        ("windows-1251", "Новости"),
        ("gb2312", "新闻"),
        ("shift_jis", "ニュース"),
    ],
)
def test_legacy_encodings_are_read(encoding: str, text: str) -> None:
    body = rss(f"<item><title>{text}</title></item>")
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + body.decode().encode(encoding)
    undeclared = body.decode().encode(encoding)
    for parsed in (quick(declared), quick(undeclared, charset=encoding)):
        assert parsed
        assert parsed.entries[0]["title"] == text


def test_a_flood_of_entries_is_no_doubt() -> None:
    parsed = quick(rss("<item><title>t</title></item>" * (2 * MAX_ENTRIES)))
    assert parsed
    assert len(parsed.entries) == 2 * MAX_ENTRIES
